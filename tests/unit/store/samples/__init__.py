"""A small database of every format that was ever given away, and what must be read from it.

`python -m tests.unit.store.samples` makes the one of today's format anew; those of earlier formats are never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from simulator.engine import Event
from simulator.strategies.base import State
from tests.unit.store.ready_made import bits

FOLDER = Path(__file__).parent


def sample(format_: int) -> Path:
    """The database of a format; its name with the ending ``.json`` says what is in it."""
    return FOLDER / f"format-{format_}.sqlite"


def digest(history: Iterable[Event]) -> str:
    """A history in short, down to its last bit."""
    return hashlib.sha256(repr(bits(list(history))).encode()).hexdigest()


def learned(state: State) -> list[float]:
    """The meta-learned numbers of a small state."""
    return [float(number) for value in state.theta.values() for number in value.flatten()]
