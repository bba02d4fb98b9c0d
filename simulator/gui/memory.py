"""How the program asks the system for memory, and gives it back.

Over an hour of runs the program came to hold 40 MB more than it used: pages of the C library that a few bytes of a
former run kept. On another C library than glibc nothing is done.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

ARENA_MAX = -8  # the number of glibc's option M_ARENA_MAX
ARENAS = 2


def share_arenas() -> None:
    """Let all threads take their memory from two places. To be called before there is a second thread.

    glibc gives each thread a place of its own, eight for each core. Every run is a new thread and leaves a little in
    the place that it took, which keeps the pages around it. The interpreter's lock lets one thread work at a time, so
    that they do not wait for each other here.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS)


def give_back() -> None:
    """Return the pages that nothing is kept in to the system, those between others too; takes a few milliseconds."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
