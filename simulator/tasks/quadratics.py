"""Random quadratic bowls: functions to be minimised, for optimisers that are themselves learned.

The family of Andrychowicz et al. (2016), "Learning to learn by gradient descent by gradient descent", section 3.1:
f(theta) = |W theta - y|^2 with W and y Gaussian. A task's examples are the rows of W with the entries of y as targets,
so that f is the loss of a linear learner without an offset, and support and query are the same examples: what is judged
is how far down adaptation came. The paper sums over rows and the loss here is their mean, so losses and gradients are
the paper's divided by the number of rows, and the best rates of plain descent are larger by that factor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import (
    BowlDrawing,
    Drawing,
    Examples,
    ScatterDrawing,
    Shape,
    Solution,
    Split,
    TaskBatch,
    TaskFamily,
)
from simulator.tasks.loss import Loss, SquaredError

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Quadratics(TaskFamily):
    """f(theta) = mean over rows of (W theta - y)^2, entries of W and y ~ N(0, 1)."""

    title = "Quadratic bowls"
    summary = "Each task is a bowl of its own shape whose lowest point is to be found quickly."
    explanation = (
        "Each task is a function shaped like a bowl: steep one way, flat another, with its lowest point somewhere else "
        "every time. Nothing is predicted for new inputs here; what counts is how far down a number of steps leads."
    )
    formula = "f(θ) = |W θ − y|<sup>2</sup> / rows, &nbsp; W<sub>ij</sub>, y<sub>i</sub> ~ N(0, 1)"
    paper = "Andrychowicz et al. 2016, Learning to learn by gradient descent by gradient descent"

    solved = "lowest point"

    kind: Literal["quadratics"] = "quadratics"
    dimensions: int = parameter(
        10, "Dimensions", "Numbers to be adjusted: two can be drawn as a landscape.", ge=1, le=256, symbol="d"
    )
    rows: int = parameter(
        10,
        "Rows",
        "Squares that add up to the bowl: with as many as dimensions some directions are almost flat, more make it "
        "rounder.",
        ge=1,
        le=1024,
        advanced=True,
    )

    @property
    def drawing(self) -> Drawing:
        return BowlDrawing(-3.0, 3.0) if self.dimensions == 2 else ScatterDrawing()

    @property
    def shape(self) -> Shape:
        return Shape((self.dimensions,), 1)

    @property
    def loss(self) -> Loss:
        return SquaredError()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        matrix = torch.randn(tasks, self.rows, self.dimensions, generator=generator)  # W: [task, row, dimension]
        targets = torch.randn(tasks, self.rows, 1, generator=generator)
        examples = Examples(matrix, targets)
        return TaskBatch(examples, examples, {"lowest": self.lowest(examples)})

    def lowest(self, examples: Examples) -> Tensor:
        """The theta with the smallest loss, ``[task, dimension]``; the shortest one where there are several."""
        inverse: Tensor = torch.linalg.pinv(examples.inputs.double())  # [task, dimension, row]
        theta = inverse @ examples.targets.double()  # [task, dimension, 1]
        return theta.squeeze(2).to(examples.inputs.dtype)

    def solution(self, batch: TaskBatch) -> Solution:
        theta = self.lowest(batch.support).unsqueeze(2)
        return Solution(lambda inputs: inputs @ theta)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        if self.dimensions != 2:
            return sentence("{dimensions} dimensions", dimensions=self.dimensions)
        first, second = (f"{float(value):.2f}" for value in batch.latents["lowest"][task])
        return sentence("lowest point at {first}, {second}", first=first, second=second)
