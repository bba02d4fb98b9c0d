"""The process of a run, as the program has it that began it."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, ClassVar
from weakref import WeakSet

from simulator.engine.apart.messages import Assignment, merged
from simulator.engine.control import Call
from simulator.processes import context, without_script

GONE_WITHIN = 1.0  # seconds that a process that is to end may take for it


class Host:
    """A process that waits for a run, and then runs it. Raises `OSError` where none can be begun.

    What it is told goes through a thread: a process that does not listen, such as one that the system has swapped out,
    holds nobody up.
    """

    alive_ones: ClassVar[WeakSet[Host]] = WeakSet()

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
        self._handle = _handle(self._process.pid)
        self._calls: deque[Call | None] = deque()
        self._some = threading.Event()
        self._speaker: threading.Thread | None = None
        self.alive_ones.add(self)

    @property
    def alive(self) -> bool:
        """Whether it is still there, as far as is known."""
        return bool(self._process.is_alive())

    def begin(self, assignment: Assignment) -> None:
        """Have it run this."""
        self._speaker = threading.Thread(target=self._speak, args=([assignment],), name="speaking", daemon=True)
        self._speaker.start()

    def say(self, call: Call | None) -> None:
        """Hand a call to the run's control, soon; None has it end at once."""
        self._calls.append(call)
        self._some.set()

    def close(self, patience: float = GONE_WITHIN) -> int | None:
        """Have it end; returns its exit status, below 0 for a signal, None where it is not known."""
        if self._speaker is None:
            self.connection.close()  # which it waits for
        else:
            self.say(None)
        self._process.join(patience)
        status: int | None = self._process.exitcode
        self.kill()
        self._process.join(GONE_WITHIN)
        self.alive_ones.discard(self)
        return status

    def kill(self) -> None:
        """End it, whatever it does."""
        with suppress(OSError):
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            elif self.alive:
                self._process.kill()

    def __del__(self) -> None:
        handle: int | None = getattr(self, "_handle", None)
        if handle is not None:
            os.close(handle)

    def _speak(self, assignments: list[Assignment]) -> None:
        try:
            self.connection.send(assignments.pop())  # it may be large, and is needed no more
            while True:
                self._some.wait()
                self._some.clear()
                calls = [self._calls.popleft() for _ in range(len(self._calls))]
                for call in merged([each for each in calls if each is not None]):
                    self.connection.send(call)
                if None in calls:
                    self.connection.send(None)
                    return
        except OSError:
            return  # it is gone, as whoever listens to it finds out


def _handle(pid: int) -> int | None:
    """What stands for that very process, also when its number has gone to another; None where there is no such thing.

    What processes are copied from knows when they end. Once that is gone, nobody else does.
    """
    if not hasattr(os, "pidfd_open"):
        return None
    with suppress(OSError):
        return os.pidfd_open(pid)
    return None
