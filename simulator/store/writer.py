"""The one thread of a program that writes its database.

Recordings of runs are emptied once a second, each in one transaction; other changes wait for their turn. What cannot
be written stays where it is and is tried again: `trouble` says why, until it goes.
"""

from __future__ import annotations

import logging
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from simulator.declaration import InputError, Sentence, sentence
from simulator.store.database import StoreError, connect, transaction, translated

EVERY = 1.0  # seconds between two emptyings
LONGEST = 30.0  # seconds that anybody waits for a change
Result = TypeVar("Result")
Change = Callable[[sqlite3.Connection], Result]
log = logging.getLogger(__name__)


class Source(Protocol):
    """What is emptied into the database."""

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what is there, within a transaction that may fail."""

    def settle(self) -> bool:
        """Forget what was written: it is safe. Returns whether more may come."""


class Writer:
    """Owns the writing connection. Its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.trouble: Sentence | None = None
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._sources: list[Source] = []
        self._jobs: queue.SimpleQueue[tuple[Change[Any] | None, Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._thread.start()

    def follow(self, source: Source) -> None:
        """Empty `source` from now on, until it says that no more may come."""
        self._sources.append(source)

    def do(self, change: Change[Result]) -> Result:
        """Make a change, in a transaction of its own, and wait for it. Raises `StoreError` where it cannot be made."""
        return self.ask(change).result(LONGEST)

    def ask(self, change: Change[Result]) -> Future[Result]:
        """Make a change soon."""
        future: Future[Result] = Future()
        self._jobs.put((change, future))
        return future

    def empty(self) -> Future[None]:
        """Empty all sources now; done when that was tried."""
        future: Future[None] = Future()
        self._jobs.put((None, future))
        return future

    def close(self, patience: float) -> None:
        """Write what is left, and end; after `patience` seconds without it."""
        self._jobs.put(None)
        self._thread.join(patience)

    def _work(self) -> None:
        emptied = time.monotonic()
        while True:
            try:
                job = self._jobs.get(timeout=max(0.0, emptied + EVERY - time.monotonic()))
            except queue.Empty:
                self._empty()
                emptied = time.monotonic()
                continue
            self._empty()  # what was told before comes first
            if job is None:
                break
            change, future = job
            try:
                future.set_result(None if change is None else self._made(change))
            except Exception as error:
                future.set_exception(error)
        self._disconnect()

    def _empty(self) -> None:
        for source in list(self._sources):
            try:
                self._made(source.write)
                self.trouble = None
                more = source.settle()
            except InputError as error:
                self.trouble, more = error.message, True
            except Exception as error:
                log.exception("A run cannot be written")
                self.trouble, more = sentence("The run cannot be saved: {why}.", why=error), True
            if not more:
                self._sources.remove(source)

    def _made(self, change: Change[Result]) -> Result:
        with translated(self._path):
            try:
                with transaction(self._connected()) as connection:
                    return change(connection)
            except sqlite3.Error:
                self._disconnect()  # a fresh start next time
                raise

    def _connected(self) -> sqlite3.Connection:
        file = _identity(self._path)
        if self._file is not None and file != self._file:
            raise StoreError(
                sentence(
                    "The database {file} was moved or deleted while it was in use. Put it back, or close the program "
                    "and start it again.",
                    file=self._path,
                )
            )
        if self._connection is None:
            self._connection = connect(self._path)
            self._file = file
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file this is; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
