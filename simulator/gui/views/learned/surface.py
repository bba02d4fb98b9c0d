"""What a surrogate expects over one parameter (a curve with its band) or two (colours), and where it looks next."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from simulator.analysis.learned import SurfaceFigure
from simulator.analysis.scale import framed
from simulator.engine.events import Floats
from simulator.gui.panels.card import muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.trials import EDGE, Axes, TrialsPlot, show_cube
from simulator.gui.views.learned.view import LearnedView, shades, show_ticks
from simulator.gui.views.plot import Plot

LEVELS = 24


class CutPlot(Plot):
    """The expected loss along one parameter: the mean of the model and its band, and the member that is believed."""

    def __init__(self) -> None:
        super().__init__("learnedCut", tr("Expected loss along one parameter"), tr("The model will appear here."))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self.around = self.band(theme.series[0])
        self.expected = self.curve(theme.series[0], width=2)
        self.believed = self.curve(theme.series[2], width=1.5, dash=Qt.PenStyle.DashLine)
        self.trials = pg.ScatterPlotItem(size=8, pen=pg.mkPen(theme.card, width=1), brush=pg.mkBrush(theme.text))
        self.addItem(self.trials, ignoreBounds=True)
        self.next = pg.InfiniteLine(angle=90, pen=pg.mkPen(theme.series[1], width=2))
        self.addItem(self.next, ignoreBounds=True)

    def show_cut(self, figure: SurfaceFigure) -> None:
        """Draw a cut along one coordinate."""
        self.set_empty(not figure.expected.size)
        self.next.setVisible(bool(figure.expected.size))
        if not figure.expected.size or figure.trials.search is None:
            return
        coordinate, losses = figure.trials.coordinates[figure.across], figure.trials.search.losses
        self.set_labels(say(coordinate.title), tr("loss"))
        known = losses[np.isfinite(losses)]
        reached = float(np.median(known)) if len(known) else float(figure.expected.max())
        top = max(1.5 * reached, float(figure.expected.max()))
        self.fix_range(-EDGE, 1 + EDGE, *framed(min(float(figure.low.min()), float(known.min(initial=top))), top))
        show_ticks(self, "bottom", coordinate.ticks)
        self.around.show_band(figure.places, figure.low, figure.high)
        self.expected.show_line(figure.places, figure.expected)
        self.believed.show_line(figure.places, figure.believed)
        self.trials.setData(figure.trials.points[:, figure.across], losses)
        self.next.setValue(float(figure.following[figure.across]))


class SurfacePlot(TrialsPlot):
    """Trials over two coordinates, on the colours of what is expected there; a cross marks where it looks next."""

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._picture = pg.ImageItem(axisOrder="row-major")
        self._picture.setZValue(-20)
        self.next = pg.ScatterPlotItem(
            size=17, symbol="x", pen=pg.mkPen(theme.card, width=1), brush=pg.mkBrush(theme.series[1])
        )
        for item in (self._picture, self.next):
            self.addItem(item, ignoreBounds=True)
        self._picture.hide()

    def show_surface(self, figure: SurfaceFigure, values: Floats) -> None:
        """Draw `values` ``[row, column]``: the lower, the stronger where it is a loss."""
        assert self.theme is not None
        if figure.up is None or not values.size:
            self._picture.hide()
            self.set_empty(True)
            return
        show_cube(self, figure.trials.coordinates[figure.across], figure.trials.coordinates[figure.up])
        table = np.array([colour.getRgb() for colour in shades(self.theme, LEVELS)], dtype=np.uint8)
        low, high = float(values.min()), float(values.max())
        share = (values - low) / max(high - low, 1e-12)
        self._picture.setImage(table[np.round(share * (LEVELS - 1)).astype(int)], autoLevels=False, levels=None)
        half = 0.5 / (len(figure.places) - 1)
        self._picture.setRect(QRectF(-half, -half, 1 + 2 * half, 1 + 2 * half))
        self._picture.show()
        self.trials.setData(*figure.trials.points[:, [figure.across, figure.up]].T, brush=pg.mkBrush(self.theme.text))
        self.next.setData([figure.following[figure.across]], [figure.following[figure.up]])
        self.tell(figure.trials, np.arange(len(figure.trials.points)), figure.across, figure.up)


class SurfaceView(LearnedView):
    """One plot for one parameter; for two, one of what is expected and one of how unsure that is."""

    def __init__(self) -> None:
        super().__init__()
        self._axes = Axes("learnedSurface", alone=True)
        for box in (self._axes.across, self._axes.up):
            box.activated.connect(lambda _: self.asked.emit())
        self.cut = CutPlot()
        self.expected, self.doubt = SurfacePlot("learnedExpected"), SurfacePlot("learnedDoubt")
        pair, pages = QWidget(), QWidget()
        beside = QHBoxLayout(pair)
        beside.setContentsMargins(0, 0, 0, 0)
        self._heads = muted(), muted()
        for head, plot in zip(self._heads, (self.expected, self.doubt), strict=True):
            column = QVBoxLayout()
            column.addWidget(head)
            column.addWidget(plot, 1)
            beside.addLayout(column, 1)
        self._stack = QStackedLayout(pages)
        for page in (self.cut, pair):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._axes.row)
        layout.addWidget(pages, 1)
        self.figure: SurfaceFigure | None = None

    @property
    def axes(self) -> tuple[int, int | None] | None:
        return self._axes.chosen

    def set_theme(self, theme: Theme) -> None:
        for plot in (self.cut, self.expected, self.doubt):
            plot.set_theme(theme)
        if self.figure is not None:
            self.show_figure(self.figure)

    def show_figure(self, figure: SurfaceFigure) -> None:
        self.figure = figure
        if len(figure.trials.points):
            self._axes.offer(figure.trials.coordinates, (figure.across, figure.up))
        if figure.up is None or not figure.expected.size:
            self._stack.setCurrentIndex(0)
            self.cut.show_cut(figure)
            return
        self._stack.setCurrentIndex(1)
        self.expected.show_surface(figure, -np.log(figure.expected))
        self.doubt.show_surface(figure, figure.doubt)
        ends = {"low": f"{figure.expected.min():.3g}", "high": f"{figure.expected.max():.3g}"}
        self._heads[0].setText(tr("expected loss: {high} faint, {low} strong", **ends))
        doubts = {"low": f"{figure.doubt.min():.2f}", "high": f"{figure.doubt.max():.2f}"}
        self._heads[1].setText(tr("give or take a factor of {low} (faint) to {high}", **doubts))

    def reading(self) -> str:
        if self.figure is None or self.figure.up is None:
            return tr(
                "Blue: what the model expects, with its 95% band; green: the member it believes this time. "
                "Orange: what is tried next. All other parameters are those of the best trial."
            )
        return tr(
            "Dots: the trials. Orange cross: what is tried next. All other parameters are those of the best trial, so "
            "trials that differ in them may not fit the colours under them."
        )
