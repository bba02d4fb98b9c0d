"""The slider of the timeline, and where on it a meta-iteration is."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from simulator.gui.text import tr

HANDLE = 12  # pixels: see the style sheet


class Track(QSlider):
    """A slider over the moments, with marks where something was changed."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("timelineTrack")
        self.setAccessibleName(tr("Moment"))
        self.setToolTip(
            tr(
                "Which meta-iteration the views look at: they adapt from what was learned by then. "
                "Arrows go from evaluation to evaluation, Home and End to the first and the newest."
            )
        )
        self.setPageStep(10)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.mark_colour = ""
        self._marks: list[float] = []

    def set_marks(self, marks: list[float]) -> None:
        """Mark these places, from 0 to the greatest value."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks or not self.mark_colour or not self.maximum():
            return
        painter = QPainter(self)
        room, below = self.width() - HANDLE, self.height() // 2 + 8
        for mark in self._marks:
            at = round(HANDLE / 2 + room * mark / self.maximum())
            painter.fillRect(QRect(at, below, 1, 4), QColor(self.mark_colour))


def place_of(iteration: int, moments: list[int]) -> float:
    """Where an iteration is among moments: between the 2nd and the 3rd, half way, is 1.5."""
    after = bisect_left(moments, iteration)
    if after == 0 or moments[after] == iteration:
        return float(after)
    before = moments[after - 1]
    return after - 1 + (iteration - before) / (moments[after] - before)
