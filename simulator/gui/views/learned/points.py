"""Points of a plane that say what they are when the mouse comes near."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QToolTip

from simulator.engine.events import Floats
from simulator.gui.views.plot import Plot

NEAR = 12.0  # pixels
ROOM = 1.2  # for the marks of the outermost points


class PointTips:
    """Tooltips of the points of a plot: `told` gives the text of one by its number."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._points = np.empty((0, 2))
        self._told: Callable[[int], str] = str
        plot.scene().sigMouseMoved.connect(self._moved)

    def follow(self, points: Floats, told: Callable[[int], str]) -> None:
        """Speak of these points ``[point, 2]`` from now on."""
        self._points, self._told = points, told

    def under(self, at: QPointF) -> int | None:
        """The number of the point nearest to a place of the scene, if it is near."""
        if not len(self._points):
            return None
        box = self._plot.getPlotItem().vb
        place, pixel = box.mapSceneToView(at), np.array(box.viewPixelSize())
        away = (np.abs(self._points - (place.x(), place.y())) / pixel).sum(axis=1)
        nearest = int(np.argmin(away))
        return nearest if away[nearest] <= NEAR else None

    def _moved(self, at: QPointF) -> None:
        found = self.under(at)
        QToolTip.showText(QCursor.pos(), "" if found is None else self._told(found), self._plot)


class ComponentPlot(Plot):
    """A plane of two principal components; a unit is as long on both axes, so that distances can be compared."""

    _middle, _reach = np.zeros(2), np.ones(2)

    def show_components(self, points: Floats, names: tuple[str, str]) -> None:
        """Make room for the points ``[point, 2]``, and name the axes."""
        self.set_empty(False)
        self.set_labels(*names)
        low, high = points.min(axis=0), points.max(axis=0)
        self._middle, self._reach = (low + high) / 2, np.maximum(ROOM * (high - low) / 2, 1e-9)
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and self.theme is not None:
            self._fit()

    def _fit(self) -> None:
        """Show all with as many units a pixel both ways."""
        box = self.getPlotItem().vb
        pixels = np.maximum((box.width(), box.height()), 1.0)
        half = float((self._reach / pixels).max()) * pixels
        (left, bottom), (right, top) = self._middle - half, self._middle + half
        self.fix_range(float(left), float(right), float(bottom), float(top))
