"""The engine: the one training loop, the events it yields, and what folds them.

`run` turns an experiment into a stream of events; `Control` steers it from another thread; `Progress` folds
the events into what plots and results need.
"""

from simulator.engine.checkpoint import Checkpoint
from simulator.engine.control import Control
from simulator.engine.events import (
    Changed,
    Compiled,
    Evaluated,
    Event,
    Failed,
    Finished,
    Referenced,
    Resumed,
    Started,
    Stepped,
    Stopped,
    Tested,
    Testing,
)
from simulator.engine.progress import Progress
from simulator.engine.run import run

__all__ = [
    "Changed",
    "Checkpoint",
    "Compiled",
    "Control",
    "Evaluated",
    "Event",
    "Failed",
    "Finished",
    "Progress",
    "Referenced",
    "Resumed",
    "Started",
    "Stepped",
    "Stopped",
    "Tested",
    "Testing",
    "run",
]
