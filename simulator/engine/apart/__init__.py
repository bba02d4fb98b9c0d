"""A run in a process of its own, for a program that has other things to do, such as drawing.

In one process only one thread runs Python at a time: what is drawn holds a run up, and a run what is drawn. And the
memory that a run took is the system's again when its process has ended.
"""

from simulator.engine.apart.running import run
from simulator.engine.apart.spare import SPARE

__all__ = ["SPARE", "run"]
