"""Metric strategies: the learner's body turns inputs into features, and a task is solved by comparing them.

Nothing adapts by gradients: what is meta-learned is where features lie, by Adam on the query loss. An entry says how
the features of a query and of a labelled support set become scores.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.strategies import adam, annealing, declared
from simulator.strategies.base import Answering, Learned, Shown, State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.gradient import Outer
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.outer import OuterAdam
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


IMPOSSIBLE = -1e4  # the score of a class that has no example to compare with; finite, so that gradients are


def absent(labels: Tensor, ways: int) -> Tensor:
    """Which classes have no example, ``[task, way]``, of labels ``[task, shot]``."""
    return ~torch.nn.functional.one_hot(labels, ways).any(dim=1)


class Metric(OuterAdam):
    """Meta-learns the body of the learner; its head has no part and stays as it began. Follows the query loss."""

    any_ways = True

    outer_lr: float = declared.outer_lr()
    cosine: bool = declared.cosine()

    joined: int = parameter(
        1,
        "Tasks joined",
        "In training, the classes of so many tasks of a meta-batch are told apart at once: harder than any one task, "
        "and better for what is learned. It must divide the meta-batch; leave it at 1 where tasks share their classes.",
        ge=1,
        le=100,
    )

    @abstractmethod
    def compare(self, queries: Tensor, support: Tensor, labels: Tensor, ways: int) -> Tensor:
        """The score of each class, ``[task, query, way]``, whose softmax gives probabilities.

        `queries` are features ``[task, query, feature]``, `support` ``[task, shot, feature]``, `labels` the support
        set's, ``[task, shot]``.
        """

    @property
    def usual_steps(self) -> int:
        return 1

    @property
    def adapts_in_training(self) -> bool:
        return False

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        if not family.loss.classes or family.loss.binary:
            return sentence(
                "{strategy}: only for tasks with classes; there are none in {family}.",
                strategy=sentence(self.title),
                family=sentence(family.title),
            )
        if not learner.body:
            return sentence(
                "{strategy}: what is learned are the layers below the head; there are none in {learner}.",
                strategy=sentence(self.title),
                learner=sentence(learner.title),
            )
        return None

    def init(self, problem: Problem, generator: Generator) -> State:
        return adam.start(problem.init(generator))

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        ways = problem.family.shape.outputs

        def unknown(inputs: Tensor) -> Tensor:
            return torch.zeros(*inputs.shape[:2], ways, device=inputs.device)

        yield Answering(unknown)
        compared = Answering(lambda inputs: self._answer(problem, state.theta, support, inputs))
        for _ in range(steps):
            yield compared

    def outer_rate(self, problem: Problem, state: State) -> float:
        return self.outer_lr * (annealing.cosine(state.count, problem.horizon) if self.cosine else 1.0)

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        meta = gradient.leaves(state.theta)
        joined, ways = math.gcd(self.joined, batch.tasks), problem.family.shape.outputs
        known, asked = self._features(problem, meta, batch.support, batch.query.inputs)
        labels, targets = (_relabelled(each.targets, joined, ways) for each in (batch.support, batch.query))
        scores = self.compare(_together(asked, joined), _together(known, joined), labels, joined * ways)
        loss = problem.family.loss.mean(scores, targets)
        return loss.detach(), gradient.gradient_of(loss, meta)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("embedding", "start")

    def embedding(self, problem: Problem, state: State, inputs: Tensor, seen: Examples | None = None) -> Tensor:
        with torch.no_grad():
            return problem.learner.embed(state.theta, inputs, seen)

    def _answer(self, problem: Problem, theta: Parameters, support: Examples, inputs: Tensor) -> Tensor:
        known, asked = self._features(problem, theta, support, inputs)
        return self.compare(asked, known, support.targets, problem.family.shape.outputs)

    def _features(
        self, problem: Problem, theta: Parameters, support: Examples, inputs: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The features of the support set and of `inputs`, ``[task, shot, feature]``."""
        return problem.learner.embed(theta, support.inputs), problem.learner.embed(theta, inputs, support)


def _together(features: Tensor, joined: int) -> Tensor:
    """Neighbouring tasks as one: ``[task, shot, feature]`` to ``[task / joined, joined * shot, feature]``."""
    return features.reshape(-1, joined * features.shape[1], features.shape[2])


def _relabelled(labels: Tensor, joined: int, ways: int) -> Tensor:
    """The labels of joined tasks: each task's classes are its own."""
    tasks, shots = labels.shape
    first = ways * torch.arange(joined, device=labels.device).repeat(tasks // joined).unsqueeze(1)
    return (labels + first).view(-1, joined * shots)
