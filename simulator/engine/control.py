"""Steering a run from another thread, or from there in another process: pause, step, stop, speed, live parameters.

The loop asks between meta-iterations. While nothing is wanted that costs one attribute look-up; all else
waits on a condition, so a pause or a speed limit never delays a stop.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Any

Call = tuple[str, tuple[Any, ...]]  # one of the methods, and what it is given


class Control:
    """A thread-safe remote control for one run."""

    def __init__(self, *, paused: bool = False, speed: float | None = None) -> None:
        self._condition = threading.Condition()
        self._paused = paused
        self._stopped = False
        self._single_steps = 0
        self._speed = speed
        self._changes: dict[str, Any] = {}
        self._last = -math.inf
        self._wanted = paused or speed is not None
        self._say: Callable[[Call], None] | None = None

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
        with self._condition:
            self._paused = True
            self._notify("pause")

    def resume(self) -> None:
        """Go on."""
        with self._condition:
            self._paused, self._single_steps = False, 0
            self._notify("resume")

    def step(self) -> None:
        """Make one meta-iteration, then hold."""
        with self._condition:
            self._paused = True
            self._single_steps += 1
            self._notify("step")

    def stop(self) -> None:
        """End the run after the current meta-iteration."""
        with self._condition:
            self._stopped = True
            self._notify("stop")

    def limit_speed(self, iterations_per_second: float | None) -> None:
        """Run at most this fast; None for as fast as it goes."""
        with self._condition:
            self._speed = iterations_per_second
            self._notify("limit_speed", iterations_per_second)

    def change(self, path: str, value: Any) -> None:
        """Set a live parameter before the next meta-iteration; of several values for one, the last one wins."""
        with self._condition:
            self._changes[path] = value
            self._notify("change", path, value)

    def follow(self, say: Callable[[Call], None] | None) -> tuple[Call, ...]:
        """Let a control elsewhere do the same: what was asked for so far, and to `say` all that will be.

        Both are methods with their arguments, in an order in which nothing is missed. None ends it.
        """
        with self._condition:
            self._say = say
            calls: list[Call] = [("change", change) for change in self._changes.items()]
            if self._speed is not None:
                calls.append(("limit_speed", (self._speed,)))
            if self._paused:
                calls.append(("pause", ()))
            calls += [("step", ())] * self._single_steps
            if self._stopped:
                calls.append(("stop", ()))
            return tuple(calls)

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
            self._wanted = self._paused or self._stopped or self._speed is not None
        return changes

    def _delay(self) -> float | None:
        """How long the next iteration must wait: 0 for not at all, None for until told otherwise."""
        if self._paused and not self._single_steps:
            return None
        if self._paused or self._speed is None:
            return 0
        return max(0.0, self._last + 1 / self._speed - time.perf_counter())

    def _notify(self, method: str, *given: Any) -> None:
        self._wanted = True
        self._condition.notify_all()
        if self._say is not None:
            self._say((method, given))
