"""A run on its way into the database: the training thread tells, the writer's thread writes.

Telling costs the training one append. A checkpoint is written in the same transaction as everything that was told
before it, so that what is kept of a run always fits together. Until it is written nothing is dropped, so a full disk
costs nothing but memory.
"""

from __future__ import annotations

import json
import logging
import math
import sqlite3
import time
import uuid
from collections import deque
from concurrent.futures import TimeoutError as TimedOutError
from contextlib import suppress

from simulator.declaration import InputError, Sentence
from simulator.engine.checkpoint import Checkpoint, to_bytes
from simulator.engine.events import Evaluated, Event, Failed, Finished, Floats, Scores, Stepped, Stopped, Tested
from simulator.experiment import Experiment, to_document
from simulator.store.event_rows import Row, Steps, is_ending
from simulator.store.writer import Writer

PATIENCE = 1.0  # seconds that the end of a run waits until it is safe
log = logging.getLogger(__name__)


class Recording:
    """Takes a run's events in their order. `run` is its number in the database once it has one."""

    def __init__(self, writer: Writer, experiment: Experiment, session: str, uid: str = "") -> None:
        self.run: int | None = None
        self.uid = uid or uuid.uuid4().hex
        self._writer, self._experiment, self._session = writer, experiment, session
        self._told: deque[Event] = deque()
        # What follows belongs to the writer's thread.
        self._steps, self._rows = Steps(), list[Row]()
        self._made = self._position = 0
        self._checkpoint: tuple[Checkpoint, int] | None = None
        self._written: int | None = None  # the number given in a transaction that may still fail
        self._summary = Summary(experiment)
        self._over = False

    def goes_on(self, run: int, made: int, position: int) -> None:
        """Continue a run that has its number, so many meta-iterations and so many other events."""
        self.run, self._made, self._position = run, made, position

    @property
    def trouble(self) -> Sentence | None:
        """Why what was told cannot be written for the time being."""
        return self._writer.trouble

    def add(self, event: Event) -> None:
        """Take an event in. The last one of a run returns when the run is safe, or cannot be made so for now."""
        self._told.append(event)
        if is_ending(event):
            with suppress(TimedOutError):
                self._writer.empty().result(PATIENCE)

    def abandon(self) -> None:
        """Nothing more will come, though the run did not say so: it can go on from its last checkpoint."""
        self.add(Stopped())

    def write(self, connection: sqlite3.Connection) -> None:
        while self._told:
            self._take(self._told.popleft())
        run = self._written = self.run if self.run is not None else self._insert(connection)
        count = len(self._steps)
        if count:
            chunk = (run, self._made - count + 1, count, self._steps.to_bytes())
            connection.execute("INSERT INTO steps VALUES (?, ?, ?, ?)", chunk)
        before = self._position - len(self._rows)
        rows = ((run, place, *row.columns) for place, row in enumerate(self._rows, start=before))
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
        if self._checkpoint is not None:
            checkpoint, position = self._checkpoint
            try:
                data = to_bytes(checkpoint)
            except InputError as error:
                log.warning("%s", error)
            else:
                row = (run, checkpoint.iteration, position, data)
                connection.execute("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)", row)
        self._summary.write(connection, run, None if self._over else self._session)

    def settle(self) -> bool:
        self.run = self._written
        self._steps, self._rows, self._checkpoint = Steps(), [], None
        return not self._over

    def _take(self, event: Event) -> None:
        self._summary.add(event)
        if isinstance(event, Stepped):
            self._steps.append(event)
            self._made += 1
        elif isinstance(event, Checkpoint):
            self._checkpoint = (event, self._position)
        elif not self._over:
            self._rows.append(Row.of(self._made, event))
            self._position += 1
            self._over = is_ending(event)

    def _insert(self, connection: sqlite3.Connection) -> int:
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


class Summary:
    """What the list of runs shows of a run, folded from its events."""

    def __init__(self, experiment: Experiment) -> None:
        self._step = experiment.strategy.usual_steps
        self._values: dict[str, object] = {"state": "running", "message": None}

    def add(self, event: Event) -> None:
        """Fold one event in."""
        if isinstance(event, Stepped):
            self._values["iterations"], self._values["seconds"] = event.iteration, event.seconds
            self._values["gradient_evaluations"] = event.gradient_evaluations
        elif isinstance(event, Evaluated | Tested):
            self._values |= self._result(event.scores)
        elif isinstance(event, Finished | Failed):
            self._values["message"] = event.message and json.dumps(event.message.table())
            diverged = isinstance(event, Finished) and event.reason == "diverged"
            self._values["state"] = "failed" if isinstance(event, Failed) else "diverged" if diverged else "completed"
        elif isinstance(event, Stopped):
            self._values["state"] = "stopped"

    def write(self, connection: sqlite3.Connection, run: int, session: str | None) -> None:
        """Bring the run's row up to date."""
        values = self._values | {"session": session}
        assignments = ", ".join(f"{name} = ?" for name in values)
        connection.execute(f"UPDATE runs SET {assignments} WHERE id = ?", (*values.values(), run))

    def _result(self, scores: Scores) -> dict[str, object]:
        return {"loss": _at(scores.loss, self._step), "accuracy": _at(scores.accuracy, self._step)}


def _at(values: Floats | None, step: int) -> float | None:
    """The mean over tasks after a step, where it is a number."""
    if values is None:
        return None
    mean = float(values[min(step, len(values) - 1)].mean())
    return mean if math.isfinite(mean) else None
