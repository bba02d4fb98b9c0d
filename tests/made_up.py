"""A family and a strategy of the tests' own: they are drawn like others, and their answers are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies.base import Answering, Learned, MetaStepReport, State, Strategy, Trial
from simulator.strategies.problem import Problem
from simulator.tasks.base import Drawing, Examples, PlaneDrawing, Shape, Split, TaskBatch, TaskFamily
from simulator.tasks.loss import CrossEntropy, Loss

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Blobs(TaskFamily):
    """Class n lies around the angle n / 3 of a turn, which each task turns by its own angle."""

    title = "Blobs"
    summary = "Three heaps of points."

    kind: Literal["blobs"] = "blobs"
    shots: int = parameter(2, "Shots", "Points of each class to adapt on.", ge=1, le=20)

    @property
    def drawing(self) -> Drawing:
        return PlaneDrawing(-3.0, 3.0)

    @property
    def shape(self) -> Shape:
        return Shape((2,), 3)

    @property
    def loss(self) -> Loss:
        return CrossEntropy()

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        turn = 6.28 * torch.rand(tasks, generator=generator)
        labels = torch.arange(3).repeat(self.shots + 8).expand(tasks, -1)
        angle = turn.unsqueeze(1) + 2.094 * labels
        points = 1.5 * torch.stack([angle.cos(), angle.sin()], 2)
        points = points + 0.4 * torch.randn(points.shape, generator=generator)
        cut = 3 * self.shots
        return TaskBatch(
            Examples(points[:, :cut], labels[:, :cut]), Examples(points[:, cut:], labels[:, cut:]), {"turn": turn}
        )


class Searching(Strategy):
    """Answers what it is told to at every stage, one object for all stages but the first; tries what it is told to."""

    title = "Searching"
    summary = "It searches."

    kind: Literal["searching"] = "searching"

    def init(self, problem: Problem, generator: Generator) -> State:
        return State({"none": torch.zeros(1)})

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        yield Answering(self._answer, lambda inputs: torch.full_like(inputs[..., :1], 2.0))
        once = Answering(lambda inputs: self._answer(inputs) + 1, lambda inputs: torch.ones_like(inputs[..., :1]))
        for _ in range(steps):
            yield once

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        return state, MetaStepReport(torch.tensor(1.0), 0)

    @property
    def usual_steps(self) -> int:
        return 1

    def trials(self, problem: Problem, state: State) -> tuple[Trial, ...]:
        losses = (3.0, float("inf"), 1.0, 2.0)
        return tuple(Trial({"hidden": (8 * n, 8), "inner_lr": 0.1 * n}, loss) for n, loss in enumerate(losses, 1))

    def _answer(self, inputs: Tensor) -> Tensor:
        """The input itself: a function of one input that is known everywhere."""
        return inputs[..., :1]
