"""Reading what is kept: the part of a `Store` that needs no right to write, and a database that gives none."""

from __future__ import annotations

import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TypeVar

from simulator.declaration import sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.events import Event
from simulator.experiment import Experiment
from simulator.experiment.documents import Document
from simulator.store import runs, states
from simulator.store.database import StoreError, connect, translated
from simulator.store.formats import look
from simulator.store.runs import RunSummary
from simulator.store.sessions import alive
from simulator.strategies.base import State

Result = TypeVar("Result")


class Reader(ABC):
    """What can be asked of a database."""

    path: Path

    @abstractmethod
    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection that shows all as it was at one moment."""

    @abstractmethod
    def _gone(self, connection: sqlite3.Connection) -> list[str]:
        """Programs that are no longer there and left runs."""

    @abstractmethod
    def close(self) -> None:
        """Leave."""

    def runs(self) -> list[RunSummary]:
        """All runs, newest first. What makes no sense is left out."""
        with self._reading() as connection:
            return runs.summaries(connection, gone=self._gone(connection))

    def summary(self, run: int) -> RunSummary:
        """One run as the list shows it. Raises `StoreError` where there is none."""
        with self._reading() as connection:
            return runs.summary(connection, run, self._gone(connection))

    def experiment(self, run: int) -> Experiment:
        """The experiment with which a run began. Raises `InputError` where this version does not know it."""
        with self._reading() as connection:
            return runs.experiment(connection, run)

    def document(self, run: int) -> Document:
        """The experiment with which a run began, unchecked."""
        with self._reading() as connection:
            return runs.document(connection, run)

    def history(self, run: int) -> Iterator[Event]:
        """All that a run told, but checkpoints. Raises `StoreError` where it cannot be read to its end.

        That is found out on the way: there is no such run, it is damaged there, or the file fails.
        """
        with self._reading() as connection:
            yield from runs.history(connection, run)

    def checkpoint(self, run: int) -> Checkpoint | None:
        """A run's last checkpoint, if it has one. Raises `InputError` where it is damaged."""
        with self._reading() as connection:
            kept = runs.checkpoint(connection, run)
        return kept[0] if kept else None

    def states(self, run: int) -> list[int]:
        """After how many meta-iterations it is kept what a run had learned, in their order."""
        with self._reading() as connection:
            return states.iterations(connection, run)

    def state(self, run: int, iteration: int) -> State:
        """What a run had learned after so many meta-iterations, as `states` lists them.

        Raises `InputError` where it is not there, is damaged, or does not fit the run's experiment.
        """
        with self._reading() as connection:
            return states.read(connection, run, iteration, runs.experiment(connection, run))

    def gone(self) -> list[str]:
        """Programs that are no longer there and left runs that are still marked as going on."""
        with self._reading() as connection:
            return self._gone(connection)

    def look(self, read: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `read` finds, all of it as it was at one moment."""
        with self._reading() as connection:
            return read(connection)


class ReadOnly(Reader):
    """A database that may be read and not written. Raises `StoreError` where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        if not os.access(self.path, os.R_OK):
            raise StoreError(
                sentence(
                    "The database {file} may not be read. Give yourself the right to, or name another file.", file=path
                )
            )
        with translated(self.path):
            look(self.path)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path), closing(connect(self.path, reading=True, fixed=not _is_changing(self.path))) as it:
            it.execute("BEGIN")
            yield it

    def _gone(self, connection: sqlite3.Connection) -> list[str]:
        return [name for name in runs.sessions(connection) if not alive(self.path, name)]

    def close(self) -> None:
        """There is nothing to leave."""


def writable(path: Path) -> bool:
    """Whether a database may be written; beside it there are files too."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _is_changing(path: Path) -> bool:
    """Whether there are changes that are not in the file itself yet: another program may be writing."""
    log = path.with_name(f"{path.name}-wal")
    try:
        return log.stat().st_size > 0
    except OSError:
        return False
