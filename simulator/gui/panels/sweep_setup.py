"""What is swept: one or two parameters of the edited experiment, seeds, and how many runs that makes."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox

from simulator.declaration import InputError
from simulator.experiment import Experiment
from simulator.gui.background import Background
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.card import Card, muted
from simulator.gui.panels.sweep_axis import AxisRow
from simulator.gui.status import duration
from simulator.gui.text import say, tr
from simulator.sweep import Axis, Sweep, usual_jobs
from simulator.sweep.probe import rate, seconds_of

SEEDS = 3
MOST_SEEDS = 50
AT_ONCE = 100  # combinations of values whose check takes no time that anybody notices
Wanted = tuple[Experiment, tuple[Axis, ...], tuple[int, ...]]


class SweepSetup(Card):
    """Signal: `wanted(sweep, jobs)` when it is to be run. While it is `busy`, nobody tries how long that takes."""

    wanted = Signal(object, int)

    def __init__(self, model: ExperimentModel, background: Background, busy: Callable[[], bool]) -> None:
        super().__init__(tr("Vary one or two parameters"))
        self._model, self._background, self._busy = model, background, busy
        self._rates: dict[object, float | None] = {}
        self._tried: object = None  # the kind whose speed is being found out
        self._sweep: Sweep | None = None
        self._wanted: Wanted | None = None  # what that is of, also while it is checked or where it cannot be
        self._known: Experiment | None = None
        self.axes = (AxisRow(1, optional=False), AxisRow(2, optional=True))
        self.seeds, self.jobs = QSpinBox(), QSpinBox()
        self.seeds.setRange(1, MOST_SEEDS)
        self.seeds.setValue(SEEDS)
        self.jobs.setRange(1, max(usual_jobs(), 1))
        self.jobs.setValue(usual_jobs())
        self.run = QPushButton(tr("Run the sweep"))
        self.run.setObjectName("sweepRun")
        self.run.setToolTip(tr("Run every combination with every seed, on several cores, behind the window"))
        self.said = muted()
        self.said.setObjectName("refusal")
        self.said.hide()
        for row in self.axes:
            self.body.addWidget(row)
            row.edited.connect(self.refresh)
        below = QHBoxLayout()
        below.setSpacing(6)
        self._below(below, tr("Seeds"), self.seeds, "sweepSeeds", tr("How often each combination is run: more narrow"
                    " the bands"))  # fmt: skip
        self._below(below, tr("At once"), self.jobs, "sweepJobs", tr("Runs at a time, each on a core of its own"))
        below.addStretch(1)
        below.addWidget(self.run)
        self.body.addLayout(below)
        self.body.addWidget(self.said)
        for spin in (self.seeds, self.jobs):
            spin.valueChanged.connect(lambda _: self.refresh())
        self.run.clicked.connect(self._run)

    def refresh(self) -> None:
        """Follow the edited experiment, and say how many runs there would be, or what is in the way."""
        experiment = self._model.experiment
        if experiment != self._known:
            self._known = experiment
            for row in self.axes:
                row.offer(experiment)
        try:
            axes = tuple(axis for row in self.axes if (axis := row.axis()) is not None)
        except InputError as error:
            self._wanted = None
            self._refuse(error)
            return
        seeds = tuple(range(experiment.seed, experiment.seed + self.seeds.value()))
        wanted = (experiment, axes, seeds)
        if wanted == self._wanted:
            self.run.setText(self._button())
        elif math.prod(len(axis.values) for axis in axes) <= AT_ONCE:
            self._wanted = wanted
            try:
                self._accept(Sweep(*wanted))
            except InputError as error:
                self._refuse(error)
        else:
            self._check(wanted)
        self._ask()

    def _check(self, wanted: Wanted) -> None:
        """See in the background whether so many cells can be: that takes longer than a window may stand still."""
        self._wanted, self._sweep = wanted, None
        self.said.hide()
        self.run.setEnabled(False)
        self.run.setText(tr("Checking the runs"))

        def told(tell: Callable[[Any], None], found: Any) -> None:
            if self._wanted is wanted:
                tell(found)

        self._background.ask(
            "sweep cells", lambda: Sweep(*wanted), partial(told, self._accept), partial(told, self._refuse)
        )

    def _accept(self, sweep: Sweep) -> None:
        self._sweep = sweep
        self._say("")

    def _refuse(self, error: Exception) -> None:
        self._sweep = None
        self._say(say(error.message) if isinstance(error, InputError) else str(error))

    def _say(self, refused: str) -> None:
        self.said.setText(refused)
        self.said.setVisible(bool(refused))
        self.run.setEnabled(self._sweep is not None)
        self.run.setText(self._button())

    def show_sweep(self, sweep: Sweep) -> None:
        """Choose what this sweep varies."""
        for row, axis in zip(self.axes, (*sweep.axes, None, None), strict=False):
            row.show_axis(axis)
        self.seeds.setValue(len(sweep.seeds))
        self.refresh()

    def rate(self) -> float | None:
        """Meta-iterations a second of the edited experiment, as far as that is known."""
        return self._rates.get(_kind(self._model.experiment))

    def _below(self, row: QHBoxLayout, title: str, field: QSpinBox, name: str, tip: str) -> None:
        label = QLabel(title)
        label.setBuddy(field)
        field.setObjectName(name)
        field.setAccessibleName(title)
        for widget in (label, field):
            widget.setToolTip(tip)
            row.addWidget(widget)

    def _button(self) -> str:
        if self._sweep is None:
            return tr("Run")
        runs, known = self._sweep.size, self.rate()
        if known is None:
            return tr("Run {runs} runs", runs=f"{runs:,}")
        time = duration(seconds_of(self._sweep, known, self.jobs.value()))
        return tr("Run {runs} runs, about {time}", runs=f"{runs:,}", time=time)

    def _ask(self) -> None:
        """Try for a moment how fast the experiment is, where that is not known."""
        kind = _kind(self._model.experiment)
        if self.isVisible() and not self._busy() and kind not in self._rates and kind != self._tried:
            self._tried = kind
            work, told = partial(rate, self._model.experiment), partial(self._told, kind)
            self._background.ask("sweep rate", work, told, lambda _: told(None))

    def _told(self, kind: object, found: float | None) -> None:
        self._rates[kind], self._tried = found, None
        self.run.setText(self._button())

    def _run(self) -> None:
        self.refresh()
        if self._sweep is not None:
            self.wanted.emit(self._sweep, self.jobs.value())


def _kind(experiment: Experiment) -> object:
    """What the speed of an experiment depends on: kinds, choices and counts, and no rates."""
    parts = (experiment.task, experiment.learner, experiment.strategy)
    tables = [each for part in parts for each in part.table().items() if not isinstance(each[1], float)]
    return repr(tables), experiment.schedule.meta_batch
