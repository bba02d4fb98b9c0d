"""Linear functions with Gaussian weights and noise: the family whose best possible answer is known exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import (
    Drawing,
    Examples,
    FunctionDrawing,
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


class Linear(TaskFamily):
    """y = w . x + b + noise with w and b ~ N(mean, spread^2) and x ~ N(0, 1)."""

    title = "Linear functions"
    summary = "Each task is a plane with its own slope and offset; the best possible answer is known exactly."
    explanation = (
        "The slopes of all tasks scatter around a common average, and each point is measured with some error. How to "
        "weigh the average against the points can be calculated exactly, so we know how close a strategy comes to the "
        "best."
    )
    formula = "y = w<sup>T</sup> x + b + ε<br>w, b ~ N(μ, τ<sup>2</sup>), &nbsp; ε ~ N(0, σ<sup>2</sup>)"

    solved = "exact posterior"

    kind: Literal["linear"] = "linear"
    shots: int = parameter(
        10, "Shots", "Points the learner adapts on: more make the task easier.", ge=1, le=500, symbol="K"
    )
    query_shots: int = parameter(
        10, "Query points", "Points on which an adaptation is judged.", ge=1, le=500, advanced=True
    )
    inputs: int = parameter(1, "Inputs", "Numbers in one input: more than the shots leave the task open.", ge=1, le=256)
    mean: float = parameter(
        1.0, "Mean weight", "What the weights of all tasks have in common, and a strategy can learn.", ge=-100, le=100
    )
    spread: float = parameter(
        1.0,
        "Spread",
        "Standard deviation of the weights between tasks: how much each task must be learned.",
        gt=0,
        le=100,
    )
    noise: float = parameter(
        0.3, "Noise", "Standard deviation of the error added to every target.", ge=0, le=10, symbol="sigma"
    )

    @property
    def drawing(self) -> Drawing:
        return FunctionDrawing(-3.0, 3.0) if self.inputs == 1 else ScatterDrawing()

    @property
    def shape(self) -> Shape:
        return Shape((self.inputs,), 1)

    @property
    def loss(self) -> Loss:
        return SquaredError()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        weights = self.mean + self.spread * torch.randn(tasks, self.inputs + 1, generator=generator)
        latents = {"weights": weights}
        inputs = torch.randn(tasks, self.shots + self.query_shots, self.inputs, generator=generator)
        targets = _plane(weights, inputs)
        targets = targets + self.noise * torch.randn(targets.shape, generator=generator)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        return _plane(batch.latents["weights"], inputs)

    def solution(self, batch: TaskBatch) -> Solution:
        mean = self.posterior_mean(batch.support)
        return Solution(lambda inputs: _plane(mean, inputs))

    def posterior_mean(self, support: Examples) -> Tensor:
        """The mean of the weights given the support set, ``[task, inputs + 1]``, the offset last.

        Ridge regression with penalty ``(noise / spread)^2`` around the prior mean: no estimate has a lower
        expected squared error. Without noise the penalty is a very small one, so that the system stays regular.
        """
        design = _with_offset(support.inputs).double()  # [task, shot, inputs + 1]
        residual = support.targets.double() - self.mean * design.sum(2, keepdim=True)  # [task, shot, 1]
        penalty = max((self.noise / self.spread) ** 2, 1e-9)
        gram = design.mT @ design + penalty * torch.eye(design.shape[2], dtype=torch.float64, device=design.device)
        shift: Tensor = torch.linalg.solve(gram, design.mT @ residual)  # [task, inputs + 1, 1]
        return (self.mean + shift.squeeze(2)).to(support.inputs.dtype)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        if self.inputs > 1:
            return sentence("{inputs} weights", inputs=self.inputs)
        slope, offset = (f"{float(value):.2f}" for value in batch.latents["weights"][task])
        return sentence("slope {slope}, offset {offset}", slope=slope, offset=offset)


def _with_offset(inputs: Tensor) -> Tensor:
    return torch.cat([inputs, torch.ones_like(inputs[..., :1])], dim=2)


def _plane(weights: Tensor, inputs: Tensor) -> Tensor:
    return _with_offset(inputs) @ weights.unsqueeze(2)  # [task, shot, 1]
