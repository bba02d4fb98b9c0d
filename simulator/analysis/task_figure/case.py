"""One task that is to be drawn, and the learners that adapt to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.declaration import Sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies import Strategy
from simulator.strategies.base import Learned, State
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Tensor

Labels = NDArray[np.int64]
Columns = dict[str, list[object]]


@dataclass(frozen=True)
class Answers:
    """What was answered after each step: `query` ``[step, shot, output]``, and its `losses` ``[step]``.

    `elsewhere` and its standard deviation (where the learner gives one) are at the other inputs that were asked for.
    """

    query: Floats
    losses: Floats
    elsewhere: Floats
    deviation: Floats | None


@dataclass(frozen=True)
class Case:
    """Task `task` of `batch`, and who adapts to it, if anyone does, in how many steps.

    Of a task that a person made, `said` tells what it is and `called` its classes; `sampled` is the one that it is a
    change of, whose truth stays, because it may follow from where its points were. Of one that is a change of none
    nothing is `known` but its examples.
    """

    problem: Problem
    strategy: Strategy | None
    state: State | None
    batch: TaskBatch
    task: int
    steps: int
    said: Sentence | None = None
    called: tuple[str, ...] = ()
    sampled: TaskBatch | None = None
    known: bool = True

    @property
    def family(self) -> TaskFamily:
        """The family that the task is of."""
        return self.problem.family

    @property
    def one(self) -> TaskBatch:
        """The task as a batch of one."""
        return self.batch.select(self.task)

    @property
    def about(self) -> Sentence:
        """The task in a few words."""
        return self.said or self.family.describe(self.batch, self.task)

    @property
    def names(self) -> tuple[str, ...]:
        """What each label of the task stands for."""
        if self.called or not self.known:
            return self.called or tuple(str(label) for label in range(self.family.shape.outputs))
        return self.family.class_names(self.batch, self.task)

    def truth(self, inputs: Tensor) -> Floats | None:
        """The noiseless target at `inputs` ``[1, shot, feature]``, ``[shot, output]``, where it is known."""
        found = self.family.truth(self.sampled or self.one, inputs) if self.known else None
        return None if found is None else floats(found[0])

    def answers(self, inputs: Tensor | None = None) -> Answers:
        """Adapt, and answer the query after each step; and at other `inputs` ``[1, shot, ...]`` where they are given.

        The query is answered by itself: there are learners whose answers depend on what else they are asked.
        """
        one, outputs = self.one, self.family.shape.outputs
        asked = one.query.inputs[:, :0] if inputs is None else inputs

        def answered(learned: Learned) -> _Stage:
            with torch.no_grad():
                query = learned.predict(one.query.inputs)
                loss = self.family.loss.per_task(query, one.query.targets)
                if inputs is None:
                    return _Stage(query, loss, query[:, :0], None)
                return _Stage(query, loss, learned.predict(asked), learned.deviation(asked))

        stages = list(self._each(answered))
        if not stages:
            empty = np.empty((0, asked.shape[1], outputs))
            return Answers(np.empty((0, one.query.inputs.shape[1], outputs)), np.empty(0), empty, None)
        deviations = [stage.deviation for stage in stages if stage.deviation is not None]
        return Answers(
            floats(torch.cat([stage.query for stage in stages])),
            floats(torch.cat([stage.loss for stage in stages])),
            floats(torch.cat([stage.elsewhere for stage in stages])),
            floats(torch.cat(deviations)) if len(deviations) == len(stages) else None,
        )

    def _each(self, answered: Callable[[Learned], _Stage]) -> Iterator[_Stage]:
        """What is answered at each stage; a stage that is the very one before is not asked again."""
        if self.strategy is None or self.state is None:
            return
        before: tuple[Learned, _Stage] | None = None
        for learned in self.strategy.adapt_to(self.problem, self.state, self.one, self.steps):
            if before is None or learned is not before[0]:
                before = (learned, answered(learned))
            yield before[1]


@dataclass(frozen=True)
class _Stage:
    query: Tensor
    loss: Tensor
    elsewhere: Tensor
    deviation: Tensor | None


def floats(values: Tensor) -> Floats:
    """A tensor as an array."""
    return np.asarray(values.detach().double().cpu())


def labels(values: Tensor) -> Labels:
    """Labels, or right and wrong answers, as whole numbers ``[shot]`` of one task."""
    return np.asarray((values if values.dim() == 1 else values[:, 0]).round().long().cpu())


def decided(answers: Floats, binary: bool) -> Labels:
    """The classes that answers ``[..., output]`` come down to; a binary one is of log-odds."""
    return (answers[..., 0] > 0).astype(np.int64) if binary else answers.argmax(axis=-1)


def by_step(rows: Floats | Labels) -> Columns:
    """One column for the answers after each step."""
    return {f"after_{step}_steps": row.tolist() for step, row in enumerate(rows)}


def logistic(log_odds: Floats) -> Floats:
    """Chances of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -500, 500))))
