"""A process that waits for a run, begun ahead: to load torch takes a second or two where processes are not copied."""

from __future__ import annotations

import atexit
import threading
import time
from contextlib import suppress

from simulator.engine.apart.host import Host

ATTEMPTS, AGAIN_AFTER = 5, 0.1  # to begin a process, and seconds between two
LEAVES_WITHIN = 0.2  # seconds that the end of the program waits for a process that is just beginning


class Spare:
    """Keeps one process ready. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._host: Host | None = None
        self._closed = False

    def prepare(self) -> None:
        """Begin a process, unless one is waiting. Where that fails, the next run will find out."""
        with self._lock, suppress(OSError):
            if not self._closed and (self._host is None or not self._host.alive):
                self._host = self._begun()

    def prepare_soon(self) -> threading.Thread | None:
        """Do so in a thread of its own, which is returned; None when the program ends: no thread would begin then."""
        if self._closed:
            return None
        thread = threading.Thread(target=self.prepare, name="preparing", daemon=True)
        thread.start()
        return thread

    def take(self) -> Host:
        """The process that waits, or a new one. Raises `OSError` where none can be begun."""
        with self._lock:
            host, self._host = self._host, None
            return host if host is not None and host.alive else self._begun()

    def close(self) -> None:
        """The program ends, and with it all processes of runs."""
        self._closed = True
        if self._lock.acquire(timeout=LEAVES_WITHIN):
            self._host = None
            self._lock.release()
        for host in list(Host.alive_ones):
            host.kill()

    def _begun(self) -> Host:
        for attempt in range(ATTEMPTS):
            if self._closed:
                break
            try:
                host = Host()
            except (OSError, EOFError):  # what processes are copied from was killed, and is begun anew
                if attempt + 1 == ATTEMPTS:
                    raise OSError("no process can be begun") from None
                time.sleep(AGAIN_AFTER)
                continue
            if self._closed:
                host.kill()
            return host
        raise OSError("the program ends")


SPARE = Spare()
atexit.register(SPARE.close)  # before the interpreter waits for processes: it would do so for ever
