"""What a run computes with: a device, and processor threads. What the schedule leaves open is chosen by measurement.

A run begins on the processor with one thread. Where its first meta-iterations take less than some hundredths of a
second it stays there: handing their parts to other threads or to a graphics card would cost more than it saves, and
what is not measured is the same at every start. What takes longer is tried with more, on the tasks in hand and on the
side, and must gain clearly. The choice is recorded with the run, and holds when it goes on.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.deferred import torch

log = logging.getLogger(__name__)

FIRST = 3  # meta-iterations after which it is known how long they take
LONG = 0.03  # seconds that they must take for anything else to be tried
MANY = 50  # meta-iterations that must be left: the trial itself takes about a dozen
GAIN = 1.15  # times as fast something else must be
TRIES, ENOUGH = 3, 0.3  # of each; seconds after which one of them was enough

Step = Callable[[], object]


@dataclass(frozen=True)
class Means:
    """A device as torch names it, and a number of threads."""

    device: str
    threads: int


def quickest(
    make: Callable[[str], Step], known: Means, seconds: float, others: Iterator[Means], wanted: Callable[[], bool]
) -> Means:
    """With what a meta-iteration is quickest: what is `known` to take so many seconds, or one of the others.

    `make` gives the meta-iteration for a device. What fails is passed over, and so are more threads where fewer did
    not gain. Tries nothing more once it is not `wanted`.
    """
    best, threads, falling = known, torch.get_num_threads(), False
    try:
        for means in others:
            if not wanted():
                break
            if means.device == known.device and falling:
                continue
            try:
                took = _seconds(make(means.device), means)
            except Exception:
                log.debug("No meta-iteration could be made with %s", means, exc_info=True)
                continue
            falling = took > seconds
            if took * GAIN < seconds:
                best, seconds = means, took
        return best
    finally:
        torch.set_num_threads(threads)


def candidates(known: Means, cores: int, devices: list[str]) -> Iterator[Means]:
    """What else can be tried: on the processor twice as many threads each time up to all cores, and other devices."""
    threads = 2 * known.threads
    while known.device == "cpu" and threads < cores:
        yield Means(known.device, threads)
        threads *= 2
    if known.device == "cpu" and cores > known.threads:
        yield Means(known.device, cores)
    for device in devices:
        if device != known.device:
            yield Means(device, known.threads)


def available_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _seconds(step: Step, means: Means) -> float:
    """The least time of some tries; the first one loads what is needed, and counts only where it took long."""
    torch.set_num_threads(means.threads)
    least = float("inf")
    for attempt in range(TRIES + 1):
        begun = time.perf_counter()
        step()
        took = time.perf_counter() - begun
        if took > ENOUGH:
            return took
        if attempt:
            least = min(least, took)
    return least
