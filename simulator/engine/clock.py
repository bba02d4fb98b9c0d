"""The seconds of a run, as its listeners read them."""

from __future__ import annotations

import time


class Clock:
    """Seconds spent running, without pauses; `before` were spent before an interruption."""

    def __init__(self, before: float = 0.0) -> None:
        self.waited = 0.0
        self._before = before
        self._begun: float | None = None

    def start(self) -> None:
        """Begin to count."""
        self._begun = time.perf_counter()

    def now(self) -> float:
        """Seconds since the start."""
        if self._begun is None:
            return self._before
        return self._before + time.perf_counter() - self._begun - self.waited
