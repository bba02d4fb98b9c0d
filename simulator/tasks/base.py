"""What a task family is, and what it hands to a learner.

`TaskFamily` samples a `TaskBatch`: support and query `Examples` with leading axes ``task, shot``, and
the latents that made each task. A family also names its `Loss`, how one of its tasks is drawn, and the
solutions it knows (`Reference`), which become lines on the plots.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Declared, Sentence, sentence
from simulator.deferred import torch
from simulator.tasks.loss import Loss

if TYPE_CHECKING:
    from torch import Generator, Tensor

Split = Literal["train", "validation", "test"]


@dataclass(frozen=True)
class FunctionDrawing:
    """A task is a function of one input, drawn as a curve from `low` to `high`."""

    low: float
    high: float


@dataclass(frozen=True)
class ScatterDrawing:
    """A task has several inputs; predictions are drawn against targets."""


@dataclass(frozen=True)
class ImagesDrawing:
    """A task's inputs are pictures, drawn with their classes."""


Drawing = FunctionDrawing | ScatterDrawing | ImagesDrawing


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

    @property
    def tasks(self) -> int:
        """How many tasks there are."""
        return self.support.inputs.shape[0]

    def select(self, task: int) -> TaskBatch:
        """One task as a batch of one."""
        latents = {name: value[task : task + 1] for name, value in self.latents.items()}
        return TaskBatch(self.support.select(task), self.query.select(task), latents)

    def to(self, device: str) -> TaskBatch:
        """The same tasks on another device."""
        if device == "cpu":
            return self
        latents = {name: value.to(device) for name, value in self.latents.items()}
        return TaskBatch(self.support.to(device), self.query.to(device), latents)


@dataclass(frozen=True)
class Reference:
    """A solution that is known without meta-learning: its loss and accuracy per task, ``[task]``, where they apply."""

    key: str
    title: str
    loss: Tensor | None = None
    accuracy: Tensor | None = None


class TaskFamily(Declared):
    """A distribution over tasks; a subclass declares its parameters and samples from them."""

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

    def references(self, batch: TaskBatch) -> tuple[Reference, ...]:
        """The known solutions' results on the query sets of `batch`."""
        return ()

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        """The latents of one task, in a few words."""
        single = {name: f"{float(value[task]):.2f}" for name, value in batch.latents.items() if value.dim() == 1}
        return sentence(", ".join(f"{name} {{{name}}}" for name in single), **single)

    def class_names(self, batch: TaskBatch, task: int) -> tuple[str, ...]:
        """What each label of one task stands for, where targets are classes."""
        return tuple(str(label) for label in range(self.shape.outputs))
