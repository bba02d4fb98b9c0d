"""The classes of a drawn task, one a row: the pictures of each, and the chance that it is what is to be recognised."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen

from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.painted import Painted
from simulator.gui.views.pictures import image_of

TALL, HIGHEST = 5, 34.0  # rows in a column where they are many, and the most pixels of a row
NARROW, SHARE = 30.0, 34.0  # pixels: the least room for a bar, and what a percentage takes
ASKED = "?"


@dataclass(frozen=True)
class Row:
    """A class: its name, its pictures ``[side, side]``, and its chance before and after adapting, where known."""

    name: str
    pictures: tuple[Floats, ...]
    before: float | None = None
    chance: float | None = None


class DrawingRows(Painted):
    """Rows to choose from; the last one is the character to be recognised. Signal: `chosen(row, picture)`."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        hint = tr(
            "The classes, and below them the character to be recognised. A bar is the chance that it is of that class, "
            "and the small mark on it the chance before adapting. Choose with the mouse or the arrow keys."
        )
        super().__init__("drawingRows", tr("Classes that are drawn, and their chances"), hint, keys=True)
        self._rows: list[Row] = []
        self._row = self._picture = 0

    @property
    def rows(self) -> list[Row]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: list[Row], row: int, picture: int) -> None:
        """Show the classes and, last, what is to be recognised; `row` and its `picture` are being drawn."""
        self._rows, self._row, self._picture = rows, row, picture
        said = [_said(each) for each in rows]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None:
            row = min(len(self._rows) - 1, max(0, self._row + by))
            self.chosen.emit(row, max(0, len(self._rows[row].pictures) - 1))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            last = max(0, len(self._rows[self._row].pictures) - 1)
            step = -1 if event.key() == Qt.Key.Key_Left else 1
            self.chosen.emit(self._row, min(last, max(0, self._picture + step)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, row in enumerate(self._rows):
            place = self._place(index)
            if place.contains(event.position()):
                frames = self._frames(row, place)
                hit = [number for number, frame in enumerate(frames) if frame.contains(event.position())]
                first = len(row.pictures) - len(frames)
                self.chosen.emit(index, first + hit[0] if hit else max(0, len(row.pictures) - 1))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        most = max((row.chance for row in self._rows if row.chance is not None), default=None)
        for index, row in enumerate(self._rows):
            self._draw(painter, index, row, theme, row.chance is not None and row.chance == most)

    def _draw(self, painter: QPainter, index: int, row: Row, theme: Theme, read: bool) -> None:
        place = self._place(index)
        if index == self._row:
            painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 1))
            painter.setBrush(QColor(blended(theme.accent, 0.12, theme.card)))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(theme.text))
        name = QRectF(place.left() + 4, place.top(), self._named(), place.height())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, row.name)
        frames = self._frames(row, place)
        first = len(row.pictures) - len(frames)
        for number, frame in enumerate(frames):
            painter.drawImage(frame, image_of(row.pictures[first + number], theme.name == "dark"))
            drawn = index == self._row and first + number == self._picture
            painter.setPen(QPen(QColor(theme.accent if drawn else theme.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)
        if row.chance is not None:
            self._bar(painter, self._barred(place, frames), row, theme, read)

    def _bar(self, painter: QPainter, room: QRectF, row: Row, theme: Theme, read: bool) -> None:
        """The chance as a bar with its percentage; a mark where it was before adapting."""
        assert row.chance is not None
        colour = QColor(theme.series[1] if read else theme.reference)
        wide = max(1.0, (room.width() - SHARE) * row.chance)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(QRectF(room.left(), room.center().y() - 5, wide, 10))
        if row.before is not None:
            at = room.left() + (room.width() - SHARE) * row.before
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawLine(QPointF(at, room.center().y() - 7), QPointF(at, room.center().y() + 7))
        painter.setPen(QColor(theme.text if read else theme.muted))
        text = QRectF(room.right() - SHARE, room.top(), SHARE, room.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{row.chance:.0%}")

    def _columns(self) -> int:
        return 1 if len(self._rows) <= TALL + 2 else 2

    def _place(self, index: int) -> QRectF:
        """Where a row lies; many classes stand in two columns, and what is to be recognised below them all."""
        columns, classes = self._columns(), len(self._rows) - 1
        deep = -(-classes // columns)
        high = min(HIGHEST, self.height() / (deep + 1))
        wide = self.width() / columns
        if index == classes:
            return QRectF(0, deep * high, self.width(), high)
        return QRectF(index // deep * wide, index % deep * high, wide - (2 if columns > 1 else 0), high)

    def _named(self) -> float:
        """The room for a name."""
        measure = QFontMetricsF(self.font())
        return max((measure.horizontalAdvance(row.name) for row in self._rows), default=8.0) + 4

    def _frames(self, row: Row, place: QRectF) -> list[QRectF]:
        """Where the last pictures of a row lie, as many as there is room for beside its bar."""
        side = place.height() - 4
        left = place.left() + 6 + self._named()
        room = place.right() - left - (0 if row is self._rows[-1] else NARROW + SHARE)
        count = min(len(row.pictures), max(1, int(room // (side + 2))))
        return [QRectF(left + number * (side + 2), place.top() + 2, side, side) for number in range(count)]

    def _barred(self, place: QRectF, frames: list[QRectF]) -> QRectF:
        left = frames[-1].right() + 6 if frames else place.left() + 6 + self._named()
        return QRectF(left, place.top(), place.right() - 4 - left, place.height())


def _said(row: Row) -> str:
    if row.chance is None:
        return tr("{name}: {count} pictures", name=row.name, count=len(row.pictures))
    return tr("{name}: {chance}", name=row.name, chance=f"{row.chance:.0%}")
