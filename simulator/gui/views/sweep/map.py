"""A sweep over two parameters: a heat map, the darker the better, with the value in each cell where there is room."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simulator.analysis.scale import written
from simulator.analysis.sweep import Measure, SweepFigure
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended

LEFT, BELOW, ABOVE, RIGHT = 84, 38, 4, 90  # pixels around the cells
GAP = 2
ROOM = 40, 18  # pixels that a value needs
FAINT, STRONG = 0.08, 0.95  # how much of the colour the worst and the best cell have
SPREAD = 3.0  # times between the best and the worst mean, from which on colours follow the logarithm
FARTHEST = 10.0  # times the best error, from which on all are the faintest: else one that overflows hides the rest
STRIPES = 32
MORE = 2  # digits of a value, where fewer would make the best and the worst alike
HATCH = 90  # of 255
LARGE = 16  # pixels of a cell from which on a cross fits into its corner


class SweepMap(QWidget):
    """The first parameter goes down, the second to the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sweepMap")
        self.setAccessibleName(tr("Results of the sweep"))
        self.setMouseTracking(True)
        self.setMinimumSize(260, 160)
        self.theme: Theme | None = None
        self._figure: SweepFigure | None = None
        self._going: set[tuple[int, ...]] = set()
        self._crossed: set[tuple[int, ...]] = set()
        self._chosen: tuple[int, ...] | None = None
        self._digits = 0

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.theme = theme
        self.update()

    def show_sweep(
        self,
        figure: SweepFigure,
        going: set[tuple[int, ...]],
        crossed: set[tuple[int, ...]],
        chosen: tuple[int, ...] | None,
    ) -> None:
        """Draw the results so far."""
        self._figure, self._going, self._crossed, self._chosen = figure, going, crossed, chosen
        self._digits = digits(figure)
        self.update()

    def place_at(self, position: QPointF) -> tuple[int, ...] | None:
        """The indices of the cell there; None beside the cells."""
        if self._figure is None:
            return None
        area, (rows, columns) = self._area(), self._figure.means.shape
        if not area.contains(position):
            return None
        row = int((position.y() - area.top()) / area.height() * rows)
        column = int((position.x() - area.left()) / area.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None or self.theme is None:
            return
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        shares = goodness(self._figure)
        for place in self._figure.places:
            self._paint_cell(painter, place, float(shares[place]))
        if self._chosen is not None:
            painter.setPen(QPen(QColor(self.theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect(self._chosen))
        self._paint_names(painter)
        self._paint_scale(painter)

    def _paint_cell(self, painter: QPainter, place: tuple[int, ...], share: float) -> None:
        assert self._figure is not None and self.theme is not None
        theme, rect = self.theme, self._rect(place)
        known = math.isfinite(share)
        ground = blended(theme.series[0], FAINT + (STRONG - FAINT) * share, theme.card) if known else theme.surface
        painter.fillRect(rect, QColor(ground))
        if not known:
            dashed = Qt.PenStyle.DotLine if place in self._going else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(theme.accent if place in self._going else theme.border), 1, dashed))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if place in self._crossed:
            self._paint_cross(painter, rect, readable(ground, theme) if known else None)
        if known and rect.width() >= ROOM[0] and rect.height() >= ROOM[1]:
            painter.setPen(QColor(readable(ground, theme)))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._value(float(self._figure.means[place])))

    def _paint_cross(self, painter: QPainter, rect: QRectF, hatch: str | None) -> None:
        """The mark of runs that failed or diverged; where others have a result, the cell is hatched as well."""
        assert self.theme is not None
        cross = QRectF(rect.center() - QPointF(5, 5), rect.center() + QPointF(5, 5))
        if hatch is not None:
            colour = QColor(hatch)
            colour.setAlpha(HATCH)
            painter.fillRect(rect, QBrush(colour, Qt.BrushStyle.BDiagPattern))
            if min(rect.width(), rect.height()) < LARGE:
                return
            cross.moveTopRight(rect.topRight() + QPointF(-3, 3))
            painter.fillRect(cross.adjusted(-3, -3, 3, 3), QColor(self.theme.card))
        painter.setPen(QPen(QColor(self.theme.bad), 2))
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())

    def _paint_names(self, painter: QPainter) -> None:
        assert self._figure is not None and self.theme is not None
        painter.setPen(QColor(self.theme.muted))
        down, across = self._figure.axes
        area, metrics = self._area(), painter.fontMetrics()
        centre, right = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        widest = max(metrics.horizontalAdvance(name) for name in across.names) + 6
        every = max(1, math.ceil(widest * len(across.names) / area.width()))
        for column in range(0, len(across.names), every):
            rect = self._rect((0, column))
            middle = QRectF(rect.center().x() - widest, area.bottom() + 2, 2 * widest, 16)
            painter.drawText(middle, centre, across.names[column])
        every = max(1, math.ceil(16 * len(down.names) / area.height()))
        for row in range(0, len(down.names), every):
            rect = self._rect((row, 0))
            text = metrics.elidedText(down.names[row], Qt.TextElideMode.ElideRight, LEFT - 24)
            painter.drawText(QRectF(16, rect.center().y() - 8, LEFT - 22, 16), right, text)
        painter.drawText(QRectF(area.left(), self.height() - 18, area.width(), 16), centre, tr(across.title))
        painter.save()
        painter.translate(0, area.center().y())
        painter.rotate(-90)
        title = metrics.elidedText(tr(down.title), Qt.TextElideMode.ElideRight, int(area.height()))
        painter.drawText(QRectF(-area.height() / 2, 0, area.height(), 16), centre, title)
        painter.restore()

    def _paint_scale(self, painter: QPainter) -> None:
        """What the colours mean, beside the cells: the best on top."""
        assert self._figure is not None and self.theme is not None
        ends = extremes(self._figure)
        if ends is None:
            return
        area = self._area()
        bar = QRectF(area.right() + 12, area.top() + 18, 10, max(20.0, area.height() - 36))
        for stripe in range(STRIPES):
            share = 1 - stripe / (STRIPES - 1)
            colour = blended(self.theme.series[0], FAINT + (STRONG - FAINT) * share, self.theme.card)
            top = bar.top() + bar.height() * stripe / STRIPES
            painter.fillRect(QRectF(bar.left(), top, bar.width(), bar.height() / STRIPES + 1), QColor(colour))
        painter.setPen(QColor(self.theme.muted))
        width = RIGHT - 12
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(bar.left(), bar.top() - 18, width, 16), left, self._value(ends[0]))
        worst = self._value(ends[1])
        beyond = self._figure.measure == "loss" and float(np.nanmax(self._figure.means)) > ends[1]
        text = tr("{value} or more", value=worst) if beyond else worst
        painter.drawText(QRectF(bar.left(), bar.bottom() + 2, width, 16), left, text)

    def _value(self, value: float) -> str:
        assert self._figure is not None
        return short(value, self._figure.measure, self._digits)

    def _area(self) -> QRectF:
        return QRectF(LEFT, ABOVE, max(10, self.width() - LEFT - RIGHT), max(10, self.height() - ABOVE - BELOW))

    def _rect(self, place: tuple[int, ...]) -> QRectF:
        assert self._figure is not None
        area, (rows, columns) = self._area(), self._figure.means.shape
        width, height = area.width() / columns, area.height() / rows
        rect = QRectF(area.left() + place[1] * width, area.top() + place[0] * height, width, height)
        return rect.adjusted(0, 0, -GAP, -GAP)


