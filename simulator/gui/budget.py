"""What share of the time the window may take from a run that goes on: for drawing, and for what pages work out.

Painting holds the interpreter's lock, and with it the run up; what is computed beside a run does so half of the time.
So both get a share of the time, and what the last piece cost decides when the next one is due.
"""

from __future__ import annotations

import time

DRAWING, WORK = 0.06, 0.03  # shares of the time
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
