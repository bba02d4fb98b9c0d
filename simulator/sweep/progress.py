"""The fold of a sweep's events: how each cell stands."""

from __future__ import annotations

import time

from simulator.store.sweeps import Outcome
from simulator.sweep.events import CellAgain, CellEnded, CellStarted, CellStopped, SweepEnded, SweepEvent
from simulator.sweep.sweep import Sweep


class SweepProgress:
    """Everything a sweep has told so far. Feed it every event in order.

    `outcomes` are those of the cells that have ended, by their position; `going` are the cells that are being run,
    `again` those whose process died, and which were or will be run once more.
    """

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.outcomes: dict[int, Outcome] = {}
        self.going: set[int] = set()
        self.again: set[int] = set()
        self.earlier = 0
        self.ending: SweepEnded | None = None
        self._begun: float | None = None

    @property
    def left(self) -> int:
        """How many cells have not ended."""
        return self.sweep.size - len(self.outcomes)

    @property
    def complete(self) -> bool:
        """Whether all cells have ended."""
        return not self.left

    def count(self, *states: str) -> int:
        """How many cells ended so."""
        return sum(outcome.state in states for outcome in self.outcomes.values())

    def seconds_left(self) -> float | None:
        """How long it takes yet, by what was done so far; None until that is known."""
        made = len(self.outcomes) - self.earlier
        if self._begun is None or made <= 0:
            return None
        return (time.monotonic() - self._begun) / made * self.left

    def keep(self, position: int, outcome: Outcome) -> None:
        """Take in how a cell came out earlier."""
        self.add(CellEnded(position, outcome, earlier=True))

    def add(self, event: SweepEvent) -> None:
        """Fold one event in."""
        if isinstance(event, CellStarted):
            self._begun = self._begun or time.monotonic()
            self.going.add(event.position)
        elif isinstance(event, CellEnded):
            self.going.discard(event.position)
            self.outcomes[event.position] = event.outcome
            self.earlier += event.earlier
        elif isinstance(event, CellAgain):
            self.going.discard(event.position)
            self.again.add(event.position)
        elif isinstance(event, CellStopped):
            self.going.discard(event.position)
        else:
            self.ending = event
