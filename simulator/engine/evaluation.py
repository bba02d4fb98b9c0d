"""Judging a strategy: loss and accuracy after 0, 1, ... inner steps on fixed tasks, beside reference lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from simulator.deferred import torch
from simulator.engine.events import Floats, Scores
from simulator.engine.streams import generator
from simulator.strategies import Scratch, Strategy
from simulator.strategies.base import Learned, State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Reference, TaskBatch
from simulator.tasks.loss import Loss

if TYPE_CHECKING:
    from torch import Tensor


Wanted = Callable[[], bool]


class UnwantedError(Exception):
    """The scores are no longer wanted: a stop was asked for before they were complete."""


def always() -> bool:
    """Scores are wanted to their end."""
    return True


def evaluate(
    problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int, wanted: Wanted = always
) -> Scores:
    """Adapt to every task of `batch` and judge each stage on the query sets; see `score` for `wanted`."""
    stages = strategy.adapt(problem, state, batch.support, steps)
    return score(strategy.title, stages, batch, problem.family.loss, wanted)


def score(title: str, stages: Iterable[Learned], batch: TaskBatch, loss: Loss, wanted: Wanted = always) -> Scores:
    """Loss and accuracy of every stage of an adaptation on the query sets of `batch`.

    Raises `UnwantedError` within one stage of `wanted` turning false.
    """
    losses, accuracies = [], []
    for learned in stages:
        if not wanted():
            raise UnwantedError
        with torch.no_grad():
            prediction = learned.predict(batch.query.inputs)
        losses.append(loss.per_task(prediction, batch.query.targets))
        accuracies.append(loss.accuracy(prediction, batch.query.targets))
    right = [accuracy for accuracy in accuracies if accuracy is not None]
    return Scores(title, _array(torch.stack(losses)), _array(torch.stack(right)) if right else None)


def from_scratch(strategy: Strategy) -> Scratch:
    """Learning from random starts with the strategy's own inner learning rate and as many steps."""
    return Scratch(**{name: getattr(strategy, name) for name in Scratch.parameters() if hasattr(strategy, name)})


def references(
    problem: Problem, strategy: Strategy, batch: TaskBatch, steps: int, seed: int, wanted: Wanted = always
) -> dict[str, Scores]:
    """The reference lines on `batch`: the same learner from scratch, one random start a task, and what is known.

    Raises `UnwantedError` as `score` does.
    """
    scratch = from_scratch(strategy)
    start = scratch.init(problem, generator(seed, "scratch"))
    stages = scratch.adapt(problem, start, batch.support, steps)
    found = {"scratch": score("from scratch", stages, batch, problem.family.loss, wanted)}
    return found | {known.key: _known(known) for known in problem.family.references(batch)}


def _known(reference: Reference) -> Scores:
    loss, accuracy = reference.loss, reference.accuracy
    return Scores(
        reference.title,
        None if loss is None else _array(loss.unsqueeze(0)),
        None if accuracy is None else _array(accuracy.unsqueeze(0)),
    )


def _array(values: Tensor) -> Floats:
    return np.asarray(values.detach().double().cpu())
