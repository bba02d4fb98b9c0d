"""Waiting for a state of the window: generous, because nothing here is about time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

LONG = 60_000  # ms


def until(condition: Callable[[], object]) -> None:
    """Let the window work until the condition holds."""
    deadline = QDeadlineTimer(LONG)
    while not condition():
        assert not deadline.hasExpired(), "What was waited for did not come."
        QTest.qWait(5)
