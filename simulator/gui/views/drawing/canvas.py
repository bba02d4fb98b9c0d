"""A paper to draw a character on with the mouse or a pen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent

from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.drawing.sheet import Picture
from simulator.gui.views.painted import Painted
from simulator.gui.views.pictures import image_of

LEAST = 96  # pixels


class DrawingCanvas(Painted):
    """Shows one picture and lets it be drawn on. Signals: `changed` after each stroke, `moved(by)` by arrow keys."""

    changed = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        hint = tr(
            "Draw with the mouse. Backspace takes the last stroke away, Delete all of them; the arrow keys choose "
            "another class."
        )
        super().__init__("drawingCanvas", tr("Paper to draw a character on"), hint, keys=True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(LEAST, LEAST)
        self._picture = Picture()
        self._drawing = False
        self._hint = ""

    def show_picture(self, picture: Picture, hint: str) -> None:
        """Show a picture to be drawn on; `hint` says what to draw while it is empty."""
        if picture is not self._picture:
            self._drawing = False
        self._picture, self._hint = picture, hint
        self.setAccessibleDescription(hint)
        self.update()

    def paper(self) -> QRectF:
        """Where the paper lies: the largest square."""
        side = min(self.width(), self.height()) - 2
        return QRectF((self.width() - side) / 2, 1, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.paper().contains(event.position()):
            self._drawing = not self._picture.full
            self._picture.begin(self._place(event.position()))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self._picture.go(self._place(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._drawing = False  # the stroke in hand may be the one that goes
        if key == Qt.Key.Key_Backspace:
            self._picture.undo()
            self.changed.emit()
        elif key == Qt.Key.Key_Delete:
            self._picture.clear()
            self.changed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.moved.emit(-1 if key in (Qt.Key.Key_Up, Qt.Key.Key_Left) else 1)
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        paper = self.paper()
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 1))
        painter.setBrush(QColor(theme.field))
        painter.drawRect(paper)
        inside = paper.adjusted(1, 1, -1, -1)
        if self._picture.sampled is not None:
            painter.drawImage(inside, image_of(self._picture.sampled, theme.name == "dark"))
        self._ink(painter, paper, theme)
        if self._picture.empty:
            painter.setPen(QColor(theme.muted))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside.adjusted(6, 6, -6, -6), int(wrapped), self._hint)

    def _ink(self, painter: QPainter, paper: QRectF, theme: Theme) -> None:
        pen = QPen(QColor(theme.text), max(2.0, paper.width() / 18))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._picture.strokes:
            places = [QPointF(paper.left() + x * paper.width(), paper.top() + y * paper.height()) for x, y in stroke]
            if len(places) == 1:
                painter.drawPoint(places[0])
            else:
                painter.drawPolyline(QPolygonF(places))

    def _place(self, at: QPointF) -> tuple[float, float]:
        paper = self.paper()
        return (at.x() - paper.left()) / paper.width(), (at.y() - paper.top()) / paper.height()
