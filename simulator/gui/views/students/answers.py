"""One student: the answers that were seen, and the chance of each of those to come, before and after adapting."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from simulator.analysis.task_figure import AnswersFigure
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.painted import Painted

SIGNS = ("\N{BALLOT X}", "\N{CHECK MARK}")  # wrong, right
LINE = 18.0  # height of a line of text
LEFT, RIGHT = 44.0, 8.0  # pixels beside the chart: the percentages
PITCH = 34.0  # the least width of an answer with its number; 16 without
NARROW = 16.0


class AnswersTaskView(Painted):
    """A tick or cross for each answer, and over each query answer the chance that it would be right."""

    def __init__(self) -> None:
        super().__init__("answersTask", tr("Answers of one student"), keys=True)
        self._figure: AnswersFigure | None = None
        self._step = 0

    def show_task(self, figure: AnswersFigure, step: int) -> None:
        """Draw a student with the chances after `step` steps."""
        self._figure, self._step = figure, step
        self.setAccessibleDescription(self.summary(figure, step))
        self.update()

    def summary(self, figure: AnswersFigure, step: int) -> str:
        """How many answers were foreseen before and after."""
        if not len(figure.chances):
            return ""
        step = min(step, len(figure.chances) - 1)
        values = {"before": figure.foreseen(0), "after": figure.foreseen(step), "all": len(figure.query_right)}
        return tr("{before} of {all} foreseen before, {after} after step {step}", **values, step=step)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if self._figure is None:
            return
        top = self._heading(painter, 0.0, tr("Seen, in order"))
        top = self._seen(painter, top)
        top = self._heading(painter, top + 4, tr("Chance of a right answer; below it, the answer given"))
        self._foreseen(painter, QRectF(LEFT, top + 4, self.width() - LEFT - RIGHT, self.height() - top - 2 * LINE - 8))

    def _heading(self, painter: QPainter, top: float, text: str) -> float:
        assert self.theme is not None
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(QRectF(0, top, self.width(), LINE), Qt.AlignmentFlag.AlignVCenter, text)
        return top + LINE

    def _seen(self, painter: QPainter, top: float) -> float:
        """The support answers; the last ones where there is no room for all."""
        assert self._figure is not None
        room = max(1, int((self.width() - LEFT - RIGHT) / PITCH))
        answers = list(zip(self._figure.support_items, self._figure.support_right, strict=True))
        cut = len(answers) > room
        if cut:
            self._text(painter, QRectF(0, top, LEFT, LINE), "\N{HORIZONTAL ELLIPSIS}", None)
        for index, (item, right) in enumerate(answers[-room:]):
            self._answer(painter, LEFT + index * PITCH, PITCH, top, int(item), int(right))
        return top + 2 * LINE

    def _answer(self, painter: QPainter, left: float, width: float, top: float, item: int, right: int) -> None:
        """A tick or a cross, and the number of its item under it where there is room."""
        assert self.theme is not None
        colour = self.theme.good if right else self.theme.bad
        self._text(painter, QRectF(left, top, width, LINE), SIGNS[right], colour)
        if width >= 22:
            self._text(painter, QRectF(left, top + LINE - 3, width, LINE), str(item), None)

    def _foreseen(self, painter: QPainter, chart: QRectF) -> None:
        assert self._figure is not None
        assert self.theme is not None
        figure, theme = self._figure, self.theme
        for share in (0.0, 0.5, 1.0):
            at = chart.bottom() - share * chart.height()
            painter.setPen(
                QPen(QColor(theme.border), 1, Qt.PenStyle.SolidLine if share != 0.5 else Qt.PenStyle.DashLine)
            )
            painter.drawLine(QPointF(chart.left(), at), QPointF(chart.right(), at))
            place = QRectF(0, at - LINE / 2, LEFT - 6, LINE)
            self._text(painter, place, f"{100 * share:.0f}%", None, Qt.AlignmentFlag.AlignRight)
        shown = max(1, min(len(figure.query_right), int(chart.width() / NARROW)))
        pitch = min(2 * PITCH, chart.width() / shown)
        for index in range(shown):
            left = chart.left() + index * pitch
            self._answer(
                painter, left, pitch, chart.bottom() + 4, int(figure.query_items[index]), int(figure.query_right[index])
            )
            self._chance(painter, chart, left + pitch / 2, index)

    def _chance(self, painter: QPainter, chart: QRectF, at: float, index: int) -> None:
        """A ring for the chance before, a dot for the one now, and a line from one to the other."""
        assert self._figure is not None
        assert self.theme is not None
        chances = self._figure.chances[: self._step + 1, index]
        if not len(chances):
            return
        before, now = (QPointF(at, chart.bottom() - chance * chart.height()) for chance in (chances[0], chances[-1]))
        if len(chances) > 1:
            painter.setPen(QPen(QColor(self.theme.series[1]), 2))
            painter.drawLine(before, now)
        painter.setPen(QPen(QColor(self.theme.series[0]), 1.5))
        painter.setBrush(QColor(self.theme.card))
        painter.drawEllipse(before, 4, 4)
        if len(chances) > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.series[1]))
            painter.drawEllipse(now, 4.5, 4.5)

    def _text(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        colour: str | None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        assert self.theme is not None
        painter.setPen(QColor(colour or self.theme.muted))
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, text)
