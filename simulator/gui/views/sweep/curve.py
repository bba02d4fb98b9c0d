"""A sweep over one parameter: the mean result at each value, with its band over seeds or the seeds themselves."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from simulator.analysis.sweep import SweepFigure
from simulator.analysis.sweep_range import vertical_range
from simulator.engine.events import Floats
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.plot import Plot

MARGIN = 0.06  # of the width, left and right of the outermost values
PALE = 130  # of 255: single seeds


class SweepCurve(Plot):
    """Values that are no numbers stand beside each other at equal distances."""

    def __init__(self) -> None:
        super().__init__(
            "sweepCurve", tr("Results of the sweep"), tr("The results of a sweep will fill in here as they arrive.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard is with the picture around it
        self.places = np.empty(0)  # of the values on the horizontal axis

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        colour, pale = theme.series[0], QColor(theme.series[0])
        pale.setAlpha(PALE)
        self._band = self.band(colour)
        self._bars = self.curve(colour, width=2, alpha=PALE)
        self._line = self.curve(colour, width=2)
        self._singles = pg.ScatterPlotItem(size=6, pen=None, brush=pg.mkBrush(pale))
        self._points = pg.ScatterPlotItem(size=8, pen=None, brush=pg.mkBrush(colour))
        # of only some seeds: hollow
        self._hollow = pg.ScatterPlotItem(size=9, pen=pg.mkPen(colour, width=2), brush=pg.mkBrush(theme.card))
        self._crossed = pg.ScatterPlotItem(size=11, symbol="x", pen=pg.mkPen(theme.bad, width=2), brush=None)
        self._above = pg.ScatterPlotItem(size=9, symbol="t1", pen=None, brush=pg.mkBrush(colour))
        self._chosen = pg.ScatterPlotItem(size=15, pen=pg.mkPen(theme.text, width=2), brush=None)
        for item in (self._singles, self._points, self._hollow, self._crossed, self._above, self._chosen):
            self.addItem(item, ignoreBounds=True)

    def show_sweep(self, figure: SweepFigure, crossed: list[int], chosen: int | None) -> None:
        """Draw the results so far; `crossed` are the values with cells that failed or diverged."""
        self.set_empty(False)
        spaced = self._set_axes(figure)
        self._show_spread(figure, spaced)
        means = figure.means.reshape(-1)
        if spaced:
            self._line.show_line(self.places, self.y(means))
        else:  # between words there is nothing
            self._line.clear()
        drawn, partial = self.y(means), figure.partial.reshape(-1)
        bottom, top = self.limits[2:]
        inside, above = np.isfinite(drawn) & (drawn <= top), np.isfinite(drawn) & (drawn > top)
        near_top, near_bottom = top - 0.03 * (top - bottom), bottom + 0.04 * (top - bottom)
        self._points.setData(self.places[inside & ~partial], drawn[inside & ~partial])
        self._hollow.setData(self.places[inside & partial], drawn[inside & partial])
        self._above.setData(self.places[above], np.full(above.sum(), near_top))
        self._crossed.setData(self.places[crossed], np.full(len(crossed), near_bottom))
        at = [] if chosen is None or not np.isfinite(drawn[chosen]) else [chosen]
        self._chosen.setData(self.places[at], np.minimum(drawn[at], near_top))

    def _set_axes(self, figure: SweepFigure) -> bool:
        """Name the axes and fix their ranges; whether the values are numbers, which have distances."""
        axis = figure.axes[0] if figure.axes else None
        spaced = axis is not None and axis.numeric
        logarithmic = axis is not None and axis.log and spaced and min(axis.values) > 0
        values = np.array(axis.values if axis is not None and spaced else range(figure.means.size), dtype=float)
        self.places = np.log10(values) if logarithmic else values
        self.bottom_axis.logarithmic = logarithmic
        names = axis.names if axis is not None else ("",)
        self.bottom_axis.setTicks(None if spaced else [list(zip(self.places.tolist(), names, strict=True))])
        measured = tr("{what}, step {step}", what=say(figure.measured), step=figure.step)
        self.set_labels(tr(axis.title) if axis is not None else "", measured)
        self.left_axis.percent = figure.measure == "accuracy"
        vertical = vertical_range(figure)
        self.left_axis.logarithmic = vertical.logarithmic
        left, right = float(self.places.min()), float(self.places.max())
        margin = MARGIN * (right - left) or 0.5
        self.fix_range(left - margin, right + margin, vertical.bottom, vertical.top)
        return spaced

    def _show_spread(self, figure: SweepFigure, spaced: bool) -> None:
        """What the results of the seeds are like around their mean: an interval, or where they are few, each."""
        means, bands = figure.means.reshape(-1), figure.drawn_half_widths.reshape(-1)
        low, high = self.y(means - bands), self.y(means + bands)
        known = np.isfinite(low) & np.isfinite(high)
        beside = np.zeros(len(means), dtype=bool)  # a neighbour has an interval too: a band goes from one to the other
        if spaced:
            beside[1:] |= known[:-1]
            beside[:-1] |= known[1:]
        self._show_band(np.where(beside, low, np.nan), np.where(beside, high, np.nan))
        alone = np.where(beside, np.nan, np.stack([low, high, np.full(len(means), np.nan)]))
        self._bars.show_line(np.repeat(self.places, 3), alone.T.reshape(-1))
        singles = figure.singles.reshape(len(means), -1)  # [value, seed]
        shown = np.isfinite(singles)
        places = np.broadcast_to(self.places[:, None], singles.shape)
        self._singles.setData(places[shown], self.y(singles[shown]))

    def _show_band(self, low: Floats, high: Floats) -> None:
        """Fill between two lines, in one piece for each stretch without a gap."""
        x: list[Floats] = []
        y: list[Floats] = []
        known = np.concatenate([[False], np.isfinite(low) & np.isfinite(high), [False]])
        for first, after in np.flatnonzero(np.diff(known)).reshape(-1, 2):
            stretch = slice(first, after)
            x += [self.places[stretch], self.places[stretch][::-1], np.full(1, np.nan)]
            y += [low[stretch], high[stretch][::-1], np.full(1, np.nan)]
        self._band.show_line(np.concatenate([np.empty(0), *x]), np.concatenate([np.empty(0), *y]))
