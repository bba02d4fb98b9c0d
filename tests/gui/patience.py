"""Waiting for a state of the window: generous, because nothing here is about time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LONG = 60_000  # ms


def until(qtbot: Any, condition: Callable[[], object]) -> None:
    """Let the window work until the condition holds."""
    qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)
