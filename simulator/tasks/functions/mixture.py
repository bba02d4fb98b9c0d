"""Sine waves and straight lines, one picked for each task: a family with two kinds of tasks in it.

The family of Finn, Xu and Levine (2018), "Probabilistic Model-Agnostic Meta-Learning", in which a few
noisy points may leave open which kind they are of.
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


class Mixture(Curves):
    """y = amplitude * sin(x - phase) + noise, or y = slope * x + offset + noise."""

    title = "Waves or lines"
    summary = "Each task is either a sine wave or a straight line, and a few points must tell which."
    explanation = (
        "A coin decides for each task whether its function is a sine wave or a straight line, with its own shape in "
        "either case. One common start must serve both kinds, so the first few points must settle which kind it is "
        "before they can settle the rest."
    )
    formula = "y = a sin(x − φ) + ε&nbsp; or&nbsp; y = m x + b + ε"
    paper = "Finn et al. 2018, Probabilistic Model-Agnostic Meta-Learning"

    solved = "true function known"

    kind: Literal["mixture"] = "mixture"
    lines: float = parameter(
        0.5, "Share of lines", "How many of the tasks are lines: in the middle it is hardest to guess.", ge=0, le=1
    )
    amplitude: Range = parameter(
        [0.1, 5.0], "Amplitude", "Of a wave, drawn uniformly for each task.", ge=0, le=100, advanced=True
    )
    phase: Range = parameter(
        [0.0, math.pi],
        "Phase",
        "Of a wave, drawn uniformly for each task.",
        ge=-10,
        le=10,
        unit="rad",
        advanced=True,
    )
    slope: Range = parameter(
        [-3.0, 3.0], "Slope", "Of a line, drawn uniformly for each task.", ge=-100, le=100, advanced=True
    )
    offset: Range = parameter(
        [-3.0, 3.0], "Offset", "Of a line, drawn uniformly for each task.", ge=-100, le=100, advanced=True
    )
    noise: float = parameter(
        0.3, "Noise", "Standard deviation of the error added to every target.", ge=0, le=10, symbol="sigma"
    )

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        ranges = {"amplitude": self.amplitude, "phase": self.phase, "slope": self.slope, "offset": self.offset}
        latents = {name: torch.empty(tasks).uniform_(*ends, generator=generator) for name, ends in ranges.items()}
        latents["line"] = (torch.rand(tasks, generator=generator) < self.lines).float()
        inputs = self.points(generator, tasks)
        targets = _function(latents, inputs)
        if self.noise:
            targets = targets + self.noise * torch.randn(targets.shape, generator=generator)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        return _function(batch.latents, inputs)

    def solution(self, batch: TaskBatch) -> Solution:
        return Solution(lambda inputs: self.truth(batch, inputs))

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        latents = {name: f"{float(value[task]):.2f}" for name, value in batch.latents.items()}
        if float(batch.latents["line"][task]):
            return sentence("line, slope {slope}, offset {offset}", slope=latents["slope"], offset=latents["offset"])
        amplitude, phase = latents["amplitude"], latents["phase"]
        return sentence("wave, amplitude {amplitude}, phase {phase}", amplitude=amplitude, phase=phase)


def _function(latents: dict[str, Tensor], inputs: Tensor) -> Tensor:
    one = {name: value[:, None, None] for name, value in latents.items()}
    wave = one["amplitude"] * torch.sin(inputs - one["phase"])
    return torch.where(one["line"] > 0, one["slope"] * inputs + one["offset"], wave)
