"""What a task family is, and what it hands to a learner.

`TaskFamily` samples a `TaskBatch`: support and query `Examples` with leading axes ``task, shot``, and
the latents that made each task. A family also names its `Loss`, how one of its tasks is drawn, the best
answer that is known (`Solution`), and other lines for the plots (`Reference`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import PrivateAttr

from simulator.declaration import Declared, Sentence, sentence
from simulator.deferred import torch
from simulator.tasks.loss import Loss, likelihood

if TYPE_CHECKING:
    from torch import Generator, Tensor

Split = Literal["train", "validation", "test"]


@dataclass(frozen=True)
class FunctionDrawing:
    """A task is a function of one input, drawn as a curve from `low` to `high`."""

    low: float
    high: float


@dataclass(frozen=True)
class PlaneDrawing:
    """A task's inputs are points of a plane, drawn in their classes' colours from `low` to `high` both ways."""

    low: float
    high: float


@dataclass(frozen=True)
class BowlDrawing:
    """A task is a function of the learner's two weights, drawn by contours; adaptation is a path down."""

    low: float
    high: float


@dataclass(frozen=True)
class AnswersDrawing:
    """A task is a student: right and wrong answers, drawn with the probability that the learner gave each."""


@dataclass(frozen=True)
class ScatterDrawing:
    """A task has several inputs; predictions are drawn against targets."""


@dataclass(frozen=True)
class ImagesDrawing:
    """A task's inputs are pictures, drawn with their classes."""


Drawing = FunctionDrawing | PlaneDrawing | BowlDrawing | AnswersDrawing | ScatterDrawing | ImagesDrawing


@dataclass(frozen=True)
class Shape:
    """What one example looks like: the axes of an input after ``task, shot``, and the outputs."""

    inputs: tuple[int, ...]
    outputs: int


@dataclass(frozen=True)
class Examples:
    """Inputs ``[task, shot, *shape.inputs]`` and targets: ``[task, shot, output]``, or labels ``[task, shot]``."""

    inputs: Tensor
    targets: Tensor

    @property
    def count(self) -> int:
        """How many examples there are over all tasks."""
        return self.inputs.shape[0] * self.inputs.shape[1]

    def select(self, task: int) -> Examples:
        """The examples of one task, its axis kept."""
        return Examples(self.inputs[task : task + 1], self.targets[task : task + 1])

    def joined(self, other: Examples) -> Examples:
        """Both sets as one, along the ``shot`` axis."""
        return Examples(
            torch.cat([self.inputs, other.inputs], 1),
            torch.cat([self.targets, other.targets], 1),
        )

    def to(self, device: str) -> Examples:
        """The same examples on another device."""
        return Examples(self.inputs.to(device), self.targets.to(device))


@dataclass(frozen=True)
class TaskBatch:
    """Some tasks: what a learner adapts on, what it is judged on, and what made them (``[task]`` each)."""

    support: Examples
    query: Examples
    latents: dict[str, Tensor]

    @classmethod
    def divided(cls, inputs: Tensor, targets: Tensor, shots: int, latents: dict[str, Tensor]) -> TaskBatch:
        """Tasks whose first `shots` examples are the support set, and the others the query set."""
        support = Examples(inputs[:, :shots], targets[:, :shots])
        return cls(support, Examples(inputs[:, shots:], targets[:, shots:]), latents)

    @property
    def tasks(self) -> int:
        """How many tasks there are."""
        return self.support.inputs.shape[0]

    def select(self, task: int) -> TaskBatch:
        """One task as a batch of one."""
        latents = {name: value[task : task + 1] for name, value in self.latents.items()}
        return TaskBatch(self.support.select(task), self.query.select(task), latents)

    def divided_into(self, pieces: int) -> list[TaskBatch]:
        """The same tasks in so many batches or fewer, of which only the last may be smaller than the others."""
        parts = (self.support.inputs, self.support.targets, self.query.inputs, self.query.targets)
        latents = [dict(zip(self.latents, each, strict=True)) for each in _chunks(tuple(self.latents.values()), pieces)]
        return [
            TaskBatch(Examples(*part[:2]), Examples(*part[2:]), latents[place] if latents else {})
            for place, part in enumerate(_chunks(parts, pieces))
        ]

    def to(self, device: str) -> TaskBatch:
        """The same tasks on another device."""
        if device == "cpu":
            return self
        latents = {name: value.to(device) for name, value in self.latents.items()}
        return TaskBatch(self.support.to(device), self.query.to(device), latents)


