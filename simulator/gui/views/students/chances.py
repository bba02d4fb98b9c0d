"""The chances of right answers to questions: as the answers were given, and as they are imagined."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from simulator.analysis.students import WhatIfFigure
from simulator.analysis.students.what_if import GIVEN, IMAGINED
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.painted import Painted

LINE, LEFT, RIGHT = 16.0, 38.0, 4.0  # pixels: a line of text, and what is beside the chart
NARROW, WIDE = 11.0, 40.0  # of one question


class ChancesChart(Painted):
    """A ring for the chance as the answers were given, a dot for the imagined ones; bands, and the exact ones, if any.

    Where there is no room for all questions, those are shown whose chances change most.
    """

    def __init__(self) -> None:
        super().__init__("chancesChart", tr("Chances of right answers to other questions"))
        self.setMinimumHeight(48)
        self._figure: WhatIfFigure | None = None

    def show_figure(self, figure: WhatIfFigure | None) -> None:
        """Draw the chances."""
        self._figure = figure
        self.setAccessibleDescription(say(figure.said()) if figure is not None else "")
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        figure = self._figure
        if figure is None:
            return
        chart = QRectF(LEFT, 6, self.width() - LEFT - RIGHT, self.height() - LINE - 10)
        self._levels(painter, chart, theme)
        shown = self._questions(figure, chart.width())
        pitch = min(WIDE, chart.width() / max(1, len(shown)))
        numbered = all(
            QFontMetricsF(painter.font()).horizontalAdvance(str(item)) < pitch - 1 for item in figure.asked[shown]
        )
        for index, question in enumerate(shown):
            at = chart.left() + (index + 0.5) * pitch
            self._question(painter, chart, at, int(question), theme)
            if numbered:
                painter.setPen(QColor(theme.muted))
                under = QRectF(at - pitch / 2, chart.bottom() + 4, pitch, LINE)
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(figure.asked[question]))

    def _levels(self, painter: QPainter, chart: QRectF, theme: Theme) -> None:
        for share in (0.0, 0.5, 1.0):
            at = chart.bottom() - share * chart.height()
            dashed = Qt.PenStyle.SolidLine if share != 0.5 else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(theme.border), 1, dashed))
            painter.drawLine(QPointF(chart.left(), at), QPointF(chart.right(), at))
            painter.setPen(QColor(theme.muted))
            place = QRectF(0, at - LINE / 2, LEFT - 4, LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{100 * share:.0f}%")

    def _question(self, painter: QPainter, chart: QRectF, at: float, question: int, theme: Theme) -> None:
        assert self._figure is not None
        figure = self._figure

        def place(chance: float) -> QPointF:
            return QPointF(at, chart.bottom() - chance * chart.height())

        given, imagined = (place(figure.chances[row, question]) for row in (GIVEN, IMAGINED))
        if figure.low is not None and figure.high is not None:
            colour = QColor(theme.series[1])
            colour.setAlphaF(0.2)
            ends = [place(rows[IMAGINED, question]) for rows in (figure.low, figure.high)]
            painter.fillRect(QRectF(ends[1].x() - 4, ends[1].y(), 8, ends[0].y() - ends[1].y()), colour)
        if figure.exact is not None:
            exact = place(figure.exact[IMAGINED, question])
            painter.setPen(QPen(QColor(theme.reference), 2))
            painter.drawLine(exact - QPointF(5, 0), exact + QPointF(5, 0))
        painter.setPen(QPen(QColor(theme.series[1]), 2))
        painter.drawLine(given, imagined)
        painter.setPen(QPen(QColor(theme.series[0]), 1.5))
        painter.setBrush(QColor(theme.card))
        painter.drawEllipse(given, 4, 4)
        if not np.array_equal(figure.right, figure.imagined):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.series[1]))
            painter.drawEllipse(imagined, 4, 4)

    def _questions(self, figure: WhatIfFigure, wide: float) -> np.ndarray:
        """Which questions are shown, in their order."""
        room = max(1, int(wide / NARROW))
        if len(figure.asked) <= room:
            return np.arange(len(figure.asked))
        return np.sort(np.argsort(-np.abs(figure.difference), kind="stable")[:room])
