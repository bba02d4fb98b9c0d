"""The bar beside the loss surface: which colour stands for which loss."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simulator.analysis.parameters import Shades
from simulator.analysis.scale import written
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.parameters.plane import tints

BAR, WIDTH, LINE = 14, 68, 18  # pixels: of the bar, of all of it, and of a line of text


class LossBar(QWidget):
    """The highest loss is at the top; round values are marked, where the surface has its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("parameterBar")
        self.setAccessibleName(tr("Colours of the loss"))
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.shades: Shades | None = None
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.update()

    def show_shades(self, shades: Shades | None) -> None:
        """Say which losses the colours stand for; None for nothing."""
        self.shades = shades
        if shades is not None:
            ends = {"low": f"{shades.low:.3g}", "high": f"{shades.high:.3g}"}
            self.setAccessibleDescription(tr("Losses from {low} (bluest) to {high} and more.", **ends))
            self.setToolTip(self.accessibleDescription())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shades, theme = self.shades, self._theme
        if shades is None or theme is None:
            return
        painter = QPainter(self)
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(0, 0, self.width(), LINE), Qt.AlignmentFlag.AlignLeft, tr("loss"))
        top, bottom = LINE + 8.0, self.height() - 12.0
        gradient = QLinearGradient(QPointF(0, bottom), QPointF(0, top))
        table = tints(theme)
        for index in range(0, len(table), 7):
            gradient.setColorAt(index / (len(table) - 1), table[index])
        painter.fillRect(QRectF(0, top, BAR, bottom - top), gradient)
        painter.drawRect(QRectF(0, top, BAR, bottom - top))
        for level in shades.levels:
            y = bottom - float(shades.share(np.array([level]))[0]) * (bottom - top)
            painter.drawLine(QPointF(BAR, y), QPointF(BAR + 4, y))
            box = QRectF(BAR + 8, y - LINE / 2, self.width() - BAR - 8, LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, written(float(f"{level:.6g}")))
