"""Reading runs: the list, and one run with all that it told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine.checkpoint import Checkpoint, from_bytes
from simulator.engine.events import Event, Stepped
from simulator.experiment import Experiment, parse
from simulator.experiment.documents import Document
from simulator.store.database import StoreError
from simulator.store.event_rows import Row, Steps, steps_from_bytes

STATES = ("running", "interrupted", "completed", "stopped", "diverged", "failed")
RESUMABLE = ("interrupted", "stopped", "failed")


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as the list shows it. `task`, `learner` and `strategy` are kinds; `created` is in seconds since 1970.

    `loss` and `accuracy` are after as many inner steps as the strategy trains for: on test tasks where the run has
    come to its end, else on validation tasks.
    """

    id: int
    uid: str
    name: str
    note: str
    pinned: bool
    created: float
    title: str
    task: str
    learner: str
    strategy: str
    seed: int
    state: str
    planned: int
    iterations: int
    seconds: float
    gradient_evaluations: int
    loss: float | None
    accuracy: float | None
    session: str | None
    offered: bool
    tags: tuple[str, ...] = ()

    @property
    def resumable(self) -> bool:
        """Whether it can go on."""
        return self.state in RESUMABLE


_COLUMNS = tuple(each.name for each in fields(RunSummary) if each.name != "tags")


def summaries(connection: sqlite3.Connection, where: str = "1", values: tuple[object, ...] = ()) -> list[RunSummary]:
    """The runs that match, newest first."""
    tags: dict[int, list[str]] = {}
    for run, tag in connection.execute("SELECT run, tag FROM tags ORDER BY tag"):
        tags.setdefault(run, []).append(tag)
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM runs WHERE {where} ORDER BY id DESC", values)
    found = []
    for row in rows:
        named = dict(zip(_COLUMNS, row, strict=True))
        flags = {name: bool(named[name]) for name in ("pinned", "offered")}
        found.append(RunSummary(**(named | flags), tags=tuple(tags.get(row[0], ()))))
    return found


def summary(connection: sqlite3.Connection, run: int) -> RunSummary:
    """One run. Raises `StoreError` where there is none."""
    found = summaries(connection, "id = ?", (run,))
    if not found:
        raise missing(run)
    return found[0]


def document(connection: sqlite3.Connection, run: int) -> Document:
    """The experiment with which a run began, as nested tables."""
    row = connection.execute("SELECT document FROM experiments WHERE run = ?", (run,)).fetchone()
    if row is None:
        raise missing(run)
    with sound(run):
        found = json.loads(row[0])
        if not isinstance(found, dict):
            raise ValueError("not an experiment")
        return found


def experiment(connection: sqlite3.Connection, run: int) -> Experiment:
    """The experiment with which a run began. Raises `InputError` where this version does not know it."""
    return parse(document(connection, run))


def history(connection: sqlite3.Connection, run: int) -> Iterator[Event]:
    """All that a run told, in its order, but checkpoints. Raises `StoreError` where it is damaged."""
    begun = document(connection, run)
    steps, made = _steps(connection, run), 0
    rows = connection.execute(
        "SELECT after, kind, document, arrays FROM events WHERE run = ? ORDER BY position", (run,)
    )
    with sound(run):
        for columns in rows:
            row = Row.read(*columns)
            while made < row.after:
                step = next(steps, None)
                if step is None:
                    raise ValueError("meta-iterations are missing")
                yield step
                made += 1
            yield row.event(begun)
        yield from steps


def checkpoint(connection: sqlite3.Connection, run: int) -> tuple[Checkpoint, int] | None:
    """A run's last checkpoint, and how many events other than meta-iterations were told before it."""
    row = connection.execute("SELECT data, position FROM checkpoints WHERE run = ?", (run,)).fetchone()
    return None if row is None else (from_bytes(row[0]), row[1])


def cut(connection: sqlite3.Connection, run: int, iteration: int, position: int) -> None:
    """Forget what a run told after so many meta-iterations and so many other events."""
    connection.execute("DELETE FROM events WHERE run = ? AND position >= ?", (run, position))
    connection.execute("DELETE FROM steps WHERE run = ? AND first > ?", (run, iteration))
    row = connection.execute(
        "SELECT first, count, columns FROM steps WHERE run = ? AND first + count - 1 > ?", (run, iteration)
    ).fetchone()
    if row is not None:
        first, kept = row[0], Steps()
        with sound(run):
            for event in steps_from_bytes(*row):
                if event.iteration <= iteration:
                    kept.append(event)
        connection.execute(
            "UPDATE steps SET count = ?, columns = ? WHERE run = ? AND first = ?",
            (len(kept), kept.to_bytes(), run, first),
        )


def missing(run: int) -> StoreError:
    """The error for a number that no run has."""
    return StoreError(sentence("There is no run {run}.", run=run))


@contextmanager
def sound(run: int) -> Iterator[None]:
    """Within it, what does not make sense is said to be damage of a run."""
    try:
        yield
    except InputError:
        raise
    except (ValueError, RecursionError) as error:
        raise StoreError(sentence("What is kept of run {run} is damaged.", run=run)) from error


def _steps(connection: sqlite3.Connection, run: int) -> Iterator[Stepped]:
    for row in connection.execute("SELECT first, count, columns FROM steps WHERE run = ? ORDER BY first", (run,)):
        yield from steps_from_bytes(*row)


def said(text: str | None) -> Sentence | None:
    """A sentence that was kept."""
    return None if text is None else Sentence.read(json.loads(text))
