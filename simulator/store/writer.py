"""The one thread of a program that writes its database.

Recordings of runs are emptied once a second, each in one transaction; other changes wait for their turn. What cannot
be written stays where it is and is tried again: `trouble` says why, until it goes. A commit that is told to have failed
may turn out to have been made after all, so what is written twice must be the same as written once.
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
from concurrent.futures import TimeoutError as TimedOutError
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from simulator.declaration import InputError, Sentence, sentence
from simulator.store.database import StoreError, connect, explained, transaction

EVERY = 1.0  # seconds between two emptyings
LONGEST = 15.0  # seconds that anybody waits for a change
Result = TypeVar("Result")
Change = Callable[[sqlite3.Connection], Result]
log = logging.getLogger(__name__)


class Source(Protocol):
    """What is emptied into the database."""

    def gather(self) -> bool:
        """Make what was told ready to be written. Returns whether there is anything."""

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what was gathered, within a transaction that may fail."""

    def settle(self) -> bool:
        """Forget what was written: it is safe. Returns whether more may come."""


class Writer:
    """Owns the writing connection. Its methods may be called from any thread."""

    def __init__(self, path: Path, before: Callable[[], None] = lambda: None) -> None:
        """`before` is called before each emptying."""
        self.trouble: Sentence | None = None
        self._path, self._before = path, before
        self._file = _identity(path)
        self._connection: sqlite3.Connection | None = None
        self._sources: list[Source] = []
        self._jobs: queue.SimpleQueue[tuple[Change[Any] | None, Future[Any]] | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._thread.start()

    def follow(self, source: Source) -> None:
        """Empty `source` from now on, until it says that no more may come. Raises `StoreError` after the closing."""
        with self._closing:
            if self._closed:
                raise self._gone()
            self._sources.append(source)

    def do(self, change: Change[Result]) -> Result:
        """Make a change, in a transaction of its own, and wait for it. Raises `StoreError` where it cannot be made."""
        return self.wait(self.ask(change))

    def wait(self, future: Future[Result]) -> Result:
        """What a change gave. Raises `StoreError` where it cannot be made, or not in time.

        One that was not begun by then is not made at all; one that was may still be.
        """
        try:
            return future.result(LONGEST)
        except TimedOutError:
            future.cancel()
            raise StoreError(
                sentence("The database {file} does not answer. Try again later.", file=self._path)
            ) from None

    def ask(self, change: Change[Result]) -> Future[Result]:
        """Make a change soon, at the latest at the closing."""
        return self._queued(change)

    def empty(self) -> Future[None]:
        """Empty all sources now; done when that was tried."""
        return self._queued(None)

    def close(self, patience: float) -> bool:
        """Write what is left, and end. Returns whether that took no more than `patience` seconds."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _queued(self, change: Change[Any] | None) -> Future[Any]:
        future: Future[Any] = Future()
        with self._closing:
            if self._closed:
                future.set_exception(self._gone())
            else:
                self._jobs.put((change, future))
        return future

    def _gone(self) -> StoreError:
        return StoreError(sentence("The database {file} was closed.", file=self._path))

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
            self._serve(*job)
        if self.trouble is not None:
            log.error("Database %s was closed before all was written: %s", self._path, self.trouble)
        self._disconnect()

    def _serve(self, change: Change[Any] | None, future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = None if change is None else self._made(change)
        except BaseException as error:
            if not isinstance(error, InputError) or error.__cause__ is not None:  # perhaps nobody will ask for it
                log.warning("Database %s: %s", self._path, error, exc_info=error)
            future.set_exception(error)
        else:
            future.set_result(result)

    def _empty(self) -> None:
        self._before()
        trouble: Sentence | None = None
        for source in list(self._sources):
            try:
                self._drain(source)
            except Exception as error:
                known = error.message if isinstance(error, InputError) else None
                found = known or sentence("The run cannot be saved: {why}.", why=str(error) or type(error).__name__)
                if found not in (self.trouble, trouble):  # once, not once a second
                    log.warning("Database %s: %s", self._path, found, exc_info=error)
                trouble = trouble or found
                if isinstance(error.__cause__, sqlite3.OperationalError):
                    break  # nor can the others be written, and each would wait as long
        self.trouble = trouble

    def _drain(self, source: Source) -> None:
        if not source.gather():
            return
        self._made(source.write)
        if not source.settle():
            self._sources.remove(source)

    def _made(self, change: Change[Result]) -> Result:
        try:
            with transaction(self._connected()) as connection:
                return change(connection)
        except sqlite3.Error as error:
            self._disconnect()  # a fresh start next time
            raise StoreError(explained(error, self._path)) from error

    def _connected(self) -> sqlite3.Connection:
        if _identity(self._path) != self._file:
            raise StoreError(
                sentence(
                    "The database {file} was moved or deleted while it was in use. Put it back, or close the program "
                    "and start it again.",
                    file=self._path,
                )
            )
        if self._connection is None:
            self._connection = connect(self._path)
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
