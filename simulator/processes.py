"""Processes of this program's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_script() -> Iterator[None]:
    """Within it, processes that begin do not run the script again that this program was started with.

    Workers need nothing of it, and it may not bear that: one that opens a window would open another.
    """
    script = vars(sys.modules["__main__"])
    name = script.pop("__file__", None)
    try:
        yield
    finally:
        if name is not None:
            script["__file__"] = name
