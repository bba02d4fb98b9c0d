"""The plots of a comparison: results of all contenders, the paired difference by inner step, and task by task."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from simulator.analysis.compared_curves import NamedCurve, difference_frame, frame, seed_points, tasks_frame
from simulator.analysis.comparison import Comparison
from simulator.analysis.outer_loop import Axis, Measure
from simulator.analysis.settings import Written
from simulator.engine.events import Floats
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.items import PathItem
from simulator.gui.views.plot import Plot, pen

MOST = 6  # contenders in one picture: as many as there are colours
BEYOND = 100.0  # heights of the plot at which what is far off is drawn
SHORT = 20  # characters of a name that has room in a plot


class ContendersPlot(Plot):
    """A curve with its band for each contender: against inner steps, or against what training took."""

    def __init__(self) -> None:
        super().__init__(
            "contendersPlot",
            tr("Results of the compared runs"),
            tr("What each of the compared runs reaches will be drawn here, with its band."),
        )
        self.curves: list[NamedCurve] = []

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._bands = [self.band(colour) for colour in theme.series]
        self._lines = [
            self.curve(colour, width=2, dash=dash) for colour, dash in zip(theme.series, _DASHES, strict=True)
        ]
        self._dots = [pg.ScatterPlotItem(size=6, pen=None, brush=pg.mkBrush(colour)) for colour in theme.series]
        self._seeds = [_rings(colour) for colour in theme.series]
        for dots in (*self._dots, *self._seeds):
            self.addItem(dots, ignoreBounds=True)

    def show_curves(self, curves: Sequence[NamedCurve], measure: Measure, axis: Axis | None) -> None:
        """Draw at most `MOST` curves; `axis` is None against inner steps."""
        self.curves = list(curves[:MOST])
        self.left_axis.percent = measure == "accuracy"
        self.bottom_axis.whole = axis is None
        bottoms = {None: tr("inner steps"), "gradients": tr("gradient evaluations"), "seconds": tr("time in seconds")}
        self.set_labels(bottoms[None if axis == "iterations" else axis], _named(measure))
        self.set_empty(not self.curves)
        if self.curves:
            end = max(float(curve.x[-1]) for curve in self.curves) or 1.0
            self.fix_range(-0.02 * end if axis is None else 0.0, 1.02 * end, *frame(self.curves, measure))
        shown = [*self.curves, *[None] * (MOST - len(self.curves))]
        items = zip(shown, self._lines, self._bands, self._dots, self._seeds, strict=True)
        for curve, line, band, dots, rings in items:
            x, y = (curve.x, curve.y) if curve is not None else (np.empty(0), np.empty(0))
            line.show_line(x, _near(self, y))
            inside = np.isfinite(y) & (y <= self.limits[3]) if axis is None or len(x) == 1 else np.zeros(len(x), bool)
            dots.setData(x[inside], y[inside])
            _show_rings(self, rings, x, () if curve is None else curve.seeds)
            if curve is None:
                band.clear()
            else:
                band.show_band(x, *(_near(self, edge) for edge in curve.edges))


class DifferencePlot(Plot):
    """The mean difference by inner step with its 95% interval, and the line on which both are equal."""

    def __init__(self) -> None:
        super().__init__(
            "differencePlot",
            tr("Paired difference by inner step"),
            tr("The difference between the two on the same tasks will be drawn here, with its interval."),
        )
        self.bottom_axis.whole = True

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._zero = _equal_line(self, theme)
        self._wide = self.band(theme.series[2])
        self._line = self.curve(theme.series[2], width=2)
        self._dots = pg.ScatterPlotItem(size=6, pen=None, brush=pg.mkBrush(theme.series[2]))
        self._seeds = _rings(theme.series[2])
        self._here = pg.InfiniteLine(angle=90, movable=False, pen=pen(theme.muted, 1, 160, Qt.PenStyle.DotLine))
        self._sides = _Sides(self)
        for item in (self._dots, self._seeds, self._here):
            self.addItem(item, ignoreBounds=True)

    def show_comparison(self, comparison: Comparison | None, step: int) -> None:
        """Draw the differences after all steps, and mark one."""
        self.set_empty(comparison is None)
        for item in (self._zero, self._here):
            item.setVisible(comparison is not None)
        self._sides.show(comparison)
        if comparison is None:
            for path in (self._wide, self._line):
                path.clear()
            self._dots.clear()
            self._seeds.clear()
            return
        measure, claim = comparison.pairing.measure, comparison.claim
        self.left_axis.percent = measure == "accuracy"
        self.set_labels(tr("inner steps"), tr("difference"))
        x = np.arange(len(claim.mean), dtype=float)
        end = max(1.0, x[-1])
        step = min(step, comparison.pairing.steps)
        low, high = difference_frame(comparison, step)
        self.fix_range(-0.02 * end, 1.02 * end, low, high)
        self._line.show_line(x, _near(self, claim.mean))
        points = seed_points(comparison)
        _show_rings(self, self._seeds, x, points)
        if points:
            self._wide.clear()
        else:
            self._wide.show_band(x, _near(self, claim.low), _near(self, claim.high))
        inside = (claim.mean >= low) & (claim.mean <= high)
        self._dots.setData(x[inside], claim.mean[inside])
        self._here.setPos(step)
        self._sides.place()


class TasksPlot(Plot):
    """The differences of all tasks after one step, in their order: who gains on how many, and by how much."""

    def __init__(self) -> None:
        super().__init__(
            "taskDifferencesPlot",
            tr("Differences task by task"),
            tr("On which share of the tasks each of the two is better will be drawn here."),
        )
        self.bottom_axis.percent = True

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._zero = _equal_line(self, theme)
        self._fills = [self.band(colour) for colour in theme.series[:2]]
        self._lines = [self.curve(colour, width=2) for colour in theme.series[:2]]
        self._sides = _Sides(self, slanted=True)

    def show_comparison(self, comparison: Comparison | None, step: int) -> None:
        """Draw the differences after `step` steps from the smallest to the largest."""
        step = 0 if comparison is None else min(step, comparison.pairing.steps)
        values = np.empty(0) if comparison is None else np.sort(comparison.differences[step])
        values = values[np.isfinite(values)]
        self.set_empty(not len(values))
        self._zero.setVisible(len(values) > 0)
        self._sides.show(comparison if len(values) else None)
        for path in (*self._fills, *self._lines):
            path.clear()
        if comparison is None or not len(values):
            return
        measure = comparison.pairing.measure
        self.left_axis.percent = measure == "accuracy"
        self.set_labels(tr("share of the tasks"), tr("difference"))
        self.fix_range(0.0, 1.02, *tasks_frame(values))
        share = (np.arange(len(values)) + 0.5) / len(values)
        below = 0 if measure == "loss" else 1  # whose gains the negative differences are
        for place, chosen in ((below, values < 0), (1 - below, values > 0)):
            self._show_side(self._lines[place], self._fills[place], share[chosen], values[chosen])
        self._sides.place()

    def _show_side(self, line: PathItem, fill: PathItem, share: Floats, values: Floats) -> None:
        bottom, top = self.limits[2:]
        values = np.clip(values, bottom - (top - bottom), top + (top - bottom))
        line.show_line(share, values)
        fill.show_band(share, np.minimum(values, 0), np.maximum(values, 0))


class _Sides:
    """Says on which side of zero which of the two is better; `slanted` where a curve rises from the bottom left."""

    def __init__(self, plot: Plot, *, slanted: bool = False) -> None:
        self._plot, self._slanted = plot, slanted
        self._labels = [pg.TextItem(anchor=anchor) for anchor in ((0, 0), (int(slanted), 1))]
        for label in self._labels:
            label.setZValue(-4)
            plot.addItem(label, ignoreBounds=True)

    def show(self, comparison: Comparison | None) -> None:
        for label in self._labels:
            label.setVisible(comparison is not None)
        theme = self._plot.theme
        if comparison is None or theme is None:
            return
        above = 1 if comparison.pairing.measure == "loss" else 0
        names = [_better(name, place) for place, name in enumerate(comparison.pairing.names)]
        for label, place in zip(self._labels, (above, 1 - above), strict=True):
            self._plot.write(label, names[place], theme.muted)

    def place(self) -> None:
        """At the top and the bottom of the plot, wherever these are now."""
        left, right, bottom, top = self._plot.limits
        self._labels[0].setPos(left, top)
        self._labels[1].setPos(right if self._slanted else left, bottom)


_DASHES = (None, None, None, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


def _better(name: Written, place: int) -> str:
    said = name if isinstance(name, str) else say(name)
    if len(said) <= SHORT:
        return tr("here {name} is better", name=said)
    return (tr("here the first is better"), tr("here the second is better"))[place]


def _named(measure: Measure) -> str:
    return tr("loss") if measure == "loss" else tr("right answers")


def _equal_line(plot: Plot, theme: Theme) -> pg.InfiniteLine:
    line = pg.InfiniteLine(pos=0.0, angle=0, movable=False, pen=pen(theme.reference, 1.5, 230, Qt.PenStyle.DashLine))
    line.setZValue(-6)
    plot.addItem(line, ignoreBounds=True)
    return line


def _rings(colour: str) -> pg.ScatterPlotItem:
    return pg.ScatterPlotItem(size=6, pen=pg.mkPen(colour, width=1.2), brush=None)


def _show_rings(plot: Plot, rings: pg.ScatterPlotItem, x: Floats, seeds: Sequence[Floats]) -> None:
    """The points of single seeds, as far as they are in sight."""
    bottom, top = plot.limits[2:]
    places, values = np.tile(x, len(seeds)), np.concatenate([np.empty(0), *seeds])
    inside = (values >= bottom) & (values <= top)
    rings.setData(places[inside], values[inside])


def _near(plot: Plot, values: Floats) -> Floats:
    """Values that Qt can draw, however far off they are."""
    bottom, top = plot.limits[2:]
    return np.clip(values, bottom - BEYOND * (top - bottom), top + BEYOND * (top - bottom))
