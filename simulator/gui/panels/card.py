"""A flat card with a title: the frame of every panel and plot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from simulator.gui.text import plain


class Card(QFrame):
    """A titled frame; `header` takes controls to the right of the title, `body` the content."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.setSpacing(4)
        self.title = QLabel(title)
        self.title.setObjectName("cardTitle")
        self.header = QHBoxLayout()
        self.header.setSpacing(4)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        outer.addLayout(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        outer.addLayout(self.body, 1)


def muted(text: str = "") -> QLabel:
    """A small grey label that wraps."""
    label = QLabel(text)
    label.setObjectName("muted")
    label.setWordWrap(True)
    return label


class Elided(QLabel):
    """A small grey line that ends in an ellipsis where there is no room for all of it; its tooltip has the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str, whole: str = "") -> None:
        """Show a text, which may have names of a stranger's in it; the tooltip has all of it, or `whole`."""
        self.setText(text)
        hint = whole or text
        self.setToolTip(plain(hint) if hint else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


def legend(named: list[tuple[str, str]]) -> str:
    """Colours and what they stand for, as rich text for a label."""
    return " &nbsp; ".join(f"<span style='color:{colour}'>\N{EM DASH}</span> {name}" for colour, name in named)
