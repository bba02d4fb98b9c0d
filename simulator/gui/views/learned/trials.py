"""The trials of a search: how the best improved, and where in two of its parameters they lie."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from simulator.analysis.learned import TrialsFigure
from simulator.analysis.learned.coordinates import Coordinate
from simulator.analysis.task_figure.case import Labels
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.points import PointTips
from simulator.gui.views.learned.view import LearnedView, labelled, levels, shades, show_ticks
from simulator.gui.views.plot import Plot
from simulator.gui.views.search import SearchPlot

LEVELS = 8
EDGE = 0.06  # of the axes beyond the cube


class Axes:
    """Two lists from which the coordinates of a picture are chosen; `alone` offers to leave the second one out."""

    def __init__(self, name: str, alone: bool) -> None:
        across = tr("The parameter along the horizontal axis.")
        self._across_label, self.across = labelled(tr("Across"), across, f"{name}Across")
        self._up_label, self.up = labelled(tr("Up"), tr("The parameter along the vertical axis."), f"{name}Up")
        self._alone = alone
        self._titles: list[str] = []
        self.row = QHBoxLayout()
        for widget in (self._across_label, self.across, self._up_label, self.up):
            self.row.addWidget(widget)
        self.row.addStretch(1)

    @property
    def chosen(self) -> tuple[int, int | None] | None:
        """The numbers of the two coordinates; None where there is nothing to choose from yet."""
        if not self._titles:
            return None
        up: int | None = self.up.currentData()
        return self.across.currentData(), up

    def offer(self, coordinates: tuple[Coordinate, ...], first: tuple[int, int | None]) -> None:
        """Let these be chosen, and begin with `first` where they were not offered before."""
        titles = [say(each.title) for each in coordinates]
        if titles == self._titles:
            return
        self._titles = titles
        for box, chosen, none in ((self.across, first[0], False), (self.up, first[1], self._alone)):
            with QSignalBlocker(box):
                box.clear()
                if none:
                    box.addItem(tr("expected loss"), None)
                for index, title in enumerate(titles):
                    box.addItem(title, index)
                box.setCurrentIndex(0 if chosen is None and none else max(0, box.findData(chosen)))


class TrialsPlot(Plot):
    """Trials over two coordinates: strong colours are low losses, the newest are ringed, the best wears a star."""

    def __init__(self, name: str = "learnedTrials") -> None:
        super().__init__(name, tr("Trials over two parameters"), tr("The trials of the search will appear here."))
        self.tips = PointTips(self)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self.newest = pg.ScatterPlotItem(size=16, pen=pg.mkPen(theme.series[2], width=2), brush=None)
        self.trials = pg.ScatterPlotItem(size=9, pen=pg.mkPen(theme.muted, width=0.5))
        self.best = pg.ScatterPlotItem(
            size=15, symbol="star", pen=pg.mkPen(theme.text, width=1), brush=pg.mkBrush(theme.series[1])
        )
        for item in (self.newest, self.trials, self.best):
            self.addItem(item, ignoreBounds=True)

    def show_trials(self, figure: TrialsFigure, across: int, up: int) -> None:
        """Draw the trials that have both coordinates."""
        assert self.theme is not None
        self.set_empty(figure.search is None)
        if figure.search is None:
            return
        show_cube(self, figure.coordinates[across], figure.coordinates[up])
        used = np.flatnonzero((figure.used[:, across] > 0) & (figure.used[:, up] > 0))
        points, losses = figure.points[used][:, [across, up]], figure.search.losses[used]
        colours = [pg.mkBrush(colour) for colour in reversed(shades(self.theme, LEVELS))]
        order = losses.argsort().argsort().astype(float)  # losses themselves lie too far apart for a few colours
        order[~np.isfinite(losses)] = np.nan
        self.trials.setData(points[:, 0], points[:, 1], brush=[colours[each] for each in levels(order, LEVELS)])
        newest = points[used >= figure.newest]
        self.newest.setData(newest[:, 0], newest[:, 1])
        best = points[used == figure.search.at] if figure.search.at is not None else points[:0]
        self.best.setData(best[:, 0], best[:, 1])
        self.tell(figure, used, across, up)

    def tell(self, figure: TrialsFigure, which: Labels, across: int, up: int) -> None:
        """Let the points of these trials say what they are."""
        losses = np.empty(0) if figure.search is None else figure.search.losses

        def told(index: int) -> str:
            return tr("trial {number}: loss {loss}", number=which[index] + 1, loss=f"{losses[which[index]]:.3g}")

        self.tips.follow(figure.points[which][:, [across, up]], told)


class TrialsView(LearnedView):
    """The losses of the trials over the trials made, and the trials over two parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.losses, self.plot = SearchPlot(), TrialsPlot()
        self.losses.setObjectName("learnedLosses")
        self._axes = Axes("learnedTrials", alone=False)
        for box in (self._axes.across, self._axes.up):
            box.activated.connect(lambda _: self._draw())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.losses, 2)
        layout.addLayout(self._axes.row)
        layout.addWidget(self.plot, 3)
        self.figure: TrialsFigure | None = None

    def set_theme(self, theme: Theme) -> None:
        for plot in (self.losses, self.plot):
            plot.set_theme(theme)
        self._draw()

    def show_figure(self, figure: TrialsFigure) -> None:
        self.figure = figure
        if len(figure.points):
            self._axes.offer(figure.coordinates, figure.first_axes())
        self._draw()

    def reading(self) -> str:
        return tr(
            "Strong blue: a low loss. Star: the best so far. Green rings: the newest trial or generation. "
            "Triangles above: losses too high for the picture."
        )

    def _draw(self) -> None:
        figure, chosen = self.figure, self._axes.chosen
        if figure is None or self.plot.theme is None:
            return
        self.losses.set_empty(figure.search is None)
        if figure.search is not None:
            self.losses.show_search(figure.search)
        if chosen is not None:
            across, up = chosen
            self.plot.show_trials(figure, across, across if up is None else up)


def show_cube(plot: Plot, across: Coordinate, up: Coordinate) -> None:
    """Let a plot show all of two coordinates, with their own ticks and names."""
    plot.set_empty(False)
    plot.set_labels(say(across.title), say(up.title))
    plot.fix_range(-EDGE, 1 + EDGE, -EDGE, 1 + EDGE)
    show_ticks(plot, "bottom", across.ticks)
    show_ticks(plot, "left", up.ticks)
