"""The plane of parameters: a loss surface, the path of the start over it, and the ways from it to each task.

The start can be taken hold of: dragged by the mouse, moved with the arrow keys, or put anywhere by a double click.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent

from simulator.analysis.parameters import ParametersFigure, Shades, Surface, contours
from simulator.engine.events import Floats
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.items import KEPT, PathItem
from simulator.gui.views.task.square_plot import SquarePlot

CELLS = 192  # of the picture to each side, whatever the grid
TINTS = 64
DEEPEST = 0.62  # of the first colour of the series, where the loss is lowest
AGES = 6  # pieces of the path, the oldest the palest
COLOURED = 5  # tasks with a colour of their own
NEAR = 16.0  # pixels from the start at which it is taken hold of
KEY_STEP = 1 / 50  # of the width of the plot
ZOOM = 1.25


class ParameterPlot(SquarePlot):
    """Signals: `moved` to a place ``(x, y)``; `hovered` over one, or None; `zoomed` by a factor; `returned`."""

    moved = Signal(object)
    hovered = Signal(object)
    zoomed = Signal(float)
    returned = Signal()

    def __init__(self) -> None:
        super().__init__(
            "parameterPlot",
            tr("Parameters in a plane"),
            empty(),
        )
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().setMouseTracking(True)
        self._at: tuple[float, float] | None = None
        self._held = False

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._picture = self.make_picture()
        self._lines = self.curve(theme.text, alpha=60)
        self._lines.setZValue(-15)
        self._path = [self.curve(theme.text, width=3, alpha=50 + 205 * age // (AGES - 1)) for age in range(AGES)]
        self._ways: list[PathItem] = []
        self._ends = pg.ScatterPlotItem(size=9)
        self._lowest = pg.ScatterPlotItem(size=9, symbol="+")
        edge = pg.mkPen(theme.text, width=2)
        self._learned = pg.ScatterPlotItem(size=13, pen=edge, brush=None)
        self._start = pg.ScatterPlotItem(size=15, pen=pg.mkPen(theme.card, width=2), brush=pg.mkBrush(theme.text))
        for item in (self._lowest, self._ends, self._learned, self._start):
            self.addItem(item, ignoreBounds=True)
        for line in (self._lines, *self._path):
            line.setCacheMode(KEPT)

    @property
    def start(self) -> tuple[float, float] | None:
        """Where the start is drawn."""
        return self._at

    def clear_plane(self, why: str = "") -> None:
        """Show nothing but a line of words: why there is nothing to see, or what will be seen."""
        self.set_empty_text(why or empty())
        self.set_empty(True)
        self._picture.hide()
        for line in (self._lines, *self._path, *self._ways):
            line.clear()
        for dots in (self._ends, self._lowest, self._learned, self._start):
            dots.setData([], [])
        self._at = None

    def show_frame(self, left: float, right: float, bottom: float, top: float) -> None:
        """Fix what is seen."""
        self.set_empty(False)
        self.fix_range(left, right, bottom, top)

    def show_surface(self, surface: Surface | None, colours: Shades | None = None) -> None:
        """Draw the loss, and lines of equal loss where the bar beside it has its values; None draws nothing."""
        assert self.theme is not None
        if surface is None or colours is None:
            self._picture.hide()
            self._lines.clear()
            return
        table = np.array([tint.getRgb() for tint in tints(self.theme)], dtype=np.uint8)
        shares = colours.share(surface.finer(CELLS))
        self._picture.setImage(table[np.round(shares * (TINTS - 1)).astype(int)], autoLevels=False, levels=None)
        x, y = surface.x, surface.y
        self._picture.setRect(QRectF(x[0], y[0], x[-1] - x[0], y[-1] - y[0]))
        self._picture.show()
        pieces = [contours(x, y, surface.loss, level) for level in colours.levels]
        _show_pieces(self._lines, np.concatenate([np.empty((0, 2, 2)), *pieces]))

    def show_figure(self, figure: ParametersFigure, at: Floats | None = None) -> None:
        """Draw the path and the learned start; the start that a person moved is `at` another place."""
        self.set_labels(*_names(figure))
        parts = np.array_split(np.arange(len(figure.path)), AGES)
        for line, part in zip(self._path, parts, strict=True):
            joined = np.concatenate([part[:1] - 1, part]) if len(part) and part[0] else part
            line.show_line(figure.path[joined, 0], figure.path[joined, 1])
        start = figure.start if at is None else at
        self._at = (float(start[0]), float(start[1]))
        self._start.setData([self._at[0]], [self._at[1]])
        learned = figure.start[None] if at is not None else np.empty((0, 2))
        self._learned.setData(learned[:, 0], learned[:, 1])
        lowest = np.empty((0, 2)) if figure.lowest is None else figure.lowest
        colours = self._colours(len(lowest))
        self._lowest.setData(lowest[:, 0], lowest[:, 1], pen=[pg.mkPen(each, width=2) for each in colours])

    def show_ways(self, ways: Floats) -> None:
        """Draw the ways ``[step, task, 2]`` to the parameters adapted to each task."""
        assert self.theme is not None
        tasks = ways.shape[1]
        while len(self._ways) < tasks:
            self._ways.append(self.curve(self._colour(len(self._ways)), width=2))
        for task, line in enumerate(self._ways):
            shown = ways[:, task] if task < tasks else np.empty((0, 2))
            line.show_line(shown[:, 0], shown[:, 1])
        ends = ways[-1]
        edges = [pg.mkPen(self.theme.card, width=1)] * tasks
        self._ends.setData(ends[:, 0], ends[:, 1], pen=edges, brush=[pg.mkBrush(each) for each in self._colours(tasks)])

    def place(self, position: QPointF) -> tuple[float, float] | None:
        """Which place of the plane is at a position of the widget; None beside the picture."""
        box, scene = self.getPlotItem().vb, self.mapToScene(position.toPoint())
        if self._at is None or not box.sceneBoundingRect().contains(scene):
            return None
        found = box.mapSceneToView(scene)
        return float(found.x()), float(found.y())

    def position(self, x: float, y: float) -> QPointF:
        """Where in the widget a place of the plane is."""
        return QPointF(self.mapFromScene(self.getPlotItem().vb.mapViewToScene(QPointF(x, y))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._held = event.button() == Qt.MouseButton.LeftButton and self._over(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place(event.position())
        if self._held and place is not None:
            self.moved.emit(place)
        shape = Qt.CursorShape.ClosedHandCursor if self._held else Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape if self._held or self._over(event.position()) else Qt.CursorShape.CrossCursor)
        self.hovered.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.moved.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._at is not None and event.angleDelta().y():
            self.zoomed.emit(ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Down: (0, -1),
            Qt.Key.Key_Up: (0, 1),
        }
        key = Qt.Key(event.key())
        if self._at is not None and key in moves:
            step = (self.limits[1] - self.limits[0]) * KEY_STEP
            self.moved.emit((self._at[0] + moves[key][0] * step, self._at[1] + moves[key][1] * step))
        elif self._at is not None and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoomed.emit(1 / ZOOM if key == Qt.Key.Key_Minus else ZOOM)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_Escape):
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def _over(self, position: QPointF) -> bool:
        """Whether the start is at a position of the widget."""
        if self._at is None:
            return False
        apart = self.position(*self._at) - position
        return bool(apart.x() ** 2 + apart.y() ** 2 <= NEAR**2)

    def _colours(self, tasks: int) -> list[str]:
        return [self._colour(task) for task in range(tasks)]

    def _colour(self, task: int) -> str:
        assert self.theme is not None
        return self.theme.series[1 + task] if task < COLOURED else self.theme.reference


def empty() -> str:
    """What will be seen."""
    return tr("Where learning begins, and where it leads for each task, will appear here once a run goes on.")


def tints(theme: Theme) -> list[QColor]:
    """The colours of the surface, from the lowest loss to the highest."""
    shares = [DEEPEST * (1 - index / (TINTS - 1)) for index in range(TINTS)]
    return [QColor(blended(theme.series[0], share, theme.card)) for share in shares]


def _names(figure: ParametersFigure) -> tuple[str, str]:
    """What the axes are called."""
    if figure.choice == "parameters":
        return say(figure.labels[0]), say(figure.labels[1])
    if figure.choice == "tasks":
        first, second = (task + 1 for task in figure.tasks)
        return tr("towards task {number}", number=first), tr("at right angles, towards task {number}", number=second)
    return tr("first direction"), tr("second direction")


def _show_pieces(line: PathItem, pieces: Floats) -> None:
    """Draw pieces ``[piece, end, 2]``, each by itself."""
    gaps = np.full((len(pieces), 1, 2), np.nan)
    points = np.concatenate([pieces, gaps], axis=1).reshape(-1, 2)
    line.show_line(points[:, 0], points[:, 1])
