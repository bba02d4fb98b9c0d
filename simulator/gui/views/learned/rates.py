"""Learned rates as a table of coloured cells: a row a parameter, a column an inner step, and how its rates spread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip

from simulator.analysis.learned import RatesFigure
from simulator.analysis.scale import written
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.view import LearnedView, ink, shaded

HEAD, FOOT = 24.0, 22.0
TALLEST = 60.0  # a row
WIDEST = 110.0  # a cell
GAP = 2.0


class RatesView(LearnedView):
    """The value stands in each cell that has room for it, the tooltip has the rest; arrow keys go from cell to cell.

    Where all inner steps share the rates, a strip beside the cell shows how those of one parameter spread.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("learnedRates")
        self.setAccessibleName(tr("Learned inner rates"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.figure: RatesFigure | None = None
        self.at = (0, 0)
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_figure(self, figure: RatesFigure) -> None:
        self.figure = figure
        rows, steps = figure.mean.shape
        self.at = (min(self.at[0], rows - 1), min(self.at[1], steps - 1))
        self.setAccessibleDescription(self.told(*self.at))
        self.update()

    def reading(self) -> str:
        if self.figure is None or not self.figure.signed:
            return tr("Stronger blue: a larger rate. Each rate multiplies the gradient of its parameter.")
        return tr("Blue steps go downhill, orange ones uphill; the stronger the colour, the larger the rate.")

    def told(self, row: int, step: int) -> str:
        """The exact numbers of one cell."""
        figure = self.figure
        if figure is None:
            return ""
        values = {"name": say(figure.names[row]), "rate": f"{figure.mean[row, step]:.4g}", "begin": f"{figure.begin:g}"}
        if figure.mean.shape[1] > 1:
            return tr("{name}, step {step}: {rate}; it began at {begin}", step=step + 1, **values)
        low, high = figure.marks[row, 0, 0], figure.marks[row, 0, -1]
        return tr(
            "{name}: {rate} on average over {count} rates, 90% of them from {low} to {high}; {share} below zero; they "
            "began at {begin}",
            count=f"{figure.counts[row]:,}",
            low=f"{low:.3g}",
            high=f"{high:.3g}",
            share=f"{figure.negative[row]:.0%}",
            **values,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        if self.figure is None or event.key() not in moves:
            super().keyPressEvent(event)
            return
        rows, steps = self.figure.mean.shape
        down, right = moves[Qt.Key(event.key())]
        self.at = (min(max(self.at[0] + down, 0), rows - 1), min(max(self.at[1] + right, 0), steps - 1))
        self.setAccessibleDescription(self.told(*self.at))
        QToolTip.showText(self.mapToGlobal(self.cell(*self.at).bottomLeft().toPoint()), self.told(*self.at), self)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.cell_under(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), self.told(*found) if found else "", self)

    def cell(self, row: int, step: int) -> QRectF:
        """Where a cell is drawn."""
        left, wide, tall = self._measures()
        return QRectF(left + step * wide, HEAD + row * tall, wide - GAP, tall - GAP)

    def cell_under(self, at: QPointF) -> tuple[int, int] | None:
        """Which cell a place is in; its row's where it is in the strip or the name beside it."""
        if self.figure is None:
            return None
        rows, steps = self.figure.mean.shape
        left, wide, tall = self._measures()
        row, step = int((at.y() - HEAD) // tall), int((at.x() - left) // wide)
        if not 0 <= row < rows:
            return None
        return row, min(max(step, 0), steps - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        figure, theme = self.figure, self._theme
        if figure is None or theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        rows, steps = figure.mean.shape
        measure, shades = QFontMetricsF(self._font()), figure.shades
        for row in range(rows):
            place = self.cell(row, 0)
            painter.setPen(QColor(theme.text))
            room = QRectF(0, place.top(), place.left() - 8, place.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, say(figure.names[row]))
            for step in range(steps):
                place, ground = self.cell(row, step), shaded(theme, float(shades[row, step]))
                painter.fillRect(place, ground)
                text = written(float(f"{figure.mean[row, step]:.2g}"))
                if measure.horizontalAdvance(text) < place.width() - 4 and measure.height() <= place.height():
                    painter.setPen(ink(theme, ground))
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        self._heads(painter, theme, steps)
        if steps == 1:
            self._strips(painter, theme, figure)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell(*self.at))

    def _heads(self, painter: QPainter, theme: Theme, steps: int) -> None:
        measure, painted = QFontMetricsF(self._font()), -1.0
        painter.setPen(QColor(theme.muted))
        for step in range(steps):
            place = self.cell(0, step)
            text = tr("step {step}", step=step + 1) if steps > 1 else tr("mean, all steps")
            if step and measure.horizontalAdvance(text) > place.width():
                text = str(step + 1)
            wide = measure.horizontalAdvance(text)
            if place.center().x() - wide / 2 < painted + 4:
                continue
            room = QRectF(place.center().x() - wide, 0, 2 * wide, HEAD)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
            painted = place.center().x() + wide / 2

    def _strips(self, painter: QPainter, theme: Theme, figure: RatesFigure) -> None:
        """For each parameter where 90% of its rates lie (line), the middle half (bar) and the middle one (tick)."""
        low, high = min(0.0, figure.begin, float(figure.marks.min())), max(figure.begin, float(figure.marks.max()))
        left = self.cell(0, 0).right() + 28
        wide = self.width() - left - 28
        if wide < 60 or high <= low:
            return

        def across(value: float) -> float:
            return left + (value - low) / (high - low) * wide

        bottom = self.cell(len(figure.mean) - 1, 0).bottom()
        painter.setPen(QColor(theme.muted))
        heading = tr("how the rates of one parameter spread")
        painter.drawText(QRectF(left, 0, wide, HEAD), Qt.AlignmentFlag.AlignVCenter, heading)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(across(0.0), HEAD), QPointF(across(0.0), bottom))
        painter.setPen(QPen(QColor(theme.reference), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(across(figure.begin), HEAD), QPointF(across(figure.begin), bottom))
        self._scale(painter, theme, figure.begin, (low, high), across, bottom)
        for row, marks in enumerate(figure.marks[:, 0]):
            place = self.cell(row, 0)
            middle, half = place.center().y(), min(7.0, place.height() / 3)
            painter.setPen(QPen(QColor(theme.series[0]), 1.5))
            painter.drawLine(QPointF(across(marks[0]), middle), QPointF(across(marks[-1]), middle))
            bar = QRectF(across(marks[1]), middle - half, max(2.0, across(marks[3]) - across(marks[1])), 2 * half)
            painter.fillRect(bar, shaded(theme, 0.5))
            painter.drawLine(QPointF(across(marks[2]), middle - half), QPointF(across(marks[2]), middle + half))

    def _scale(
        self,
        painter: QPainter,
        theme: Theme,
        begin: float,
        ends: tuple[float, float],
        across: Callable[[float], float],
        bottom: float,
    ) -> None:
        """Numbers under the strips, each where there is room: first where rates began, then the ends and zero."""
        measure, taken = QFontMetricsF(self._font()), list[tuple[float, float]]()
        named = [(begin, tr("began at {begin}", begin=written(begin)), theme.reference)]
        named += [(value, written(float(f"{value:.2g}")), theme.muted) for value in (0.0, *ends)]
        for value, text, colour in named:
            wide = measure.horizontalAdvance(text)
            left = min(across(value) - wide / 2, self.width() - wide)
            if any(left < right + 8 and start < left + wide + 8 for start, right in taken):
                continue
            taken.append((left, left + wide))
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(left, bottom, wide + 1, FOOT), Qt.AlignmentFlag.AlignCenter, text)

    def _measures(self) -> tuple[float, float, float]:
        """Where the cells begin, and how wide and tall each is with the gap after it."""
        assert self.figure is not None
        rows, steps = self.figure.mean.shape
        measure = QFontMetricsF(self._font())
        left = 12 + max(measure.horizontalAdvance(say(name)) for name in self.figure.names)
        tall = min(TALLEST, (self.height() - HEAD - FOOT) / rows)
        return left, min(WIDEST, (self.width() - left - 4) / steps), max(4.0, tall)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        return font
