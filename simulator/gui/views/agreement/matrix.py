"""How much the gradients of tasks agree, as a matrix of colours: blue where they agree, orange where they oppose."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simulator.analysis.agreement import Agreement
from simulator.engine.events import Floats
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme, blended

MARGIN, SCALE = 26.0, 44.0  # pixels for the tasks' numbers, and for the scale of the colours with its numbers
LEVELS = 50  # colours to each side of none
TWELVE = 17.0  # pixels of a cell from which on its task's number has room


def shade(theme: Theme, cosine: float) -> str:
    """The colour of a cosine: from the second of the series over the card's to the first."""
    return blended(theme.series[0 if cosine > 0 else 1], min(1.0, abs(cosine)), theme.card)


def coloured(theme: Theme, cosines: Floats) -> QImage:
    """One pixel a pair ``[row, column]``, in the colours of `shade`."""
    shades = [QColor(shade(theme, level / LEVELS)).getRgb()[:3] for level in range(-LEVELS, LEVELS + 1)]  # type: ignore[index]
    levels = np.rint(LEVELS * cosines).astype(int) + LEVELS
    pixels = np.ascontiguousarray(np.array(shades, dtype=np.uint8)[levels])
    height, width = cosines.shape
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class AgreementMatrix(QWidget):
    """One cell a pair of tasks. `pointed` says in words which pair is looked at, by mouse or arrow keys."""

    pointed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agreementMatrix")
        self.setAccessibleName(tr("Cosines between the gradients of tasks"))
        self.setToolTip(
            tr("Each cell is a pair of tasks: blue where their gradients agree, orange where they oppose each other.")
        )
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 150)
        self._theme: Theme | None = None
        self._figure: Agreement | None = None
        self._cell: tuple[int, int] | None = None

    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.update()

    def show_agreement(self, figure: Agreement | None) -> None:
        """Draw the cosines."""
        count = 0 if figure is None else len(figure.cosines)
        if self._cell is not None and max(self._cell) >= count:
            self._cell = None
        self._figure = figure
        self._point(self._cell)

    def said(self, row: int, column: int) -> str:
        """A pair of tasks in words."""
        if self._figure is None:
            return ""
        one, other = (int(self._figure.tasks[at]) + 1 for at in (row, column))
        about = tuple(say(self._figure.about[at]) for at in (row, column))
        if row == column:
            length = f"{float(self._figure.lengths[row]):.3g}"
            return tr("Task {one} ({about}): its gradient has length {length}.", one=one, about=about[0], length=length)
        return tr(
            "Tasks {one} ({first}) and {other} ({second}): cosine {cosine}.",
            one=one,
            first=about[0],
            other=other,
            second=about[1],
            cosine=f"{float(self._figure.cosines[row, column]):.2f}",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        by = moves.get(Qt.Key(event.key()))
        if by is None or self._figure is None:
            super().keyPressEvent(event)
            return
        row, column = self._cell or (0, 0)
        last = len(self._figure.cosines) - 1
        self._point((min(last, max(0, row + by[0])), min(last, max(0, column + by[1]))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None or self._figure is None:
            return
        painter = QPainter(self)
        self._draw_cells(painter, self._theme, self._figure)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter, self._theme)
        if self._cell is not None:
            row, column = self._cell
            painter.setPen(QPen(QColor(self._theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_rect(row, column))

    def _draw_cells(self, painter: QPainter, theme: Theme, figure: Agreement) -> None:
        painter.setFont(_font(self.font(), 11))
        count, (left, top, side) = len(figure.cosines), self._square()
        size = side * count
        painter.drawImage(QRectF(left, top, size, size), coloured(theme, figure.cosines))
        every = max(1, -(-TWELVE // side)) if side else 1
        for row in range(count):
            if row % every == 0:
                number = str(int(figure.tasks[row]) + 1)
                painter.setPen(QColor(theme.muted))
                at = self.cell_rect(row, 0)
                beside = QRectF(at.left() - MARGIN, at.center().y() - 9, MARGIN - 4, 18)
                painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
                under = self.cell_rect(count - 1, row)
                below = QRectF(under.center().x() - 14, under.bottom() + 2, 28, 16)
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, number)

    def _draw_scale(self, painter: QPainter, theme: Theme) -> None:
        left, top, side = self._square()
        size = side * len(self._figure.cosines) if self._figure is not None else 0.0
        bar = QRectF(left + size + 12, top, 10, size)
        colours = QLinearGradient(bar.topLeft(), bar.bottomLeft())
        for share in range(11):
            colours.setColorAt(share / 10, QColor(shade(theme, 1 - share / 5)))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(colours)
        painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        for text, height in (("1", bar.top()), ("0", bar.center().y()), ("\N{MINUS SIGN}1", bar.bottom())):
            beside = QRectF(bar.right() + 4, height - 9, SCALE, 18)
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _square(self) -> tuple[float, float, float]:
        """The left and the top of the matrix, and the side of a cell."""
        count = 0 if self._figure is None else len(self._figure.cosines)
        wide, high = self.width() - MARGIN - SCALE, self.height() - MARGIN - 10
        side = float(max(1, int(min(wide, high)) // max(1, count)))  # whole pixels, so that all cells are alike
        return MARGIN + max(0, int((wide - side * count) / 2)), 8.0, side

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a pair of tasks is drawn."""
        left, top, side = self._square()
        return QRectF(left + column * side, top + row * side, side, side)

    def _under(self, at: QPointF) -> tuple[int, int] | None:
        left, top, side = self._square()
        count = 0 if self._figure is None else len(self._figure.cosines)
        row, column = int((at.y() - top) // side), int((at.x() - left) // side)
        return (row, column) if 0 <= row < count and 0 <= column < count else None

    def _point(self, cell: tuple[int, int] | None) -> None:
        self._cell = cell
        text = "" if cell is None else self.said(*cell)
        self.setAccessibleDescription(text)
        self.pointed.emit(text)
        self.update()


def _font(like: QFont, pixels: int) -> QFont:
    font = QFont(like)
    font.setPixelSize(pixels)
    return font
