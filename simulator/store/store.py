"""The run database as the command line and the window use it.

Reading happens wherever it is asked for, each time on a connection of its own; writing in one thread (`Writer`).
Several programs may use one file at once: each writes its own runs, in short transactions.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from simulator.declaration import Sentence, sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.events import Event
from simulator.experiment import Experiment, to_document
from simulator.experiment.documents import Document
from simulator.store import runs
from simulator.store.database import StoreError, connect, prepare, translated
from simulator.store.recording import Recording
from simulator.store.runs import RunSummary
from simulator.store.sessions import Session, alive
from simulator.store.writer import Writer

PATIENCE = 2.0  # seconds that closing waits for the last rows


@dataclass(frozen=True)
class Resumption:
    """A run that goes on: what it told so far, from where, and what takes in the rest."""

    experiment: Experiment  # as the run began
    told: list[Event]
    checkpoint: Checkpoint | None  # None: nothing was kept yet, it begins anew
    recording: Recording


@dataclass(frozen=True)
class Draft:
    """Edits of an experiment that were not saved when their program ended. `saved` is in seconds since 1970."""

    session: str
    saved: float
    document: Document


class Store:
    """An open database. Raises `StoreError` where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        prepare(path)
        self._session = Session(path)
        self._writer = Writer(path)
        try:
            self._mark_interrupted()
        except BaseException:
            self.close()
            raise

    @property
    def trouble(self) -> Sentence | None:
        """Why nothing can be written for the time being."""
        return self._writer.trouble

    def close(self) -> None:
        """Write what is left and leave."""
        self._writer.close(PATIENCE)
        self._session.close()

    # Runs that go on.

    def record(self, experiment: Experiment) -> Recording:
        """What takes in the events of a new run."""
        recording = Recording(self._writer, experiment, self._session.name)
        self._writer.follow(recording)
        return recording

    def resume(self, run: int) -> Resumption:
        """Continue a run of which the rest was never told. Raises `InputError` where it cannot go on."""
        found = self.summary(run)
        if not found.resumable:
            raise StoreError(sentence(_NOT_RESUMABLE[found.state], run=run))
        with self._reading() as connection:
            experiment = runs.experiment(connection, run)
            kept = runs.checkpoint(connection, run)
        at = kept[0] if kept else None
        iteration, position = (kept[0].iteration, kept[1]) if kept else (0, 0)

        def claim(connection: sqlite3.Connection) -> None:
            taken = connection.execute(
                "UPDATE runs SET state = 'running', session = ?, offered = 1, message = NULL "
                "WHERE id = ? AND session IS NULL",
                (self._session.name, run),
            )
            if not taken.rowcount:
                raise StoreError(sentence(_NOT_RESUMABLE["running"], run=run))
            runs.cut(connection, run, iteration, position)

        self._writer.do(claim)
        recording = Recording(self._writer, experiment, self._session.name, found.uid)
        recording.goes_on(run, iteration, position)
        self._writer.follow(recording)
        return Resumption(experiment, list(self.history(run)), at, recording)

    # Runs that were.

    def runs(self) -> list[RunSummary]:
        """All runs, newest first."""
        with self._reading() as connection:
            return runs.summaries(connection)

    def summary(self, run: int) -> RunSummary:
        """One run as the list shows it. Raises `StoreError` where there is none."""
        with self._reading() as connection:
            return runs.summary(connection, run)

    def experiment(self, run: int) -> Experiment:
        """The experiment with which a run began. Raises `InputError` where this version does not know it."""
        with self._reading() as connection:
            return runs.experiment(connection, run)

    def document(self, run: int) -> Document:
        """The experiment with which a run began, unchecked."""
        with self._reading() as connection:
            return runs.document(connection, run)

    def history(self, run: int) -> Iterator[Event]:
        """All that a run told, but checkpoints. Raises `StoreError` where it is damaged."""
        with self._reading() as connection:
            yield from runs.history(connection, run)

    def checkpoint(self, run: int) -> Checkpoint | None:
        """A run's last checkpoint, if it has one. Raises `InputError` where it is damaged."""
        with self._reading() as connection:
            kept = runs.checkpoint(connection, run)
        return kept[0] if kept else None

    # What a person does with them.

    def rename(self, run: int, name: str) -> None:
        """Give a run a name of its own; an empty one takes it away."""
        self._set(run, "name", name[:LONGEST_NAME])

    def annotate(self, run: int, note: str) -> None:
        """Keep a note with a run."""
        self._set(run, "note", note[:LONGEST_NOTE])

    def pin(self, run: int, pinned: bool) -> None:
        """Keep a run at the top of the list, or not."""
        self._set(run, "pinned", int(pinned))

    def tag(self, run: int, tags: Iterable[str]) -> None:
        """Give a run exactly these tags."""
        rows = [(run, tag) for tag in {each.strip()[:LONGEST_NAME] for each in tags} if tag]

        def change(connection: sqlite3.Connection) -> None:
            runs.summary(connection, run)
            connection.execute("DELETE FROM tags WHERE run = ?", (run,))
            connection.executemany("INSERT INTO tags VALUES (?, ?)", rows)

        self._writer.do(change)

    def delete(self, run: int) -> None:
        """Forget a run. Raises `StoreError` where there is none, or where it is going on."""

        def change(connection: sqlite3.Connection) -> None:
            if runs.summary(connection, run).session is not None:
                raise StoreError(sentence("Run {run} is going on; stop it first.", run=run))
            connection.execute("DELETE FROM runs WHERE id = ?", (run,))

        self._writer.do(change)

    # What was cut off.

    def unfinished(self) -> list[RunSummary]:
        """Runs that were interrupted and about which nobody was asked yet, newest first."""
        with self._reading() as connection:
            return runs.summaries(connection, "state = 'interrupted' AND NOT offered")

    def leave(self, unfinished: Iterable[RunSummary]) -> None:
        """Do not ask about these again; they stay in the list and can be resumed."""
        rows = [(each.id,) for each in unfinished]
        self._writer.do(lambda connection: connection.executemany("UPDATE runs SET offered = 1 WHERE id = ?", rows))

    def keep_draft(self, experiment: Experiment) -> None:
        """Keep the edits of this program, in place of those kept before; does not wait."""
        row = (self._session.name, time.time(), json.dumps(to_document(experiment)))
        self._writer.ask(lambda connection: connection.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", row))

    def drop_draft(self) -> None:
        """There are no edits to keep; does not wait."""
        self.forget_draft(self._session.name)

    def forget_draft(self, session: str) -> None:
        """Forget the edits of a program that ended; does not wait."""
        self._writer.ask(lambda connection: connection.execute("DELETE FROM drafts WHERE session = ?", (session,)))

    def drafts(self) -> list[Draft]:
        """Edits that programs did not come to save, newest first."""
        with self._reading() as connection:
            rows = connection.execute("SELECT session, saved, document FROM drafts ORDER BY saved DESC").fetchall()
        others = (row for row in rows if row[0] != self._session.name and not alive(self.path, row[0]))
        return [Draft(session, saved, json.loads(document)) for session, saved, document in others]

    def _set(self, run: int, column: str, value: object) -> None:
        def change(connection: sqlite3.Connection) -> None:
            runs.summary(connection, run)
            connection.execute(f"UPDATE runs SET {column} = ? WHERE id = ?", (value, run))

        self._writer.do(change)

    def _mark_interrupted(self) -> None:
        """Runs whose program is no longer there were interrupted."""
        with self._reading() as connection:
            sessions = [row[0] for row in connection.execute("SELECT DISTINCT session FROM runs WHERE session NOTNULL")]
        dead = [(session,) for session in sessions if not alive(self.path, session)]
        if dead:
            self._writer.do(
                lambda connection: connection.executemany(
                    "UPDATE runs SET state = 'interrupted', session = NULL WHERE session = ?", dead
                )
            )

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path), closing(connect(self.path, reading=True)) as connection:
            yield connection


LONGEST_NAME, LONGEST_NOTE = 200, 100_000  # characters
_NOT_RESUMABLE = {
    "running": "Run {run} is going on already.",
    "completed": "Run {run} is complete; there is nothing to resume.",
    "diverged": "Run {run} diverged, and would diverge again.",
}
