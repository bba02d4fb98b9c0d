"""Sums of a few sine waves whose frequencies are whole multiples of one: the partials of a tone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Range, Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Solution, Split, TaskBatch
from simulator.tasks.functions.base import Curves

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Harmonic(Curves):
    """y = sum over k of amplitude_k / k * sin(k * frequency * x - phase_k) + noise."""

    title = "Harmonic sums"
    summary = "Each task is a sum of a few sine waves of fixed frequencies, with its own amplitudes and phases."
    explanation = (
        "Every function is a sum of sine waves that fit once, twice, three times and so on into the same stretch, as "
        "in the tone of an instrument. How strong each wave is and where it begins differs from task to task, so more "
        "waves make a task harder to guess from a few points."
    )
    formula = "y = Σ<sub>k=1</sub><sup>n</sup> (a<sub>k</sub> / k) sin(k f x − φ<sub>k</sub>) + ε"

    solved = "true sum known"

    kind: Literal["harmonic"] = "harmonic"
    harmonics: int = parameter(
        3,
        "Harmonics",
        "How many waves are summed: more make functions wilder and tasks harder.",
        ge=1,
        le=20,
        symbol="n",
    )
    amplitude: Range = parameter(
        [0.5, 2.0],
        "Amplitude",
        "Drawn uniformly for each wave of a task, then divided by the wave's number.",
        ge=0,
        le=100,
    )
    phase: Range = parameter(
        [0.0, 2 * math.pi],
        "Phase",
        "Drawn uniformly for each wave of a task.",
        ge=-10,
        le=10,
        unit="rad",
        advanced=True,
    )
    frequency: Range = parameter(
        [1.0, 1.0],
        "Frequency",
        "That of the first wave, drawn uniformly for each task: a range makes tasks harder.",
        ge=0.05,
        le=20,
        advanced=True,
    )
    noise: float = parameter(
        0.0, "Noise", "Standard deviation of the error added to every target.", ge=0, le=10, advanced=True
    )

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        latents = {
            "amplitudes": torch.empty(tasks, self.harmonics).uniform_(*self.amplitude, generator=generator),
            "phases": torch.empty(tasks, self.harmonics).uniform_(*self.phase, generator=generator),
            "frequency": torch.empty(tasks).uniform_(*self.frequency, generator=generator),
        }
        inputs = self.points(generator, tasks)
        targets = self._sum(latents, inputs)
        if self.noise:
            targets = targets + self.noise * torch.randn(targets.shape, generator=generator)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        return self._sum(batch.latents, inputs)

    def solution(self, batch: TaskBatch) -> Solution:
        return Solution(lambda inputs: self.truth(batch, inputs))

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        amplitudes = ", ".join(f"{float(each):.2f}" for each in batch.latents["amplitudes"][task])
        return sentence("amplitudes {amplitudes}", amplitudes=amplitudes)

    def _sum(self, latents: dict[str, Tensor], inputs: Tensor) -> Tensor:
        number = torch.arange(1, self.harmonics + 1, dtype=inputs.dtype, device=inputs.device)
        amplitudes, phases = (latents[name][:, None] for name in ("amplitudes", "phases"))  # [task, 1, harmonic]
        angles = latents["frequency"][:, None, None] * number * inputs - phases  # [task, shot, harmonic]
        return (amplitudes / number * angles.sin()).sum(2, keepdim=True)
