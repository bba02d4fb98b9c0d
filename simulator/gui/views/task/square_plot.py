"""A plot of a plane: both axes reach equally far, so circles are drawn round."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QResizeEvent

from simulator.gui.views.plot import BELOW, UNDER, Plot

LEFT, TOP, RIGHT = 52, 8, 18  # pixels around the square


class SquarePlot(Plot):
    """A plot in the middle of its widget, over one low-resolution picture."""

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        if event is not None and self.getPlotItem() is not None:  # else pyqtgraph is only setting up, or taking apart
            # First the margins: those of a wider widget would keep the plot from becoming narrower.
            wide = event.size().width() - LEFT - RIGHT
            high = event.size().height() - TOP - BELOW - UNDER
            beside, over = max(0, wide - high) // 2, max(0, high - wide) // 2
            self.getPlotItem().layout.setContentsMargins(beside, TOP + over, RIGHT + beside, UNDER + over)
        super().resizeEvent(event)

    def make_picture(self) -> pg.ImageItem:
        """An empty picture under everything else."""
        picture = pg.ImageItem(axisOrder="row-major")
        picture.setZValue(-20)
        self.addItem(picture, ignoreBounds=True)
        return picture

    def show_plane(self, low: float, high: float) -> None:
        """Fix both ranges, and name the axes."""
        self.set_empty(False)
        self.fix_range(low, high, low, high)


def colour_cells(picture: pg.ImageItem, cells: NDArray[np.int64], table: list[QColor], low: float, high: float) -> None:
    """Give each cell ``[row, column]`` its colour of the table, and the picture its place."""
    colours = np.array([colour.getRgb() for colour in table], dtype=np.uint8)
    picture.setImage(colours[cells], autoLevels=False, levels=None)
    picture.setRect(QRectF(low, low, high - low, high - low))
    picture.show()
