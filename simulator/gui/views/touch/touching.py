"""Joins the plots of tasks that can be touched with the task in hand and the controls over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from simulator.analysis.task_figure import PlaneFigure, TaskFigure
from simulator.analysis.touched import OwnTask, TouchedFigure, drawn_of
from simulator.declaration import Sentence
from simulator.experiment.drawn import Drawn, DrawnClasses, DrawnPoints
from simulator.gui.pages.page import Surroundings
from simulator.gui.text import say, tr
from simulator.gui.views.touch.bar import TouchBar
from simulator.gui.views.touch.kept_tasks import KeptTasks
from simulator.gui.views.touch.points import TouchPoints
from simulator.gui.views.touch.touch import Choice, Touch


@dataclass(frozen=True)
class Shown:
    """Which sampled task the view shows, and after which inner step."""

    task: int
    step: int


class Touching(QObject):
    """`touch` is the task in hand, `bar` the controls; `shown` tells what the view shows.

    Signals: `chosen` when another task is to be shown, `selected` when another point is spoken of.
    """

    chosen = Signal()
    selected = Signal()

    def __init__(self, around: Surroundings, kept: KeptTasks, shown: Callable[[], Shown]) -> None:
        super().__init__()
        self._around, self._shown = around, shown
        self.touch = Touch(around)
        self.bar = TouchBar(kept, self._table, self._called)
        self.bar.hide()
        self._hands: TouchPoints | None = None  # of the plot that is seen
        self._known: set[TouchPoints] = set()
        self._kept = kept
        self.bar.chosen.connect(self._chosen)
        self.bar.lost.connect(self._lost)
        self.bar.undone.connect(self.touch.undo)
        self.bar.undone.connect(self.chosen)
        self.bar.restored.connect(self.touch.restore)
        self.bar.restored.connect(self.chosen)
        self.bar.tool.connect(self._use)
        self.bar.label.connect(self._label)
        self.touch.changed.connect(lambda: self.bar.show_edited(self.touch.edited))
        self.touch.changed.connect(lambda: self.bar.show_choice(self.touch.choice))

    def follow(self, hands: TouchPoints | None, figure: TaskFigure | None) -> None:
        """The plot that is seen has these points, or none that can be touched."""
        if hands is not self._hands and self._hands is not None:
            self._hands.drop()
        self._hands = hands
        self.bar.setVisible(hands is not None)
        if hands is None:
            return
        if hands not in self._known:
            self._known.add(hands)
            hands.begun.connect(self._begun)
            hands.moved.connect(self._moved)
            hands.ended.connect(self._ended)
            hands.chosen.connect(self.selected)
            hands.refused.connect(self.bar.refused)
        hands.enabled = self._around.moment.state is not None
        plane = isinstance(figure, PlaneFigure)
        self.bar.show_labels(figure.names if isinstance(figure, PlaneFigure) else (), _kind(plane))

    def let_go(self) -> None:
        """Show sampled tasks as they are."""
        if self.touch.choice is not Choice.SAMPLED or self.touch.active or self.touch.refusal is not None:
            self.touch.choose(Choice.SAMPLED)

    def trouble(self, touched: TouchedFigure | None) -> Sentence | None:
        """Why the task in hand cannot be adapted to, or the one that was chosen is not shown."""
        return self.touch.refusal if touched is None else touched.trouble

    def said(self, touched: TouchedFigure | None) -> tuple[str, str]:
        """The selected point, and where points lie so far away that they mislead; empty where there is nothing."""
        hint = say(touched.hint) if touched is not None and touched.hint is not None else ""
        return self._hands.said() if self._hands is not None else "", hint

    def _chosen(self, choice: Drawn | Choice) -> None:
        self.touch.choose(choice)
        self.chosen.emit()

    def _lost(self) -> None:
        self.touch.unkeep(self._kept.of(Drawn))
        self.chosen.emit()

    def _use(self, tool: str) -> None:
        for hands in self._known:
            hands.tool = tool

    def _label(self, label: int) -> None:
        for hands in self._known:
            hands.label = label

    def _begun(self) -> None:
        self.touch.begin()

    def _moved(self) -> None:
        own = self._own()
        if own is not None:
            self.touch.change(own, self._shown().step)

    def _ended(self) -> None:
        self.touch.end()

    def _own(self) -> OwnTask | None:
        """The task as its points are now."""
        hands, experiment = self._hands, self._around.moment.experiment
        if hands is None or experiment is None:
            return None
        inputs, targets = hands.points[:, :1], hands.points[:, 1:]
        if experiment.task.loss.classes:
            labels = hands.labels.astype(float)
            inputs, targets = hands.points, labels[:, None] if experiment.task.loss.binary else labels
        if self.touch.own is not None:
            return replace(self.touch.own, inputs=inputs, targets=targets)
        return OwnTask(inputs, targets, self._shown().task)

    def _table(self) -> dict[str, Any] | None:
        """What would be kept, without a name."""
        own, experiment = self._own(), self._around.moment.experiment
        if own is None or experiment is None or not own.shots:
            return None
        return drawn_of(own, experiment.task, "")

    def _called(self) -> str:
        if self.touch.own is not None and self.touch.own.task is None:
            return tr("My task")
        return tr("Task {number}", number=self._shown().task + 1)


def _kind(plane: bool) -> type[Drawn]:
    return DrawnClasses if plane else DrawnPoints
