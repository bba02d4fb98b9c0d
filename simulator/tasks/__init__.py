"""Task families: distributions of learning problems.

A family is one file that declares its parameters, samples batches of tasks and says what is known
about them (the truth, exact solutions); it is registered by its line below.
"""

from simulator.declaration import Registry
from simulator.tasks.base import TaskFamily
from simulator.tasks.functions.formula import Formula
from simulator.tasks.functions.gaussian_process import GaussianProcess
from simulator.tasks.functions.harmonic import Harmonic
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.mixture import Mixture
from simulator.tasks.functions.polynomial import Polynomial
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from simulator.tasks.pictures.glyphs import Glyphs
from simulator.tasks.pictures.images import Images
from simulator.tasks.quadratics import Quadratics
from simulator.tasks.shapes_2d import Shapes2d
from simulator.tasks.students.answers import Answers
from simulator.tasks.students.bkt import StudentsBkt
from simulator.tasks.students.irt import StudentsIrt
from simulator.tasks.students.memory import StudentsMemory
from simulator.tasks.table import TableFamily

FAMILIES: Registry[TaskFamily] = Registry(
    "task",
    TaskFamily,  # type: ignore[type-abstract]
    (
        Sine,
        Harmonic,
        Polynomial,
        Linear,
        Mixture,
        GaussianProcess,
        Formula,
        Shapes2d,
        Digits,
        Glyphs,
        Images,
        StudentsIrt,
        StudentsBkt,
        StudentsMemory,
        Answers,
        TableFamily,
        Quadratics,
    ),
)

__all__ = ["FAMILIES", "TaskFamily"]
