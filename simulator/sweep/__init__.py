"""Many runs over a grid of parameters, on every core.

A `Sweep` is the frozen description: an experiment, one or two axes of values, and seeds; it gives its cells. `execute`
runs them through the standard library's executor interface and yields what happens as small frozen events, which
`SweepProgress` folds. `Workers` is the executor of this machine: processes of which a dead one costs only its own cell.
`kept` finds the sweeps of a database, so that one that was cut short goes on with the cells it lacks.
"""

from simulator.sweep.axis import Axis
from simulator.sweep.control import SweepControl
from simulator.sweep.events import CellAgain, CellEnded, CellStarted, CellStopped, SweepEnded, SweepEvent
from simulator.sweep.executing import execute
from simulator.sweep.progress import SweepProgress
from simulator.sweep.sweep import Cell, Sweep
from simulator.sweep.workers import Workers, usual_jobs

__all__ = [
    "Axis",
    "Cell",
    "CellAgain",
    "CellEnded",
    "CellStarted",
    "CellStopped",
    "Sweep",
    "SweepControl",
    "SweepEnded",
    "SweepEvent",
    "SweepProgress",
    "Workers",
    "execute",
    "usual_jobs",
]
