"""Waiting for a state of the window: generous, because nothing here is about time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

LONG = 60_000  # ms


def until(condition: Callable[[], object]) -> None:
    """Let the window work until the condition holds. (`QTest.qWait` would hold the interpreter, and the run.)"""
    deadline = QDeadlineTimer(LONG)
    while not condition():
        assert not deadline.hasExpired(), "What was waited for did not come."
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
