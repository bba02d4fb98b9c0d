"""Judging a strategy: loss and accuracy after 0, 1, ... inner steps on fixed tasks, beside reference lines."""

from __future__ import annotations

from collections.abc import Iterable
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


def evaluate(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int) -> Scores:
    """Adapt to every task of `batch` and judge each stage on the query sets."""
    stages = strategy.adapt(problem, state, batch.support, steps)
    return score(strategy.title, stages, batch, problem.family.loss)


def score(title: str, stages: Iterable[Learned], batch: TaskBatch, loss: Loss) -> Scores:
    """Loss and accuracy of every stage of an adaptation on the query sets of `batch`."""
    losses, accuracies = [], []
    for learned in stages:
        with torch.no_grad():
            prediction = learned.predict(batch.query.inputs)
        losses.append(loss.per_task(prediction, batch.query.targets))
        accuracies.append(loss.accuracy(prediction, batch.query.targets))
    right = [accuracy for accuracy in accuracies if accuracy is not None]
    return Scores(title, _array(torch.stack(losses)), _array(torch.stack(right)) if right else None)


def references(problem: Problem, strategy: Strategy, batch: TaskBatch, steps: int, seed: int) -> dict[str, Scores]:
    """The reference lines on `batch`: the same learner from scratch, and what the family knows.

    From scratch means random starts, one a task, with the strategy's own inner learning rate and as many steps.
    """
    shared = {name: getattr(strategy, name) for name in Scratch.parameters() if hasattr(strategy, name)}
    scratch = Scratch(**shared)
    start = scratch.init(problem, generator(seed, "scratch"))
    stages = scratch.adapt(problem, start, batch.support, steps)
    found = {"scratch": score("from scratch", stages, batch, problem.family.loss)}
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
