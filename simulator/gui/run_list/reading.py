"""When the stored runs are read: as they are asked for, soon after a change, and after other programs wrote.

Whether somebody wrote is seen from the files, which costs next to nothing. This program's own run writes there once a
second too, so reading is spaced: it never takes more than a small share of the time, however many runs there are.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from simulator.gui.background import Background
from simulator.gui.keeping import Keeping
from simulator.gui.run_list.changes import Asked, Key, RunChanges

if TYPE_CHECKING:
    from simulator.store import RunSummary, Store

READ_AFTER = 200  # ms in which changes become one reading
LOOK_EVERY = 2000  # ms between two looks at the files
WHILE_RUNNING = 5.0  # seconds between two readings while a run goes on, here or in another program
SETTLED = 5.0  # seconds after which what was written is surely there to be read
SHARE = 0.02  # of the time that reading may take
Trace = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True)
class _Read:
    trace: Trace
    runs: list[RunSummary]
    seconds: float


class RunsReading(QObject):
    """Reads in the background. Signals: `came(summaries)`, `failed(error)` where it was asked for.

    Others are only followed while `panel` is seen; `going` says whether any run of the list goes on.
    """

    came = Signal(object)  # a list would be copied
    failed = Signal(object)

    def __init__(
        self,
        panel: QWidget,
        keeping: Keeping,
        background: Background,
        changes: RunChanges,
        going: Callable[[], bool],
    ) -> None:
        super().__init__(panel)
        self._keeping, self._background, self._changes = keeping, background, changes
        self._panel, self._going = panel, going
        self._trace: Trace | None = None  # of the files as they were last read
        self._written, self._sure = 0.0, False  # when that was new, and whether all of it was read
        self._ended, self._cost = 0.0, 0.0
        self._soon, self._looking = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(READ_AFTER)
        self._soon.timeout.connect(self.now)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        keeping.opened.connect(self.now)
        keeping.opened.connect(self._looking.start)
        keeping.changed.connect(self._soon.start)

    def now(self) -> None:
        """Read all runs."""
        self._read(self.failed.emit)

    def soon(self) -> None:
        """Read all runs, together with what else is asked for within a moment."""
        self._soon.start()

    def look(self) -> None:
        """Find out whether there is anything new, where somebody sees it, and read it then."""
        if self._panel.isVisible() and self._keeping.store is not None and self._due():
            self._background.ask("look", partial(trace, self._keeping.store.path), self._looked)

    def _due(self) -> bool:
        wait = max(WHILE_RUNNING if self._going() else 0.0, self._cost / SHARE)
        return time.monotonic() >= self._ended + wait

    def _looked(self, found: Trace) -> None:
        # A program that was killed writes no more: of a run that goes on, only reading tells whether it still does.
        unsure = not self._sure and time.monotonic() >= self._written + SETTLED
        if found != self._trace or unsure or self._going():
            self._read(lambda _: None)  # what is wrong was said when the list was asked for, or is said of the database

    def _read(self, failed: Callable[[Exception], None]) -> None:
        store = self._keeping.store
        if store is not None:
            made = self._changes.made()
            self._background.ask("runs", partial(_read, store), partial(self._take, made), failed)

    def _take(self, made: dict[Key, Asked], read: _Read) -> None:
        begun = time.monotonic()
        # The files change a moment before what was written can be read, so it is read once more later.
        if read.trace != self._trace:
            self._trace, self._written, self._sure = read.trace, begun, False
        else:
            self._sure = self._sure or begun - read.seconds >= self._written + SETTLED
        self._changes.forget(made)
        self.came.emit(read.runs)
        self._ended = time.monotonic()
        self._cost = read.seconds + self._ended - begun


def trace(database: Path) -> Trace:
    """What tells whether anything was written: the times and sizes of the database and of its log."""
    return tuple(map(_stamp, (database, database.with_name(f"{database.name}-wal"))))


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _read(store: Store) -> _Read:
    begun, before = time.monotonic(), trace(store.path)
    runs = store.runs()
    return _Read(before, runs, time.monotonic() - begun)