def extremes(figure: SweepFigure) -> tuple[float, float] | None:
    """The means that have the strongest and the faintest colour; None before there is one."""
    known = figure.means[np.isfinite(figure.means)]
    if not len(known):
        return None
    low, high = float(known.min()), float(known.max())
    if figure.measure == "accuracy":
        return high, low
    return low, min(high, FARTHEST * low) if low > 0 else high


def short(value: float, measure: Measure, more: int) -> str:
    """A mean as it stands in a cell, with so many digits more than usual."""
    if measure == "accuracy":
        return f"{100 * value:.{more}f}%"
    return f"{value:.{3 + more}g}" if more else written(float(f"{value:.3g}"))


def digits(figure: SweepFigure) -> int:
    """How many more digits than usual tell the best mean from the worst one."""
    ends = extremes(figure)
    if ends is None or ends[0] == ends[1]:
        return 0
    return next((more for more in range(MORE) if len({short(end, figure.measure, more) for end in ends}) == 2), MORE)


def goodness(figure: SweepFigure) -> Floats:
    """From 0 for the worst mean to 1 for the best, of the shape of the means; not-a-number where there is none."""
    ends = extremes(figure)
    if ends is None:
        return np.full(figure.means.shape, math.nan)
    best, worst = ends
    means = np.minimum(figure.means, worst) if figure.measure == "loss" else figure.means
    if figure.measure == "loss" and best > 0 and worst > SPREAD * best:
        means, best, worst = np.log(means), math.log(best), math.log(worst)
    if best == worst:
        return np.where(np.isfinite(means), 1.0, math.nan)
    return np.asarray((means - worst) / (best - worst))


def readable(ground: str, theme: Theme) -> str:
    """The colour of text that stands out most from a ground."""
    lightness = QColor(ground).lightnessF()
    dark, light = ("#1F2328", "#FFFFFF")
    return max((dark, light), key=lambda colour: abs(QColor(colour).lightnessF() - lightness))
