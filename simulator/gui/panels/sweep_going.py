"""A sweep that goes on behind the window: a thread follows its workers, and the window looks in now and then."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from simulator.declaration import InputError, Sentence, sentence
from simulator.gui.keeping import Keeping
from simulator.store import Store
from simulator.store.sweeps import Outcome, SweepSummary
from simulator.sweep import Sweep, SweepControl, SweepEvent, SweepProgress, Workers, execute, kept
from simulator.sweep.axis import varied_titles
from simulator.sweep.kept import Kept

LOOK_EVERY = 150  # ms between two looks at what has happened
LEAVE_AFTER = 1.0  # seconds that closing the window waits for the meta-iterations in hand
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Earlier:
    """A sweep of the database, and the titles of what it varied, in English."""

    summary: SweepSummary
    varied: list[str]


class Sweeping(QObject):
    """Runs one sweep at a time, and reads earlier ones back.

    Signals: `changed` when cells have come on or the sweep stands otherwise, `failed(sentence)` with what went wrong,
    `listed(sweeps)` with the sweeps of the database. `progress` is of the sweep that is shown, `number` its own in the
    database; None where it is not kept.
    """

    changed = Signal()
    failed = Signal(object)
    listed = Signal(object)

    def __init__(self, keeping: Keeping) -> None:
        super().__init__()
        self._keeping = keeping
        self.progress: SweepProgress | None = None
        self.number: int | None = None
        self.beginning = False
        self._control: SweepControl | None = None
        self._thread: threading.Thread | None = None
        self._told: deque[SweepEvent | Sentence] = deque()
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def going(self) -> bool:
        """Whether a sweep goes on, held or not."""
        return self._thread is not None or self.beginning

    @property
    def paused(self) -> bool:
        """Whether the sweep that goes on is held."""
        return self.going and self._control is not None and self._control.paused

    @property
    def stopping(self) -> bool:
        """Whether the sweep that goes on was asked to stop."""
        return self.going and self._control is not None and self._control.stopped

    def start(self, sweep: Sweep, jobs: int) -> None:
        """Begin a sweep, unless one goes on; it is kept where there is a database."""
        if self.going:
            return
        self._prepare(sweep, None)
        if self._keeping.path is None:
            self._begin(sweep, None, jobs)
            return

        def unkept(error: Exception) -> None:
            self._fail(error)
            self._begin(sweep, None, jobs)

        self._keeping.ask(lambda store: kept.begin(store, sweep), lambda place: self._begin(sweep, place, jobs), unkept)

    def go_on(self, number: int, jobs: int) -> None:
        """Continue a sweep of the database, unless one goes on."""
        if self.going:
            return
        self.beginning = True
        self.changed.emit()

        def begun(found: tuple[Sweep, Kept]) -> None:
            self._prepare(found[0], number)
            self._begin(*found, jobs)

        def refused(error: Exception) -> None:
            self.beginning = False
            self._fail(error)
            self.changed.emit()

        self._keeping.ask(lambda store: kept.go_on(store, number), begun, refused)

    def show(self, number: int) -> None:
        """Look at a sweep of the database, unless one goes on."""
        if not self.going:
            self._keeping.background.ask(
                "sweep", lambda: kept.look(self._store(), number), self._shown(number), self._fail
            )

    def read_list(self) -> None:
        """Read which sweeps the database has."""
        if self._keeping.store is not None:
            self._keeping.background.ask("sweeps", self._read, self.listed.emit, lambda _: None)

    def pause(self) -> None:
        """Hold the sweep, or go on."""
        if self._control is not None:
            (self._control.resume if self._control.paused else self._control.pause)()
            self.changed.emit()

    def stop(self) -> None:
        """End the sweep after the meta-iterations in hand; it can go on another time."""
        if self._control is not None:
            self._control.stop()
            self.changed.emit()

    def leave(self) -> None:
        """The window closes: stop, soon; does not wait."""
        self._closed = True
        if self._control is not None:
            self._control.stop(LEAVE_AFTER)

    def close(self, patience: float) -> None:
        """Wait for the end, within so many seconds."""
        self.leave()
        self._timer.stop()
        if self._thread is not None:
            self._thread.join(max(0.0, patience))

    @property
    def stuck(self) -> bool:
        """Whether it would not end when it was closed: the program has to end without it."""
        return self._thread is not None and self._thread.is_alive()

    def look(self) -> None:
        """Take in what has happened since the last time."""
        news = False
        while self._told:
            event = self._told.popleft()
            news = True
            if isinstance(event, Sentence):
                self.failed.emit(event)
            elif self.progress is not None:
                self.progress.add(event)
        if self._thread is not None and not self._thread.is_alive() and not self._told:
            self._thread = self._control = None
            self._timer.stop()
            news = True
            self.read_list()
            self._keeping.changed.emit()
        if news:
            self.changed.emit()

    def _prepare(self, sweep: Sweep, number: int | None) -> None:
        self.progress, self.number, self.beginning = SweepProgress(sweep), number, True
        self.changed.emit()

    def _begin(self, sweep: Sweep, place: Kept | None, jobs: int) -> None:
        self.beginning = False
        if self._closed:
            return
        self.number = None if place is None else place.number
        self._control = SweepControl()
        self._thread = threading.Thread(
            target=self._work, args=(sweep, place, jobs, self._control), name="sweep", daemon=True
        )
        self._thread.start()
        self._timer.start()
        self.read_list()
        self.changed.emit()

    def _work(self, sweep: Sweep, place: Kept | None, jobs: int, control: SweepControl) -> None:
        def workers() -> Executor:
            return Workers(jobs, gentle=True)

        try:
            for event in execute(sweep, workers, jobs, control, place):
                self._told.append(event)
        except Exception as error:
            log.exception("The sweep failed")
            known = error.message if isinstance(error, InputError) else None
            self._told.append(known or sentence("The sweep failed on an unexpected error: {error}", error=error))

    def _shown(self, number: int) -> Callable[[tuple[Sweep, dict[int, Outcome]]], None]:
        def show(found: tuple[Sweep, dict[int, Outcome]]) -> None:
            if self.going:
                return
            sweep, outcomes = found
            self.progress, self.number = SweepProgress(sweep), number
            for position, outcome in outcomes.items():
                if outcome.state in ("completed", "diverged", "failed"):
                    self.progress.keep(position, outcome)
            self.changed.emit()

        return show

    def _read(self) -> list[Earlier]:
        return [Earlier(each, varied_titles(each.document)) for each in kept.listed(self._store())]

    def _store(self) -> Store:
        store = self._keeping.store
        if store is None:
            raise InputError(sentence("No database is open."))
        return store

    def _fail(self, error: Exception) -> None:
        if not self._closed:
            known = error.message if isinstance(error, InputError) else None
            self.failed.emit(known or sentence("The sweep failed on an unexpected error: {error}", error=error))
