"""Classes of points in a plane, in shapes that every textbook draws, turned, scaled, shifted and relabelled per task.

Each shape takes 2 to 5 classes: so many interleaved moons, rings within each other, blobs around a centre, arms of a
spiral, or sectors of a disc in which opposite ones are of one class (with two classes: xor). A shape is a function from
a class's share and two uniform numbers to a point, so that one draw serves whichever shape a task has.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Range, Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Drawing, PlaneDrawing, Reference, Shape, Split, TaskBatch, TaskFamily
from simulator.tasks.loss import CrossEntropy, Loss
from simulator.tasks.nearest_mean import nearest_mean

if TYPE_CHECKING:
    from torch import Generator, Tensor

SHAPES = ("moons", "rings", "blobs", "spirals", "xor")


class Shapes2d(TaskFamily):
    """Few-shot classification of points in a plane."""

    title = "Shapes in a plane"
    summary = "Each task is a plane with its own classes of points: moons, rings, blobs, spirals or sectors."
    explanation = (
        "The points of a class lie along a moon, a ring, a spiral and so on, and every task turns, stretches and moves "
        "the whole and deals out the classes anew. What can be learned beforehand is which shapes there are, so that a "
        "few points suffice to tell where the borders run."
    )
    formula = "x = t + s R(θ) (g<sub>k</sub>(u) + ε),&nbsp; ε ~ N(0, 4σ<sup>2</sup>/N<sup>2</sup>),&nbsp; y = π(k)"

    kind: Literal["shapes-2d"] = "shapes-2d"
    figure: Literal["any", "moons", "rings", "blobs", "spirals", "xor"] = parameter(
        "any",
        "Shape",
        "What the classes look like; any: one of the others is drawn for each task. xor: sectors, of which opposite "
        "ones are of one class.",
    )
    ways: int = parameter(
        2, "Classes", "Classes in a task: moons, rings, blobs, arms or pairs of sectors.", ge=2, le=5, symbol="N"
    )
    shots: int = parameter(
        10, "Shots", "Points of each class the learner adapts on: more make the task easier.", ge=1, le=100, symbol="K"
    )
    query_shots: int = parameter(
        15, "Query points", "Points of each class on which an adaptation is judged.", ge=1, le=100, advanced=True
    )
    noise: float = parameter(
        0.08,
        "Noise",
        "How far points scatter around their shape: the standard deviation at radius 1 with two classes, less with "
        "more classes.",
        ge=0,
        le=1,
        symbol="sigma",
    )
    rotation: float = parameter(
        math.pi, "Rotation", "Tasks are turned by up to this angle.", ge=0, le=math.pi, unit="rad", advanced=True
    )
    scale: Range = parameter(
        [0.7, 1.5], "Scale", "The radius of a task's shapes, drawn uniformly.", ge=0.1, le=10, advanced=True
    )
    shift: float = parameter(
        0.5, "Shift", "Tasks are moved by up to this much along either axis.", ge=0, le=10, advanced=True
    )

    @property
    def drawing(self) -> Drawing:
        reach = self.scale.high * (1.1 + 2 * self.noise) + self.shift
        return PlaneDrawing(-reach, reach)

    @property
    def shape(self) -> Shape:
        return Shape((2,), self.ways)

    @property
    def loss(self) -> Loss:
        return CrossEntropy()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        latents = self._latents(generator, tasks)
        shots = self.shots + self.query_shots
        uniform = torch.rand(2, tasks, shots, self.ways, generator=generator)
        points = _figures(latents["figure"], uniform, self.ways)  # [task, shot, way, 2]
        points = points + self.noise * 2 / self.ways * torch.randn(points.shape, generator=generator)
        turned = points.flatten(1, 2) @ _rotations(latents["angle"]).mT
        shift = torch.stack([latents["right"], latents["up"]], 1)
        inputs = shift[:, None] + latents["scale"][:, None, None] * turned  # [task, shot * way, 2]
        labels = latents["labels"].unsqueeze(1).expand(tasks, shots, self.ways).flatten(1)
        return TaskBatch.divided(inputs, labels, self.shots * self.ways, latents)

    def baselines(self, batch: TaskBatch) -> tuple[Reference, ...]:
        """The nearest class mean, which can only draw straight borders."""
        return (
            Reference("nearest-class-mean", "nearest class mean", accuracy=nearest_mean(batch, self.ways).accuracy),
        )

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        names = {
            "moons": sentence("moons"),
            "rings": sentence("rings"),
            "blobs": sentence("blobs"),
            "spirals": sentence("spirals"),
            "xor": sentence("xor"),
        }
        figure = names[SHAPES[int(batch.latents["figure"][task])]]
        angle = f"{math.degrees(float(batch.latents['angle'][task])):.0f}"
        return sentence("{figure}, turned by {angle}\N{DEGREE SIGN}", figure=figure, angle=angle)

    def _latents(self, generator: Generator, tasks: int) -> dict[str, Tensor]:
        if self.figure == "any":
            figure = torch.randint(0, len(SHAPES), (tasks,), generator=generator)
        else:
            figure = torch.full((tasks,), SHAPES.index(self.figure))
        return {
            "figure": figure,
            "angle": torch.empty(tasks).uniform_(-self.rotation, self.rotation, generator=generator),
            "scale": torch.empty(tasks).uniform_(*self.scale, generator=generator),
            "right": torch.empty(tasks).uniform_(-self.shift, self.shift, generator=generator),
            "up": torch.empty(tasks).uniform_(-self.shift, self.shift, generator=generator),
            "labels": torch.rand(tasks, self.ways, generator=generator).argsort(1),
        }


def _rotations(angle: Tensor) -> Tensor:
    """The matrices that turn by an angle ``[task]``, ``[task, 2, 2]``."""
    cosine, sine = angle.cos(), angle.sin()
    return torch.stack([torch.stack([cosine, -sine], 1), torch.stack([sine, cosine], 1)], 1)


def _figures(figure: Tensor, uniform: Tensor, ways: int) -> Tensor:
    """Points ``[task, shot, way, 2]`` without noise, of each task's figure, from numbers ``[2, task, shot, way]``."""
    way = torch.arange(ways, dtype=uniform.dtype)
    makers = (_moons, _rings, _blobs, _spirals, _xor)  # in the order of SHAPES
    points = torch.empty(*uniform.shape[1:], 2)
    for number, maker in enumerate(makers):
        right, up = maker(way, uniform[0], uniform[1], ways)
        made = torch.stack([right.expand_as(uniform[0]), up.expand_as(uniform[0])], 3)
        points = torch.where((figure == number)[:, None, None, None], made, points)
    return points


