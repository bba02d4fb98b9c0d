"""Sine waves whose amplitude, phase and (optionally) frequency are the task's own.

The family of Finn, Abbeel and Levine (2017), "Model-Agnostic Meta-Learning", section 5.1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Range, parameter
from simulator.deferred import torch
from simulator.tasks.base import Solution, Split, TaskBatch
from simulator.tasks.functions.base import Curves

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Sine(Curves):
    """y = amplitude * sin(frequency * x - phase) + noise."""

    title = "Sine waves"
    summary = "Each task is a sine wave with its own amplitude and phase, seen at a few points."
    explanation = (
        "All tasks are waves, but how high each is and where it begins must be found out from a few of its points. A "
        "learner that has seen many waves can guess the whole of a new one, where one that has not can only join the "
        "points."
    )
    formula = "y = A sin(ω x − φ) + ε<br>A ~ U(0.1, 5), &nbsp; φ ~ U(0, π)"
    paper = "Finn et al. 2017, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks"

    solved = "true wave known"

    kind: Literal["sine"] = "sine"
    amplitude: Range = parameter(
        [0.1, 5.0],
        "Amplitude",
        "Drawn uniformly for each task: a wider range makes tasks differ more.",
        ge=0.01,
        le=100,
    )
    phase: Range = parameter(
        [0.0, math.pi], "Phase", "Drawn uniformly for each task.", ge=-10, le=10, unit="rad", advanced=True
    )
    frequency: Range = parameter(
        [1.0, 1.0],
        "Frequency",
        "Drawn uniformly for each task: a range makes tasks harder.",
        ge=0.05,
        le=20,
        advanced=True,
    )
    noise: float = parameter(
        0.0, "Noise", "Standard deviation of the error added to every target.", ge=0, le=10, advanced=True
    )

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        latents = {
            "amplitude": torch.empty(tasks).uniform_(*self.amplitude, generator=generator),
            "phase": torch.empty(tasks).uniform_(*self.phase, generator=generator),
            "frequency": torch.empty(tasks).uniform_(*self.frequency, generator=generator),
        }
        inputs = self.points(generator, tasks)
        targets = self._wave(latents, inputs)
        if self.noise:
            targets = targets + self.noise * torch.randn(targets.shape, generator=generator)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        return self._wave(batch.latents, inputs)

    def solution(self, batch: TaskBatch) -> Solution:
        return Solution(lambda inputs: self.truth(batch, inputs))

    def _wave(self, latents: dict[str, Tensor], inputs: Tensor) -> Tensor:
        amplitude, phase, frequency = (latents[name][:, None, None] for name in ("amplitude", "phase", "frequency"))
        return amplitude * torch.sin(frequency * inputs - phase)
