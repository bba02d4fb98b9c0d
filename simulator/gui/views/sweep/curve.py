"""A sweep over one parameter: the mean result at each value, with its band over seeds."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from simulator.analysis.outer_loop import NEAR
from simulator.analysis.scale import framed
from simulator.analysis.sweep import SweepFigure
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.plot import Plot

SPREAD = 20.0  # times between the lowest and the highest mean, from which on the axis is logarithmic
MARGIN = 0.06  # of the width, left and right of the outermost values


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
        self._band = self.band(theme.series[0])
        self._line = self.curve(theme.series[0], width=2)
        self._points = pg.ScatterPlotItem(size=8, pen=None, brush=pg.mkBrush(theme.series[0]))
        self._crossed = pg.ScatterPlotItem(size=11, symbol="x", pen=pg.mkPen(theme.bad, width=2), brush=None)
        self._above = pg.ScatterPlotItem(size=9, symbol="t1", pen=None, brush=pg.mkBrush(theme.series[0]))
        self._chosen = pg.ScatterPlotItem(size=15, pen=pg.mkPen(theme.text, width=2), brush=None)
        for item in (self._points, self._crossed, self._above, self._chosen):
            self.addItem(item, ignoreBounds=True)

    def show_sweep(self, figure: SweepFigure, crossed: list[int], chosen: int | None) -> None:
        """Draw the results so far; `crossed` are the values with cells that failed or diverged."""
        self.set_empty(False)
        axis = figure.axes[0] if figure.axes else None
        spaced = axis is not None and axis.numeric
        logarithmic = axis is not None and axis.log and spaced and min(axis.values) > 0
        values = np.array(axis.values if axis is not None and spaced else range(figure.means.size), dtype=float)
        self.places = np.log10(values) if logarithmic else values
        self.bottom_axis.logarithmic = logarithmic
        names = axis.names if axis is not None else ("",)
        self.bottom_axis.setTicks(None if spaced else [list(zip(self.places.tolist(), names, strict=True))])
        measure = tr("error after step {step}") if figure.measure == "loss" else tr("right after step {step}")
        self.set_labels(tr(axis.title) if axis is not None else "", measure.format(step=figure.step))
        self.left_axis.percent = figure.measure == "accuracy"
        means, bands = figure.means.reshape(-1), figure.half_widths.reshape(-1)
        self._frame(means, figure.measure == "accuracy")
        low, high = means - bands, means + bands
        bottom, top = self.limits[2:]
        if spaced:
            self._band.show_band(self.places, self.y(low), self.y(high))
            self._line.show_line(self.places, self.y(means))
        else:  # between words there is nothing: each has a bar of its own
            self._band.clear()
            gaps = np.full(len(means), np.nan)
            bars = np.stack([self.y(low), self.y(high), gaps], axis=1).reshape(-1)
            self._line.show_line(np.repeat(self.places, 3), bars)
        drawn = self.y(means)
        inside, above = np.isfinite(drawn) & (drawn <= top), np.isfinite(drawn) & (drawn > top)
        near_top, near_bottom = top - 0.03 * (top - bottom), bottom + 0.04 * (top - bottom)
        self._points.setData(self.places[inside], drawn[inside])
        self._above.setData(self.places[above], np.full(above.sum(), near_top))
        self._crossed.setData(self.places[crossed], np.full(len(crossed), near_bottom))
        at = [] if chosen is None or not np.isfinite(drawn[chosen]) else [chosen]
        self._chosen.setData(self.places[at], np.minimum(drawn[at], near_top))

    def _frame(self, means: Floats, shares: bool) -> None:
        """Fix the ranges, so that one overflowing value does not flatten the others."""
        left, right = float(self.places.min()), float(self.places.max())
        margin = MARGIN * (right - left) or 0.5
        known = means[np.isfinite(means)]
        positive = len(known) > 0 and float(known.min()) > 0
        self.left_axis.logarithmic = bool(positive and not shares and known.max() > SPREAD * known.min())
        if shares or not len(known):
            bottom, top = 0.0, 1.0
        elif self.left_axis.logarithmic:
            bottom, top = np.log10(known.min()) - 0.1, np.log10(min(known.max(), 1e6 * known.min())) + 0.1
        else:
            bottom, top = framed(float(known.min()), float(min(known.max(), NEAR * np.median(known))))
        self.fix_range(left - margin, right + margin, float(bottom), float(top))
