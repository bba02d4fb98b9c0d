"""One image task: the support pictures, and the query pictures with what is read before and after adapting."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from simulator.analysis.task_figure import ImagesFigure
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.painted import Painted
from simulator.gui.views.pictures import image_of
from simulator.gui.views.students.answers import SIGNS

LABEL = 20.0  # height of the line of text under a picture
HEADING = 20.0
READABLE = 30.0  # the least size of a picture, where there is a choice
ARROW = "\N{RIGHTWARDS ARROW}"
BETWEEN = 6.0  # pixels between the texts of neighbours


class ImageTaskView(Painted):
    """Pictures in rows; right and wrong are told apart by a tick or a cross as well as by colour."""

    def __init__(self) -> None:
        super().__init__("imageTask", tr("Pictures of one task"), keys=True)
        self._figure: ImagesFigure | None = None
        self._step = 0

    def show_images(self, figure: ImagesFigure, step: int) -> None:
        """Draw a task with the answers after `step` steps."""
        self._figure, self._step = figure, step
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """How many query pictures are read right before and after."""
        if self._figure is None or not len(self._figure.predicted):
            return ""
        figure, step = self._figure, min(self._step, len(self._figure.predicted) - 1)
        right = [int((figure.predicted[each] == figure.query_labels).sum()) for each in (0, step)]
        values = {"before": right[0], "after": right[1], "all": len(figure.query_labels), "step": step}
        return tr("{before} of {all} right before, {after} after step {step}", **values)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        figure = self._figure
        if figure is None:
            return
        columns = self._columns(figure)
        side = self._side(columns, len(figure.support), len(figure.query))
        top = self._heading(painter, 0.0, tr("Learns from"))
        top = self._support(painter, top, columns, side)
        reads = tr("Reads: before \N{RIGHTWARDS ARROW} after") if self._both(columns) else tr("Reads, after adapting")
        top = self._heading(painter, top + 4, reads)
        self._query(painter, top, columns, side)

    def _columns(self, figure: ImagesFigure) -> int:
        """One for each class, or two where there are few and the names have room."""
        ways = len(figure.names)
        doubled = ways <= 5 and self._width(figure.names) <= self.width() / (2 * ways) - BETWEEN
        return 2 * ways if doubled else ways

    def _both(self, columns: int) -> bool:
        """Whether there is room for what is read before beside what is read after."""
        assert self._figure is not None
        names = [f"{name}{ARROW}{name}" for name in self._figure.names]
        return self._width(names) <= self.width() / columns - BETWEEN

    def _width(self, names: Iterable[str]) -> float:
        """How wide the widest of these is with the sign beside it."""
        measure = QFontMetricsF(self.lettering())
        return max(measure.horizontalAdvance(name + sign) for name in names for sign in SIGNS)

    def _side(self, columns: int, support: int, query: int) -> float:
        """How large pictures can be: as many rows of the query as fit at a readable size, and two at least."""
        wide = self.width() / columns - 6
        first = min(3, -(-support // columns))
        sizes = [
            min(wide, (self.height() - 2 * HEADING - 4) / (first + rows) - LABEL)
            for rows in range(1, max(2, -(-query // columns)) + 1)
        ]
        readable = [size for size in sizes[1:] if size >= READABLE]
        return max(14.0, min(readable) if readable else sizes[1])

    def _heading(self, painter: QPainter, top: float, text: str) -> float:
        assert self.theme is not None
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(QRectF(0, top, self.width(), HEADING), Qt.AlignmentFlag.AlignVCenter, text)
        return top + HEADING

    def _support(self, painter: QPainter, top: float, columns: int, side: float) -> float:
        assert self._figure is not None
        assert self.theme is not None
        figure = self._figure
        shown = min(len(figure.support), 3 * columns)
        for index in range(shown):
            frame = self._place(index, columns, side, top)
            self._picture(painter, frame, figure.support[index])
            self._label(painter, frame, figure.names[figure.support_labels[index]], self.theme.text)
        return top + -(-shown // columns) * (side + LABEL)

    def _query(self, painter: QPainter, top: float, columns: int, side: float) -> None:
        assert self._figure is not None
        assert self.theme is not None
        figure, theme = self._figure, self.theme
        both = self._both(columns)
        rows = max(1, int((self.height() - top + 1) // (side + LABEL)))
        for index in range(min(len(figure.query), rows * columns)):
            frame = self._place(index, columns, side, top)
            self._picture(painter, frame, figure.query[index])
            if not len(figure.predicted):
                continue
            now = figure.predicted[min(self._step, len(figure.predicted) - 1)][index]
            right = now == figure.query_labels[index]
            before = f"{figure.names[figure.predicted[0][index]]}{ARROW}" if both else ""
            text = before + figure.names[now]
            self._label(painter, frame, text, theme.good if right else theme.bad, SIGNS[int(right)])
            painter.setPen(QPen(QColor(theme.good if right else theme.bad), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)

    def _place(self, index: int, columns: int, side: float, top: float) -> QRectF:
        pitch = self.width() / columns
        across, down = index % columns, index // columns
        return QRectF(across * pitch + (pitch - side) / 2, top + down * (side + LABEL), side, side)

    def _picture(self, painter: QPainter, frame: QRectF, picture: Floats) -> None:
        assert self.theme is not None
        painter.drawImage(frame, image_of(picture, self.theme.name == "dark"))

    def _label(self, painter: QPainter, frame: QRectF, text: str, colour: str, sign: str = "") -> None:
        """A text under a picture, cut off before its sign where it is wider than there is room."""
        assert self._figure is not None
        pitch = self.width() / self._columns(self._figure)
        painter.setPen(QColor(colour))
        measure = QFontMetricsF(painter.font())
        room = pitch - 2 - measure.horizontalAdvance(sign)
        place = QRectF(frame.center().x() - pitch / 2, frame.bottom(), pitch, LABEL)
        shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, room) + sign
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
