"""What share of a core the window takes while a run goes on: for drawing, and for what pages work out.

The run has a process of its own, which the window leaves the other cores, and where there is one core only, most of it.
The window too has to answer in between. What the last piece cost decides when the next one is due.
"""

from __future__ import annotations

import time

DRAWING, WORK = 0.3, 0.2  # shares of one core
MOST, FEWEST = 30, 8  # frames a second
MEMORY = 0.8  # how much of the cost is remembered from frame to frame
SHORTEST, LONGEST = 0.25, 5.0  # seconds of rest between two pieces of work


def rest(seconds: float) -> float:
    """How many seconds to rest after so many seconds of work."""
    return min(LONGEST, max(SHORTEST, seconds / WORK))


class Frames:
    """The milliseconds from one frame to the next, by what frames cost this thread."""

    def __init__(self) -> None:
        self._cost = 0.0  # seconds of this thread's time
        self._then: float | None = None

    def begin(self) -> int:
        """A run begins: what went before does not count."""
        self._then = None
        return round(1000 / MOST)

    def next(self) -> int:
        """A frame begins; all that this thread did since the last one was for that."""
        now = time.thread_time()
        if self._then is not None:
            self._cost = MEMORY * self._cost + (1 - MEMORY) * (now - self._then)
        self._then = now
        return round(1000 * min(1 / FEWEST, max(1 / MOST, self._cost / DRAWING)))
