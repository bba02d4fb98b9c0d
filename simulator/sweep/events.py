"""What a sweep tells: small frozen events, the last of which is always `SweepEnded`.

A cell that is kept from earlier has one `CellEnded`, at the beginning. Any other has a `CellStarted` and then a
`CellEnded`; or, where its process died, a `CellAgain` and another `CellStarted`; or, where the sweep was stopped, a
`CellStopped`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.store.sweeps import Outcome


@dataclass(frozen=True, slots=True)
class CellStarted:
    """The run of a cell was handed to a worker."""

    position: int


@dataclass(frozen=True, slots=True)
class CellEnded:
    """The run of a cell came to its end, however that was; `earlier`: it was kept, and not run now."""

    position: int
    outcome: Outcome
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class CellAgain:
    """The process that ran a cell died; the cell will be run again."""

    position: int


@dataclass(frozen=True, slots=True)
class CellStopped:
    """The run of a cell was cut short with its sweep, and can go on."""

    position: int


@dataclass(frozen=True, slots=True)
class SweepEnded:
    """The sweep is over: all its cells have ended, or it was stopped."""

    reason: Literal["completed", "stopped"]


SweepEvent = CellStarted | CellEnded | CellAgain | CellStopped | SweepEnded
