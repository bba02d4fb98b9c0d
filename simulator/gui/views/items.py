"""The lines and bands of the plots: as little as can be drawn, because each frame takes time from training.

pyqtgraph's own curve item finds its bounds, checks its pen and asks for the pixel size at every frame; these
items know that ranges are fixed by the plot, and only draw a path.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from simulator.engine.events import Floats

KEPT = QGraphicsItem.CacheMode.DeviceCoordinateCache  # painted once into a pixmap, until it changes


class PathItem(pg.GraphicsObject):  # type: ignore[misc]
    """A path in the plot's coordinates, as large as the view."""

    def __init__(self, pen: QPen, brush: QBrush | None = None, smooth: bool = True) -> None:
        super().__init__()
        self._pen, self._brush, self._smooth = pen, brush, smooth
        self._path = QPainterPath()
        self.empty = True

    def show_line(self, x: Floats, y: Floats) -> None:
        """Draw a line through the points; where one is not finite it is interrupted."""
        if self.empty and not len(x):
            return
        self.empty = not len(x)
        self._path = QPainterPath() if self.empty else pg.arrayToQPath(x, y, connect="finite")
        self.update()

    def show_band(self, x: Floats, low: Floats, high: Floats) -> None:
        """Fill between two lines, where both are finite."""
        known = np.isfinite(low) & np.isfinite(high)
        around_x = np.concatenate([x[known], x[known][::-1]])
        around_y = np.concatenate([low[known], high[known][::-1]])
        self.show_line(around_x, around_y)

    def clear(self) -> None:
        """Draw nothing."""
        self.show_line(np.empty(0), np.empty(0))

    def boundingRect(self) -> QRectF:
        """The whole view: what lies outside is clipped by the plot."""
        rect: QRectF | None = self.viewRect()
        return rect if rect is not None else QRectF()

    def viewTransformChanged(self) -> None:
        """Follow the plot when its ranges change."""
        super().viewTransformChanged()  # forgets the old view
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.empty:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)
        painter.setPen(self._pen)
        painter.setBrush(self._brush if self._brush is not None else Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
