"""A flat card with a title: the frame of every panel and plot."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget


class Card(QFrame):
    """A titled frame; `header` takes controls to the right of the title, `body` the content."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
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


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets beside each other."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
