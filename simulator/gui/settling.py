"""Changes of a run that goes on, held back until they have stood still.

A slider that is drawn along passes many values; only the last of them is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

SETTLED = 150  # ms after which a change that is still there is meant


class Settling(QObject):
    """Hands each changed parameter to `change`, once it has stood still for a moment or when `settle` is called."""

    def __init__(self, change: Callable[[str, Any], None]) -> None:
        super().__init__()
        self._change = change
        self._held: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED)
        self._timer.timeout.connect(self.settle)

    def hold(self, path: str, value: Any) -> None:
        """A parameter was given another value."""
        self._held[path] = value
        self._timer.start()

    def settle(self) -> None:
        """What is held is meant: hand it on."""
        self._timer.stop()
        held, self._held = self._held, {}
        for path, value in held.items():
            self._change(path, value)

    def drop(self) -> None:
        """Forget what is held."""
        self._held.clear()
