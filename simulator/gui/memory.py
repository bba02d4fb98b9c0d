"""How the window's process asks the system for memory, and gives it back.

Over an hour of runs it came to hold 40 MB more than it used: pages of the C library that a few bytes kept, between
pieces that had long been let go. On another C library than glibc nothing is done.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

ARENA_MAX, MMAP_THRESHOLD = -8, -3  # the numbers of glibc's options
ARENAS = 2
LARGE = 2**18  # bytes


def be_thrifty() -> None:
    """Set up how memory is asked for. To be called before there is a second thread.

    All threads take it from two places. glibc gives each a place of its own, eight for each core, and every thread
    leaves a little there, which keeps the pages around it. What they do at the same time, the pages' arithmetic and
    drawing, seldom meets here.

    Large pieces come from the system one by one, and go back there. By itself glibc puts ever larger ones between the
    small ones, where their pages are not free again before all small ones around them are. To ask the system each time
    takes longer; meta-training, which would feel it, has a process of its own.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            library = ctypes.CDLL(None)
            library.mallopt(ARENA_MAX, ARENAS)
            library.mallopt(MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Return the pages that nothing is kept in to the system, those between others too; takes a few milliseconds."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
