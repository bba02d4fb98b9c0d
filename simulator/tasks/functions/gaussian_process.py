"""Functions drawn from a Gaussian process: the family on which neural processes are judged, with its exact posterior.

Support and query are joint draws from the prior, in double precision. The exact posterior given the support set
(Rasmussen and Williams 2006, "Gaussian Processes for Machine Learning", equations 2.23 and 2.24; the kernels are
4.9, 4.17 and 4.31) uses the task's own kernel, so no strategy has a higher expected log-likelihood.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Range, Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Solution, Split, TaskBatch
from simulator.tasks.functions.base import Curves

if TYPE_CHECKING:
    from torch import Generator, Tensor

SMALLEST = 1e-3  # of the deviation: the least noise, without which points close together have no stable draw
JITTER = 1e-9  # of the variance, added to it in draws: too little to be seen, enough for a factor to exist
GRID = 64  # points between those of a task at which its function is drawn too, when someone wants to see it


class GaussianProcess(Curves):
    """y = f(x) + noise with f ~ GP(0, kernel), the kernel's length scale (and period) the task's own."""

    title = "Gaussian process"
    summary = "Each task is a smooth random function; the best possible answer and its certainty are known exactly."
    explanation = (
        "Functions are drawn at random so that values at inputs close together are alike, which is all that a kernel "
        "says. Given a few points, probability theory tells the best guess everywhere and how far it may be off, and "
        "a strategy is judged by how near it comes to that."
    )
    formula = (
        "f ~ GP(0, k),&nbsp; y = f(x) + ε<br>RBF: k = s<sup>2</sup> exp(−r<sup>2</sup> / 2λ<sup>2</sup>)<br>"
        "Matérn: k = s<sup>2</sup> (1 + √5 r/λ + 5r<sup>2</sup>/3λ<sup>2</sup>) exp(−√5 r/λ)<br>"
        "periodic: k = s<sup>2</sup> exp(−2 sin<sup>2</sup>(π r/p) / λ<sup>2</sup>)"
    )
    paper = "Garnelo et al. 2018, Conditional Neural Processes"

    solved = "exact posterior"

    kind: Literal["gaussian-process"] = "gaussian-process"
    query_shots: int = parameter(
        10, "Query points", "Points on which an adaptation is judged.", ge=1, le=300, advanced=True
    )
    kernel: Literal["rbf", "matern", "periodic"] = parameter(
        "rbf",
        "Kernel",
        "How values at two inputs depend on each other; rbf: very smooth. matern: rougher. periodic: repeating.",
    )
    lengthscale: Range = parameter(
        [0.4, 0.4],
        "Length scale",
        "How far apart inputs are whose values have little in common: a short one makes tasks harder.",
        ge=0.05,
        le=20,
    )
    period: Range = parameter(
        [1.0, 1.0],
        "Period",
        "After what distance a function repeats, drawn uniformly for each task.",
        ge=0.1,
        le=20,
        when=("kernel", "periodic"),
    )
    deviation: float = parameter(
        1.0, "Deviation", "Standard deviation of a function's values.", gt=0, le=100, symbol="s", advanced=True
    )
    noise: float = parameter(
        0.1,
        "Noise",
        "Standard deviation of the error added to every target; at least a thousandth of the functions' deviation.",
        ge=0,
        le=10,
        symbol="sigma",
    )
    domain: Range = parameter(
        [-2.0, 2.0], "Inputs", "Where inputs are drawn, uniformly.", ge=-100, le=100, advanced=True
    )

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        latents = {"lengthscale": torch.empty(tasks).uniform_(*self.lengthscale, generator=generator)}
        if self.kernel == "periodic":
            latents["period"] = torch.empty(tasks).uniform_(*self.period, generator=generator)
        inputs = self.points(generator, tasks)
        shots = inputs.shape[1]
        # With more of them than there are points, `truth` can go on drawing the same function elsewhere.
        latents["normals"] = torch.randn(tasks, shots + GRID, generator=generator, dtype=torch.float64)
        values = self._factor(latents, inputs) @ latents["normals"][:, :shots, None]
        errors = torch.randn(values.shape, generator=generator, dtype=torch.float64)
        targets = (values + math.sqrt(self._error) * errors).to(inputs.dtype)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        """The function itself: its draw is completed on a grid, and what lies between is its expectation there."""
        low, high = self.domain
        grid = torch.linspace(low, high, GRID, device=inputs.device, dtype=inputs.dtype)
        known = torch.cat(
            [batch.support.inputs, batch.query.inputs, grid.view(1, GRID, 1).expand(batch.tasks, -1, -1)], 1
        )
        factor = self._factor(batch.latents, known)
        weights: Tensor = torch.linalg.solve_triangular(factor.mT, batch.latents["normals"].unsqueeze(2), upper=True)
        return (self.covariance(batch.latents, inputs, known) @ weights).to(inputs.dtype)

    def solution(self, batch: TaskBatch) -> Solution:
        """The posterior mean, and the deviation of the targets around it, that of the noise included."""
        support, latents = batch.support, batch.latents
        covariance = self.covariance(latents, support.inputs, support.inputs)
        factor = torch.linalg.cholesky(covariance + self._error * _eye(covariance))
        weights = torch.cholesky_solve(support.targets.double(), factor)  # [task, shot, 1]

        def predict(inputs: Tensor) -> Tensor:
            return (self.covariance(latents, inputs, support.inputs) @ weights).to(inputs.dtype)

        def deviation(inputs: Tensor) -> Tensor:
            across = self.covariance(latents, support.inputs, inputs)  # [task, support shot, shot]
            known: Tensor = torch.linalg.solve_triangular(factor, across, upper=False).square().sum(1)
            variance = (self.deviation**2 - known).clamp(min=0) + self._error
            return variance.sqrt().unsqueeze(2).to(inputs.dtype)

        return Solution(predict, deviation)

    def covariance(self, latents: dict[str, Tensor], one: Tensor, other: Tensor) -> Tensor:
        """The kernel between inputs ``[task, m, 1]`` and ``[task, n, 1]``, ``[task, m, n]`` in double precision."""
        distance = (one.double() - other.double().mT).abs()
        scale = latents["lengthscale"].double()[:, None, None]
        if self.kernel == "rbf":
            shared = torch.exp(-0.5 * (distance / scale).square())
        elif self.kernel == "matern":
            far = math.sqrt(5) * distance / scale
            shared = (1 + far + far.square() / 3) * torch.exp(-far)
        else:
            turns = distance / latents["period"].double()[:, None, None]
            shared = torch.exp(-2 * (torch.sin(math.pi * turns) / scale).square())
        return self.deviation**2 * shared

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        scale = f"{float(batch.latents['lengthscale'][task]):.2f}"
        if self.kernel == "periodic":
            period = f"{float(batch.latents['period'][task]):.2f}"
            return sentence("length scale {scale}, period {period}", scale=scale, period=period)
        return sentence("length scale {scale}", scale=scale)

    @property
    def _error(self) -> float:
        """The variance of the noise."""
        return max(self.noise, SMALLEST * self.deviation) ** 2

    def _factor(self, latents: dict[str, Tensor], inputs: Tensor) -> Tensor:
        """L with L L^T the covariance of the values at `inputs`, ``[task, shot, shot]``."""
        covariance = self.covariance(latents, inputs, inputs)
        factor: Tensor = torch.linalg.cholesky(covariance + JITTER * self.deviation**2 * _eye(covariance))
        return factor


def _eye(square: Tensor) -> Tensor:
    return torch.eye(square.shape[-1], dtype=square.dtype, device=square.device)
