"""A student's answers in a row, each of which can be made right or wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from simulator.analysis.task_figure.case import Labels
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.painted import Painted
from simulator.gui.views.students.answers import SIGNS

PITCH, NARROW, GAP, HIGH = 34, 26, 3, 38  # pixels: of an answer with what lies between two; and of a row
MOST_ROWS = 2


class AnswerToggles(Painted):
    """A tick or a cross for each answer over the number of its item. Signal: `toggled(answer)`.

    Those that are not as they were given have a frame that says so. Where there is no room for all, the row goes along
    with the one that is in hand.
    """

    toggled = Signal(int)

    def __init__(self) -> None:
        hint = tr(
            "Click an answer to make it wrong or right, and see what would be predicted then. With the keyboard: "
            "arrows choose an answer, the space bar changes it."
        )
        super().__init__("answerToggles", tr("Answers that were seen"), hint, keys=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HIGH)
        self._items: list[int] = []
        self._right: list[int] = []
        self._given: list[int] = []
        self._at = 0

    def show_answers(self, items: Labels, given: Labels, imagined: list[int]) -> None:
        """Show answers to `items` as they were given and as they are imagined, ``[shot]`` each."""
        self._items, self._given, self._right = items.tolist(), given.tolist(), list(imagined)
        self._at = min(self._at, max(0, len(imagined) - 1))
        self._fit()
        self._describe()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._across()}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Down:
            step = self._across()
        if step is not None:
            self._at = min(max(0, len(self._right) - 1), max(0, self._at + step))
            self._describe()
            self.update()
        elif event.key() == Qt.Key.Key_Space and self._right:
            self.toggled.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index in self._visible():
            if self._place(index).contains(event.position()):
                self._at = index
                self.toggled.emit(index)
                return

    def paint(self, painter: QPainter, theme: Theme) -> None:
        for index in self._visible():
            self._draw(painter, index, theme)

    def _fit(self) -> None:
        """As high as the rows are."""
        self.setFixedHeight(HIGH * (1 if len(self._right) <= self._across() else MOST_ROWS))

    def _draw(self, painter: QPainter, index: int, theme: Theme) -> None:
        place, right = self._place(index), self._right[index]
        changed, colour = right != self._given[index], theme.good if right else theme.bad
        painter.setBrush(QColor(blended(colour, 0.16 if changed else 0.06, theme.card)))
        painter.setPen(QPen(QColor(colour if changed else theme.border), 2 if changed else 1))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        if self.hasFocus() and index == self._at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(place.adjusted(3, 3, -3, -3), 3, 3)
        upper = QRectF(place.left(), place.top() + 2, place.width(), place.height() / 2)
        painter.setPen(QColor(colour))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, SIGNS[right])
        painter.setPen(QColor(theme.text))
        lower = upper.translated(0, place.height() / 2 - 4)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, str(self._items[index]))

    @property
    def _pitch(self) -> int:
        """How wide an answer is: narrower where then all stand in one row."""
        return min(PITCH, max(NARROW, self.width() // max(1, len(self._right))))

    def _across(self) -> int:
        """How many answers stand in a row."""
        return max(1, self.width() // self._pitch)

    def _visible(self) -> range:
        """The answers that there is room for: those from the first on, or rows further down with the one in hand."""
        across = self._across()
        first = max(0, self._at // across - (MOST_ROWS - 1)) * across
        return range(first, min(len(self._right), first + MOST_ROWS * across))

    def _place(self, index: int) -> QRectF:
        index -= self._visible().start
        across = self._across()
        return QRectF(index % across * self._pitch, index // across * HIGH, self._pitch - GAP, HIGH - GAP)

    def _describe(self) -> None:
        """The answer in hand, for those who hear the window."""
        if not self._right:
            return
        values = {"number": self._at + 1, "all": len(self._right), "item": self._items[self._at]}
        if self._right[self._at]:
            self.setAccessibleDescription(tr("answer {number} of {all}, to item {item}: right", **values))
        else:
            self.setAccessibleDescription(tr("answer {number} of {all}, to item {item}: wrong", **values))
