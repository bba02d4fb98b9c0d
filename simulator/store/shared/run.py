"""A run as it travels: taken out of a database, into the members of a shared file, back, and into another database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.engine.checkpoint import from_bytes
from simulator.engine.events import Ending, Stepped, state_of
from simulator.experiment import Experiment
from simulator.experiment.documents import Document
from simulator.store import runs
from simulator.store.event_rows import Row, is_ending, steps_from_bytes
from simulator.store.shared.archive import json_of
from simulator.store.shared.events import from_files, to_files, told
from simulator.store.shared.experiment import available
from simulator.store.shared.steps import Piece, from_csv, to_csv
from simulator.store.summary import Summary

LONGEST_NAME, LONGEST_NOTE, MOST_TAGS = 200, 100_000, 1000
LATEST = 3.2e10  # seconds since 1970: what the time functions of every system take
REQUIRED = ("run.json", "experiment.json", "steps.csv", "events.json")
_KEYS = {"uid", "name", "note", "tags", "created", "state", "checkpoint"}


@dataclass(frozen=True)
class SharedRun:
    """A run with all that it told. `checkpoint` is its bytes, its iteration, and how many events came before it."""

    uid: str
    name: str
    note: str
    tags: tuple[str, ...]
    created: float
    state: str
    document: Document  # the experiment with which it began
    experiment: Experiment  # the same, without the files that it names
    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...]
    checkpoint: tuple[bytes, int, int] | None

    def insert(self, connection: sqlite3.Connection) -> int:
        """Put it into a database where it is not there yet; its number there."""
        there = connection.execute("SELECT id FROM runs WHERE uid = ?", (self.uid,)).fetchone()
        if there:
            return int(there[0])
        run = self._insert_summary(connection)
        connection.execute("INSERT INTO experiments VALUES (?, ?)", (run, json.dumps(self.document)))
        connection.executemany("INSERT INTO tags VALUES (?, ?)", ((run, tag) for tag in self.tags))
        connection.executemany("INSERT INTO steps VALUES (?, ?, ?, ?)", ((run, *piece) for piece in self.pieces))
        rows = ((run, place, *row.columns) for place, row in enumerate(self.rows))
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
        if self.checkpoint:
            data, iteration, position = self.checkpoint
            connection.execute("INSERT INTO checkpoints VALUES (?, ?, ?, ?)", (run, iteration, position, data))
        return run

    def _insert_summary(self, connection: sqlite3.Connection) -> int:
        """The row of the list; what follows from the events is taken from them."""
        experiment = self.experiment
        values = {
            "uid": self.uid,
            "name": self.name,
            "note": self.note,
            "created": self.created,
            "title": experiment.title,
            **{section: experiment.section(section).table()["kind"] for section in ("task", "learner", "strategy")},
            "seed": experiment.seed,
            "state": self.state,
            "planned": experiment.schedule.iterations,
            "offered": 1,  # nobody is asked about it at the next start
        }
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        run = connection.execute(f"INSERT INTO runs ({names}) VALUES ({marks})", (*values.values(),)).lastrowid
        assert run is not None
        summary, last = Summary(experiment), self.last
        for event in (*([last] if last else []), *(row.event(self.document) for row in self.rows)):
            summary.add(event)
        summary.write(connection, run, None)
        connection.execute("UPDATE runs SET state = ? WHERE id = ?", (self.state, run))
        return run

    @property
    def last(self) -> Stepped | None:
        """The last meta-iteration."""
        return None if not self.pieces else list(steps_from_bytes(*self.pieces[-1]))[-1]


def members(connection: sqlite3.Connection, run: int) -> tuple[str, dict[str, bytes]]:
    """A run's uid and its members of a shared file, by name, such as `from_members` reads.

    Raises `StoreError` where there is no such run or it is damaged.
    """
    summary, document = runs.summary(connection, run), runs.document(connection, run)
    with runs.sound(run):
        rows = [Row.read(*columns) for columns in connection.execute(_EVENTS, (run,))]
        steps = to_csv(step for piece in connection.execute(_STEPS, (run,)) for step in steps_from_bytes(*piece))
        events, scores = to_files(rows)
    kept = connection.execute("SELECT data, iteration, position FROM checkpoints WHERE run = ?", (run,)).fetchone()
    table = {
        "uid": summary.uid,
        "name": summary.name,
        "note": summary.note,
        "tags": list(summary.tags),
        "created": summary.created,
        "state": summary.state,
        "checkpoint": kept and {"iteration": kept[1], "position": kept[2]},
    }
    found = {
        "run.json": json.dumps(table, indent=1).encode(),
        "experiment.json": json.dumps(document, indent=1).encode(),
        "steps.csv": steps,
        "events.json": events,
        "scores.safetensors": scores,
        "checkpoint.bin": kept[0] if kept else None,
    }
    with runs.sound(run):
        from_members(summary.uid, found.get)
    return summary.uid, {name: data for name, data in found.items() if data is not None}


def from_members(uid: str, read: Callable[[str], bytes | None]) -> SharedRun:
    """The run of a shared file; `read` gives its members by name, None where there is none.

    Raises `InputError`, or `ValueError` and its like where something in it makes no sense.
    """
    parts = {name: _given(read(name)) for name in ("run.json", "experiment.json")}
    table, document = (json_of(data) for data in parts.values())
    if not isinstance(document, dict) or not isinstance(table, dict) or set(table) != _KEYS or table["uid"] != uid:
        raise ValueError("other entries")
    experiment, _ = available(document)
    pieces, last = from_csv(_given(read("steps.csv")))
    made = last.iteration if last else 0
    rows = from_files(_given(read("events.json")), read("scores.safetensors"))
    ending: Ending | None = None
    summary = Summary(experiment)
    for event in told(rows, document, experiment, made):
        summary.add(event)
        ending = event if is_ending(event) else None
    return SharedRun(
        uid,
        _text(table["name"], LONGEST_NAME),
        _text(table["note"], LONGEST_NOTE),
        _tags(table["tags"]),
        _created(table["created"]),
        _state(table["state"], ending),
        document,
        experiment,
        tuple(pieces),
        tuple(rows),
        _checkpoint(table["checkpoint"], read("checkpoint.bin"), made, len(rows)),
    )


def _given(data: bytes | None) -> bytes:
    if data is None:
        raise ValueError("a part is missing")
    return data


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("not a text")
    value.encode()  # raises a `ValueError` where a database could not hold it
    return value


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_TAGS:
        raise ValueError("not tags")
    tags = {_text(each, LONGEST_NAME) for each in value}
    if len(tags) != len(value) or "" in tags:
        raise ValueError("not tags")
    return tuple(sorted(tags))


def _created(value: object) -> float:
    if type(value) not in (int, float) or not 0 <= value <= LATEST:  # type: ignore[operator]
        raise ValueError("not a time")
    return float(value)  # type: ignore[arg-type]


def _state(value: object, ending: Ending | None) -> str:
    """The state in which a run is taken in. One that was going on is stopped: it goes on elsewhere, or not at all."""
    if ending is None:
        if value not in ("running", "stopped", "interrupted"):
            raise ValueError("another state")
        return "interrupted" if value == "interrupted" else "stopped"
    if value != state_of(ending):
        raise ValueError("another state")
    return str(value)


def _checkpoint(place: Any, data: bytes | None, made: int, told_before: int) -> tuple[bytes, int, int] | None:
    if (place is None) != (data is None):
        raise ValueError("half a checkpoint")
    if place is None or data is None:
        return None
    if not isinstance(place, dict) or set(place) != {"iteration", "position"}:
        raise ValueError("other entries")
    iteration, position = place["iteration"], place["position"]
    if type(iteration) is not int or type(position) is not int:
        raise ValueError("entries of a wrong type")
    found = from_bytes(data, lambda document: available(document)[0]).iteration
    if found != iteration or not 0 <= iteration <= made or not 0 <= position <= told_before:
        raise ValueError("a checkpoint of another run")
    return data, iteration, position


_STEPS = "SELECT first, count, columns FROM steps WHERE run = ? ORDER BY first"
_EVENTS = "SELECT after, kind, document, arrays FROM events WHERE run = ? ORDER BY position"
