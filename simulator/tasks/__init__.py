"""Task families: distributions of learning problems.

A family is one file that declares its parameters, samples batches of tasks and says what is known
about them (the truth, exact solutions); it is registered by its line below.
"""

from simulator.declaration import Registry
from simulator.tasks.base import TaskFamily
from simulator.tasks.digits import Digits
from simulator.tasks.linear import Linear
from simulator.tasks.sine import Sine

FAMILIES: Registry[TaskFamily] = Registry("task", TaskFamily, (Sine, Linear, Digits))  # type: ignore[type-abstract]

__all__ = ["FAMILIES", "TaskFamily"]
