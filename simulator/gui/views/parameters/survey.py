"""Making loss surfaces in the background: coarse first, then fine, in slices, and seldom while a run goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from simulator.analysis.parameters import Frame, Made, Question, Survey
from simulator.gui.background import Background
from simulator.gui.budget import WORK

EVERY = 1.0  # seconds, at least, from one surface to the next while a run goes on
SLICE = 0.03  # seconds of work before others have their turn
ROUGH, COARSE, FINE = 7, 15, 41  # points to each side
PATIENCE = 5.0  # seconds that a surface may take
WORTH = 1.3  # times the points to each side, from which on a finer surface is worth its while


class Surveyor(QObject):
    """Works out the surface that was asked for last. Signal: `ready` with each `Surface` that is complete."""

    ready = Signal(object)

    def __init__(self, background: Background, running: Callable[[], bool]) -> None:
        """`running` tells whether a run goes on, whose time it is."""
        super().__init__()
        self._background, self._running = background, running
        self._survey: Survey | None = None
        self._told: Survey | None = None  # the last that `ready` told of: the thread is done a little before
        self._of: Made | None = None
        self._limits: Frame = (0.0, 1.0, 0.0, 1.0)
        self._question = Question()
        self._wanted: tuple[object, ...] = ()
        self._begun = 0.0
        self._slicing = QTimer(self)
        self._slicing.setSingleShot(True)
        self._slicing.timeout.connect(self._go_on)

    @property
    def complete(self) -> bool:
        """Whether the surface that was asked for is there, as fine as it gets."""
        return self._survey is not None and self._told is self._survey and self._finer(self._survey) is None

    def ask(self, made: Made, limits: Frame, question: Question, choices: object) -> None:
        """Work out the surface within `limits`, if it is not the one at hand; `choices` are all that it depends on.

        While a run goes on, one that was begun is ended first unless something else was chosen, and one that differs
        only in what was learned since is left for a while.
        """
        survey, wanted, now = self._survey, (choices, limits, made.figure.iteration), time.monotonic()
        if survey is not None and wanted == self._wanted:
            self._refine(survey)
            return
        alike, soon = wanted[:2] == self._wanted[:2], now - self._begun < EVERY
        begun = survey is not None and survey.done < 1 and wanted[0] == self._wanted[0]
        if self._running() and (begun or (alike and soon)):
            return  # else a run whose picture moves on quickly would never have a surface
        self._wanted, self._begun = wanted, now
        self._of, self._limits, self._question = made, limits, question
        self._begin(COARSE)

    def stop(self) -> None:
        """Forget what is not complete."""
        self._slicing.stop()
        if self._survey is not None and self._survey.done < 1:
            self.forget()

    def forget(self) -> None:
        """Forget everything."""
        self._slicing.stop()
        self._survey, self._told, self._of, self._wanted = None, None, None, ()

    def _begin(self, cells: int) -> None:
        assert self._of is not None
        self._survey = Survey(self._of.ground, self._of.figure.plane, self._limits, self._question, cells)
        self._slicing.stop()
        self._go_on()

    def _go_on(self) -> None:
        if self._survey is not None:
            self._background.ask("parameter surface", partial(self._survey.go_on, SLICE), self._some)

    def _some(self, survey: Survey) -> None:
        if survey is not self._survey:
            return
        if survey.done < 1 and survey.cells == COARSE and survey.seconds > PATIENCE * survey.done:
            self._begin(ROUGH)  # it would take too long
            return
        if survey.done < 1:
            self._slicing.start(round(1000 * SLICE / WORK) if self._running() else 0)
            return
        self._told = survey
        self.ready.emit(survey.surface())
        self._refine(survey)

    def _refine(self, survey: Survey) -> None:
        """After a coarse surface a fine one; not while a run goes on."""
        cells = self._finer(survey)
        if survey is self._told and cells is not None and not self._running():
            self._begin(cells)

    def _finer(self, survey: Survey) -> int | None:
        """How many points the next surface has to each side, as time allows; None after the last one."""
        cells = min(FINE, int(survey.cells * (PATIENCE / max(survey.seconds, 1e-6)) ** 0.5))
        return cells if survey.cells in (ROUGH, COARSE) and cells >= WORTH * survey.cells else None
