"""The points of a plot, for a person to take hold of: by mouse, or by key.

A drag moves a point, a double click adds one, a right click removes one; there are tools to add with one click and to
paint a whole row. Keys: page up and down select, Shift and an arrow moves, Insert adds, Delete removes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from simulator.analysis.task_figure.case import Labels
from simulator.analysis.touched import DIGITS
from simulator.engine.events import Floats
from simulator.experiment.drawn import POINTS
from simulator.gui.text import tr
from simulator.gui.views.plot import Plot, pen

MOVE, ADD, PAINT = "move", "add", "paint"
NEAR = 12  # pixels within which a point is taken hold of
APART = 22  # pixels between the points of a stroke
STEPS = 100  # that a key moves a point by, from one end of the plot to the other
KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class TouchPoints(QObject):
    """Signals: `begun` and `ended` around each gesture, `moved` whenever `points` are other ones, `chosen` when another
    one is selected, `refused(why)`.

    `points` are ``[shot, 2]``, `labels` the class of each ``[shot]``; what is added is of the class `label`. `show` is
    called with both to draw them.
    """

    begun = Signal()
    moved = Signal()
    ended = Signal()
    chosen = Signal()
    refused = Signal(str)
    enabled = False  # of the class: while a window is taken apart, events still come after its attributes have gone

    def __init__(self, plot: Plot, show: Callable[[Floats, Labels], None]) -> None:
        super().__init__(plot)
        self._plot, self._show = plot, show
        self.points: Floats = np.empty((0, 2))
        self.labels: Labels = np.empty(0, dtype=np.int64)
        self.tool, self.label = MOVE, 0
        self.selected: int | None = None
        self._holding = False
        self._ring: pg.ScatterPlotItem | None = None
        plot.installEventFilter(self)
        plot.viewport().installEventFilter(self)

    @property
    def holding(self) -> bool:
        """Whether a point is held, so that what is drawn of them is not to be changed by others."""
        return self._holding

    def dress(self, colour: str) -> None:
        """Make the ring around the selected point anew."""
        self._ring = pg.ScatterPlotItem(size=17, pen=pen(colour, 2), brush=None)
        self._ring.setZValue(10)
        self._plot.addItem(self._ring, ignoreBounds=True)
        self._draw_ring()

    def take(self, points: Floats, labels: Labels | None = None) -> None:
        """These are the points now; while one is held they stay as they are."""
        if self._holding:
            return
        self.points = np.array(points, dtype=float)
        self.labels = np.zeros(len(points), dtype=np.int64) if labels is None else np.array(labels)
        if self.selected is not None and self.selected >= len(points):
            self.selected = None
        self._draw_ring()

    def drop(self) -> None:
        """There is nothing to take hold of."""
        if self._holding:
            self._let_go()
        self.enabled = False
        self.selected = None
        self._draw_ring()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.enabled:
            return False
        if isinstance(event, QKeyEvent):
            pressed = watched is self._plot and event.type() == QEvent.Type.KeyPress
            return pressed and not self._holding and self._key(event)
        if watched is self._plot or not isinstance(event, QMouseEvent):
            return False
        kind, button = event.type(), event.button()
        if kind == QEvent.Type.MouseMove:
            return self._mouse_moved(event)
        if kind == QEvent.Type.MouseButtonRelease and button == Qt.MouseButton.LeftButton and self._holding:
            self._let_go()
            return True
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick) and not self._holding:
            self._plot.setFocus(Qt.FocusReason.MouseFocusReason)
            return self._pressed(event.position(), button, kind == QEvent.Type.MouseButtonDblClick)
        return False

    # By mouse.

    def _pressed(self, at: QPointF, button: Qt.MouseButton, double: bool) -> bool:
        found = self._nearest(at)
        if button == Qt.MouseButton.RightButton:
            if found is not None:
                self.remove(found)
            return True
        if button != Qt.MouseButton.LeftButton:
            return False
        if found is not None and not double and self.tool != PAINT:
            self._select(found)
            self._hold()
            return True
        if double or self.tool != MOVE:
            self._hold()
            if not self._put(self._place(at)):
                self._let_go()
            return True
        self._select(None)
        return True

    def _mouse_moved(self, event: QMouseEvent) -> bool:
        at = event.position()
        if not self._holding:
            near = self.tool == MOVE and self._nearest(at) is not None
            shape = Qt.CursorShape.OpenHandCursor if near else Qt.CursorShape.ArrowCursor
            if self._plot.viewport().cursor().shape() != shape:
                self._plot.viewport().setCursor(shape)
            return False
        if self.tool != PAINT:
            self._move_to(self._place(at))
        elif self.selected is None or self._pixels(self.points[self.selected] - self._place(at)) >= APART:
            self._put(self._place(at))
        return True

    def _hold(self) -> None:
        self._holding = True
        self.begun.emit()

    def _let_go(self) -> None:
        self._holding = False
        self.ended.emit()

    # By key.

    def _key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.select_next(1 if key == Qt.Key.Key_PageDown else -1)
        elif held == Qt.KeyboardModifier.ShiftModifier and key in KEYS:
            self.nudge(*KEYS[Qt.Key(key)])
        elif not held and key == Qt.Key.Key_Insert:
            self.add()
        elif not held and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.selected is not None:
                self.remove(self.selected)
        else:
            return False
        return True

    def select_next(self, by: int) -> None:
        """Select the next point to the right, or the one before."""
        if not len(self.points):
            return
        order = np.lexsort((self.points[:, 1], self.points[:, 0])).tolist()
        at = -1 if self.selected is None and by > 0 else 0 if self.selected is None else order.index(self.selected)
        self._select(order[(at + by) % len(order)])

    def nudge(self, right: int, up: int) -> None:
        """Move the selected point a little."""
        if self.selected is None:
            self.select_next(1)
        if self.selected is None:
            return
        left, far, bottom, top = self._plot.limits
        way = np.array([right * (far - left), up * (top - bottom)]) / STEPS
        self._at_once(lambda: self._move_to(self._within(self.points[self._chosen()] + way)))

    def add(self) -> None:
        """Add a point where there is most room; it is selected."""
        self._at_once(lambda: self._put(self._room()))

    def remove(self, index: int) -> None:
        """Take a point away."""

        def take_away() -> None:
            self.points, self.labels = np.delete(self.points, index, 0), np.delete(self.labels, index)
            self._select(None)
            self._changed()

        self._at_once(take_away)

    def _at_once(self, deed: Callable[[], object]) -> None:
        """A gesture that is over as soon as it is made."""
        self.begun.emit()
        deed()
        self.ended.emit()

    # What both do.

    def _chosen(self) -> int:
        assert self.selected is not None
        return self.selected

    def _put(self, place: Floats) -> bool:
        if len(self.points) >= POINTS:
            self.refused.emit(tr("A task has room for {most} points.", most=POINTS))
            return False
        self.points = np.concatenate([self.points, place[None]])
        self.labels = np.concatenate([self.labels, np.array([self.label])])
        self._select(len(self.points) - 1)
        self._changed()
        return True

    def _move_to(self, place: Floats) -> None:
        self.points = self.points.copy()  # what was handed on earlier stays as it was
        self.points[self._chosen()] = place
        self._changed()

    def _changed(self) -> None:
        self._show(self.points, self.labels)
        self._draw_ring()
        self.moved.emit()

    def _select(self, index: int | None) -> None:
        self.selected = index
        self._draw_ring()
        self.chosen.emit()

    def _draw_ring(self) -> None:
        if self._ring is None:
            return
        chosen = [] if self.selected is None else [self.points[self.selected]]
        self._ring.setData([each[0] for each in chosen], [each[1] for each in chosen])

    def said(self) -> str:
        """The selected point in words; empty where none is."""
        if self.selected is None:
            return ""
        x, y = self.points[self.selected]
        return tr(
            "point {number} of {all} at {x}, {y}",
            number=self.selected + 1,
            all=len(self.points),
            x=f"{x:.3g}",
            y=f"{y:.3g}",
        )

    def _place(self, at: QPointF) -> Floats:
        """Where in the plot's units the mouse is, within the plot."""
        view = self._plot.getPlotItem().vb
        found = view.mapSceneToView(self._plot.mapToScene(at.toPoint()))
        return self._within(np.array([found.x(), found.y()]))

    def _within(self, place: Floats) -> Floats:
        left, right, bottom, top = self._plot.limits
        return np.asarray(np.round(np.clip(place, [left, bottom], [right, top]), DIGITS), dtype=float)

    def _nearest(self, at: QPointF) -> int | None:
        """The point under the mouse."""
        if not len(self.points):
            return None
        view = self._plot.getPlotItem().vb
        found = view.mapSceneToView(self._plot.mapToScene(at.toPoint()))
        ways = [self._pixels(point - np.array([found.x(), found.y()])) for point in self.points]
        index = int(np.argmin(ways))
        return index if ways[index] <= NEAR else None

    def _pixels(self, way: Floats) -> float:
        """How far apart two places are, in pixels."""
        wide, high = self._plot.getPlotItem().vb.viewPixelSize()
        return float(np.hypot(way[0] / wide, way[1] / high))

    def _room(self) -> Floats:
        """The middle of the widest gap from left to right, as high as the points beside it."""
        left, right, bottom, top = self._plot.limits
        order = self.points[np.argsort(self.points[:, 0])]
        heights = order[:, 1] if len(order) else np.array([(bottom + top) / 2])
        edges = np.concatenate([[left], order[:, 0], [right]])
        gap = int(np.argmax(np.diff(edges)))
        x = (edges[gap] + edges[gap + 1]) / 2
        known = order[:, 0] if len(order) else np.array([x])
        return self._within(np.array([x, np.interp(x, known, heights)]))
