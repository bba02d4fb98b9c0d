"""What is turned over one by one, such as tasks: what is shown now between an arrow back and an arrow on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from simulator.gui.icons import icon
from simulator.gui.text import tr
from simulator.gui.theme import Theme


class Turn:
    """`widgets` are for a row, in this order; `move` is called with -1 or 1 where a person turns `what` over."""

    def __init__(self, what: str, move: Callable[[int], None]) -> None:
        self.label = QLabel()
        self._back = _arrow(tr("Previous {what}", what=what), lambda: move(-1))
        self._on = _arrow(tr("Next {what}", what=what), lambda: move(1))
        self.widgets: tuple[QWidget, ...] = (self._back, self.label, self._on)

    def dress(self, theme: Theme) -> None:
        """Put on the icons."""
        self._back.setIcon(icon("mdi6.chevron-left", theme.text))
        self._on.setIcon(icon("mdi6.chevron-right", theme.text))


def _arrow(name: str, turn: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setObjectName("flat")
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.clicked.connect(lambda _: turn())
    return button
