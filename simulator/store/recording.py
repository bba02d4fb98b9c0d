"""A run on its way into the database: the thread that listens to it tells, the writer's thread writes.

Telling costs one append. A checkpoint is written in the same transaction as everything that was told
before it, so that what is kept of a run always fits together. Until it is written nothing is dropped, so a full disk
costs nothing but memory.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
import uuid
from collections import deque
from collections.abc import Callable
from concurrent.futures import TimeoutError as TimedOutError
from contextlib import suppress

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine.checkpoint import Checkpoint, to_bytes
from simulator.engine.events import Evaluated, Event, Passing, Stepped, Stopped
from simulator.experiment import Experiment, to_document
from simulator.store.event_rows import MOST_STEPS, Row, Steps, is_ending
from simulator.store.states import StatesToKeep
from simulator.store.summary import Summary
from simulator.store.writer import Source, Writer

PATIENCE = 0.7  # seconds that the end of a run waits until it is safe; a stop takes less than a second
LARGEST = 900_000_000  # bytes of a checkpoint; SQLite takes a row of at most a thousand million
Also = Callable[[sqlite3.Connection, int], None]  # is done with a run's number, in the transaction that gives it
log = logging.getLogger(__name__)


class Recording(Source):
    """Takes a run's events in their order.

    `run` is its number once it has one. `safe` says that its ending, and so all of it, is in the database; a run that
    has ended and is not safe is still tried to be written, for as long as the store is open.
    """

    def __init__(
        self,
        writer: Writer,
        experiment: Experiment,
        session: str,
        uid: str = "",
        summary: Summary | None = None,
        also: Also | None = None,
    ) -> None:
        self.run: int | None = None
        self.safe = False
        self.uid = uid or uuid.uuid4().hex
        self._writer, self._experiment, self._session = writer, experiment, session
        self._told: deque[Event] = deque()
        self._taken_over: Sentence | None = None
        self._unpacked: Sentence | None = None
        # What follows belongs to the writer's thread.
        self._chunks: list[tuple[int, int, bytes]] = []
        self._steps, self._rows = Steps(), list[tuple[int, str, str, bytes | None]]()
        self._states = StatesToKeep()
        self._made = self._position = 0
        self._latest: tuple[Checkpoint, int] | None = None
        self._checkpoint: tuple[int, int, bytes] | None = None
        self._written: int | None = None  # the number given in a transaction that may still fail
        self._summary = summary or Summary(experiment)
        self._news = self._over = False
        self._also = also

    def goes_on(self, run: int, made: int, position: int) -> None:
        """Continue a run that has its number, so many meta-iterations and so many other events."""
        self.run, self._made, self._position = run, made, position

    @property
    def trouble(self) -> Sentence | None:
        """Why what was told cannot be written, or the run could not go on, for the time being or for good."""
        return self._taken_over or self._writer.trouble or self._unpacked

    def add(self, event: Event) -> None:
        """Take an event in. With the last one of a run it waits a moment for it to be `safe`, which it then may be."""
        if isinstance(event, Passing):
            return
        self._told.append(event)
        if is_ending(event):
            with suppress(TimedOutError, InputError):
                self._writer.empty().result(PATIENCE)

    def abandon(self) -> None:
        """Nothing more will come, though the run did not say so: it is stopped, and can go on from its last checkpoint.

        For a run that ends without a word, or that was taken up and then could not begin.
        """
        self.add(Stopped())

    def gather(self) -> bool:
        while self._told:
            if not self._over:
                self._take(self._told[0])
                self._news = True
            self._told.popleft()
        if self._latest is not None:
            self._pack(*self._latest)
            self._latest = None
        self._states.pack()
        return self._news

    def write(self, connection: sqlite3.Connection) -> None:
        if self._is_taken_over(connection):
            return
        run = self._written = self.run if self.run is not None else self._insert(connection)
        if self.run is None and self._also is not None:
            self._also(connection, run)
        count = len(self._steps)
        last = [(self._made - count + 1, count, self._steps.to_bytes())] if count else []
        chunks = ((run, *chunk) for chunk in (*self._chunks, *last))
        connection.executemany("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)", chunks)
        before = self._position - len(self._rows)
        rows = ((run, place, *row) for place, row in enumerate(self._rows, start=before))
        connection.executemany("INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
        if self._checkpoint is not None:
            connection.execute("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)", (run, *self._checkpoint))
        self._states.write(connection, run)
        self._summary.write(connection, run, None if self._over else self._session)

    def settle(self) -> bool:
        if self._taken_over is not None:
            return False
        self.run, self.safe = self._written, self._over
        self._chunks, self._steps, self._rows, self._checkpoint = [], Steps(), [], None
        self._states.settle()
        self._news = False
        return not self._over

    def _take(self, event: Event) -> None:
        if isinstance(event, Stepped):
            self._steps.append(event)
            self._made += 1
            if len(self._steps) == MOST_STEPS:
                self._chunks.append((self._made - MOST_STEPS + 1, MOST_STEPS, self._steps.to_bytes()))
                self._steps = Steps()
        elif isinstance(event, Checkpoint):
            self._latest = (event, self._position)
        else:
            self._rows.append(Row.of(self._made, event).columns)
            self._position += 1
            self._over = is_ending(event)
            if isinstance(event, Evaluated):
                self._states.add(event)
        self._summary.add(event)

    def _pack(self, checkpoint: Checkpoint, position: int) -> None:
        """Make a checkpoint ready; where that cannot be, the one before stays, and the history is kept all the same."""
        try:
            data = to_bytes(checkpoint)
            if len(data) > LARGEST:
                raise InputError(sentence("The learned state is too large to be saved."))
        except Exception as error:
            known = error.message if isinstance(error, InputError) else None
            why = known or sentence("It cannot be packed: {why}.", why=str(error) or type(error).__name__)
            found = sentence(
                "What the run has learned cannot be saved, so it could not go on from here. {why}", why=why
            )
            if found != self._unpacked:  # once, not at every checkpoint
                log.warning("There is no checkpoint of run %s: %s", self.uid, error, exc_info=error)
            self._unpacked = found
        else:
            self._checkpoint, self._unpacked = (checkpoint.iteration, position, data), None

    def _is_taken_over(self, connection: sqlite3.Connection) -> bool:
        """Whether the run is not this program's any more: it was deleted, or taken for interrupted and resumed."""
        if self.run is None:
            return False
        row = connection.execute("SELECT session, state FROM runs WHERE id = ?", (self.run,)).fetchone()
        ours = row is not None and row[0] == self._session
        if row is not None and row[0] is None:
            # Taken for interrupted, as its program's lock was cleared away: it is taken back.
            ours = self._over or (row[1] == "interrupted" and self._is_as_left(connection))
        if not ours:
            self._taken_over = sentence(
                "Run {run} was deleted or taken over by another program; what it does from now on is not saved.",
                run=self.run,
            )
            log.warning("%s", self._taken_over)
        return not ours

    def _is_as_left(self, connection: sqlite3.Connection) -> bool:
        """Whether nobody went on with the run meanwhile. A commit that was told to have failed may have been made."""
        query = "SELECT (SELECT count(*) FROM events WHERE run = ?), (SELECT sum(count) FROM steps WHERE run = ?)"
        events, steps = connection.execute(query, (self.run, self.run)).fetchone()
        unwritten = len(self._steps) + sum(count for _, count, _ in self._chunks)
        return (
            self._position - len(self._rows) <= events <= self._position
            and self._made - unwritten <= (steps or 0) <= self._made
        )

    def _insert(self, connection: sqlite3.Connection) -> int:
        """The number of the run, which a commit that was told to have failed may have given it already."""
        found = connection.execute("SELECT id FROM runs WHERE uid = ?", (self.uid,)).fetchone()
        if found is not None:
            return int(found[0])
        experiment = self._experiment
        values = {
            "uid": self.uid,
            "created": time.time(),
            "title": experiment.title,
            **{section: experiment.section(section).table()["kind"] for section in ("task", "learner", "strategy")},
            "seed": experiment.seed,
            "state": "running",
            "planned": experiment.schedule.iterations,
            "session": self._session,
        }
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        run = connection.execute(f"INSERT INTO runs ({names}) VALUES ({marks})", (*values.values(),)).lastrowid
        assert run is not None
        connection.execute("INSERT INTO experiments VALUES (?, ?)", (run, json.dumps(to_document(experiment))))
        return run
