"""Polynomials with Gaussian coefficients and noise: curves whose best possible answer is known exactly.

Given the powers of x this is linear regression with a Gaussian prior, so the posterior is Gaussian in closed form
(Bishop 2006, "Pattern Recognition and Machine Learning", equations 3.49 to 3.51 and 3.58, 3.59).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.declaration import Range, Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Examples, Solution, Split, TaskBatch
from simulator.tasks.functions.base import Curves

if TYPE_CHECKING:
    from torch import Generator, Tensor

SMALLEST = 1e-4  # of the spread: the least noise that is reckoned with, so that the system stays regular


class Polynomial(Curves):
    """y = c_0 + c_1 x + ... + c_d x^d + noise with c ~ N(0, spread^2)."""

    title = "Polynomials"
    summary = "Each task is a polynomial with its own coefficients; the best possible answer is known exactly."
    explanation = (
        "Every function is a sum of powers of x, each multiplied by a number that is drawn anew for each task. As both "
        "these numbers and the noise follow the bell curve, the best guess from a few points can be computed, and no "
        "strategy can beat it on average."
    )
    formula = (
        "y = Σ<sub>j=0</sub><sup>d</sup> c<sub>j</sub> x<sup>j</sup> + ε,&nbsp; c<sub>j</sub> ~ N(0, s<sup>2</sup>),"
        "&nbsp; ε ~ N(0, σ<sup>2</sup>)"
    )

    solved = "exact posterior"

    kind: Literal["polynomial"] = "polynomial"
    degree: int = parameter(
        3, "Degree", "The highest power: a higher one bends more and needs more points.", ge=0, le=12, symbol="d"
    )
    spread: float = parameter(
        1.0,
        "Spread",
        "Standard deviation of the coefficients between tasks: how much each task must be learned.",
        gt=0,
        le=100,
        symbol="s",
    )
    noise: float = parameter(
        0.1, "Noise", "Standard deviation of the error added to every target.", ge=0, le=10, symbol="sigma"
    )
    domain: Range = parameter(
        [-1.0, 1.0],
        "Inputs",
        "Where inputs are drawn, uniformly: values grow fast outside of -1 to 1.",
        ge=-3,
        le=3,
        advanced=True,
    )

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        latents = {"coefficients": self.spread * torch.randn(tasks, self.degree + 1, generator=generator)}
        inputs = self.points(generator, tasks)
        targets = self._powers(inputs) @ latents["coefficients"].unsqueeze(2)
        if self.noise:
            targets = targets + self.noise * torch.randn(targets.shape, generator=generator)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        return self._powers(inputs) @ batch.latents["coefficients"].unsqueeze(2)

    def solution(self, batch: TaskBatch) -> Solution:
        """The posterior's mean; and its deviation, that of the noise included, where there is noise."""
        mean, factor = self.posterior(batch.support)

        def predict(inputs: Tensor) -> Tensor:
            return (self._powers(inputs.double()) @ mean).to(inputs.dtype)

        def deviation(inputs: Tensor) -> Tensor:
            powers = self._powers(inputs.double())
            # phi^T A^-1 phi, with A = L L^T, is the squared length of L^-1 phi.
            scaled: Tensor = torch.linalg.solve_triangular(factor, powers.mT, upper=False)  # [task, power, shot]
            variance = self.noise**2 * (1 + scaled.square().sum(1))
            return variance.sqrt().unsqueeze(2).to(inputs.dtype)

        return Solution(predict, deviation if self.noise else None)

    def posterior(self, support: Examples) -> tuple[Tensor, Tensor]:
        """The coefficients' mean ``[task, power, 1]`` and the factor L ``[task, power, power]`` of their precision.

        The precision is L L^T / noise^2. Both are in double precision.
        """
        powers = self._powers(support.inputs.double())  # [task, shot, power]
        penalty = max(self.noise / self.spread, SMALLEST) ** 2
        eye = torch.eye(self.degree + 1, dtype=powers.dtype, device=powers.device)
        factor = torch.linalg.cholesky(powers.mT @ powers + penalty * eye)
        return torch.cholesky_solve(powers.mT @ support.targets.double(), factor), factor

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        coefficients = ", ".join(f"{float(each):.2f}" for each in batch.latents["coefficients"][task])
        return sentence("coefficients {coefficients}", coefficients=coefficients)

    def _powers(self, inputs: Tensor) -> Tensor:
        """The powers of inputs ``[task, shot, 1]`` from 0 up, ``[task, shot, power]``."""
        return inputs ** torch.arange(self.degree + 1, device=inputs.device)
