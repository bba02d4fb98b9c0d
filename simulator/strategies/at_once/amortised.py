"""Strategies that take in a support set at once: an answer computed from it instead of inner steps.

Such a strategy says how theta answers after a support set (`answering`) and is trained like any network, by Adam, on
its answers to the query sets. Stage 0 of an adaptation has seen nothing of the support set, and all later stages are
one and the same answer, so that nothing is computed twice.

Where answers come with a deviation, training raises the likelihood of the query; otherwise it lowers the family's loss.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from simulator.deferred import torch
from simulator.strategies import annealing, declared
from simulator.strategies.base import Learned, Pace, State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.gradient import Outer
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.outer import OuterAdam
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily
from simulator.tasks.loss import likelihood

if TYPE_CHECKING:
    from torch import Tensor

LEAST_DEVIATION = 0.01  # keeps the likelihood of targets without noise bounded

Answer = tuple["Tensor", "Tensor | None"]  # prediction and deviation, each [task, shot, output]


@dataclass(frozen=True)
class Answered(Learned):
    """Learners whose predictions come together with deviations, or without any."""

    answer: Callable[[Tensor], Answer]

    def predict(self, inputs: Tensor) -> Tensor:
        return self.answer(inputs)[0]

    def deviation(self, inputs: Tensor) -> Tensor | None:
        return self.answer(inputs)[1]


class Amortised(OuterAdam):
    """Learns to answer from a support set. The loss it reports is the family's own, after the whole support set.

    `partly` is how many tasks share one that is trained on a part of its support set only, so that answers after few
    examples, or none, are trained too; zero where all see everything.
    """

    partly: ClassVar[int] = 0

    outer_lr: float = declared.outer_lr()
    cosine: bool = declared.cosine()

    @property
    def usual_steps(self) -> int:
        return 1

    @property
    def adapts_in_training(self) -> bool:
        return False

    def outer_rate(self, problem: Problem, state: State) -> float:
        return self.outer_lr * (annealing.cosine(state.count, problem.horizon) if self.cosine else 1.0)

    @abstractmethod
    def answering(self, problem: Problem, theta: Parameters, support: Examples, seen: Tensor) -> Answered:
        """The learners that have seen those examples of `support` that `seen` ``[task, shot]`` marks as true.

        Differentiable in `theta`.
        """

    def objective(self, problem: Problem, theta: Parameters, batch: TaskBatch, count: int) -> tuple[Tensor, Tensor]:
        """What the `count`-th meta-iteration lowers, and the loss it reports; scalars."""
        seen = partly_seen(batch.support, count * batch.tasks, self.partly)
        answer = self.answering(problem, theta, batch.support, seen).answer(batch.query.inputs)
        whole = seen.all(1)
        if not whole.any():
            whole = ~whole
        loss = problem.family.loss.mean(answer[0][whole], batch.query.targets[whole])
        return surprise(problem.family, answer, batch.query.targets), loss

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        everything = partly_seen(support, 0, 0)
        with torch.no_grad():
            learned = self.answering(problem, state.theta, support, ~everything)
        yield learned
        if steps:
            with torch.no_grad():
                learned = self.answering(problem, state.theta, support, everything)
        for _ in range(steps):
            yield learned

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        meta = gradient.leaves(state.theta)
        lowered, loss = self.objective(problem, meta, batch, state.count)
        return loss.detach(), gradient.gradient_of(lowered, meta)

    def pace(self, problem: Problem, state: State) -> Pace | None:
        return None if self.partly else super().pace(problem, state)


def partly_seen(support: Examples, before: int, partly: int) -> Tensor:
    """Which examples are seen, ``[task, shot]``: all, but one task in `partly` sees only its first n.

    n goes through 0, 1, ... shots - 1 from one such task to the next, `before` being the tasks of earlier batches.
    """
    tasks, shots = support.inputs.shape[:2]
    shot = torch.arange(shots, device=support.inputs.device)
    number = before + torch.arange(tasks, device=support.inputs.device)
    if not partly:
        return (shot >= 0).expand(tasks, shots)
    size = torch.where(number % partly == 0, number // partly % shots, shots)
    return shot < size.unsqueeze(1)


def surprise(family: TaskFamily, answer: Answer, targets: Tensor) -> Tensor:
    """Minus the mean log-likelihood of the targets where the answer has a deviation, else the family's loss."""
    prediction, deviation = answer
    if deviation is None:
        return family.loss.mean(prediction, targets)
    return -likelihood(prediction, deviation, targets).mean()


def raw_outputs(family: TaskFamily) -> int:
    """How many numbers a network gives for an input: one an output, and for functions as many for the deviations."""
    return family.shape.outputs * (1 if family.loss.classes else 2)


def as_answer(family: TaskFamily, raw: Tensor) -> Answer:
    """A network's numbers ``[task, shot, raw]`` as a prediction, with a deviation where targets are numbers."""
    if family.loss.classes:
        return raw, None
    mean, width = raw.chunk(2, dim=2)
    return mean, LEAST_DEVIATION + torch.nn.functional.softplus(width)
