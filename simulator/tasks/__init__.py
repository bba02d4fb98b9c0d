"""Task families: distributions of learning problems.

A family is one file that declares its parameters, samples batches of tasks and says what is known
about them (the truth, exact solutions); it is registered by its line below.
"""

from simulator.declaration import Registry
from simulator.tasks.base import TaskFamily

FAMILIES: Registry[TaskFamily] = Registry(
    "task",
    TaskFamily,  # type: ignore[type-abstract]
    {
        "sine": "simulator.tasks.functions.sine:Sine",
        "harmonic": "simulator.tasks.functions.harmonic:Harmonic",
        "polynomial": "simulator.tasks.functions.polynomial:Polynomial",
        "linear": "simulator.tasks.functions.linear:Linear",
        "mixture": "simulator.tasks.functions.mixture:Mixture",
        "gaussian-process": "simulator.tasks.functions.gaussian_process:GaussianProcess",
        "formula": "simulator.tasks.functions.formula:Formula",
        "shapes-2d": "simulator.tasks.shapes_2d:Shapes2d",
        "digits": "simulator.tasks.pictures.digits:Digits",
        "glyphs": "simulator.tasks.pictures.glyphs:Glyphs",
        "images": "simulator.tasks.pictures.images:Images",
        "students-irt": "simulator.tasks.students.irt:StudentsIrt",
        "students-bkt": "simulator.tasks.students.bkt:StudentsBkt",
        "students-memory": "simulator.tasks.students.memory:StudentsMemory",
        "answers": "simulator.tasks.students.answers:Answers",
        "table": "simulator.tasks.table:TableFamily",
        "quadratics": "simulator.tasks.quadratics:Quadratics",
    },
)

__all__ = ["FAMILIES", "TaskFamily"]