def _moons(way: Tensor, along: Tensor, across: Tensor, ways: int) -> tuple[Tensor, Tensor]:
    """Half circles side by side, by turns open below and above, each reaching into the next."""
    side = 1 - 2 * (way % 2)
    right = way + torch.cos(math.pi * along) - (ways - 1) / 2
    up = side * (torch.sin(math.pi * along) - 0.25)
    radius = (ways + 1) / 2
    return right / radius, up / radius


def _rings(way: Tensor, along: Tensor, across: Tensor, ways: int) -> tuple[Tensor, Tensor]:
    return _polar((way + 1) / ways, 2 * math.pi * along)


def _blobs(way: Tensor, along: Tensor, across: Tensor, ways: int) -> tuple[Tensor, Tensor]:
    """Normally distributed around the corners of a polygon (Box and Muller 1958), 0.2 wide."""
    right, up = _polar(torch.tensor(0.7), 2 * math.pi * way / ways)
    far = 0.2 * torch.sqrt(-2 * torch.log1p(-along))
    return right + far * torch.cos(2 * math.pi * across), up + far * torch.sin(2 * math.pi * across)


def _spirals(way: Tensor, along: Tensor, across: Tensor, ways: int) -> tuple[Tensor, Tensor]:
    """Arms that each turn by three quarters of a circle; evenly filled, for the length grows with the radius."""
    radius = 0.15 + 0.85 * along.sqrt()
    return _polar(radius, 1.5 * math.pi * radius + 2 * math.pi * way / ways)


def _xor(way: Tensor, along: Tensor, across: Tensor, ways: int) -> tuple[Tensor, Tensor]:
    """Sectors of a disc, two opposite ones to a class."""
    opposite = (across > 0.5).to(across.dtype)
    within = 2 * across - opposite
    return _polar(along.sqrt(), math.pi * (opposite + (way + within) / ways))


def _polar(radius: Tensor, angle: Tensor) -> tuple[Tensor, Tensor]:
    return radius * torch.cos(angle), radius * torch.sin(angle)
