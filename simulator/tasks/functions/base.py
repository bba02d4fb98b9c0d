"""What the families of curves share: functions of one input, seen at some points of a stretch of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.declaration import Range, parameter
from simulator.deferred import torch
from simulator.tasks.base import Drawing, FunctionDrawing, Shape, TaskFamily
from simulator.tasks.loss import Loss, SquaredError

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Curves(TaskFamily):
    """A task is a function of one number, judged by squared error."""

    shots: int = parameter(
        10, "Shots", "Points the learner adapts on: more make the task easier.", ge=1, le=200, symbol="K"
    )
    query_shots: int = parameter(
        10, "Query points", "Points on which an adaptation is judged.", ge=1, le=500, advanced=True
    )
    domain: Range = parameter(
        [-5.0, 5.0], "Inputs", "Where inputs are drawn, uniformly.", ge=-100, le=100, advanced=True
    )

    @property
    def drawing(self) -> Drawing:
        return FunctionDrawing(*self.domain)

    @property
    def shape(self) -> Shape:
        return Shape((1,), 1)

    @property
    def loss(self) -> Loss:
        return SquaredError()

    def points(self, generator: Generator, tasks: int) -> Tensor:
        """Inputs of support and query sets together, ``[task, shot, 1]``."""
        return torch.empty(tasks, self.shots + self.query_shots, 1).uniform_(*self.domain, generator=generator)
