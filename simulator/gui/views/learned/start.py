"""How far each layer has moved from its random start, as bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen

from simulator.analysis.learned import StartFigure
from simulator.analysis.scale import nice_above
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.view import LearnedView, shaded

HEAD = 24.0
TALLEST = 52.0  # a row
LEAST = 15.0


class StartView(LearnedView):
    """A bar a layer: how far it moved as a share of its size at the random start; a line at as far as it was large."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("learnedStart")
        self.setAccessibleName(tr("Learned parameters"))
        self.figure: StartFigure | None = None
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_figure(self, figure: StartFigure) -> None:
        self.figure = figure
        told = [self.told(row) for row in range(len(figure.names))]
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(told))
        self.update()

    def reading(self) -> str:
        return tr(
            "A bar of 100% says that a layer has moved as far as its random start was large. The page Parameters shows "
            "where the start lies among the solutions of the tasks, Agreement what an inner step does to each layer."
        )

    def told(self, row: int) -> str:
        """One layer in words."""
        assert self.figure is not None
        figure, values = self.figure, {"layer": say(self.figure.names[row]), "count": f"{self.figure.counts[row]:,}"}
        if not np.isfinite(figure.change[row]):
            return tr("{layer}, {count} parameters: from zero to {now}", now=f"{figure.now[row]:.3g}", **values)
        return tr("{layer}, {count} parameters: moved by {share}", share=f"{figure.change[row]:.0%}", **values)

    def sizes(self, row: int) -> str:
        """How large one layer's parameters were, and are now."""
        assert self.figure is not None
        return f"{self.figure.before[row]:.2g} \N{RIGHTWARDS ARROW} {self.figure.now[row]:.2g}"

    def paintEvent(self, event: QPaintEvent) -> None:
        figure, theme = self.figure, self._theme
        if figure is None or theme is None or not len(figure.names):
            return
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(12)
        painter.setFont(font)
        measure = QFontMetricsF(font)
        rows, right = len(figure.names), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        shown = min(rows, max(1, int((self.height() - HEAD) // LEAST)))
        tall = min(TALLEST, (self.height() - HEAD) / shown)
        left = 12 + max(measure.horizontalAdvance(say(name)) for name in figure.names)
        sizes = 8 + max(measure.horizontalAdvance(self.sizes(row)) for row in range(rows))
        wide = self.width() - left - measure.horizontalAdvance("10,000%") - 16 - sizes
        known = figure.change[np.isfinite(figure.change)]
        top = nice_above(max(1.0, float(known.max()))) if len(known) else 1.0
        order = np.argsort(-np.where(np.isfinite(figure.change), figure.change, 0.0), kind="stable")[:shown]
        self._heads(painter, theme, left, shown)
        one = left + wide / top
        painter.setPen(QPen(QColor(theme.reference), 1, Qt.PenStyle.DashLine))
        painter.drawLine(int(one), int(HEAD), int(one), int(HEAD + shown * tall))
        for place, row in enumerate(sorted(order)):
            share, y = float(figure.change[row]), HEAD + place * tall
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(0, y, left - 8, tall - 3), right, say(figure.names[row]))
            long = wide * (share / top if np.isfinite(share) else 1.0)
            ground = shaded(theme, 0.75 if np.isfinite(share) else 0.2)
            painter.fillRect(QRectF(left, y + 2, max(1.0, long), tall - 7), ground)
            text = f"{share:,.0%}" if np.isfinite(share) else tr("from zero")
            painter.drawText(QRectF(left + long + 6, y, 90, tall - 3), Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(0, y, self.width() - 4, tall - 3), right, self.sizes(row))

    def _heads(self, painter: QPainter, theme: Theme, left: float, shown: int) -> None:
        """What stands in the columns, and how many layers there is room for."""
        assert self.figure is not None
        rows, heading = len(self.figure.names), tr("moved, as a share of the size at the random start")
        if shown < rows:
            heading = tr("{heading}; the {shown} of {all} that moved most", heading=heading, shown=shown, all=rows)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(left, 0, self.width() - left, HEAD), Qt.AlignmentFlag.AlignVCenter, heading)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, self.width() - 4, HEAD), right, tr("size then and now"))
