"""What a run computes with: a device, and processor threads. What the schedule leaves open is chosen by measurement.

Where a meta-iteration takes less than some milliseconds, handing its parts to other threads or to a graphics card costs
more than they save, so it is made here by one thread without trying anything else: it is the same on every machine.
What takes longer is tried, on the first tasks of the run and on the side, and must gain clearly. The choice is recorded
with the run, and holds when it goes on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.deferred import torch

LONG = 0.005  # seconds that a meta-iteration must take for anything else to be tried
GAIN = 1.15  # times as fast something else must be
TRIES, ENOUGH = 3, 0.3  # of each; seconds after which one of them was enough

Step = Callable[[], object]


@dataclass(frozen=True)
class Means:
    """A device as torch names it, and a number of threads."""

    device: str
    threads: int


def quickest(
    make: Callable[[str], Step], devices: list[str], fewest: int, cores: int, wanted: Callable[[], bool]
) -> Means:
    """With what a meta-iteration is quickest. `make` gives one for a device; the first of `devices` is tried first.

    From `fewest` threads to `cores` are tried. Tries nothing more once it is not `wanted`.
    """
    best, threads = Means(devices[0], fewest), torch.get_num_threads()
    try:
        step = make(best.device)
        seconds = _seconds(step, best)
        if seconds < LONG:
            return best
        for means in _others(devices, fewest, cores):
            if not wanted():
                break
            step = step if means.device == best.device else make(means.device)
            took = _seconds(step, means)
            if took * GAIN < seconds:
                best, seconds = means, took
        return best
    finally:
        torch.set_num_threads(threads)


def available_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _others(devices: list[str], fewest: int, cores: int) -> Iterator[Means]:
    """What else can be tried: twice as many threads each time, all of them, and other devices."""
    threads = 2 * fewest
    while threads < cores:
        yield Means(devices[0], threads)
        threads *= 2
    if cores > fewest:
        yield Means(devices[0], cores)
    for device in devices[1:]:
        yield Means(device, 1)


def _seconds(step: Step, means: Means) -> float:
    """The least time of some tries; the first one loads what is needed, and counts only where it was short or long."""
    torch.set_num_threads(means.threads)
    least = float("inf")
    for attempt in range(TRIES + 1):
        begun = time.perf_counter()
        step()
        took = time.perf_counter() - begun
        if not LONG < took < ENOUGH:
            return took
        if attempt:
            least = min(least, took)
    return least
