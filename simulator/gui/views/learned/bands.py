"""Predictive bands: a task as its points are taken in, and whether such bands keep their word on many tasks."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QSplitter, QVBoxLayout

from simulator.analysis.learned import BandsFigure
from simulator.analysis.learned.bands import LEVELS, SAID
from simulator.analysis.scale import nice_above
from simulator.gui.panels.card import legend, muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.view import LearnedView, show_ticks
from simulator.gui.views.plot import Plot


class BandPlot(Plot):
    """The guess and its 95% band after so many points, the points taken in and those to come, and the truth."""

    def __init__(self) -> None:
        super().__init__("learnedBand", tr("Band on one task"), tr("A task and the band around its guess appear here."))
        self._reach = 0.0

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self.expected = self.band(theme.series[1])
        self.exact = [self.curve(theme.series[2], dash=Qt.PenStyle.DashLine) for _ in range(2)]
        self._truth = self.curve(theme.reference, width=2, alpha=150)
        self.guess = self.curve(theme.series[1], width=2)
        self.waiting = pg.ScatterPlotItem(size=7, pen=pg.mkPen(theme.muted, width=1), brush=None)
        self.taken = pg.ScatterPlotItem(size=9, pen=pg.mkPen(theme.card, width=1), brush=pg.mkBrush(theme.text))
        for item in (self.waiting, self.taken):
            self.addItem(item, ignoreBounds=True)

    def show_band(self, figure: BandsFigure, index: int) -> None:
        """Draw a task after so many points."""
        self.set_empty(not len(figure.x))
        if not len(figure.x):
            self.set_empty_text(tr("A task of this family is no function of one number, so it is not drawn."))
            return
        self.set_labels("x", "y")
        heights = [figure.support_y, figure.mean[-1], *([] if figure.truth is None else [figure.truth])]
        wanted = nice_above(1.3 * max(0.5, float(np.abs(np.concatenate(heights)).max())))
        if wanted > self._reach or wanted < self._reach / 3:
            self._reach = wanted
        self.fix_range(float(figure.x[0]), float(figure.x[-1]), -self._reach, self._reach)
        truth = np.empty(0) if figure.truth is None else figure.truth
        self._truth.show_line(figure.x[: len(truth)], truth)
        self.guess.show_line(figure.x, figure.mean[index])
        low, high = figure.band(index)
        self.expected.show_band(figure.x, low, high)
        count = figure.counts[index]
        self.taken.setData(figure.support_x[:count], figure.support_y[:count])
        self.waiting.setData(figure.support_x[count:], figure.support_y[count:])
        for curve, sign in zip(self.exact, (-1, 1), strict=True):
            if figure.exact is None:
                curve.clear()
            else:
                mean, deviation = figure.exact
                curve.show_line(figure.x, mean[index] + sign * 1.96 * deviation[index])


class SharePlot(Plot):
    """Shares of targets inside, from 0 to 100%."""

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self.left_axis.percent = True
        self.wanted = self.curve(theme.reference, dash=Qt.PenStyle.DashLine)
        self.around = self.band(theme.series[0])
        self.found = self.curve(theme.series[0], width=2)
        self.now = pg.ScatterPlotItem(size=9, pen=None, brush=pg.mkBrush(theme.series[1]))
        self.addItem(self.now, ignoreBounds=True)


class BandsView(LearnedView):
    """A slider goes through the points taken in; below, the shares that lie inside."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = BandPlot()
        self.held = SharePlot("learnedHeld", tr("Share inside the 95% band by points taken in"), "")
        self.calibration = SharePlot("learnedCalibration", tr("Share inside by what bands say"), "")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("learnedPoints")
        self.slider.setAccessibleName(tr("Points taken in"))
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(lambda _: self._draw())
        tip = tr("How many of the task's points the strategy has seen: with more, the band should narrow.")
        label, self._count, self._legend = QLabel(tr("Points taken in")), QLabel(), muted()
        label.setBuddy(self.slider)
        row = QHBoxLayout()
        for widget, stretch in ((label, 0), (self.slider, 1), (self._count, 0)):
            widget.setToolTip(tip)
            row.addWidget(widget, stretch)
        shares = QSplitter(Qt.Orientation.Horizontal)
        shares.setChildrenCollapsible(False)
        for plot in (self.held, self.calibration):
            plot.setMinimumHeight(110)
            shares.addWidget(plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._legend)
        layout.addWidget(self.plot, 3)
        layout.addWidget(shares, 2)
        self.figure: BandsFigure | None = None
        self._theme: Theme | None = None

    @property
    def index(self) -> int:
        """Which of the figure's counts is shown."""
        return self.slider.value()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for plot in (self.plot, self.held, self.calibration):
            plot.set_theme(theme)
        self._draw()

    def show_figure(self, figure: BandsFigure) -> None:
        first = self.figure is None or self.slider.value() == self.slider.maximum()
        self.figure = figure
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(figure.counts) - 1)
        if first:
            self.slider.setValue(len(figure.counts) - 1)
        self.slider.blockSignals(False)
        self._draw()

    def said(self, figure: BandsFigure) -> str:
        return say(figure.told(min(self.index, len(figure.counts) - 1)))

    def reading(self) -> str:
        return tr(
            "Below: the share of targets inside, by points taken in (left) and by the share a band says (right). "
            "On the dashed lines bands keep their word; below them the strategy is too sure."
        )

    def _draw(self) -> None:
        figure, theme = self.figure, self._theme
        if figure is None or theme is None:
            return
        index = min(self.index, len(figure.counts) - 1)
        self._count.setText(f"{figure.counts[index]:,}")
        named = [(theme.series[1], tr("guess and 95% band"))]
        named += [(theme.reference, tr("truth"))] if figure.truth is not None else []
        named += [(theme.series[2], tr("dashed: exact 95% band"))] if figure.exact is not None else []
        self._legend.setText(legend(named) if len(figure.x) else "")
        self.plot.show_band(figure, index)
        self.plot.setAccessibleDescription(say(figure.told(index)))
        self._draw_held(figure, index)
        self._draw_calibration(figure, index)
        self.spoke.emit()

    def _draw_held(self, figure: BandsFigure, index: int) -> None:
        plot, places = self.held, np.arange(len(figure.counts), dtype=float)
        plot.set_empty(False)
        plot.set_labels(tr("points taken in"), tr("inside 95% band"))
        low = max(0.0, min(0.8, np.floor(10 * float(figure.held.min()) - 0.5) / 10))
        plot.fix_range(-0.3, places[-1] + 0.3, low, 1.0)
        show_ticks(plot, "bottom", [(at, f"{count}") for at, count in zip(places, figure.counts, strict=True)])
        plot.wanted.show_line(np.array([-0.3, places[-1] + 0.3]), np.full(2, SAID))
        half = np.nan_to_num(figure.uncertain)
        plot.around.show_band(places, figure.held - half, np.minimum(figure.held + half, 1.0))
        plot.found.show_line(places, figure.held)
        plot.now.setData([places[index]], [figure.held[index]])

    def _draw_calibration(self, figure: BandsFigure, index: int) -> None:
        plot, says = self.calibration, np.array([0.0, *LEVELS, 1.0])
        plot.set_empty(False)
        plot.bottom_axis.percent = True
        plot.set_labels(tr("share that a band says"), tr("share inside"))
        plot.fix_range(0.0, 1.0, 0.0, 1.0)
        plot.wanted.show_line(says[[0, -1]], says[[0, -1]])
        plot.found.show_line(says, np.array([0.0, *figure.inside[index], 1.0]))
        plot.now.setData([SAID], [figure.held[index]])
