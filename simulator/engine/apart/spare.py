"""A process that waits for a run, begun ahead: to load torch takes a second or two where processes are not copied."""

from __future__ import annotations

import atexit
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from simulator.processes import context, without_script

ATTEMPTS, AGAIN_AFTER = 5, 0.1  # to begin a process, and seconds between two
GONE_WITHIN = 1.0  # seconds that a process whose run has ended may take to be gone


class Place:
    """A process that waits for a run, and the connection to it. Raises `OSError` where none can be begun."""

    def __init__(self) -> None:
        from simulator.engine.apart.child import serve

        processes = context()
        self.connection: Connection
        self.connection, other = processes.Pipe()
        self._process: Any = processes.Process(target=serve, args=(other,), name="run", daemon=False)
        try:
            with without_script():
                self._process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            other.close()

    @property
    def alive(self) -> bool:
        """Whether it is still there."""
        return bool(self._process.is_alive())

    def close(self) -> int | None:
        """Have it end; returns its exit status, below 0 for a signal, None where it is not known."""
        self.connection.close()
        self._process.join(GONE_WITHIN)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(GONE_WITHIN)
        return self._process.exitcode  # type: ignore[no-any-return]


class Spare:
    """Keeps one place ready. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._place: Place | None = None
        self._closed = False

    def prepare(self) -> None:
        """Begin a process, unless one is waiting. Where that fails, the next run will find out."""
        with self._lock, suppress(OSError, EOFError):
            if not self._closed and (self._place is None or not self._place.alive):
                self._place = _begun()

    def take(self) -> Place:
        """The process that waits, or a new one. Raises `OSError` where none can be begun."""
        with self._lock:
            place, self._place = self._place, None
            return place if place is not None and place.alive else _begun()

    def close(self) -> None:
        """The program ends, and with it the process that waits."""
        with self._lock:
            self._closed = True
            place, self._place = self._place, None
        if place is not None:
            place.close()


def _begun() -> Place:
    for _ in range(ATTEMPTS - 1):
        with suppress(OSError, EOFError):  # what processes are copied from was killed, and is begun anew
            return Place()
        time.sleep(AGAIN_AFTER)
    try:
        return Place()
    except EOFError as error:
        raise OSError(str(error)) from error


SPARE = Spare()
atexit.register(SPARE.close)  # before the interpreter waits for processes: it would do so for ever
