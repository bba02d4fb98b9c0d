"""Judging a strategy: loss and accuracy after 0, 1, ... inner steps on fixed tasks, beside reference lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader
import numpy as np

from simulator.engine.events import Floats, Scores
from simulator.engine.streams import generator
from simulator.strategies import Scratch, Strategy
from simulator.strategies.base import Adaptation, State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Reference, TaskBatch

if TYPE_CHECKING:
    import torch
    from torch import Tensor
else:
    torch = lazy_loader.load("torch")


def evaluate(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int) -> Scores:
    """Adapt to every task of `batch` and judge each stage on the query sets."""
    return score(strategy.title, strategy.adapt(problem, state, batch.support, steps), batch)


def score(title: str, adaptation: Adaptation, batch: TaskBatch) -> Scores:
    """Loss and accuracy of every stage of an adaptation on the query sets of `batch`."""
    loss, losses, accuracies = adaptation.problem.family.loss, [], []
    with torch.no_grad():
        for step in range(adaptation.steps + 1):
            prediction = adaptation.predict(step, batch.query.inputs)
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
    found = {"scratch": score("from scratch", scratch.adapt(problem, start, batch.support, steps), batch)}
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
