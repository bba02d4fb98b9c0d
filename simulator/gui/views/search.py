"""A search over trials: what each candidate reached, and the best so far."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simulator.analysis.scale import nice_above
from simulator.analysis.search import SearchFigure
from simulator.engine.events import Floats
from simulator.gui.panels.card import muted
from simulator.gui.text import joined, say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.plot import Plot


class SearchPlot(Plot):
    """Each trial is a point, the best so far a line; what is too high for the picture is marked at its top."""

    def __init__(self) -> None:
        super().__init__("searchPlot", tr("Trials of the search"), tr("The trials of the search will appear here."))
        self.bottom_axis.whole = True

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._best = self.curve(theme.series[1], width=2)
        self._trials = pg.ScatterPlotItem(size=7, pen=None, brush=pg.mkBrush(theme.series[0]))
        self._above = pg.ScatterPlotItem(size=9, symbol="t1", pen=None, brush=pg.mkBrush(theme.series[0]))
        self._winner = pg.ScatterPlotItem(size=13, pen=pg.mkPen(theme.series[1], width=2), brush=None)
        for item in (self._trials, self._above, self._winner):
            self.addItem(item, ignoreBounds=True)

    def show_search(self, figure: SearchFigure) -> None:
        """Draw the trials made so far."""
        self.set_empty(False)
        self.set_labels(tr("trial"), tr("loss"))
        numbers = np.arange(1.0, len(figure.losses) + 1)
        low, high = figure.frame()
        self.fix_range(0.0, nice_above(max(10.0, numbers[-1])), low, high)
        above = figure.above(high)
        inside = ~np.isin(numbers, above)
        self._trials.setData(numbers[inside], figure.losses[inside])
        self._above.setData(above, np.full(len(above), high - 0.03 * (high - low)))
        self._best.show_line(*_stairs(numbers, figure.best))
        at = slice(0, 0) if figure.at is None else slice(figure.at, figure.at + 1)
        self._winner.setData(numbers[at], figure.losses[at])


class SearchView(QWidget):
    """The plot, and the best candidate in words under it."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = SearchPlot()
        self.said = muted()
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.said)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.plot.set_theme(theme)

    def show_search(self, figure: SearchFigure, step: int = 0) -> None:
        """Draw the trials made so far, whatever the inner step."""
        self.plot.show_search(figure)
        above = len(figure.above(self.plot.limits[3]))
        marked = [tr("Trials above the picture, marked at its top: {count}.", count=above)] if above else []
        self.said.setText(joined([say(figure.said), *marked]))


def _stairs(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """A line that holds each value until the next."""
    return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
