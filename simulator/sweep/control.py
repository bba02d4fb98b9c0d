"""Steering a sweep from another thread: pause, continue, stop."""

from __future__ import annotations

import math
import threading
import time
from typing import Literal

Order = Literal["go", "hold", "stop", "end"]


class SweepControl:
    """A thread-safe remote control for one sweep.

    `order` is what its workers are to do: go on, hold after the meta-iteration in hand, stop after it, or end at once.
    """

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._paused = False
        self._until = math.inf  # when the workers are to end at once
        self._stopped = False

    @property
    def paused(self) -> bool:
        """Whether the sweep is held."""
        return self._paused

    @property
    def stopped(self) -> bool:
        """Whether a stop was asked for."""
        return self._stopped

    @property
    def order(self) -> Order:
        """What the workers are to do now."""
        if self._stopped:
            return "end" if time.monotonic() >= self._until else "stop"
        return "hold" if self._paused else "go"

    def pause(self) -> None:
        """Hold all runs, and begin no more."""
        self._paused = True
        self._changed.set()

    def resume(self) -> None:
        """Go on."""
        self._paused = False
        self._changed.set()

    def stop(self, within: float = math.inf) -> None:
        """Stop all runs after the meta-iteration in hand; those that take more than `within` seconds are cut off.

        What they did is kept up to their last checkpoint, so that the sweep can go on another time.
        """
        self._until = min(self._until, time.monotonic() + within)
        self._stopped = True
        self._changed.set()

    def wait(self, seconds: float) -> None:
        """Until something was asked for, or so many seconds."""
        self._changed.wait(seconds)
        self._changed.clear()
