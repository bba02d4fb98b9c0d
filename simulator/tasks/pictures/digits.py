"""Real 8 x 8 handwriting (scikit-learn's copy of the UCI optical digits), with two kinds of task.

``hand``: all ten digits, seen through a rotation, mirroring, shear and scale that is the task's own, so
that each task is a new hand to read from a few examples. The pictures themselves are split: validation
and test draw from pictures that meta-training never saw.

``classes``: some of the digits with shuffled labels. Meta-training sees digits 0 to 4; validation and
test see 5 to 9, each through pictures of its own. Five classes are too few to learn from, and the family
is here to show that honestly.
"""

from __future__ import annotations

import importlib.util
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Drawing, ImagesDrawing, Reference, Shape, Split, TaskBatch, TaskFamily
from simulator.tasks.groups import smallest
from simulator.tasks.loss import CrossEntropy, Loss
from simulator.tasks.nearest_mean import nearest_mean
from simulator.tasks.pictures.layout import interleaved, linear_map, seen_through

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Generator, Tensor

SIDE = 8
_SHARES: dict[Split, tuple[float, float]] = {"train": (0.0, 0.6), "validation": (0.6, 0.8), "test": (0.8, 1.0)}


class Digits(TaskFamily):
    """Few-shot reading of real handwritten digits."""

    title = "Handwritten digits"
    summary = "Each task is a new hand to read from a few pictures: real digits, turned, slanted or mirrored."
    explanation = (
        "People wrote these digits, and a task shows a few of them as one writer might: turned, slanted or mirrored, "
        "the same way in all its pictures. From one or a few pictures of each digit the learner must read the others."
    )
    formula = "x<sub>task</sub>(p) = x(A p), A = rotation · mirror and shear / scale; labels are the digits"

    kind: Literal["digits"] = "digits"
    tasks: Literal["hand", "classes"] = parameter(
        "hand",
        "A task is",
        "hand: all ten digits seen through the task's own distortion. "
        "classes: some digits with shuffled labels, trained on 0 to 4 and tested on 5 to 9.",
    )
    shots: int = parameter(
        1, "Shots", "Pictures of each class the learner adapts on: more make the task easier.", ge=1, le=20, symbol="K"
    )
    query_shots: int = parameter(
        5, "Query pictures", "Pictures of each class on which an adaptation is judged.", ge=1, le=14, advanced=True
    )
    ways: int = parameter(
        5,
        "Ways",
        "Classes in a task of kind 'classes'; a 'hand' always has ten.",
        ge=2,
        le=5,
        symbol="N",
        when=("tasks", "classes"),
    )
    rotation: float = parameter(
        math.pi,
        "Rotation",
        "A hand's pictures are turned by up to this angle.",
        ge=0,
        le=math.pi,
        unit="rad",
        advanced=True,
        when=("tasks", "hand"),
    )
    shear: float = parameter(
        0.4,
        "Shear",
        "A hand's pictures are slanted by up to this much.",
        ge=0,
        le=1,
        advanced=True,
        when=("tasks", "hand"),
    )
    mirrored: bool = parameter(
        True, "Mirrored", "Whether half of the hands are seen in a mirror.", advanced=True, when=("tasks", "hand")
    )

    @property
    def drawing(self) -> Drawing:
        return ImagesDrawing()

    @property
    def shape(self) -> Shape:
        return Shape((1, SIDE, SIDE), 10 if self.tasks == "hand" else self.ways)

    @property
    def loss(self) -> Loss:
        return CrossEntropy()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        classes = self._classes(generator, tasks, split)  # [task, way]
        pictures = self._pictures(generator, classes, split)  # [task, way, shot, side, side]
        latents = {"classes": classes}
        if self.tasks == "hand":
            latents |= self._hand(generator, tasks)
            pictures = _seen_through(pictures, latents)
        return interleaved(pictures, self.shots, latents)

    def baselines(self, batch: TaskBatch) -> tuple[Reference, ...]:
        return (nearest_mean(batch, self.shape.outputs),)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        if self.tasks == "classes":
            return sentence("digits {digits}", digits=", ".join(self.class_names(batch, task)))
        turned = f"{math.degrees(float(batch.latents['angle'][task])):.0f}"
        if float(batch.latents["mirror"][task]) < 0:
            return sentence("turned by {angle}\N{DEGREE SIGN}, mirrored", angle=turned)
        return sentence("turned by {angle}\N{DEGREE SIGN}", angle=turned)

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        return tuple(str(int(digit)) for digit in batch.latents["classes"][task])

    def _classes(self, generator: Generator, tasks: int, split: Split) -> Tensor:
        if self.tasks == "hand":
            return torch.arange(10).expand(tasks, 10)
        order = torch.rand(tasks, 5, generator=generator).argsort(dim=1)[:, : self.ways]
        return order + (0 if split == "train" else 5)

    def _pictures(self, generator: Generator, classes: Tensor, split: Split) -> Tensor:
        images, counts = _pool(split)  # [digit, picture, side, side], [digit]
        keys = torch.rand(*classes.shape, images.shape[1], generator=generator)
        return images[classes.unsqueeze(2), smallest(keys, counts[classes], self.shots + self.query_shots)]

    def _hand(self, generator: Generator, tasks: int) -> dict[str, Tensor]:
        mirror = torch.ones(tasks)
        if self.mirrored:
            mirror = torch.randint(0, 2, (tasks,), generator=generator) * 2.0 - 1.0
        return {
            "angle": torch.empty(tasks).uniform_(-self.rotation, self.rotation, generator=generator),
            "mirror": mirror,
            "shear": torch.empty(tasks).uniform_(-self.shear, self.shear, generator=generator),
            "scale": torch.empty(tasks).uniform_(0.9, 1.2, generator=generator),
        }


