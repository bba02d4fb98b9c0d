"""Horizontal bars by layer: how long a gradient or a step is in each of them, or how far a loss falls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.painted import Painted

LINE, LEAST, GAP = 24.0, 15.0, 8.0  # pixels of a row, at most and at least, and between its parts


@dataclass(frozen=True)
class Column:
    """One bar a layer: its heading, its values ``[layer]``, how they are written, and its colour of the series."""

    title: str
    values: Floats
    texts: tuple[str, ...]
    colour: int


class LayerBars(Painted):
    """One row a layer, with the bars of one or more columns side by side; where there is no room, the largest."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.setMinimumHeight(84)
        self._names: tuple[str, ...] = ()
        self._columns: tuple[Column, ...] = ()

    def sizeHint(self) -> QSize:
        return QSize(300, 150)

    def show_bars(self, names: tuple[str, ...], *columns: Column) -> None:
        """Draw the layers; none for an empty picture."""
        self._names, self._columns = names, columns
        self.setAccessibleDescription("; ".join(self._said(row) for row in range(len(names))))
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            rows, height = self._rows()
            at = int((event.pos().y() - LINE) // height) if rows else -1
            text = self._said(rows[at]) if 0 <= at < len(rows) else "\n".join(map(self._said, range(len(self._names))))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if not self._names:
            return
        rows, height = self._rows()
        metrics = painter.fontMetrics()
        wide = min(max(metrics.horizontalAdvance(name) for name in self._names) + 2, int(0.36 * self.width()))
        painter.setPen(QColor(theme.text))
        for at, row in enumerate(rows):
            name = metrics.elidedText(self._names[row], Qt.TextElideMode.ElideMiddle, wide)
            painter.drawText(QRectF(0, LINE + at * height, wide, height), _RIGHT, name)
        left = wide + GAP
        each = (self.width() - left) / max(1, len(self._columns))
        for index, column in enumerate(self._columns):
            box = QRectF(left + index * each, 0, each - GAP, self.height())
            self._draw_column(painter, theme, column, box, rows, height)
        left_out = len(self._names) - len(rows)
        if left_out:
            painter.setPen(QColor(theme.muted))
            below = QRectF(0, LINE + len(rows) * height, self.width(), LEAST)
            painter.drawText(below, _LEFT, tr("and {count} smaller ones", count=left_out))

    def _draw_column(
        self, painter: QPainter, theme: Theme, column: Column, box: QRectF, rows: list[int], height: float
    ) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(QColor(theme.muted))
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(box.left(), 0, box.width(), LINE - 4), _LEFT, title)
        text = max(metrics.horizontalAdvance(each) for each in column.texts) + GAP
        known = column.values[np.isfinite(column.values)]
        low, high = min(0.0, float(known.min(initial=0.0))), max(0.0, float(known.max(initial=0.0)))
        room, span = max(10.0, box.width() - text), (high - low) or 1.0
        zero = box.left() + room * -low / span
        for at, row in enumerate(rows):
            value, top = column.values[row], LINE + at * height
            end = zero + room * (value if np.isfinite(value) else 0.0) / span
            bar = QRectF(QPointF(min(zero, end), top + 3), QPointF(max(zero, end), top + height - 3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.series[column.colour]))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(box.left() + room + 4, top, text, height), _LEFT, column.texts[row])
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(zero, LINE), QPointF(zero, LINE + len(rows) * height))

    def _rows(self) -> tuple[list[int], float]:
        """Which layers are drawn, in their order, and how high each of them is."""
        room = self.height() - LINE
        if not self._names or not self._columns:
            return [], LINE
        fit = max(1, int(room // LEAST))
        if len(self._names) <= fit:
            return list(range(len(self._names))), min(LINE, room / len(self._names))
        size = np.nan_to_num(np.abs(self._columns[-1].values))
        return sorted(np.argsort(-size, kind="stable")[: max(1, fit - 1)].tolist()), LEAST

    def _said(self, row: int) -> str:
        parts = (f"{column.title} {column.texts[row]}" for column in self._columns)
        return f"{self._names[row]}: " + ", ".join(parts)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
