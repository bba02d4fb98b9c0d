"""One task in the plane: points in their classes, over the regions in which each class is predicted."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from simulator.analysis.task_figure import PlaneFigure
from simulator.analysis.task_figure.case import Labels
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.task.square_plot import SquarePlot, colour_cells
from simulator.gui.views.touch.points import TouchPoints

SYMBOLS = ("o", "s", "t1", "d", "star", "p")  # a second cue beside the colour
TINT = 0.28  # of a class's colour in its region


class PlaneTaskPlot(SquarePlot):
    """Full markers are what the learner adapts on, and in `hands` for a person to take hold of; rings what it is judged
    on. The dotted border is that of learning from scratch.
    """

    def __init__(self) -> None:
        super().__init__("planeTask", tr("Points of one task"), "")
        self._beside: PlaneFigure | None = None
        self.hands = TouchPoints(self, self._show_support)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._regions = self.make_picture()
        self._query = [self._dots(symbol, colour, False) for symbol, colour in zip(SYMBOLS, theme.series, strict=True)]
        self._support = [self._dots(symbol, colour, True) for symbol, colour in zip(SYMBOLS, theme.series, strict=True)]
        self._border = self.curve(theme.text, dash=Qt.PenStyle.DotLine, width=1.5)
        self.hands.dress(theme.accent)

    def show_beside(self, figure: PlaneFigure | None) -> None:
        """The same task learned from scratch, to be drawn beside the next one that is shown; None for nothing."""
        self._beside = figure

    def colours(self, theme: Theme) -> list[tuple[str, str]]:
        """What the dotted line is, where there is one; classes are told apart by their markers."""
        return [] if self._beside is None else [(theme.text, tr("border from scratch"))]

    def show_task(self, figure: PlaneFigure, step: int) -> None:
        """Draw a task with the regions after `step` steps."""
        assert self.theme is not None
        self.show_plane(figure.low, figure.high)
        self.set_labels("x\N{SUBSCRIPT ONE}", "x\N{SUBSCRIPT TWO}")
        if not self.hands.holding:
            self._show_support(figure.support, figure.support_labels)
            self.hands.take(figure.support, figure.support_labels)
        for label, query in enumerate(self._query):
            _place(query, figure.query[figure.query_labels % len(SYMBOLS) == label])
        self._regions.hide()
        if len(figure.regions):
            regions = figure.regions[min(step, len(figure.regions) - 1)] % len(SYMBOLS)
            colour_cells(self._regions, regions, region_colours(self.theme), figure.low, figure.high)
        self._border.clear()
        if self._beside is not None and len(self._beside.regions):
            scratch = self._beside.regions[min(step, len(self._beside.regions) - 1)]
            self._border.show_line(*border(scratch, figure.low, figure.high))
        self.setAccessibleDescription(self.summary(figure, step))

    def summary(self, figure: PlaneFigure, step: int) -> str:
        """How many query points are told apart right before and after."""
        if not len(figure.predicted):
            return ""
        step = min(step, len(figure.predicted) - 1)
        before, after = (int((figure.predicted[each] == figure.query_labels).sum()) for each in (0, step))
        values = {"before": before, "after": after, "all": len(figure.query_labels), "step": step}
        if self._beside is None or not len(self._beside.predicted):
            return tr("{before} of {all} right before, {after} after step {step}", **values)
        scratch = self._beside.predicted[min(step, len(self._beside.predicted) - 1)]
        values |= {"scratch": int((scratch == figure.query_labels).sum())}
        return tr("{before} of {all} right before, {after} after step {step}; from scratch {scratch}", **values)

    def _show_support(self, points: Floats, labels: Labels) -> None:
        for label, support in enumerate(self._support):
            _place(support, points[labels % len(SYMBOLS) == label])

    def _dots(self, symbol: str, colour: str, full: bool) -> pg.ScatterPlotItem:
        assert self.theme is not None
        edge = pg.mkPen(self.theme.text, width=1) if full else pg.mkPen(colour, width=1.5)
        fill = pg.mkBrush(colour) if full else pg.mkBrush(self.theme.card)
        item = pg.ScatterPlotItem(size=11 if full else 7, symbol=symbol, pen=edge, brush=fill)
        self.addItem(item, ignoreBounds=True)
        return item


def region_colours(theme: Theme) -> list[QColor]:
    """The tints of the classes, in their order."""
    return [QColor(blended(colour, TINT, theme.card)) for colour in theme.series]


def border(regions: NDArray[np.int64], low: float, high: float) -> tuple[Floats, Floats]:
    """The edges between cells ``[row, column]`` of different classes, as lines interrupted by not-a-numbers."""
    size = (high - low) / len(regions)
    across, down = regions[:, 1:] != regions[:, :-1], regions[1:] != regions[:-1]
    rows, columns = np.nonzero(across)  # an upright edge to the right of each
    upright = [columns + 1, rows, columns + 1, rows + 1]
    rows, columns = np.nonzero(down)
    level = [columns, rows + 1, columns + 1, rows + 1]
    ends = low + size * np.concatenate([np.stack(upright, 1), np.stack(level, 1)]).astype(float)  # [edge, 4]
    gap = np.full(len(ends), np.nan)
    x, y = (np.stack([ends[:, at], ends[:, at + 2], gap], 1).ravel() for at in (0, 1))
    return x, y


def _place(item: pg.ScatterPlotItem, points: Floats) -> None:
    item.setData(points[:, 0], points[:, 1])