def _seen_through(pictures: Tensor, hand: dict[str, Tensor]) -> Tensor:
    """Apply each task's affine map to all its pictures, ``[task, way, shot, side, side]``."""
    stretch = torch.stack([hand["mirror"], torch.ones_like(hand["mirror"])], dim=1)
    maps = linear_map(hand["angle"], hand["shear"], stretch) / hand["scale"][:, None, None]
    # The pictures of a task share one map, so they travel as channels of one image.
    return seen_through(pictures.flatten(1, 2), maps).view(pictures.shape)


def handwritten() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The pictures ``[picture, 8, 8]``, grey values 0..16, and the digits that scikit-learn comes with.

    Its file is read without it, since it takes a second to import, in every run; by itself where the file has moved.
    """
    found = importlib.util.find_spec("sklearn")
    for place in (found.submodule_search_locations or ()) if found else ():
        file = Path(place, "datasets", "data", "digits.csv.gz")
        if file.is_file():
            rows = np.loadtxt(file, delimiter=",")
            return rows[:, :-1].reshape(-1, SIDE, SIDE), rows[:, -1].astype(np.int64)
    from sklearn.datasets import load_digits

    data = load_digits()
    return data.images, data.target.astype(np.int64)


@cache
def _pool(split: Split) -> tuple[Tensor, Tensor]:
    """The pictures of a split by digit, ``[digit, picture, side, side]`` in 0..1, padded, and how many there are."""
    images, labels = map(torch.from_numpy, handwritten())
    images = images.float() / 16
    low, high = _SHARES[split]
    pools = []
    for digit in range(10):
        of_digit = images[labels == digit]
        order = torch.randperm(len(of_digit), generator=torch.Generator().manual_seed(digit))
        pools.append(of_digit[order[round(low * len(order)) : round(high * len(order))]])
    counts = torch.tensor([len(pool) for pool in pools])
    return torch.nn.utils.rnn.pad_sequence(pools, batch_first=True), counts
