"""One's own pictures: a folder or zip with one folder a class, or alphabets of characters as in Omniglot.

A task is some classes with shuffled labels. Classes are split, so that validation and test ask for classes that
meta-training never saw: those of `held_out`, or a share of all, are the test's; a tenth of the rest validate.
Omniglot: Lake, Salakhutdinov and Tenenbaum 2015, Science 350(6266); quarter turns as new classes are from Santoro et
al. 2016, "Meta-Learning with Memory-Augmented Neural Networks", section 4.1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from simulator.declaration import InputError, Sentence, nearest, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Drawing, ImagesDrawing, Reference, Shape, Split, TaskBatch, TaskFamily
from simulator.tasks.groups import smallest
from simulator.tasks.loss import CrossEntropy, Loss
from simulator.tasks.nearest_mean import nearest_mean
from simulator.tasks.pictures import files as picture_files
from simulator.tasks.pictures.files import Collection
from simulator.tasks.pictures.glyphs import drawn, shapes
from simulator.tasks.pictures.layout import distorted, interleaved

if TYPE_CHECKING:
    from torch import Generator, Tensor

SAMPLE_ALPHABETS, SAMPLE_CHARACTERS, SAMPLE_PICTURES = 5, 12, 20
NAMED = 5  # how many pictures that could not be read are told by name


class Images(TaskFamily):
    """Few-shot recognition of classes of pictures."""

    title = "Pictures"
    summary = "Each task is to tell a few kinds of pictures apart, of classes in a folder or zip of your own."
    explanation = (
        "A task takes a few classes, shows some pictures of each, and asks which class further pictures belong to. "
        "The classes asked for in the test were never seen in meta-training, so what helps is knowing how pictures of "
        "one class vary."
    )
    formula = "classes c<sub>1..N</sub> of the split; labels 1..N shuffled; K pictures of each to learn from"
    paper = "Lake et al. 2015, Human-level concept learning through probabilistic program induction"

    kind: Literal["images"] = "images"
    path: str = parameter(
        "",
        "Pictures",
        "A folder or zip of class/picture.png or alphabet/character/picture.png; left empty, a small drawn sample.",
        file="*.zip /",
    )
    shots: int = parameter(
        1, "Shots", "Pictures of each class the learner adapts on: more make the task easier.", ge=1, le=50, symbol="K"
    )
    query_shots: int = parameter(
        5, "Query pictures", "Pictures of each class on which an adaptation is judged.", ge=1, le=50, advanced=True
    )
    ways: int = parameter(
        5, "Ways", "Classes in a task: more make it harder to tell them apart.", ge=2, le=60, symbol="N"
    )
    side: int = parameter(
        20, "Side", "Pixels that pictures are scaled to: more show finer strokes, and take longer.", ge=8, le=64
    )
    split: Literal["class", "alphabet"] = parameter(
        "alphabet",
        "Split by",
        "What is kept for the test: single classes, or whole alphabets, whose style is then new as well.",
    )
    held_out: str = parameter(
        "", "Held out", "Names of the test's classes or alphabets, with commas between them; empty for a share of all."
    )
    share: float = parameter(
        0.2, "Held-out share", "Part of the classes or alphabets kept for the test if none is named.", gt=0, le=0.9
    )
    rotations: Literal["none", "training", "all"] = parameter(
        "training",
        "Quarter turns",
        "Whether pictures turned by 90, 180 and 270 degrees count as new classes: more classes to learn from.",
        advanced=True,
    )
    augmentation: float = parameter(
        1.0,
        "Distortion",
        "How far training pictures are turned, slanted, stretched and moved at random; few classes need it.",
        ge=0,
        le=2,
        advanced=True,
    )

    @property
    def data(self) -> Collection:
        """The pictures, read when they are first asked for. Raises `InputError` where they cannot be."""
        if self._held is not None:
            return cast("Collection", self._held)
        return picture_files.collection(self.path, self.side) if self.path else _sample(self.side)

    @property
    def drawing(self) -> Drawing:
        return ImagesDrawing()

    @property
    def shape(self) -> Shape:
        return Shape((1, self.side, self.side), self.ways)

    @property
    def loss(self) -> Loss:
        return CrossEntropy()

    @property
    def report(self) -> Sentence | None:
        """How many pictures were read and how many could not be. Raises `InputError` as `sample` does."""
        if not self.path:
            return None
        found = self.data
        counts = {"pictures": f"{int(found.counts.sum()):,}", "classes": f"{len(found.names):,}"}
        if not found.damaged:
            return sentence("{pictures} pictures of {classes} classes were read.", **counts)
        return sentence(
            "{pictures} pictures of {classes} classes were read, and {damaged} could not be: {names}.",
            **counts,
            damaged=f"{len(found.damaged):,}",
            names=", ".join(found.damaged[:NAMED]) + (", ..." if len(found.damaged) > NAMED else ""),
        )

    def check(self, section: str) -> None:
        if self.path:
            picture_files.check(self.path, f"{section}.path")

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        """Draw tasks from the split's classes.

        Raises `InputError` where the pictures cannot be read, or a split has too few classes with enough pictures.
        """
        found = self.data
        classes = self._split(found)[split]  # [class]
        turns = 4 if self.rotations == "all" or (self.rotations == "training" and split == "train") else 1
        keys = torch.rand(tasks, len(classes) * turns, generator=generator)
        chosen = keys.topk(self.ways, dim=1).indices  # [task, way], of the turned classes
        latents = {"classes": classes[chosen // turns], "turns": chosen % turns}
        pictures = _turned(self._pictures(found, latents["classes"], generator), latents["turns"])
        if split == "train" and self.augmentation:
            pictures = distorted(pictures, self.augmentation, generator)
        return interleaved(pictures, self.shots, latents)

    def baselines(self, batch: TaskBatch) -> tuple[Reference, ...]:
        return (nearest_mean(batch, self.ways),)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        return sentence("classes {classes}", classes=", ".join(self.class_names(batch, task)))

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        names = self.data.names
        pairs = zip(batch.latents["classes"][task].tolist(), batch.latents["turns"][task].tolist(), strict=True)
        return tuple(names[index] + (f" {90 * turn}\N{DEGREE SIGN}" if turn else "") for index, turn in pairs)

    def _split(self, found: Collection) -> dict[Split, Tensor]:
        """The classes of each split, by index, those with too few pictures left out."""
        keys = found.groups if self.split == "alphabet" else found.names
        test = set(self._held_out(list(dict.fromkeys(keys))))
        enough = (found.counts >= self.shots + self.query_shots).tolist()
        rest = [index for index, key in enumerate(keys) if key not in test and enough[index]]
        order = [rest[place] for place in _order(len(rest))]
        validating = max(self.ways, round(len(rest) / 10))
        split: dict[Split, list[int]] = {
            "train": sorted(order[validating:]),
            "validation": sorted(order[:validating]),
            "test": [index for index, key in enumerate(keys) if key in test and enough[index]],
        }
        for name, classes in split.items():
            if len(classes) < self.ways:
                raise InputError(
                    sentence(
                        "The {split} split has {classes} classes of at least {pictures} pictures; a task needs {ways}.",
                        split=sentence(name),
                        classes=len(classes),
                        pictures=self.shots + self.query_shots,
                        ways=self.ways,
                    ),
                    "task.ways",
                )
        return {name: torch.tensor(classes) for name, classes in split.items()}

    def _held_out(self, known: Sequence[str]) -> list[str]:
        named = [name.strip() for name in self.held_out.split(",") if name.strip()]
        for name in named:
            if name not in known:
                raise InputError(
                    sentence(
                        "task.held_out names {name}, which is not among the pictures{hint}",
                        name=repr(name),
                        hint=nearest(name, known),
                    ),
                    "task.held_out",
                )
        return named or [known[place] for place in _order(len(known))[: math.ceil(self.share * len(known))]]

    def _pictures(self, found: Collection, classes: Tensor, generator: Generator) -> Tensor:
        """Different pictures of each class, ``[task, way, shot, side, side]``."""
        keys = torch.rand(*classes.shape, int(found.counts.max()), generator=generator)
        chosen = smallest(keys, found.counts[classes], self.shots + self.query_shots)
        return found.pictures[found.begin[classes].unsqueeze(2) + chosen]


def _order(count: int) -> list[int]:
    """A shuffled order that is always the same, so that a split is."""
    order: list[int] = torch.randperm(count, generator=torch.Generator().manual_seed(0)).tolist()
    return order


def _turned(pictures: Tensor, turns: Tensor) -> Tensor:
    """``[task, way, shot, side, side]`` turned by ``[task, way]`` quarters."""
    turned = pictures
    for quarter in (1, 2, 3):
        turned = torch.where((turns == quarter)[:, :, None, None, None], pictures.rot90(quarter, (3, 4)), turned)
    return turned


@lru_cache(maxsize=4)
def _sample(side: int) -> Collection:
    """Drawn characters in alphabets, so that the family works before anyone has pictures."""
    generator = torch.Generator().manual_seed(0)
    classes = torch.arange(SAMPLE_ALPHABETS * SAMPLE_CHARACTERS)
    pictures = drawn(shapes(classes), SAMPLE_PICTURES, side, generator)
    names = [
        (f"alphabet {alphabet + 1}", f"character {character + 1}")
        for alphabet in range(SAMPLE_ALPHABETS)
        for character in range(SAMPLE_CHARACTERS)
    ]
    return picture_files.collected({name: list(pool) for name, pool in zip(names, pictures, strict=True)})
