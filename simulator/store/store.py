"""The run database as the command line and the window use it.

Reading happens wherever it is asked for, each time on a connection of its own; writing in one thread (`Writer`).
Several programs may use one file at once: each writes its own runs, in short transactions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TimedOutError
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from simulator.declaration import Sentence, sentence
from simulator.experiment import Experiment, to_document
from simulator.store import drafts, runs, sweeps
from simulator.store.database import StoreError, connect, translated
from simulator.store.drafts import Draft, Drafts
from simulator.store.formats import prepare
from simulator.store.reading import Reader
from simulator.store.recording import Also, Recording
from simulator.store.resuming import Resuming, Resumption, check
from simulator.store.runs import RunSummary
from simulator.store.sessions import Session, alive
from simulator.store.writer import Change, Result, Writer

PATIENCE = 2.0  # seconds that closing waits for the last rows, unless it is told


class Store(Reader):
    """An open database. Raises `StoreError` where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path = path.absolute()
        prepare(path)
        self._session = Session(path)
        self._writer = Writer(path, before=self._session.renew)
        self._drafts, self._drafted = Drafts(self._session.name), False
        self._resuming = Resuming(self._writer, self._session)
        self._marking: Future[None] | None = None
        try:
            self._writer.follow(self._drafts)
            self._writer.follow(self._resuming)
            with self._reading() as connection:
                self._gone(connection)
        except BaseException:
            self.close()
            raise

    @property
    def trouble(self) -> Sentence | None:
        """Why nothing can be written for the time being."""
        return self._writer.trouble

    def close(self, patience: float = PATIENCE) -> None:
        """Write what is left, for at most `patience` seconds, and leave.

        Unsaved edits are put among the earlier ones. What cannot be written by then is lost when the program ends: of
        runs what followed their last writing, of edits those that are newer than the last ones that were written, which
        the next start finds as those of a program that was cut off.
        """
        if self._drafted:
            self.close_draft()
        if self._writer.close(patience):  # else it still writes: what it writes is this program's until it ends
            self._session.close()

    # Runs that go on.

    def record(self, experiment: Experiment, also: Also | None = None) -> Recording:
        """What takes in the events of a new run; `also` is done in the transaction that gives it its number."""
        recording = Recording(self._writer, experiment, self._session.name, also=also)
        self._writer.follow(recording)
        return recording

    def resume(self, run: int) -> Resumption:
        """Continue a run of which the rest was never told. Raises `InputError` where it cannot go on.

        A run without a checkpoint goes on only where no meta-iteration was made: all that it told would be lost.
        """
        with self._reading() as connection:
            found = runs.summary(connection, run, self._gone(connection))
            check(found)
            experiment, kept = runs.experiment(connection, run), runs.checkpoint(connection, run)
        return self._resuming.resume(found, experiment, kept)

    def release(self, run: int) -> None:
        """Stop a run that was taken up here and cannot begin: it can go on another time."""
        self._resuming.release(run)

    # What a person does with them.

    # Each of these gives a future. Without `wait` it is done soon, at the latest at the closing, and what goes wrong is
    # in the future; with it, it is done, or a `StoreError` is raised.

    def rename(self, run: int, name: str, wait: bool = True) -> Future[None]:
        """Give a run a name of its own; an empty one takes it away."""
        return self._set(run, "name", _text(name, runs.LONGEST_NAME), wait)

    def annotate(self, run: int, note: str, wait: bool = True) -> Future[None]:
        """Keep a note with a run."""
        return self._set(run, "note", _text(note, runs.LONGEST_NOTE), wait)

    def pin(self, run: int, pinned: bool, wait: bool = True) -> Future[None]:
        """Keep a run at the top of the list, or not."""
        return self._set(run, "pinned", int(pinned), wait)

    def tag(self, run: int, tags: Iterable[str], wait: bool = True) -> Future[None]:
        """Give a run exactly these tags."""
        rows = [(run, tag) for tag in {_text(each, runs.LONGEST_NAME).strip() for each in tags} if tag]

        def change(connection: sqlite3.Connection) -> None:
            _must_exist(connection, run)
            connection.execute("DELETE FROM tags WHERE run = ?", (run,))
            connection.executemany("INSERT INTO tags VALUES (?, ?)", rows)

        return self._asked(change, wait)

    def delete(self, run: int, wait: bool = True) -> Future[None]:
        """Forget a run; a `StoreError` where there is none, or where it is going on."""

        def change(connection: sqlite3.Connection) -> None:
            self._interrupt(connection)
            _must_exist(connection, run)
            if not connection.execute("DELETE FROM runs WHERE id = ? AND session IS NULL", (run,)).rowcount:
                raise StoreError(sentence("Run {run} is going on; stop it first.", run=run))

        return self._asked(change, wait)

    # What was cut off.

    def unfinished(self) -> list[RunSummary]:
        """Runs that were interrupted and about which nobody was asked yet, newest first; sweeps see to their own."""
        where = f"(state = 'interrupted' OR session NOTNULL) AND NOT offered AND id NOT IN ({sweeps.RUNS})"
        with self._reading() as connection:
            found = runs.summaries(connection, where, gone=self._gone(connection))
        return [each for each in found if each.state == "interrupted"]

    def leave(
        self, unfinished: Iterable[RunSummary], swept: Iterable[sweeps.SweepSummary] = (), wait: bool = True
    ) -> Future[None]:
        """Do not ask about these runs and sweeps again; they stay where they are. Waits, or not, as changes do."""
        rows, numbers = [(each.id,) for each in unfinished], [each.id for each in swept]

        def change(connection: sqlite3.Connection) -> None:
            connection.executemany("UPDATE runs SET offered = 1 WHERE id = ?", rows)
            for number in numbers:
                sweeps.leave(connection, number)

        return self._asked(change, wait)

    def keep_draft(self, experiment: Experiment) -> None:
        """Keep the edits of this program, in place of those kept before; does not wait."""
        self._drafted = True
        self._drafts.keep(to_document(experiment))

    def drop_draft(self) -> None:
        """There are no edits to keep; does not wait."""
        self._drafted = False
        self.forget_draft(self._session.name)

    def close_draft(self, session: str = "") -> None:
        """Put the edits of this program, or of one that ended, among the earlier ones; does not wait."""
        self._drafts.close(session or self._session.name)

    def forget_draft(self, session: str, wait: bool = False) -> Future[None]:
        """Forget the edits of a program that ended: tried until it is done. The future is done after the first try."""
        self._drafts.forget(session)
        tried = self._writer.empty()
        if wait:
            self._writer.wait(tried)
        return tried

    def drafts(self) -> list[Draft]:
        """Edits that programs left unsaved, newest first; those that were cut off are not `closed`."""
        with suppress(TimedOutError, StoreError):  # what is on its way counts
            self._writer.empty().result(PATIENCE)
        with self._reading() as connection:
            return drafts.left(connection, self._session.name, lambda session: alive(self.path, session))

    # What other parts of the program do with the file.

    def change(self, change: Change[Result]) -> Result:
        """Make a change, in a transaction of its own. Raises `StoreError` where it cannot be made."""
        return self._writer.do(change)

    def _asked(self, change: Change[None], wait: bool) -> Future[None]:
        future = self._writer.ask(change)
        if wait:
            self._writer.wait(future)
        return future

    def _set(self, run: int, column: str, value: object, wait: bool) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            _must_exist(connection, run)
            connection.execute(f"UPDATE runs SET {column} = ? WHERE id = ?", (value, run))

        return self._asked(change, wait)

    def _gone(self, connection: sqlite3.Connection) -> list[str]:
        """Programs that are no longer there and left runs; that these were interrupted is written down soon.

        Whoever reads does not wait for that, as another program may be writing; where it fails, the next look tries.
        """
        gone = self._session.gone(runs.sessions(connection))
        if gone and (self._marking is None or self._marking.done()):
            self._marking = self._writer.ask(self._interrupt)
        return gone

    def _interrupt(self, connection: sqlite3.Connection) -> None:
        runs.interrupt(connection, self._session.gone(runs.sessions(connection)))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that shows all as it was at one moment."""
        with translated(self.path), closing(connect(self.path, reading=True)) as connection:
            connection.execute("BEGIN")
            yield connection


def _text(text: str, longest: int) -> str:
    """What the database can hold of a text."""
    return text[:longest].encode(errors="replace").decode()


def _must_exist(connection: sqlite3.Connection, run: int) -> None:
    if not runs.exists(connection, run):
        raise runs.missing(run)
