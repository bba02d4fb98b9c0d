"""The population of an evolution strategy: what each pair of trial starts reaches, one side against the other."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from simulator.analysis.learned import PopulationFigure
from simulator.analysis.scale import nice_above
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.view import LearnedView
from simulator.gui.views.task.square_plot import SquarePlot


class PopulationPlot(SquarePlot):
    """A point a pair; on the diagonal both sides are alike and say nothing about where to go."""

    def __init__(self) -> None:
        super().__init__("learnedPopulation", tr("Population"), tr("The trial starts will appear here."))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._even = self.curve(theme.reference, dash=Qt.PenStyle.DashLine)
        self.pairs = pg.ScatterPlotItem(size=7, pen=pg.mkPen(theme.card, width=0.5), brush=pg.mkBrush(theme.series[0]))
        self.own = pg.ScatterPlotItem(
            size=16, symbol="star", pen=pg.mkPen(theme.text), brush=pg.mkBrush(theme.series[1])
        )
        for item in (self.pairs, self.own):
            self.addItem(item, ignoreBounds=True)

    def show_population(self, figure: PopulationFigure) -> None:
        """Draw the pairs, and the start itself as a star."""
        losses = np.concatenate([figure.up, figure.down])
        losses = losses[np.isfinite(losses)]
        most = float(np.percentile(losses, 98)) if len(losses) else 1.0
        step = nice_above(most / 6)
        low, high = step * np.floor(losses.min(initial=most) / step), step * np.ceil(1.02 * most / step)
        self.show_plane(float(low), float(high))
        self.set_labels(tr("loss from the start moved one way"), tr("loss from it moved the other way"))
        even = np.array(self.limits[:2])
        self._even.show_line(even, even)
        self.pairs.setData(figure.up, figure.down)
        self.own.setData([figure.own], [figure.own])


class PopulationView(LearnedView):
    """The plot alone."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = PopulationPlot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)

    def set_theme(self, theme: Theme) -> None:
        self.plot.set_theme(theme)

    def show_figure(self, figure: PopulationFigure) -> None:
        self.plot.show_population(figure)
        self.plot.setAccessibleDescription(self.said(figure))

    def reading(self) -> str:
        return tr(
            "A point is a pair of starts, moved by chance in opposite directions and adapted to one task each time. "
            "Off the diagonal one side did better, and the start will move there. Star: the mean of the start itself."
        )
