"""Sweeps in the database: what was swept, which run belongs to which cell, and how each cell came out.

A cell's row is written in the same transaction as its run's, so that no kill leaves one without the other. How a cell
stands is asked of its run; only a cell that failed without telling it in a run says so itself. While a program runs a
sweep, one row more stands for it as a whole: where that is left, the program was killed, perhaps between two cells.
"""

from __future__ import annotations

import json
import logging
import math
import sqlite3
import time
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from simulator.declaration import Sentence, sentence
from simulator.engine.events import Evaluated, Event, Scores, Tested
from simulator.experiment.documents import Document
from simulator.store import runs
from simulator.store.database import StoreError, at_most, rows_of
from simulator.store.event_rows import Row
from simulator.store.values import count, duration, moment

LARGEST = 2**22  # bytes of a document
LONGEST = 200  # characters of a title
LARGEST_MESSAGE = 2**16
RUNS = "SELECT run FROM cells WHERE run NOTNULL"  # of all sweeps
GIVEN, FAILED = "given", "failed"  # a cell has a run, or could not have one that tells how it ended
WHOLE, BEGUN = -1, "begun"  # the position and the state of the row that stands for a sweep that goes on
FINISHED = ("completed", "diverged")  # states of runs that would come out the same again
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How a cell's run came out, as plain values that one process can hand to another.

    `state` is the run's: completed, diverged, stopped, interrupted, running or failed; `message` its last sentence, or
    why it is not kept. `validated` and `tested` are its last scores on validation tasks and those on test tasks.
    """

    state: str
    message: Sentence | None = None
    run: int | None = None
    iterations: int = 0
    seconds: float = 0.0
    validated: Scores | None = None
    tested: Scores | None = None


@dataclass(frozen=True)
class SweepSummary:
    """A sweep as a list shows it: `created` in seconds since 1970, and how its cells stand that were begun.

    `cut_off` are runs that were interrupted, and about which nobody was asked yet. `begun`: a program runs it, or was
    killed over it. `planned` are its cells; none where the document makes no sense.
    """

    id: int
    created: float
    title: str
    document: Document
    finished: int
    going: int
    cut_off: int
    begun: bool = False

    @property
    def planned(self) -> int:
        """How many cells it has."""
        try:
            values = [self.document["seeds"], *(axis["values"] for axis in self.document["axes"])]
            return math.prod(map(len, values))
        except (LookupError, TypeError):
            return 0


def add(connection: sqlite3.Connection, title: str, document: Document) -> int:
    """Begin a sweep; its number."""
    values = (uuid.uuid4().hex, time.time(), title[:LONGEST], json.dumps(document))
    made = connection.execute("INSERT INTO sweeps (uid, created, title, document) VALUES (?, ?, ?, ?)", values)
    assert made.lastrowid is not None
    return made.lastrowid


def give(connection: sqlite3.Connection, sweep: int, position: int, run: int) -> None:
    """A cell's run is this one, which carries its sweep's tag from now on."""
    _put(connection, sweep, position, run, GIVEN, None)
    connection.execute("INSERT OR IGNORE INTO tags VALUES (?, ?)", (run, tag(sweep)))


def fail(connection: sqlite3.Connection, sweep: int, position: int, message: Sentence) -> None:
    """A cell failed, and its run, where it has one, does not say so."""
    run = run_of(connection, sweep, position)
    _put(connection, sweep, position, run, FAILED, json.dumps(message.table()))


def begin(connection: sqlite3.Connection, sweep: int) -> None:
    """A program runs a sweep from now on."""
    _put(connection, sweep, WHOLE, None, BEGUN, None)


def end(connection: sqlite3.Connection, sweep: int) -> None:
    """No program runs a sweep any more, and that is as it should be."""
    connection.execute("DELETE FROM cells WHERE sweep = ? AND position = ?", (sweep, WHOLE))


def again(connection: sqlite3.Connection, sweep: int) -> None:
    """Cells that failed are to be tried once more."""
    connection.execute("DELETE FROM cells WHERE sweep = ? AND state = ? AND run IS NULL", (sweep, FAILED))
    connection.execute("UPDATE cells SET state = ?, message = NULL WHERE sweep = ?", (GIVEN, sweep))


def leave(connection: sqlite3.Connection, sweep: int) -> None:
    """Do not ask about a sweep and its runs again."""
    end(connection, sweep)
    connection.execute("UPDATE runs SET offered = 1 WHERE id IN (SELECT run FROM cells WHERE sweep = ?)", (sweep,))


def delete(connection: sqlite3.Connection, sweep: int) -> None:
    """Forget a sweep; its runs stay."""
    if not connection.execute("DELETE FROM sweeps WHERE id = ?", (sweep,)).rowcount:
        raise missing(sweep)


def run_of(connection: sqlite3.Connection, sweep: int, position: int) -> int | None:
    """The run of a cell, if it has one that is still there."""
    query = "SELECT run FROM cells WHERE sweep = ? AND position = ?"
    row = connection.execute(query, (sweep, position)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def document(connection: sqlite3.Connection, sweep: int) -> Document:
    """What was swept, unchecked. Raises `StoreError` where there is no such sweep or it is damaged."""
    found = [each for each in summaries(connection, sweep=sweep) if each.id == sweep]
    if not found:
        exists = connection.execute("SELECT 1 FROM sweeps WHERE id = ?", (sweep,)).fetchone()
        raise (
            StoreError(sentence("What is kept of sweep {sweep} is damaged.", sweep=sweep)) if exists else missing(sweep)
        )
    return found[0].document


def summaries(
    connection: sqlite3.Connection, gone: Collection[str] = (), sweep: int | None = None
) -> list[SweepSummary]:
    """The sweeps, newest first, without rows that make no sense; runs of the sessions in `gone` go on no more."""
    counts = _counts(connection, gone)
    begun = {row[0] for row in rows_of(connection, "SELECT sweep FROM cells WHERE position = ?", (WHOLE,))}
    where, values = ("id = ?", (sweep,)) if sweep is not None else ("1", ())
    columns = f"id, created, substr(title, 1, {LONGEST}), {at_most('document', LARGEST)}"
    found = []
    for number, created, title, text in rows_of(
        connection, f"SELECT {columns} FROM sweeps WHERE {where} ORDER BY id DESC", values
    ):
        try:
            told = json.loads(text) if isinstance(text, str) else None
            if not isinstance(told, dict) or not isinstance(title, str):
                raise ValueError("not a sweep")
            finished, going, cut_off = (counts.get((number, each), 0) for each in ("finished", "going", "cut off"))
            stand = (finished, going, cut_off, number in begun)
            found.append(SweepSummary(number, moment(created), title, told, *stand))
        except (ValueError, RecursionError):
            log.warning("Sweep %s makes no sense and is left out", number)
    return found


def outcomes(connection: sqlite3.Connection, sweep: int, gone: Collection[str] = ()) -> dict[int, Outcome]:
    """How the cells stand that were begun, by position; one whose run is damaged has failed."""
    query = f"SELECT position, run, state, {at_most('message', LARGEST_MESSAGE)} FROM cells WHERE sweep = ?"
    rows = rows_of(connection, query, (sweep,))
    states = {each.id: each for each in runs.summaries(connection, _RUNS_OF, (sweep,), gone)}
    found: dict[int, Outcome] = {}
    for position, run, state, message in rows:
        if type(position) is not int:
            continue
        known = states.get(run)
        if state == FAILED:
            found[position] = Outcome("failed", _read(message), None if known is None else known.id)
        elif known is not None:
            try:
                found[position] = outcome(connection, known.id, known.state)
            except StoreError as damage:
                found[position] = Outcome("failed", damage.message, known.id)
    return found


def outcome(connection: sqlite3.Connection, run: int, state: str) -> Outcome:
    """How a run that stands so came out, from the few rows that tell. Raises `StoreError` where it is damaged."""
    columns = f"iterations, seconds, {at_most('message', LARGEST_MESSAGE)}"
    row = connection.execute(f"SELECT {columns} FROM runs WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise runs.missing(run)
    with runs.sound(run):
        tested, evaluated = _last(connection, run, "tested"), _last(connection, run, "evaluated")
        return Outcome(
            state,
            _read(row[2]),
            run,
            count(row[0]),
            duration(row[1]),
            evaluated.scores if isinstance(evaluated, Evaluated) else None,
            tested.scores if isinstance(tested, Tested) else None,
        )


def tag(sweep: int) -> str:
    """The word by which the runs of a sweep are found in the list."""
    return f"sweep {sweep}"


def missing(sweep: int) -> StoreError:
    """The error for a number that no sweep has."""
    return StoreError(sentence("There is no sweep {sweep}.", sweep=sweep))


def _put(
    connection: sqlite3.Connection, sweep: int, position: int, run: int | None, state: str, message: str | None
) -> None:
    values = (sweep, position, run, state, message)
    if connection.execute("SELECT 1 FROM sweeps WHERE id = ?", (sweep,)).fetchone():  # else it was deleted meanwhile
        connection.execute("INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?, ?)", values)


def _counts(connection: sqlite3.Connection, gone: Collection[str]) -> dict[tuple[int, str], int]:
    """How many runs of each sweep are finished, go on, and were cut off."""
    found: dict[tuple[int, str], int] = {}
    query = (
        "SELECT cells.sweep, runs.state, runs.session, runs.offered IS 1 FROM cells JOIN runs ON runs.id = cells.run "
        f"WHERE cells.state IS NOT '{FAILED}'"
    )
    for sweep, state, session, offered in rows_of(connection, query):
        ended = state == "interrupted" or session in gone
        cut_off = "" if offered else "cut off"
        stands = "finished" if state in FINISHED else cut_off if ended else "going" if session else ""
        found[sweep, stands] = found.get((sweep, stands), 0) + 1
    return found


def _last(connection: sqlite3.Connection, run: int, kind: str) -> Event | None:
    """The last event of a kind that a run told."""
    columns = f"after, kind, {at_most('document', runs.LARGEST_EVENT)}, arrays"
    query = f"SELECT {columns} FROM events WHERE run = ? AND kind = ? ORDER BY position DESC LIMIT 1"
    row = connection.execute(query, (run, kind)).fetchone()
    return None if row is None else Row.read(*row).event({})


def _read(message: object) -> Sentence | None:
    """A sentence that was kept; what is none is left out."""
    try:
        return Sentence.read(json.loads(message)) if isinstance(message, str) else None
    except (ValueError, RecursionError):
        return None


_RUNS_OF = "id IN (SELECT run FROM cells WHERE sweep = ?)"
