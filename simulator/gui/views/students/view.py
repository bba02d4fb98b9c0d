"""Students looked at closely, in the place of the picture of one: what if, answers needed, who is served worst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from simulator.analysis.students import answers_needed, worst_served
from simulator.analysis.validation import bound
from simulator.experiment import Experiment
from simulator.gui.pages.pace import Pace
from simulator.gui.pages.page import Surroundings
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.students.needed import NeededPane
from simulator.gui.views.students.served import ServedPane
from simulator.gui.views.students.what_if import WhatIfPane
from simulator.gui.views.touch.hand_view import HandView
from simulator.gui.views.touch.kept_tasks import KeptTasks
from simulator.strategies.base import State

PANES = WhatIfPane | NeededPane | ServedPane


class StudentsView(HandView):
    """Three panes, one at a time."""

    def __init__(self, around: Surroundings, kept: KeptTasks) -> None:
        super().__init__(around, kept)
        self.setObjectName("studentsView")
        self.imagining, self.needed, self.served = WhatIfPane(around, kept), NeededPane(), ServedPane()
        self.imagining.said.connect(self.said)
        self.needed.said.connect(self.said)
        self.served.picked.connect(self.picked)
        self.tabs = QTabBar()
        self.tabs.setObjectName("studentsTabs")
        self.tabs.setAccessibleName(tr("What is seen of the students"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title, hint in (
            (tr("What if"), tr("Change a student's answers, and see what would be predicted then.")),
            (tr("Answers needed"), tr("How many answers it takes until predictions are good.")),
            (tr("Served worst"), tr("For which students predictions are worst, and what they have in common.")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(title), hint)
        panes = QWidget()
        self._stack = QStackedLayout(panes)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for pane in (self.imagining, self.needed, self.served):
            self._stack.addWidget(pane)
        self.tabs.currentChanged.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tabs)
        layout.addWidget(panes, 1)
        self._task, self._step = 0, 1
        self._made: dict[QWidget, _Wanted] = {}
        self._pace = Pace("students", self, self._refresh)

    @classmethod
    def button(cls) -> str:
        return tr("What if")

    @classmethod
    def hint(cls) -> str:
        return tr("Change a student's answers, see how many are needed, and who is served worst.")

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for pane in (self.imagining, self.needed, self.served):
            pane.set_theme(theme)

    def show_moment(self, task: int, step: int) -> None:
        self._task, self._step = task, step
        self._refresh()

    def summary(self) -> str:
        return self._pane.summary()

    def columns(self) -> dict[str, list[object]]:
        return self._pane.columns()

    @property
    def _pane(self) -> PANES:
        panes: tuple[PANES, ...] = (self.imagining, self.needed, self.served)
        return panes[self.tabs.currentIndex()]

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._refresh(now=True)
        self.said.emit()

    def _refresh(self, now: bool = False) -> None:
        """Ask for what the pane that is seen shows; `now` where a person turned to it."""
        if not self.isVisible():
            return
        if self._pane is self.imagining:
            self.imagining.show_moment(self._task, self._step)
        elif self._pane is self.needed:
            self._ask(self.needed, answers_needed, now)
        else:
            self._ask(self.served, worst_served, now)

    def _ask(self, pane: NeededPane | ServedPane, make: Callable[..., Any], now: bool) -> None:
        """Have the numbers of all students made for a pane, unless they are there."""
        experiment, state = self.around.moment.experiment, self.around.moment.state
        if experiment is None or state is None:
            return
        wanted = _Wanted(experiment.undrawn, state, max(1, self._step))
        known = self._made.get(pane)
        if known is None or not wanted.like(known):
            new = known is None or known.experiment != wanted.experiment
            self._pace.ask(partial(wanted.made, make), partial(self._arrived, pane, wanted), now=now or new)

    def _arrived(self, pane: NeededPane | ServedPane, wanted: _Wanted, figure: Any) -> None:
        if self.around.moment.experiment is not None and self.around.moment.experiment.undrawn == wanted.experiment:
            self._made[pane] = wanted
            pane.show_figure(figure)
            self.said.emit()


@dataclass(frozen=True, eq=False)
class _Wanted:
    """Of what the numbers of all students are."""

    experiment: Experiment
    state: State
    step: int

    def like(self, other: _Wanted) -> bool:
        """Whether the numbers are the same."""
        return (self.experiment, self.step) == (other.experiment, other.step) and self.state is other.state

    def made(self, make: Callable[..., Any]) -> Any:
        """The numbers."""
        problem, batch = bound(self.experiment)
        return make(problem, self.experiment.strategy, self.state, batch, self.step)
