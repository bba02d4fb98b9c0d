"""Processes of this program's own: how they begin, and that they end with it."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import Any

# Not a plain fork: the window has threads, and a copy of a process lacks them. On Linux processes are copied from one
# that has loaded torch and begun no thread that would be missed, so that each begins in milliseconds.
METHOD = "forkserver" if sys.platform.startswith("linux") else "spawn"
LOADED = "simulator.loaded"


def context() -> Any:
    """What makes processes that have torch, and pipes to them."""
    made: Any = multiprocessing.get_context(METHOD)
    if METHOD == "forkserver":
        made.set_forkserver_preload([LOADED])
    return made


def begin_ahead() -> None:
    """Have the process begin that others are copied from; it loads torch meanwhile. Takes some milliseconds."""
    context()
    if METHOD == "forkserver":
        from multiprocessing.forkserver import ensure_running

        with suppress(OSError), without_script():  # whoever needs a process finds out
            ensure_running()


@contextmanager
def building() -> Iterator[None]:
    """Import modules and make objects that stay: to collect garbage meanwhile costs a tenth of the start for nothing.

    They are set aside afterwards: later collections do not stop to look at them again, nor touch, and so copy, pages
    that processes share.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


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


def ignore(*signals: str) -> None:
    """Leave these signals, as far as the system has them, to the program in front, which tells its processes."""
    for name in signals:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def when_orphaned(end: Callable[[], object]) -> None:
    """In a process that this program began: call `end`, in a thread, as soon as the one that began it is gone."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        end()

    threading.Thread(target=watch, name="watching", daemon=True).start()
