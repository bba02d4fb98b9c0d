"""A preview of sampled tasks, beside the parameters that shape them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simulator.analysis.task_figure import TaskFigure, task_figure
from simulator.declaration import Sentence
from simulator.engine.run import draw
from simulator.experiment import Experiment
from simulator.gui.background import TorchBackground
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.card import muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.thumbnails import paint, reach
from simulator.strategies.problem import Problem

TASKS = 4


@dataclass(frozen=True)
class Sampled:
    """A few tasks, and what is to be said of a person's own data, if they come from that."""

    figures: list[TaskFigure]
    report: Sentence | None = None


def sample(experiment: Experiment) -> Sampled:
    """A few tasks of the experiment's family, always the same for the same parameters and seed."""
    problem = Problem(experiment.task, experiment.learner, 1)
    batch = draw(experiment, problem, "preview", "train", TASKS)
    figures = [task_figure(problem, None, None, batch, task, 0) for task in range(TASKS)]
    return Sampled(figures, experiment.task.report)


class Preview(QWidget):
    """Four tasks side by side; `report` is a line for below, shown where there is something to say.

    Follows the family that is edited, once torch is there.
    """

    def __init__(self, model: ExperimentModel, background: TorchBackground) -> None:
        super().__init__()
        self._model, self._background = model, background
        self.setObjectName("taskPreview")
        self.setAccessibleName(tr("Preview of sampled tasks"))
        self.setToolTip(tr("Four tasks of this family. Dots are what the learner may adapt on."))
        self.setMinimumHeight(84)
        self.report = muted()
        self.report.setObjectName("dataReport")
        self.report.hide()
        self.figures: list[TaskFigure] = []
        self._failure = ""
        self._theme: Theme | None = None
        model.changed.connect(self._edited)
        background.ready.connect(self.refresh)

    def refresh(self) -> None:
        """Sample a few tasks of the edited family, away from this thread."""
        if self._background.torch_ready.is_set():
            work = partial(sample, self._model.experiment)
            self._background.ask("preview", work, self.show_tasks, self.show_failure)

    def _edited(self, path: str) -> None:
        if path in ("", "seed") or path.startswith("task"):
            self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(280, 84)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.update()

    def show_tasks(self, sampled: Sampled) -> None:
        """Show other tasks."""
        self.figures, self._failure = sampled.figures, ""
        self.report.setText(say(sampled.report) if sampled.report else "")
        self.report.setVisible(sampled.report is not None)
        self.update()

    def show_failure(self, error: Exception) -> None:
        """Say why there is nothing to show."""
        self.figures, self._failure = [], tr("No task can be sampled: {error}", error=error)
        self.report.hide()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.figures:
            painter.setPen(QColor(self._theme.muted))
            text = self._failure or tr("Four tasks will appear here.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
        gap = 6.0
        width = (self.width() - gap * (TASKS - 1)) / TASKS
        common = reach(self.figures)
        for index, figure in enumerate(self.figures):
            frame = QRectF(index * (width + gap) + 0.5, 0.5, width - 1, self.height() - 1.0)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 4, 4)
            paint(painter, frame.adjusted(4, 4, -4, -4), figure, self._theme, common)
