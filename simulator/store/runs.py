"""Reading runs: the list, and one run with all that it told."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from simulator.declaration import InputError, sentence
from simulator.engine.checkpoint import Checkpoint, from_bytes
from simulator.engine.events import Event, Stepped
from simulator.experiment import Experiment, parse
from simulator.experiment.documents import Document
from simulator.store import states
from simulator.store.database import StoreError, at_most, rows_of
from simulator.store.event_rows import Row, Steps, steps_from_bytes
from simulator.store.values import count, duration, figure, moment

STATES = ("running", "interrupted", "completed", "stopped", "diverged", "failed")
RESUMABLE = ("interrupted", "stopped", "failed")
LONGEST_WORD, LONGEST_NAME, LONGEST_NOTE, MOST_TAGS = 200, 200, 100_000, 1000  # characters; tags of a run
LARGEST_EXPERIMENT, LARGEST_EVENT = 2**20, 2**26  # bytes of a document
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as the list shows it. `task`, `learner` and `strategy` are kinds; `created` is in seconds since 1970.

    `loss` and `accuracy` are after as many inner steps as the strategy trains for: on test tasks where the run has
    come to its end, else on validation tasks. `kept` says that there is a checkpoint.
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
    kept: bool
    tags: tuple[str, ...] = ()

    @property
    def resumable(self) -> bool:
        """Whether it can go on: from its checkpoint, or because there is nothing yet that would be lost."""
        return self.state in RESUMABLE and (self.kept or not self.iterations)


def summaries(
    connection: sqlite3.Connection,
    where: str = "1",
    values: tuple[object, ...] = (),
    gone: Collection[str] = (),
) -> list[RunSummary]:
    """The runs that match, newest first, without rows that make no sense.

    Those of the sessions in `gone` were interrupted, also where that is not written down yet.
    """
    tags = _tags(connection, where, values)
    found, senseless = [], []
    for row in rows_of(connection, f"SELECT {_COLUMNS} FROM runs WHERE {where} ORDER BY id DESC", values):
        try:
            found.append(_summary(row, tags.get(row[0], ()), gone))
        except ValueError:
            senseless.append(row[0])
    if senseless:
        _log_once(f"Rows of {len(senseless)} runs make no sense and are left out, such as run {senseless[0]}")
    return found


def summary(connection: sqlite3.Connection, run: int, gone: Collection[str] = ()) -> RunSummary:
    """One run. Raises `StoreError` where there is none, or its row makes no sense."""
    found = summaries(connection, "id = ?", (run,), gone)
    if found:
        return found[0]
    raise damaged(run) if exists(connection, run) else missing(run)


def exists(connection: sqlite3.Connection, run: int) -> bool:
    """Whether there is such a run."""
    return connection.execute("SELECT 1 FROM runs WHERE id = ?", (run,)).fetchone() is not None


def sessions(connection: sqlite3.Connection) -> list[str]:
    """The programs that say to have runs that are going on."""
    query = "SELECT DISTINCT session FROM runs WHERE session NOTNULL AND typeof(session) = 'text'"
    return [session[:LONGEST_WORD] for (session,) in rows_of(connection, query)]


def interrupt(connection: sqlite3.Connection, gone: Iterable[str]) -> None:
    """Mark the runs of programs that are no longer there."""
    rows = [(session,) for session in gone]
    connection.executemany("UPDATE runs SET state = 'interrupted', session = NULL WHERE session = ?", rows)


def document(connection: sqlite3.Connection, run: int) -> Document:
    """The experiment with which a run began, as nested tables."""
    query = f"SELECT {at_most('document', LARGEST_EXPERIMENT)} FROM experiments WHERE run = ?"
    row = connection.execute(query, (run,)).fetchone()
    if row is None:
        raise missing(run)
    with sound(run):
        found = json.loads(row[0]) if isinstance(row[0], str) else None
        if not isinstance(found, dict):
            raise ValueError("not an experiment")
        return found


def experiment(connection: sqlite3.Connection, run: int) -> Experiment:
    """The experiment with which a run began. Raises `InputError` where this version does not know it."""
    begun = document(connection, run)
    with sound(run):
        return parse(begun)


def history(connection: sqlite3.Connection, run: int) -> Iterator[Event]:
    """All that a run told, in its order, but checkpoints. Raises `StoreError` where there is none or it is damaged."""
    begun = document(connection, run)
    columns = f"position, after, {at_most('kind', LONGEST_WORD)}, {at_most('document', LARGEST_EVENT)}, arrays"
    rows = connection.execute(f"SELECT {columns} FROM events WHERE run = ? ORDER BY position", (run,))
    with sound(run):
        steps, made = _steps(connection, run), 0
        for place, (position, *values) in enumerate(rows):
            if position != place:
                raise ValueError("events are missing")
            row = Row.read(*values)
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
    if row is None:
        return None
    with sound(run):
        if type(row[0]) is not bytes:
            raise ValueError("not a checkpoint")
        return from_bytes(row[0]), count(row[1])


def kept_at(connection: sqlite3.Connection, run: int) -> tuple[int, int] | None:
    """After how many meta-iterations and other events the last checkpoint is."""
    found: tuple[int, int] | None
    found = connection.execute("SELECT iteration, position FROM checkpoints WHERE run = ?", (run,)).fetchone()
    return found


def cut(connection: sqlite3.Connection, run: int, iteration: int, position: int) -> None:
    """Forget what a run told after so many meta-iterations and so many other events."""
    connection.execute("DELETE FROM events WHERE run = ? AND position >= ?", (run, position))
    connection.execute("DELETE FROM steps WHERE run = ? AND first > ?", (run, iteration))
    states.cut(connection, run)
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


def damaged(run: int) -> StoreError:
    """The error for a run of which what is kept makes no sense."""
    return StoreError(sentence("What is kept of run {run} is damaged.", run=run))


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
        raise damaged(run) from error


def _steps(connection: sqlite3.Connection, run: int) -> Iterator[Stepped]:
    made = 0
    rows = connection.execute("SELECT first, count, columns FROM steps WHERE run = ? ORDER BY first", (run,))
    for first, number, columns in rows:
        if first != made + 1:
            raise ValueError("meta-iterations are missing")
        yield from steps_from_bytes(first, number, columns)
        made += number


def _tags(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    tag = f"substr(tag, 1, {LONGEST_NAME})"
    query = f"SELECT run, {tag} FROM tags WHERE run IN (SELECT id FROM runs WHERE {where}) ORDER BY tag"
    for run, name in rows_of(connection, query, values):
        tags = found.setdefault(run, [])
        if isinstance(name, str) and len(tags) < MOST_TAGS:
            tags.append(name)
    return {run: tuple(tags) for run, tags in found.items()}


def _summary(row: tuple[Any, ...], tags: tuple[str, ...], gone: Collection[str]) -> RunSummary:
    """A row of `_COLUMNS`, by position: there may be ten thousand. Raises `ValueError` where it makes no sense."""
    (run, pinned, offered, kept, created, seconds, loss, accuracy, *others) = row
    seed, planned, iterations, gradients, state, session, *texts = others
    uid, name, note, title, task, learner, strategy = texts  # of which no more was read than is shown
    if state not in STATES or not (session is None or isinstance(session, str)) or not 0 < run < LARGEST_NUMBER:
        raise ValueError("not a run")
    if set(map(type, texts)) != {str}:
        raise ValueError("not texts")
    if session in gone:
        state, session = "interrupted", None
    return RunSummary(
        run,
        uid,
        name,
        note,
        bool(pinned),
        moment(created),
        title,
        task,
        learner,
        strategy,
        count(seed),
        state,
        count(planned),
        count(iterations),
        duration(seconds),
        count(gradients),
        figure(loss),
        figure(accuracy),
        session,
        bool(offered),
        bool(kept),
        tags,
    )


@cache
def _log_once(said: str) -> None:
    log.warning("%s", said)


def _number(column: str) -> str:
    """SQL for a number; whatever else is there is not read."""
    return f"CASE WHEN typeof({column}) IN ('integer', 'real', 'null') THEN {column} ELSE '' END"


LARGEST_NUMBER = 2**31  # of runs
_NUMBERS = ("created", "seconds", "loss", "accuracy", "seed", "planned", "iterations", "gradient_evaluations")
_TEXTS = {
    "state": LONGEST_WORD,
    "session": LONGEST_WORD,
    "uid": LONGEST_WORD,
    "name": LONGEST_NAME,
    "note": LONGEST_NOTE,
    **dict.fromkeys(("title", "task", "learner", "strategy"), LONGEST_WORD),
}
_COLUMNS = ", ".join(
    [
        "id, pinned IS 1, offered IS 1, EXISTS (SELECT 1 FROM checkpoints WHERE run = runs.id)",
        *map(_number, _NUMBERS),
        *(f"substr({column}, 1, {longest})" for column, longest in _TEXTS.items()),
    ]
)
