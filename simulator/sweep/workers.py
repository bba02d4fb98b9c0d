"""The executor of this machine: worker processes, each in a pool of its own.

One pool of several processes would end all of them when one dies. Here a dead process breaks only the future of what
it was running; a new one takes its place. Another executor of the standard library's interface, such as that of a
cluster, can stand in for this one; only that its runs cannot be told to hold or to stop.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

from simulator.processes import context, without_script
from simulator.sweep import worker
from simulator.sweep.control import Order

GENTLE = 5  # by how much workers are nicer than a window that they shall not slow down
ORDERS = {"go": worker.GO, "hold": worker.HOLD, "stop": worker.STOP, "end": worker.END}
ATTEMPTS, AGAIN_AFTER = 20, 0.1  # to begin a process, and seconds between two
Given = ParamSpec("Given")
Result = TypeVar("Result")


class Workers(Executor):
    """So many processes, which begin with the first task. Its methods may be called from any thread."""

    def __init__(self, jobs: int, *, gentle: bool = False) -> None:
        processes = context()
        self._order = processes.RawValue("i", worker.GO)
        given = (self._order, GENTLE if gentle else 0)

        def made() -> ProcessPoolExecutor:
            return ProcessPoolExecutor(1, mp_context=processes, initializer=worker.begin, initargs=given)

        self._lanes = [_Lane(made) for _ in range(jobs)]
        self._lock = threading.Lock()

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """Have something done by the process that has least to do. Its future is broken if that dies over it."""
        with self._lock, without_script():
            lane = min(self._lanes, key=lambda each: each.load)
            return lane.submit(fn, *args, **kwargs)

    def steer(self, order: Order) -> None:
        """Let the runs in all processes go on, hold, stop, or end at once."""
        self._order.value = ORDERS[order]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, once they have nothing left to do."""
        if not wait:
            for lane in self._lanes:
                lane.pool.shutdown(wait=False, cancel_futures=cancel_futures)
            return
        with ThreadPoolExecutor(len(self._lanes)) as leaving:  # all at once
            list(leaving.map(lambda lane: lane.pool.shutdown(wait=True, cancel_futures=cancel_futures), self._lanes))


class _Lane:
    """One process, made anew when it has died."""

    def __init__(self, made: Callable[[], ProcessPoolExecutor]) -> None:
        self._made = made
        self.pool = made()
        self._given: list[Future[Any]] = []

    @property
    def load(self) -> int:
        """How many tasks it has."""
        return len(self._given)

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        future = self._submitted(lambda: self.pool.submit(fn, *args, **kwargs))
        self._given.append(future)
        future.add_done_callback(self._given.remove)  # from another thread, but at once
        return future

    def _submitted(self, submit: Callable[[], Future[Result]]) -> Future[Result]:
        for _ in range(ATTEMPTS):
            try:
                return submit()
            except BrokenProcessPool:
                self._renew()
            except OSError:  # what workers are copied from was killed a moment ago, and is not known to be gone
                time.sleep(AGAIN_AFTER)
                self._renew()
        return submit()

    def _renew(self) -> None:
        self.pool.shutdown(wait=False)
        self.pool = self._made()


def usual_jobs() -> int:
    """As many processes as there are cores that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
