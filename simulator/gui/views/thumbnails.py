"""Small pictures of tasks before anything is learned: what the learner may adapt on, and what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from simulator.analysis.task_figure import (
    AnswersFigure,
    BowlFigure,
    FunctionFigure,
    ImagesFigure,
    PlaneFigure,
    ScatterFigure,
    TaskFigure,
)
from simulator.engine.events import Floats
from simulator.gui.theme import Theme
from simulator.gui.views.pictures import image_of
from simulator.gui.views.students.answers import SIGNS
from simulator.gui.views.task.bowl import band_colours

DOT = 2.2  # pixels
MOST = 60  # points in one picture


def paint(painter: QPainter, frame: QRectF, figure: TaskFigure, theme: Theme, common: float) -> None:
    """Draw a task into `frame`; functions reach `common` up and down, the same for all that stand beside each other."""
    _PAINTERS[type(figure)](painter, frame, figure, theme, common)


def reach(figures: Sequence[TaskFigure]) -> float:
    """How far the functions among some tasks go up or down."""
    functions = [figure for figure in figures if isinstance(figure, FunctionFigure)]
    return max((float(abs(_heights(figure)).max()) for figure in functions), default=1.0) or 1.0


def _function(painter: QPainter, frame: QRectF, figure: FunctionFigure, theme: Theme, common: float) -> None:
    low, high = figure.x[0], figure.x[-1]

    def place(x: float, y: float) -> QPointF:
        return QPointF(
            frame.left() + (x - low) / (high - low) * frame.width(),
            frame.center().y() - 0.5 * y / common * frame.height(),
        )

    if figure.truth is not None:
        painter.setPen(QPen(QColor(theme.reference), 1))
        painter.drawPolyline(QPolygonF([place(x, y) for x, y in zip(figure.x, figure.truth, strict=True)]))
    _dotted(painter, QColor(theme.accent))
    painter.setClipRect(frame.adjusted(-3, -3, 3, 3))
    for x, y in zip(figure.support_x[:MOST], figure.support_y[:MOST], strict=True):
        painter.drawEllipse(place(x, y), DOT, DOT)
    painter.setClipping(False)


def _plane(painter: QPainter, frame: QRectF, figure: PlaneFigure, theme: Theme, _: float) -> None:
    """All points, those to adapt on and those to be judged on: a few alone would not show the shapes."""
    square, extent = _square(frame), figure.high - figure.low
    points = np.concatenate([figure.support, figure.query])
    labels = np.concatenate([figure.support_labels, figure.query_labels])
    painter.setClipRect(square)
    for point, label in zip(points[: 4 * MOST], labels[: 4 * MOST], strict=True):
        _dotted(painter, QColor(theme.series[label % len(theme.series)]))
        across, up = (point - figure.low) / extent
        at = QPointF(square.left() + across * square.width(), square.bottom() - up * square.height())
        if label % 2:
            painter.drawRect(QRectF(at.x() - 1.6, at.y() - 1.6, 3.2, 3.2))
        else:
            painter.drawEllipse(at, 1.8, 1.8)
    painter.setClipping(False)


def _bowl(painter: QPainter, frame: QRectF, figure: BowlFigure, theme: Theme, _: float) -> None:
    colours = band_colours(theme)
    table = np.array([(each.red(), each.green(), each.blue()) for each in colours], dtype=np.uint8)
    pixels = np.ascontiguousarray(table[figure.bands().astype(int)][::-1])  # pictures begin with their upper row
    height, width = pixels.shape[:2]
    painter.drawImage(_square(frame), QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy())


def _answers(painter: QPainter, frame: QRectF, figure: AnswersFigure, theme: Theme, _: float) -> None:
    """Ticks and crosses, in the order in which they were given."""
    side = 12.0
    columns = max(1, int(frame.width() / side))
    rows = max(1, int(frame.height() / side))
    right = np.concatenate([figure.support_right, figure.query_right])[: columns * rows]
    font = QFont(painter.font())
    font.setPixelSize(10)
    painter.setFont(font)
    top = frame.center().y() - -(-len(right) // columns) * side / 2
    for index, answer in enumerate(right):
        painter.setPen(QColor(theme.good if answer else theme.bad))
        place = QRectF(frame.left() + index % columns * side, top + index // columns * side, side, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, SIGNS[int(answer)])


def _scatter(painter: QPainter, frame: QRectF, figure: ScatterFigure, theme: Theme, _: float) -> None:
    farthest = float(abs(figure.target).max()) or 1.0
    _dotted(painter, QColor(theme.accent))
    for index, y in enumerate(figure.target[:MOST]):
        x = frame.left() + (index + 0.5) / len(figure.target[:MOST]) * frame.width()
        painter.drawEllipse(QPointF(x, frame.center().y() - 0.45 * y / farthest * frame.height()), 2, 2)


def _images(painter: QPainter, frame: QRectF, figure: ImagesFigure, theme: Theme, _: float) -> None:
    count = len(figure.support)
    columns = max(range(1, count + 1), key=lambda number: _side(frame, count, number))
    side = _side(frame, count, columns)
    left = frame.left() + (frame.width() - columns * side) / 2
    top = frame.top() + (frame.height() - -(-count // columns) * side) / 2
    for index, picture in enumerate(figure.support):
        across, down = index % columns, index // columns
        target = QRectF(left + across * side, top + down * side, side - 1, side - 1)
        painter.drawImage(target, image_of(picture, theme.name == "dark"))


def _dotted(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _heights(figure: FunctionFigure) -> Floats:
    return figure.truth if figure.truth is not None else figure.support_y


def _square(frame: QRectF) -> QRectF:
    """The largest square in the middle of a frame."""
    side = min(frame.width(), frame.height())
    return QRectF(frame.center().x() - side / 2, frame.center().y() - side / 2, side, side)


def _side(frame: QRectF, count: int, columns: int) -> float:
    """How large each of `count` squares can be in that many columns."""
    return min(frame.width() / columns, frame.height() / -(-count // columns))


_PAINTERS: dict[type, Callable[[QPainter, QRectF, Any, Theme, float], None]] = {
    FunctionFigure: _function,
    PlaneFigure: _plane,
    BowlFigure: _bowl,
    AnswersFigure: _answers,
    ScatterFigure: _scatter,
    ImagesFigure: _images,
}
