"""What a long session of the window must not do: raise, complain, or hold on to more and more.

`Troubles` collects every exception and error, whichever way it comes to light; `measure` counts what the process holds.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

EXPECTED = "This plugin does not support "  # so begins what Qt's offscreen platform says it cannot do
REFUSALS = ("InputError", "StoreError")  # what the program means to say in words ends a run, but is no trouble
LOGGED = "simulator"


@dataclass(frozen=True)
class Trouble:
    """What came to light, where, and what was done last."""

    where: str
    text: str
    deeds: tuple[str, ...]


class Troubles:
    """Listens, as a context, to all ways in which something wrong is told; `deeds` says what was done last."""

    def __init__(self, deeds: Callable[[], Sequence[str]]) -> None:
        self.found: list[Trouble] = []
        self.refused = 0  # runs that ended because of their experiment, and said so
        self._deeds = deeds
        self._log = _Log(self)
        self._before: tuple[Any, ...] = ()

    def add(self, where: str, text: str) -> None:
        self.found.append(Trouble(where, text, tuple(self._deeds())))
        print(f"\n--- {where}: {text}\n    after: " + "; ".join(self._deeds()), file=sys.stderr, flush=True)

    def __enter__(self) -> Troubles:
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._raised
        threading.excepthook = lambda told: self.add(
            f"thread {told.thread.name if told.thread else ''}",
            _trace(told.exc_type, told.exc_value, told.exc_traceback),
        )
        sys.unraisablehook = lambda told: self.add(
            "unraisable", f"{told.err_msg} {told.object!r}: {_trace(told.exc_type, told.exc_value, told.exc_traceback)}"
        )
        self._qt_before = qInstallMessageHandler(self._qt_said)
        logging.getLogger(LOGGED).addHandler(self._log)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)
        logging.getLogger(LOGGED).removeHandler(self._log)

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.add("exception", _trace(kind, error, trace))

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not message.startswith(EXPECTED):
            self.add(f"Qt, {kind.name}", message)


class _Log(logging.Handler):
    """Errors that the program logs; a run that was refused in words is counted instead."""

    def __init__(self, troubles: Troubles) -> None:
        super().__init__(logging.ERROR)
        self._troubles = troubles

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        last = text.strip().splitlines()[-1]
        if any(name in last.partition(":")[0] for name in REFUSALS):
            self._troubles.refused += 1
        else:
            self._troubles.add(f"log of {record.name}", text)


@dataclass(frozen=True)
class Held:
    """What the process holds at a time: memory in MB, that of its processes too, and counts of its own."""

    at: float  # seconds since the beginning
    memory: float
    others: float  # of it, that of its processes
    threads: int
    handles: int
    widgets: int
    windows: int
    objects: int  # of Qt, as far as Python knows them
    kinds: Counter[str] = field(default_factory=Counter)  # of handles


def measure(at: float) -> Held:
    """Count, after all that can be given back was given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    others = sum(map(_resident, descendants(os.getpid())))
    kinds = _handles()
    return Held(
        at,
        _resident(os.getpid()) + others,
        others,
        len(os.listdir("/proc/self/task")),
        kinds.total(),
        len(QApplication.allWidgets()),
        len(QApplication.topLevelWidgets()),
        qt_objects(),
        kinds,
    )


def qt_objects() -> int:
    """How many Qt objects Python knows.

    To count them is to hold every object that there is, and CPython cannot finish a tuple that somebody else holds: a
    thread that is just making one fails with `SystemError`. So all is done within one call of C, in which no other
    thread has its turn: the list is made in it, read, and let go.
    """
    every = chain.from_iterable(map(gc.get_objects, (None,)))
    return sum(map(issubclass, map(type, every), repeat(QObject)))


def _resident(pid: int) -> float:
    """The memory of a process, in MB; 0 where it has ended meanwhile."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


def descendants(pid: int) -> list[int]:
    """The processes that a process began, those that they began, and so on."""
    parents = dict[int, int]()
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found, known = list[int](), [pid]
    while known:
        begun = [child for child, parent in parents.items() if parent == known[0]]
        known = [*known[1:], *begun]
        found += begun
    return found


def _handles() -> Counter[str]:
    """How many handles are open, by what they are."""
    found: Counter[str] = Counter()
    for name in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue  # the one that lists the folder
        found[target.partition(":")[0] if ":" in target else Path(target).name] += 1
    return found


def _trace(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    return "".join(traceback.format_exception(kind, error, trace)).strip()
