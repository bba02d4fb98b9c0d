"""One bowl: the loss of each pair of weights as bands between contours, and the learner's way down."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QColor

from simulator.analysis.task_figure import BowlFigure
from simulator.analysis.task_figure.bowl import LEVELS
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.task.square_plot import SquarePlot, colour_cells

DEEPEST = 0.5  # of the first colour of the series, at the bottom of the bowl


class BowlTaskPlot(SquarePlot):
    """The darkest band holds the lowest point; the cross is where the learner starts, the dot where it is."""

    def __init__(self) -> None:
        super().__init__("bowlTask", tr("The bowl of one task"), "")

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._bands = self.make_picture()
        self._path = self.curve(theme.series[1], width=2)
        self._stops = pg.ScatterPlotItem(size=5, pen=None, brush=pg.mkBrush(theme.series[1]))
        self._first = pg.ScatterPlotItem(size=11, symbol="x", pen=None, brush=pg.mkBrush(theme.text))
        self._now = pg.ScatterPlotItem(size=11, pen=pg.mkPen(theme.card, width=1), brush=pg.mkBrush(theme.series[1]))
        for item in (self._stops, self._first, self._now):
            self.addItem(item, ignoreBounds=True)

    def show_task(self, figure: BowlFigure, step: int) -> None:
        """Draw a task with the way as far as `step` steps."""
        assert self.theme is not None
        self.show_plane(figure.low, figure.high)
        self.set_labels(tr("weight 1"), tr("weight 2"))
        colour_cells(self._bands, figure.bands().astype(int), band_colours(self.theme), figure.low, figure.high)
        path = figure.path[: step + 1]
        self._path.show_line(path[:, 0], path[:, 1])
        self._stops.setData(path[1:-1, 0], path[1:-1, 1])
        self._first.setData(path[:1, 0], path[:1, 1])
        self._now.setData(path[1:][-1:, 0], path[1:][-1:, 1])


def band_colours(theme: Theme) -> list[QColor]:
    """From the bottom of the bowl to its rim."""
    shares = [DEEPEST * (1 - level / LEVELS) for level in range(LEVELS + 1)]
    return [QColor(blended(theme.series[0], share, theme.card)) for share in shares]
