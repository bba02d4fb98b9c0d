"""A question or a remark within a narrow panel: its words, and under them what can be answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from simulator.gui.text import tr


class Question(QFrame):
    """Hidden until something is asked; Escape says no. It never stops anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self.yes, self.no = QPushButton(tr("Yes")), QPushButton(tr("No"))
        self.yes.setObjectName("questionYes")
        self.no.setObjectName("questionNo")
        answers = QHBoxLayout()
        answers.addStretch(1)
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self._text)
        layout.addLayout(answers)
        self._then: Callable[[], object] | None = None
        self.yes.clicked.connect(self._said_yes)
        self.no.clicked.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is being asked or said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def ask(self, text: str, yes: str, no: str, then: Callable[[], object]) -> None:
        """Ask, with the keyboard on the answer that changes nothing; `then` follows a yes."""
        self._show(text, no)
        self.yes.setText(yes)
        self.yes.show()
        self._then = then
        self.no.setFocus()

    def say(self, text: str) -> None:
        """Only say something."""
        self._show(text, tr("Dismiss"))
        self.yes.hide()
        self._then = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _show(self, text: str, no: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self.no.setText(no)
        self.show()

    def _said_yes(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()
