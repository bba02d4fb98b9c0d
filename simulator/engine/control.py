"""Steering a run from another thread: pause, one step, stop, speed, live parameters.

The loop asks between meta-iterations. While nothing is wanted that costs one attribute look-up; all else
waits on a condition, so a pause or a speed limit never delays a stop.
"""

from __future__ import annotations

import math
import threading
import time
from typing import Any


class Control:
    """A thread-safe remote control for one run."""

    def __init__(self, *, paused: bool = False, speed: float | None = None) -> None:
        self._condition = threading.Condition()
        self._paused = paused
        self._stopped = False
        self._single_steps = 0
        self._speed = speed
        self._changes: dict[str, Any] = {}
        self._last = self._way = -math.inf
        self._wanted = paused or speed is not None

    @property
    def paused(self) -> bool:
        """Whether the run is held."""
        return self._paused

    @property
    def held(self) -> bool:
        """Whether the run will wait before its next meta-iteration, until told otherwise."""
        return self._paused and not self._single_steps and not self._stopped

    @property
    def speed(self) -> float | None:
        """The limit in meta-iterations a second; None for as fast as it goes."""
        return self._speed

    @property
    def stopped(self) -> bool:
        """Whether a stop was asked for."""
        return self._stopped

    def pause(self) -> None:
        """Hold after the current meta-iteration."""
        self._set(_paused=True)

    def resume(self) -> None:
        """Go on."""
        self._set(_paused=False, _single_steps=0)

    def step(self) -> None:
        """Make one meta-iteration, then hold."""
        with self._condition:
            self._paused = True
            self._single_steps += 1
            self._notify()

    def stop(self) -> None:
        """End the run after the current meta-iteration."""
        self._set(_stopped=True)

    def limit_speed(self, iterations_per_second: float | None) -> None:
        """Run at most this fast; None for as fast as it goes."""
        self._set(_speed=iterations_per_second)

    def make_way(self, seconds: float) -> None:
        """Wait after the current meta-iteration for something more urgent, so many seconds from now at most.

        A later call counts from then on, so 0 lets the run go on at once.
        """
        self._set(_way=time.perf_counter() + seconds)

    def change(self, path: str, value: Any) -> None:
        """Set a live parameter before the next meta-iteration; of several values for one, the last one wins."""
        with self._condition:
            self._changes[path] = value
            self._notify()

    def gate(self) -> float:
        """Called by the loop before each meta-iteration: wait while held; return the seconds waited."""
        if not self._wanted:
            return 0.0
        begun = time.perf_counter()
        with self._condition:
            while not self._stopped:
                delay = self._delay()
                if delay == 0:
                    break
                self._condition.wait(delay)
            self._single_steps = max(0, self._single_steps - 1)
            self._last = time.perf_counter()
        return self._last - begun

    def take_changes(self) -> list[tuple[str, Any]]:
        """The live changes asked for since the last call."""
        if not self._wanted:
            return []
        with self._condition:
            changes, self._changes = list(self._changes.items()), {}
            if self._way < time.perf_counter():
                self._way = -math.inf
            waits = self._way > -math.inf or self._speed is not None
            self._wanted = self._paused or self._stopped or waits
        return changes

    def _delay(self) -> float | None:
        """How long the next iteration must wait: 0 for not at all, None for until told otherwise."""
        if self._paused and not self._single_steps:
            return None
        until = self._way if self._paused or self._speed is None else max(self._way, self._last + 1 / self._speed)
        return max(0.0, until - time.perf_counter()) if until > -math.inf else 0

    def _set(self, **values: Any) -> None:
        with self._condition:
            for name, value in values.items():
                setattr(self, name, value)
            self._notify()

    def _notify(self) -> None:
        self._wanted = True
        self._condition.notify_all()
