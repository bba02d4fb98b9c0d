"""A line that appears in place when something needs to be said: never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from simulator.gui.text import tr


class Notice(QFrame):
    """A sentence, a button that acts on it, and one that puts it away; `name` is what theirs begin with."""

    def __init__(self, name: str = "notice") -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setObjectName(f"{name}Text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a stranger's file
        self._act = QPushButton()
        self._act.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as long as it says nothing
        self._act.setObjectName(f"{name}Act")
        self._away = QPushButton(tr("Dismiss"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._away)
        self._away.clicked.connect(self.hide)
        self._act.clicked.connect(self._acted)
        self._action: Callable[[], None] | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, button: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a sentence, with a button if there is something to do about it."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act.setText(button)
        self._act.setVisible(bool(button))
        self._act.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button else Qt.FocusPolicy.NoFocus)
        self._action = action
        self.show()

    def _acted(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
