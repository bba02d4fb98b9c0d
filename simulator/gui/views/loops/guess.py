"""A small picture of a function task: its points, the truth, and the guess before and after the step that is shown."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from simulator.analysis.scale import nice_above
from simulator.analysis.task_figure import FunctionFigure
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.loops.easing import Easing
from simulator.gui.views.painted import Painted


class Guess(Painted):
    """Draws the guess after one inner step over the one before it; it eases from one to the other when asked to."""

    def __init__(self) -> None:
        super().__init__("loopsGuess", tr("The guess before and after the step"))
        self._figure: FunctionFigure | None = None
        self._before = self._now = 0
        self._moving = Easing(self)

    def sizeHint(self) -> QSize:
        return QSize(240, 150)

    def show_guess(self, figure: FunctionFigure | None, before: int, now: int, *, eased: bool = False) -> None:
        """Draw the guesses after so many inner steps. `eased`: a step was made by hand."""
        changed = self._now != now
        self._figure, self._before, self._now = figure, before, now
        self._moving.stop()
        if eased and changed and figure is not None and now != before:
            self._moving.start()
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        figure = self._figure
        if figure is None or not len(figure.guesses):
            return
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
        painter.setClipRect(box)
        if figure.truth is not None:
            self._line(painter, box, figure.truth, QPen(QColor(theme.reference), 1.5))
        last = len(figure.guesses) - 1
        before, now = (figure.guesses[min(step, last)] for step in (self._before, self._now))
        if self._now != self._before:
            self._line(painter, box, before, QPen(QColor(theme.series[0]), 1.2, Qt.PenStyle.DashLine))
        share = self._moving.share
        colour = theme.series[1 if self._now else 0]
        self._line(painter, box, (1 - share) * before + share * now, QPen(QColor(colour), 2))
        painter.setPen(QPen(QColor(theme.card), 1))
        painter.setBrush(QColor(theme.text))
        for point in self._points(box, figure.support_x, figure.support_y):
            painter.drawEllipse(point, 3.5, 3.5)

    def _line(self, painter: QPainter, box: QRectF, heights: Floats, pen: QPen) -> None:
        assert self._figure is not None
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(self._points(box, self._figure.x, heights)))

    def _points(self, box: QRectF, x: Floats, y: Floats) -> list[QPointF]:
        assert self._figure is not None
        figure = self._figure
        shown = [figure.support_y, figure.query_y, *([] if figure.truth is None else [figure.truth])]
        reach = nice_above(1.05 * max(0.5, float(np.abs(np.concatenate(shown)).max())))
        low, high = float(figure.x[0]), float(figure.x[-1])
        across = box.left() + box.width() * (x - low) / ((high - low) or 1.0)
        down = box.center().y() - 0.5 * box.height() * np.clip(np.nan_to_num(y / reach), -9.0, 9.0)
        return [QPointF(*point) for point in zip(across.tolist(), down.tolist(), strict=True)]
