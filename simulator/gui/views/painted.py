"""What the widgets that paint themselves share: a name, a way for the keyboard, and the colours of the appearance."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simulator.gui.theme import Theme

TEXT = 12  # pixels: of a letter


class Painted(QWidget):
    """A widget as large as there is room; a subclass has a `paint`, which is called once there is a `theme`.

    `title` says what it is to those who hear the window, `hint` what can be done with it; `keys` that the keyboard
    reaches it.
    """

    def __init__(self, name: str, title: str, hint: str = "", *, keys: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(hint)
        if keys:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.theme = theme
        self.update()

    def lettering(self, pixels: int = TEXT, bold: bool = False) -> QFont:
        """The widget's font in that size."""
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.lettering())
        self.paint(painter, self.theme)

    @abstractmethod
    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint all of it."""