def _chunks(tensors: tuple[Tensor, ...], pieces: int) -> list[tuple[Tensor, ...]]:
    return list(zip(*(each.chunk(pieces) for each in tensors), strict=True))


@dataclass(frozen=True)
class Solution:
    """The best answer that is known to the tasks of a batch, as a predictor.

    `predict` takes inputs ``[task, shot, *shape.inputs]`` and gives what a learner would predict, ``[task, shot,
    output]``; `deviation` gives the standard deviation of the targets around it, where that is known too.
    """

    predict: Callable[[Tensor], Tensor]
    deviation: Callable[[Tensor], Tensor] | None = None


@dataclass(frozen=True)
class Reference:
    """What is reached without meta-learning, per task ``[task]``: loss, accuracy, log-likelihood where they apply.

    `prediction` ``[task, shot, output]`` is what was judged, for measures that are taken over all tasks together.
    """

    key: str
    title: str
    loss: Tensor | None = None
    accuracy: Tensor | None = None
    likelihood: Tensor | None = None
    prediction: Tensor | None = None


class TaskFamily(Declared):
    """A distribution over tasks; a subclass declares its parameters and samples from them.

    `solved` is the title of its `solution`, for the legend; empty where it has none.
    """

    solved: ClassVar[str] = ""

    _held: Any = PrivateAttr(default=None)  # what was read of a person's files, once they no longer matter

    @property
    def data(self) -> Any:
        """What is read from a person's files, as they are now; None where there are none."""
        return None

    def holding_data(self) -> Self:
        """The same family with its data held in memory, so that later changes of the files do not reach it.

        Raises `InputError` where they cannot be read.
        """
        held = self.model_copy()
        held._held = self.data
        return held

    @property
    @abstractmethod
    def drawing(self) -> Drawing:
        """How one task is drawn."""

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """What one example looks like."""

    @property
    @abstractmethod
    def loss(self) -> Loss:
        """How a prediction is judged."""

    @abstractmethod
    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        """Draw `tasks` tasks; every random number comes from `generator`. A finite family keeps its splits disjoint."""

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor | None:
        """The noiseless target at `inputs` ``[task, shot, feature]``, where the family knows it."""
        return None

    @property
    def report(self) -> Sentence | None:
        """What was read of a person's own data and what had to be left out; None where there is no such data."""
        return None

    def solution(self, batch: TaskBatch) -> Solution | None:
        """The best answer to the tasks of `batch`: from their latents, or exact from their support sets alone."""
        return None

    def baselines(self, batch: TaskBatch) -> tuple[Reference, ...]:
        """What simpler methods reach on the query sets of `batch`."""
        return ()

    def references(self, batch: TaskBatch) -> tuple[Reference, ...]:
        """The results on the query sets of `batch` of the solution and of the baselines, as far as there are any."""
        solution = self.solution(batch)
        if solution is None:
            return self.baselines(batch)
        inputs = batch.query.inputs
        deviation = solution.deviation(inputs) if solution.deviation else None
        known = self.reference("oracle", self.solved, solution.predict(inputs), batch, deviation)
        return (known, *self.baselines(batch))

    def reference(
        self, key: str, title: str, prediction: Tensor, batch: TaskBatch, deviation: Tensor | None = None
    ) -> Reference:
        """A prediction ``[task, shot, output]`` for the query sets of `batch`, judged."""
        targets = batch.query.targets
        return Reference(
            key,
            title,
            self.loss.per_task(prediction, targets),
            self.loss.accuracy(prediction, targets),
            None if deviation is None else likelihood(prediction, deviation, targets),
            prediction,
        )

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        """The latents of one task, in a few words."""
        single = {name: f"{float(value[task]):.2f}" for name, value in batch.latents.items() if value.dim() == 1}
        return sentence(", ".join(f"{name} {{{name}}}" for name in single), **single)

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        """What each label of one task stands for, where targets are classes."""
        return tuple(str(label) for label in range(self.shape.outputs))
