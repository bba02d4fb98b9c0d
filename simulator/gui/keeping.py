"""The window's run database: opened and read away from the GUI thread, and never in the way of a run.

Where the file cannot be used, runs go on unsaved, and `troubled` says why, until it says None.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from simulator.declaration import InputError, Sentence, sentence
from simulator.engine import Progress
from simulator.experiment import Experiment
from simulator.gui.background import Background
from simulator.gui.kept_runs import GoingOn, Kept, compare, read
from simulator.gui.setting_aside import free, move

if TYPE_CHECKING:
    from simulator.store import Recording, Store

__all__ = ["GoingOn", "Keeping", "Kept"]

LOOK_EVERY = 1000  # ms between two looks at whether saving works
PATIENCE = 2.0  # seconds that closing waits for the last rows
AGAIN_AFTER = 10.0  # seconds between two attempts to open what could not be opened
log = logging.getLogger(__name__)


class Keeping(QObject):
    """Holds the store.

    Signals: `opened` once it can be read, `changed` after its runs changed, `troubled` when saving stopped to work or
    works again, `looked` after each look at that; `noted` with the reason why a run is shown without its files,
    `failed` with the one why something was not done; `sweep_wanted(number)` when a sweep is to go on.
    """

    opened = Signal()
    changed = Signal()
    troubled = Signal(object)
    looked = Signal()
    noted = Signal(object)
    failed = Signal(object)
    sweep_wanted = Signal(int)
    _tried = Signal()
    _made = Signal(object, object, object)

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self.path = path
        self.store: Store | None = None
        self.background = Background("database background")
        self.trouble: Sentence | None = None
        self._opening = threading.Lock()
        self._refused: Sentence | None = None  # why it could not be opened
        self._recording: Recording | None = None  # the newest
        self._claimed: int | None = None  # a run that nobody goes on with yet
        self._again = 0.0  # when it is tried to open it again
        self._known = False
        self._closed = self._held = False
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        self._tried.connect(self.look)
        self._made.connect(self._tell)

    @property
    def general_trouble(self) -> Sentence | None:
        """Why no run can be saved for the time being; `trouble` may also be about the newest run alone."""
        store = self.store
        return store.trouble if store is not None else self._refused

    @property
    def stuck(self) -> bool:
        """Whether something would not end when it was closed: the program has to end without it."""
        return self._held or self.background.busy

    def open(self) -> None:
        """Begin, and open the database soon."""
        self.background.start()
        if self.path is not None:
            self._looking.start()
            self.background.ask("database", self._open, lambda _: self.look())

    def record(self, experiment: Experiment) -> Recording | None:
        """What takes in a new run, or None where it cannot be kept. From any thread but that of the window."""
        store = self._open()
        self._recording = store.record(experiment) if store is not None else None
        return self._recording

    def read(self, run: int, then: Callable[[Kept], None], failed: Callable[[Exception], None]) -> None:
        """Read a run back, then go on in the GUI thread."""

        def done(kept: Kept) -> None:
            then(kept)
            if kept.without is not None:
                self.noted.emit(kept.without)

        self.background.ask(f"run {run}", lambda: read(self._needed(), run), done, failed)

    def compare(self, run: int, then: Callable[[list[Sentence]], None], failed: Callable[[Exception], None]) -> None:
        """Find out what would not be as it was if a run went on here and now, then go on in the GUI thread."""
        self.background.ask(f"compare {run}", lambda: compare(self._needed(), run), then, failed)

    def take_up(self, run: int, then: Callable[[GoingOn], None], failed: Callable[[Exception], None]) -> None:
        """Claim a run that is to go on, then go on in the GUI thread."""

        def done(taken: GoingOn) -> None:
            self._claimed = None
            then(taken)

        self.background.ask(f"take up {run}", lambda: self._take_up(run), done, failed)

    def ask(
        self,
        work: Callable[[Store], Any],
        then: Callable[[Any], None] = lambda _: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something with the store elsewhere; `changed` follows. What goes wrong is said, or told to `failed`.

        It is done even where the window closes meanwhile.
        """

        def done(result: Any) -> None:
            then(result)
            self.changed.emit()

        work_, topic = (lambda: work(self._needed())), f"store {id(work)}"
        self.background.ask(topic, work_, done, failed or self._failed, lasting=True)

    def change(
        self,
        change: Callable[[Store], Future[Any]],
        then: Callable[[Any], None] = lambda _: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue a change for the database's own thread, now: what else is asked for does not hold it up."""
        if self.store is None:
            self.ask(lambda store: change(store).result(), then, failed)
            return
        future = change(self.store)
        future.add_done_callback(lambda made: self._made.emit(made, then, failed or self._failed))

    def set_aside(self, then: Callable[[Path], None], failed: Callable[[Exception], None]) -> None:
        """Move a damaged database out of the way and begin a new one; `then` is told where the old one is."""
        self.background.ask("set aside", self._set_aside, then, failed)

    def close(self, patience: float = PATIENCE) -> None:
        """Write what is left and leave the database, within so many seconds; `stuck` says whether that was enough."""
        until = time.monotonic() + patience
        self._looking.stop()
        self.background.close(patience / 2)  # reading may take longer, and must not cost the rest its time
        self._closed = True
        if not self._opening.acquire(timeout=max(0.0, until - time.monotonic())):
            self._held = True
            return
        store, self.store = self.store, None
        self._opening.release()
        if store is not None:
            if self._claimed is not None and store.trouble is None:
                store.release(self._claimed)
            store.close(max(0.0, until - time.monotonic()))
            self._held = time.monotonic() >= until  # it still writes, and would hold up the end of the program

    def _tell(self, made: Future[Any], then: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        error = made.exception()
        if self._closed:
            return
        if error is None:
            then(made.result())
            self.changed.emit()
        elif isinstance(error, Exception):
            failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, InputError):
            self.failed.emit(error.message)

    def _open(self) -> Store | None:
        """The store; an attempt that failed is made again each time."""
        from simulator.store import Store

        with self._opening:
            if self.store is None and self.path is not None and not self._closed:
                try:
                    self.store = Store(self.path)
                    self._refused = None
                    if self._closed:  # meanwhile, without waiting for it
                        self.store.close(0)
                        self.store = None
                except InputError as error:
                    self._refused = error.message
                self._tried.emit()
            return self.store

    def _set_aside(self) -> Path:
        assert self.path is not None
        with self._opening:
            if self.store is not None:
                self.store.close(PATIENCE)
                self.store = None
            self._known, self._recording = False, None
            aside = free(self.path, time.strftime("%Y-%m-%d"))
            try:
                move(self.path, aside)
            except OSError as error:
                self._refused = sentence("{file} cannot be set aside: {why}.", file=self.path, why=error.strerror)
                self._again = 0.0  # it is tried to open it again as it is
                raise InputError(self._refused) from None
        self._needed()
        return aside

    def _needed(self) -> Store:
        store = self._open()
        if store is None:
            raise InputError(self._refused or sentence("No database is open."))
        return store

    def _take_up(self, run: int) -> GoingOn:
        store = self._needed()
        resumed = store.resume(run)
        try:
            progress = Progress.of(resumed.told, resumed.checkpoint)
        except BaseException:
            store.release(run)
            raise
        self._recording, self._claimed = resumed.recording, run
        return GoingOn(resumed.experiment, progress, resumed.checkpoint, resumed.recording)

    def look(self) -> None:
        """Tell whether saving works, where that changed."""
        if self.store is not None and not self._known:
            self._known = True
            self.opened.emit()
        if self.store is None and self._refused is not None and time.monotonic() > self._again:
            self._again = time.monotonic() + AGAIN_AFTER
            self.background.ask("database", self._open, lambda _: None)
        now = self.general_trouble
        if now is None and self._recording is not None and not self._recording.safe:
            now = self._recording.trouble
        if now != self.trouble:
            self.trouble = now
            self.troubled.emit(now)
        self.looked.emit()
