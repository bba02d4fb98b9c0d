"""Procedurally drawn characters: as many classes as one likes, at any size.

A class is a number, and its `Strokes` are computed from it: up to four pen strokes, each with a direction, a length, a
bend, perhaps a corner or a change of bend, most of them beginning on the stroke before. A picture of the class is
written anew with a hand that wavers in all of these, and with its own pose and pen (`drawn`).

How the points of its strokes become ink is in `ink`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Range, Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Drawing, ImagesDrawing, Reference, Shape, Split, TaskBatch, TaskFamily
from simulator.tasks.loss import CrossEntropy, Loss
from simulator.tasks.nearest_mean import nearest_mean
from simulator.tasks.pictures.ink import fitted, inked
from simulator.tasks.pictures.layout import interleaved, linear_map

if TYPE_CHECKING:
    from torch import Generator, Tensor

MOST_STROKES, POINTS = 4, 24
TRAITS = 12  # numbers that describe a stroke
SPLITS: tuple[Split, ...] = ("train", "validation", "test")
CLASSES_A_SPLIT = 2**40


class Glyphs(TaskFamily):
    """Few-shot recognition of made-up characters."""

    title = "Made-up characters"
    summary = "Each task is to tell a few characters apart, drawn with random strokes: classes never run out."
    explanation = (
        "A class is a character made of random pen strokes, and each of its pictures is written anew by an unsteady "
        "hand. No class is ever seen twice, so a strategy can only learn what all writing has in common, which may "
        "then serve on real handwriting."
    )
    formula = "ink(p) = min(1, Σ<sub>i</sub> exp(−‖p − s<sub>i</sub>‖² / 2w²)), s<sub>i</sub> along jittered strokes"

    kind: Literal["glyphs"] = "glyphs"
    shots: int = parameter(
        1, "Shots", "Pictures of each class the learner adapts on: more make the task easier.", ge=1, le=50, symbol="K"
    )
    query_shots: int = parameter(
        5, "Query pictures", "Pictures of each class on which an adaptation is judged.", ge=1, le=50, advanced=True
    )
    ways: int = parameter(
        5, "Ways", "Characters in a task: more make it harder to tell them apart.", ge=2, le=60, symbol="N"
    )
    side: int = parameter(16, "Side", "Pixels in a row: more show finer strokes, and take longer.", ge=8, le=64)
    jitter: float = parameter(
        1.0, "Unsteadiness", "How much the pictures of one character differ in their strokes and pose.", ge=0, le=3
    )
    thickness: Range = parameter(
        [0.05, 0.15],
        "Pen",
        "Half the pen's width, as a share of half the picture's; drawn anew for each picture.",
        gt=0,
        le=0.5,
        advanced=True,
    )

    @property
    def drawing(self) -> Drawing:
        return ImagesDrawing()

    @property
    def shape(self) -> Shape:
        return Shape((1, self.side, self.side), self.ways)

    @property
    def loss(self) -> Loss:
        return CrossEntropy()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        first = SPLITS.index(split) * CLASSES_A_SPLIT
        classes = first + torch.randint(CLASSES_A_SPLIT, (tasks, self.ways), generator=generator)
        count = self.shots + self.query_shots
        pictures = drawn(shapes(classes.flatten()), count, self.side, generator, self.jitter, self.thickness)
        return interleaved(pictures.view(tasks, self.ways, *pictures.shape[1:]), self.shots, {"classes": classes})

    def baselines(self, batch: TaskBatch) -> tuple[Reference, ...]:
        return (nearest_mean(batch, self.ways),)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        return sentence("{ways} made-up characters", ways=self.ways)

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        return tuple(f"{int(number) % CLASSES_A_SPLIT:010x}"[-4:] for number in batch.latents["classes"][task])


@dataclass(frozen=True)
class Strokes:
    """What characters are, ``[character, stroke]`` each; angles in radians, lengths in units of half a picture.

    A stroke starts `offset` away (``[..., 2]``) from the point at `branch` (0..1) of the stroke before.
    """

    present: Tensor
    heading: Tensor
    length: Tensor
    bend: Tensor  # how far it turns from its beginning to its end
    wave: Tensor  # how far it turns to one side in its first half, and back in its second
    corner: Tensor  # how far it turns at once
    corner_at: Tensor
    branch: Tensor
    offset: Tensor

    def wavering(self, count: int, amount: float, generator: Generator) -> Strokes:
        """`count` ways to write each of them, ``[character * count, stroke]``, that differ by `amount`."""

        def near(value: Tensor, spread: float) -> Tensor:
            copies = value.repeat_interleave(count, 0)
            return copies + amount * spread * torch.randn(copies.shape, generator=generator)

        return Strokes(
            self.present.repeat_interleave(count, 0),
            near(self.heading, 0.12),
            self.length.repeat_interleave(count, 0) * near(torch.zeros_like(self.length), 0.12).exp(),
            near(self.bend, 0.2),
            near(self.wave, 0.15),
            near(self.corner, 0.15),
            near(self.corner_at, 0.03).clamp(0.05, 0.95),
            near(self.branch, 0.05).clamp(0, 1),
            near(self.offset, 0.05),
        )

    def points(self) -> Tensor:
        """Points along the strokes, ``[character, stroke, point, 2]``."""
        t = (torch.arange(POINTS) + 0.5) / POINTS
        turned = (
            self.heading.unsqueeze(2)
            + self.bend.unsqueeze(2) * (t - 0.5)
            + self.wave.unsqueeze(2) * torch.sin(2 * math.pi * t)
            + self.corner.unsqueeze(2) * (t > self.corner_at.unsqueeze(2))
        )
        steps = torch.stack([turned.cos(), turned.sin()], dim=3) * (self.length / POINTS)[:, :, None, None]
        paths = steps.cumsum(2)
        placed = [paths[:, 0]]
        rows = torch.arange(len(paths))
        for stroke in range(1, MOST_STROKES):
            at = (self.branch[:, stroke] * (POINTS - 1)).round().long()
            start = placed[-1][rows, at] + self.offset[:, stroke]
            placed.append(paths[:, stroke] + start.unsqueeze(1))
        return torch.stack(placed, dim=1)


def shapes(classes: Tensor) -> Strokes:
    """The strokes of the characters with these numbers, ``[character]``: always the same for the same number."""
    numbers = _uniform(classes, TRAITS * MOST_STROKES + 1)  # [character, trait]
    traits = numbers[:, 1:].view(-1, TRAITS, MOST_STROKES).unbind(1)
    heading, length, bent, bend, waved, wave, cornered, corner, corner_at, branch, loose, direction = traits
    strokes = torch.bucketize(numbers[:, :1].contiguous(), torch.tensor([0.25, 0.6, 0.88])) + 1
    signed_bend, signed_wave, signed_corner = 2 * bend - 1, 2 * wave - 1, 2 * corner - 1
    away = torch.where(loose < 0.25, 0.35, 0.03).unsqueeze(2)
    return Strokes(
        present=torch.arange(MOST_STROKES) < strokes,
        heading=2 * math.pi * heading,
        length=0.45 + 1.4 * length,
        bend=torch.where(bent < 0.35, 0.4 * signed_bend, torch.where(bent < 0.75, 3.5, 7.0) * signed_bend),
        wave=torch.where(waved < 0.3, 1.2 * signed_wave, 0.1 * signed_wave),
        corner=torch.where(cornered < 0.3, 2.4 * signed_corner, torch.zeros_like(corner)),
        corner_at=0.25 + 0.5 * corner_at,
        branch=branch,
        offset=away * torch.stack([(2 * math.pi * direction).cos(), (2 * math.pi * direction).sin()], dim=2),
    )


def drawn(
    characters: Strokes,
    count: int,
    side: int,
    generator: Generator,
    jitter: float = 1.0,
    thickness: tuple[float, float] = (0.05, 0.15),
) -> Tensor:
    """`count` pictures of each character, ``[character, count, side, side]`` in 0..1."""
    written = characters.wavering(count, jitter, generator)
    present = written.present.unsqueeze(2).expand(-1, -1, POINTS).flatten(1)  # [picture, stroke * point]
    points = _posed(fitted(written.points().flatten(1, 2), present), jitter, generator)
    spacing = (points[:, 1:] - points[:, :-1]).norm(dim=2)
    # A stroke's first point has no way behind it: it gets its successor's.
    first = torch.arange(points.shape[1]) % POINTS == 0
    lengths = torch.nn.functional.pad(spacing, (1, 0))
    lengths = torch.where(first, lengths.roll(-1, 1), lengths) * present
    pen = torch.empty(len(points), 1).uniform_(*thickness, generator=generator)
    return inked(points, lengths, pen, side).view(-1, count, side, side)


def _posed(points: Tensor, jitter: float, generator: Generator) -> Tensor:
    """Each picture's points turned, slanted, stretched and moved a little."""

    def within(limit: float, *axes: int) -> Tensor:
        return jitter * limit * (2 * torch.rand(len(points), *axes, generator=generator) - 1)

    maps = linear_map(within(0.15), within(0.2), (within(0.2, 2) - 0.08 * jitter).exp())
    return points @ maps.mT + within(0.08, 2).unsqueeze(1)


def _uniform(numbers: Tensor, count: int) -> Tensor:
    """`count` numbers in 0..1 from each whole number, ``[..., count]``, by splitmix64 (Steele et al. 2014)."""
    z = (numbers.unsqueeze(-1) * count + torch.arange(1, count + 1)) * _signed(0x9E3779B97F4A7C15)
    z = (z ^ _shifted(z, 30)) * _signed(0xBF58476D1CE4E5B9)
    z = (z ^ _shifted(z, 27)) * _signed(0x94D049BB133111EB)
    return _shifted(z ^ _shifted(z, 31), 11).double().mul(2.0**-53).float()


def _shifted(z: Tensor, places: int) -> Tensor:
    """A shift to the right that brings in zeros, as of unsigned numbers."""
    return (z >> places) & ((1 << (64 - places)) - 1)


def _signed(constant: int) -> int:
    return constant - (1 << 64)
