"""One task in the plane: points in their classes, over the regions in which each class is predicted."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QColor

from simulator.analysis.task_figure import PlaneFigure
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.square_plot import SquarePlot, colour_cells

SYMBOLS = ("o", "s", "t1", "d", "star", "p")  # a second cue beside the colour
TINT = 0.28  # of a class's colour in its region


class PlaneTaskPlot(SquarePlot):
    """Full markers are what the learner adapts on, rings what it is judged on."""

    def __init__(self) -> None:
        super().__init__("planeTask", tr("Points of one task"), "")

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._regions = self.make_picture()
        self._query = [self._dots(symbol, colour, False) for symbol, colour in zip(SYMBOLS, theme.series, strict=True)]
        self._support = [self._dots(symbol, colour, True) for symbol, colour in zip(SYMBOLS, theme.series, strict=True)]

    def show_task(self, figure: PlaneFigure, step: int) -> None:
        """Draw a task with the regions after `step` steps."""
        assert self.theme is not None
        self.show_plane(figure.low, figure.high)
        self.set_labels("x\N{SUBSCRIPT ONE}", "x\N{SUBSCRIPT TWO}")
        for label, (support, query) in enumerate(zip(self._support, self._query, strict=True)):
            _place(support, figure.support[figure.support_labels % len(SYMBOLS) == label])
            _place(query, figure.query[figure.query_labels % len(SYMBOLS) == label])
        self._regions.hide()
        if len(figure.regions):
            regions = figure.regions[min(step, len(figure.regions) - 1)] % len(SYMBOLS)
            colour_cells(self._regions, regions, region_colours(self.theme), figure.low, figure.high)
        self.setAccessibleDescription(self.summary(figure, step))

    def summary(self, figure: PlaneFigure, step: int) -> str:
        """How many query points are told apart right before and after."""
        if not len(figure.predicted):
            return ""
        step = min(step, len(figure.predicted) - 1)
        before, after = (int((figure.predicted[each] == figure.query_labels).sum()) for each in (0, step))
        values = {"before": before, "after": after, "all": len(figure.query_labels), "step": step}
        return tr("{before} of {all} right before, {after} after step {step}", **values)

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


def _place(item: pg.ScatterPlotItem, points: Floats) -> None:
    item.setData(points[:, 0], points[:, 1])
