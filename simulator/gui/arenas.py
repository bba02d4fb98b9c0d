"""How the program asks the system for memory."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

ARENA_MAX = -8  # the number of glibc's option M_ARENA_MAX
ARENAS = 2


def share_arenas() -> None:
    """Let all threads take their memory from two places. To be called before there is a second thread.

    glibc gives each thread a place of its own, eight for each core. Every run is a new thread and leaves a little in
    the place that it took, which keeps the pages around it: over an hour of runs the program came to hold 40 MB more
    than it uses. The interpreter's lock lets one thread work at a time, so that they do not wait for each other here.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS)
