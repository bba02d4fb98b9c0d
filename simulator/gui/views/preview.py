"""A preview of sampled tasks, beside the parameters that shape them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from simulator.analysis.task_figure import FunctionFigure, ImagesFigure, ScatterFigure, TaskFigure, task_figure
from simulator.engine.events import Floats
from simulator.engine.run import draw
from simulator.experiment import Experiment
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.pictures import image_of
from simulator.strategies.problem import Problem

TASKS = 4


def sample(experiment: Experiment) -> list[TaskFigure]:
    """A few tasks of the experiment's family, always the same for the same parameters and seed."""
    problem = Problem(experiment.task, experiment.learner, 1)
    batch = draw(experiment, problem, "preview", "train", TASKS)
    return [task_figure(problem, None, None, batch, task, 0) for task in range(TASKS)]


class Preview(QWidget):
    """Four tasks side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("taskPreview")
        self.setAccessibleName(tr("Preview of sampled tasks"))
        self.setToolTip(tr("Four tasks of this family. Dots are what the learner may adapt on."))
        self.setMinimumHeight(84)
        self.figures: list[TaskFigure] = []
        self._failure = ""
        self._theme: Theme | None = None

    def sizeHint(self) -> QSize:
        return QSize(280, 84)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.update()

    def show_figures(self, figures: list[TaskFigure]) -> None:
        """Show other tasks."""
        self.figures, self._failure = figures, ""
        self.update()

    def show_failure(self, error: Exception) -> None:
        """Say why there is nothing to show."""
        self.figures, self._failure = [], tr("No task can be sampled: {error}", error=error)
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
        functions = [figure for figure in self.figures if isinstance(figure, FunctionFigure)]
        reach = max((float(abs(_heights(figure)).max()) for figure in functions), default=1.0) or 1.0
        for index, figure in enumerate(self.figures):
            frame = QRectF(index * (width + gap) + 0.5, 0.5, width - 1, self.height() - 1.0)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 4, 4)
            inner = frame.adjusted(4, 4, -4, -4)
            if isinstance(figure, FunctionFigure):
                self._function(painter, inner, figure, reach)
            elif isinstance(figure, ImagesFigure):
                self._images(painter, inner, figure)
            else:
                self._scatter(painter, inner, figure)

    def _function(self, painter: QPainter, frame: QRectF, figure: FunctionFigure, reach: float) -> None:
        assert self._theme is not None
        low, high = figure.x[0], figure.x[-1]

        def place(x: float, y: float) -> QPointF:
            return QPointF(
                frame.left() + (x - low) / (high - low) * frame.width(),
                frame.center().y() - 0.5 * y / reach * frame.height(),
            )

        if figure.truth is not None:
            painter.setPen(QPen(QColor(self._theme.reference), 1))
            painter.drawPolyline(QPolygonF([place(x, y) for x, y in zip(figure.x, figure.truth, strict=True)]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.setClipRect(frame.adjusted(-3, -3, 3, 3))
        for x, y in zip(figure.support_x[:60], figure.support_y[:60], strict=True):
            painter.drawEllipse(place(x, y), 2.2, 2.2)
        painter.setClipping(False)

    def _images(self, painter: QPainter, frame: QRectF, figure: ImagesFigure) -> None:
        assert self._theme is not None
        count = len(figure.support)
        columns = max(range(1, count + 1), key=lambda number: _side(frame, count, number))
        side = _side(frame, count, columns)
        left = frame.left() + (frame.width() - columns * side) / 2
        top = frame.top() + (frame.height() - -(-count // columns) * side) / 2
        for index, picture in enumerate(figure.support):
            across, down = index % columns, index // columns
            target = QRectF(left + across * side, top + down * side, side - 1, side - 1)
            painter.drawImage(target, image_of(picture, self._theme.name == "dark"))

    def _scatter(self, painter: QPainter, frame: QRectF, figure: ScatterFigure) -> None:
        assert self._theme is not None
        reach = float(abs(figure.target).max()) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        for index, y in enumerate(figure.target):
            x = frame.left() + (index + 0.5) / len(figure.target) * frame.width()
            painter.drawEllipse(QPointF(x, frame.center().y() - 0.45 * y / reach * frame.height()), 2, 2)


def _heights(figure: FunctionFigure) -> Floats:
    return figure.truth if figure.truth is not None else figure.support_y


def _side(frame: QRectF, count: int, columns: int) -> float:
    """How large each of `count` squares can be in that many columns."""
    return min(frame.width() / columns, frame.height() / -(-count // columns))
