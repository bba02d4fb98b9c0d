"""The diagram of the two loops: what happens now is lit, what happened carries its number, the rest is pale."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from simulator.analysis.slow_motion_story import Part, Story
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.loops.easing import Easing
from simulator.gui.views.loops.places import Places, places
from simulator.gui.views.painted import Painted

HEAD = 7.0  # pixels of an arrow's head
TWO_LINES = 33.0  # pixels that a name over a number needs
BADGE = 9.0  # pixels: half the height of a caption's number


class LoopsDiagram(Painted):
    """Draws a story at one of its frames, or all of it where no frame is chosen."""

    def __init__(self) -> None:
        super().__init__("loopsDiagram", tr("The two loops"), keys=True)
        self.setMinimumHeight(200)
        self._story: Story | None = None
        self._at: int | None = None
        self._from: Part | None = None
        self._outer = self._inner = ""
        self._moving = Easing(self)

    def sizeHint(self) -> QSize:
        return QSize(640, 270)

    def show_story(self, story: Story | None, at: int | None, outer: str, inner: str, *, eased: bool = False) -> None:
        """Draw frame `at`; `outer` and `inner` say where the two loops are. `eased`: a step was made by hand."""
        before = self._lit
        self._story, self._at, self._outer, self._inner = story, at, outer, inner
        self._from = before if before != self._lit else None
        self._moving.stop()
        if eased and self._from is not None:
            self._moving.start()
        else:
            self._from = None
        if story is not None and at is not None:
            self.setAccessibleDescription(" ".join(say(said) for said in story.frames[at].said))
        self.update()

    @property
    def easing(self) -> bool:
        """Whether a step that was made by hand still moves."""
        return self._moving.going

    @property
    def _lit(self) -> Part | None:
        return None if self._story is None or self._at is None else self._story.frames[self._at].part

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if self._story is None:
            painter.setPen(QColor(theme.muted))
            text = tr("One step of both loops will be shown here, part by part, with its numbers.")
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), _MIDDLE, text)
            return
        place = places(self._story.parts, self.width(), self.height())
        self._draw_frames(painter, theme, place)
        for ends, points in place.arrows.items():
            self._draw_arrow(painter, theme, points, lit=self._leads(*ends))
        last = len(self._story.frames) - 1 if self._at is None else self._at
        happened, numbers = self._story.happened(last), self._story.numbers(last)
        for part, box in place.boxes.items():
            self._draw_box(painter, theme, part, box, happened.get(part), numbers.get(part, ""))
        self._draw_token(painter, theme, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _leads(self, one: Part, other: Part) -> bool:
        """Whether the way from one part to another is the one that was just gone."""
        if self._story is None or not self._at:
            return False
        return (self._story.frames[self._at - 1].part, self._lit) == (one, other) or (
            # the loss at the new parameters begins the next round
            (one, other) == ("support", "gradient") and self._lit == "gradient"
        )

    def _draw_frames(self, painter: QPainter, theme: Theme, place: Places) -> None:
        outer = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        self._draw_frame(painter, theme, outer, theme.series[2], tr("Outer loop: over batches of tasks"), self._outer)
        self._draw_frame(painter, theme, place.inner, theme.series[0], tr("Inner loop: one task"), self._inner)

    def _draw_frame(self, painter: QPainter, theme: Theme, frame: QRectF, colour: str, title: str, where: str) -> None:
        painter.setPen(QPen(QColor(blended(colour, 0.55, theme.card)), 1.2))
        painter.setBrush(QColor(blended(colour, 0.06, theme.card)))
        painter.drawRoundedRect(frame, 8, 8)
        line = QRectF(frame.left() + 12, frame.top() + 5, frame.width() - 24, 20)
        painter.setFont(self.lettering(13, bold=True))
        painter.setPen(QColor(theme.text))
        painter.drawText(line, _START, title)
        painter.setFont(self.lettering(12))
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, _END, where)

    def _draw_arrow(self, painter: QPainter, theme: Theme, points: tuple[QPointF, ...], lit: bool) -> None:
        colour = QColor(theme.accent if lit else theme.muted)
        tip, tail = points[-1], points[-2]
        angle = math.atan2(tip.y() - tail.y(), tip.x() - tail.x())
        neck = QPointF(tip.x() - HEAD * math.cos(angle), tip.y() - HEAD * math.sin(angle))
        painter.setPen(QPen(colour, 2.2 if lit else 1.4, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([*points[:-1], neck]))
        wings = [
            QPointF(tip.x() - 1.3 * HEAD * math.cos(angle + turn), tip.y() - 1.3 * HEAD * math.sin(angle + turn))
            for turn in (0.42, -0.42)
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([tip, *wings]))

    def _draw_box(
        self, painter: QPainter, theme: Theme, part: Part, box: QRectF, frame: int | None, number: str
    ) -> None:
        assert self._story is not None
        lit, known = part == self._lit, frame is not None
        edge = QColor(theme.accent if lit else blended(theme.muted, 0.8 if known else 0.45, theme.card))
        painter.setPen(QPen(edge, 2 if lit else 1.2))
        if part == "task":  # one of a batch
            for behind in (6.0, 3.0):
                painter.setBrush(QColor(theme.card))
                painter.drawRoundedRect(box.translated(behind, -behind), 6, 6)
        painter.setBrush(QColor(blended(theme.accent, 0.16, theme.card) if lit else theme.card))
        painter.drawRoundedRect(box, 6, 6)
        inside = box.adjusted(8, 3, -8, -3)
        painter.setPen(QColor(theme.text if known else theme.muted))
        painter.setFont(self.lettering(12))
        if number and known and inside.height() < TWO_LINES:
            painter.drawText(inside, _START, say(self._story.parts[part]))
            painter.setFont(self.lettering(13, bold=True))
            painter.drawText(inside, _END, number)
        elif number and known:
            painter.drawText(inside, _ABOVE, say(self._story.parts[part]))
            painter.setFont(self.lettering(15, bold=True))
            painter.drawText(inside, _BELOW, number)
        else:
            painter.drawText(inside, _MIDDLE, say(self._story.parts[part]))
        if frame is not None:
            self._draw_badge(painter, theme, box.topLeft(), str(frame + 1), lit)

    def _draw_badge(self, painter: QPainter, theme: Theme, at: QPointF, number: str, lit: bool) -> None:
        painter.setFont(self.lettering(11, bold=True))
        wide = max(2 * BADGE, painter.fontMetrics().horizontalAdvance(number) + 10.0)
        badge = QRectF(at.x() - 6, at.y() - BADGE, wide, 2 * BADGE)
        painter.setPen(QPen(QColor(theme.card), 1.5))
        painter.setBrush(QColor(theme.accent if lit else blended(theme.muted, 0.85, theme.card)))
        painter.drawRoundedRect(badge, BADGE, BADGE)
        painter.setPen(QColor(theme.on_accent if lit else theme.card))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, number)

    def _draw_token(self, painter: QPainter, theme: Theme, place: Places) -> None:
        """What moves from part to part while a step is eased."""
        if self._from is None or self._lit is None or not self.easing:
            return
        way = place.arrows.get((self._from, self._lit))
        boxes = place.boxes
        points = way or (boxes[self._from].center(), boxes[self._lit].center())
        share = self._moving.share * (len(points) - 1)
        leg = min(int(share), len(points) - 2)
        at = points[leg] + (points[leg + 1] - points[leg]) * (share - leg)
        painter.setPen(QPen(QColor(theme.card), 1.5))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(at, 6.5, 6.5)


_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ABOVE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_BELOW = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
