"""Taking up a run that was cut short: it is claimed for this program and has a recording, or stays as it was."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from weakref import WeakValueDictionary

from simulator.declaration import sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.events import Event
from simulator.experiment import Experiment
from simulator.store import runs
from simulator.store.database import StoreError
from simulator.store.recording import Recording
from simulator.store.runs import RunSummary
from simulator.store.sessions import Session
from simulator.store.summary import Summary
from simulator.store.writer import Source, Writer


@dataclass(frozen=True)
class Resumption:
    """A run that goes on: what it told so far, from where, and what takes in the rest.

    Whoever has one and cannot begin calls `Store.release`, or `recording.abandon`: the run can then go on another time.
    """

    experiment: Experiment  # as the run began
    told: list[Event]
    checkpoint: Checkpoint | None  # None: no meta-iteration was made, it begins anew
    recording: Recording


class Claim:
    """A change that makes a run this program's. `made`: it was at least begun; `given_up`: nobody waits for it."""

    def __init__(self, run: int, session: Session, experiment: Experiment, kept: tuple[int, int] | None) -> None:
        self.run, self.made, self.given_up = run, False, False
        self.summary = Summary(experiment)
        self._session, self._kept = session, kept

    def make(self, connection: sqlite3.Connection) -> list[Event]:
        """Claim the run and cut it at its checkpoint; what it told until there. Raises `StoreError`."""
        if self.given_up:
            raise StoreError(sentence("Run {run} was not taken up.", run=self.run))
        runs.interrupt(connection, self._session.gone(runs.sessions(connection)))
        check(runs.summary(connection, self.run))
        if runs.kept_at(connection, self.run) != self._kept:
            raise StoreError(sentence(_REFUSED["running"], run=self.run))  # somebody took it up, and left it, meanwhile
        self.made = True
        connection.execute("UPDATE runs SET session = ?, offered = 0 WHERE id = ?", (self._session.name, self.run))
        runs.cut(connection, self.run, *(self._kept or (0, 0)))
        told = list(runs.history(connection, self.run))
        for event in told:
            self.summary.add(event)
        self.summary.write(connection, self.run, self._session.name)
        return told


class Resuming(Source):
    """Takes up runs, one at a time.

    A claim may stand though its maker was told that it failed, or did not answer in time. Such runs are given back:
    this is a `Source` of the writer, so that it is tried until it is done.
    """

    def __init__(self, writer: Writer, session: Session) -> None:
        self._writer, self._session = writer, session
        self._one = threading.Lock()
        self._failed: list[Claim] = []
        self._taken: list[Claim] = []
        self._recordings: WeakValueDictionary[int, Recording] = WeakValueDictionary()

    def resume(self, found: RunSummary, experiment: Experiment, kept: tuple[Checkpoint, int] | None) -> Resumption:
        """Continue the run `found` from what is kept of it. Raises `StoreError` where it cannot go on."""
        at = kept and (kept[0].iteration, kept[1])
        claim = Claim(found.id, self._session, experiment, at)
        with self._one:
            try:
                told = self._writer.do(claim.make)
            except BaseException:
                claim.given_up = True
                self._failed.append(claim)
                self._writer.empty()  # soon
                raise
        recording = Recording(self._writer, experiment, self._session.name, found.uid, claim.summary)
        recording.goes_on(found.id, *(at or (0, 0)))
        self._writer.follow(recording)
        self._recordings[found.id] = recording
        return Resumption(experiment, told, kept[0] if kept else None, recording)

    def release(self, run: int) -> None:
        """Stop a run that was taken up and did not begin."""
        recording = self._recordings.pop(run, None)
        if recording is not None:
            recording.abandon()

    def gather(self) -> bool:
        failed = list(self._failed)
        self._taken = [claim for claim in failed if claim.made]
        for claim in failed:
            if not claim.made:  # nor will it be
                self._failed.remove(claim)
        return bool(self._taken)

    def write(self, connection: sqlite3.Connection) -> None:
        rows = [(claim.run, self._session.name) for claim in self._taken]
        statement = "UPDATE runs SET session = NULL, state = 'stopped' WHERE id = ? AND session = ?"
        connection.executemany(statement, rows)

    def settle(self) -> bool:
        for claim in self._taken:
            self._failed.remove(claim)
        return True


def check(found: RunSummary) -> None:
    """Raise `StoreError` where a run cannot go on."""
    if found.state in _REFUSED:
        raise StoreError(sentence(_REFUSED[found.state], run=found.id))
    if not found.resumable:
        raise StoreError(
            sentence(
                "Run {run} has no checkpoint from which it could go on. What it told is kept; to run it again, export "
                "its experiment.",
                run=found.id,
            )
        )


_REFUSED = {
    "running": "Run {run} is going on already.",
    "completed": "Run {run} is complete; there is nothing to resume.",
    "diverged": "Run {run} diverged, and would diverge again.",
}
