"""How many of a student's answers are needed until predictions are good.

Students are adapted to with their first 0, 1, ... answers only, and always judged on the same later ones. Predictions
are good when their mean loss is within a limit of the best that is known: what the family's solution reaches with all
answers, or the strategy itself where there is none; and when that stays so with more answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.statistics import paired_difference
from simulator.analysis.students.clustered import clustered_area
from simulator.analysis.task_figure.case import Columns, Labels, floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.engine.intervals import half_width
from simulator.strategies import Strategy
from simulator.strategies.base import State, last
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch
from simulator.tasks.students.base import Students

if TYPE_CHECKING:
    from torch import Tensor

MOST = 12  # numbers of answers that are tried
MEASURES = ("loss", "accuracy", "auc")


@dataclass(frozen=True)
class Measured:
    """A mean over students and half its 95% interval, ``[count]`` each."""

    mean: Floats
    half: Floats


@dataclass(frozen=True)
class AnswersNeeded:
    """What predictions are like after the first `seen` ``[count]`` answers of `students` students.

    `measures` hold the loss, the accuracy and the area under the curve; `exact` the same of the family's solution,
    titled `solved`, as far as it is known for fewer answers than all; `best` are its values with all answers. `above`
    is by how much the loss lies above the best one, over the same students.
    """

    students: int
    seen: Labels
    measures: dict[str, Measured]
    exact: dict[str, Measured]
    best: dict[str, float]
    above: Measured
    solved: str

    def enough(self, limit: float) -> int | None:
        """The number of answers from which on the loss stays within `limit` of the best; None where it never does."""
        beyond = np.flatnonzero(~(self.above.mean <= limit))
        first = 0 if not len(beyond) else int(beyond[-1]) + 1
        return int(self.seen[first]) if first < len(self.seen) else None

    def said(self, limit: float) -> Sentence:
        """How many answers are enough, and by how much the loss is above the best then, with its 95% interval."""
        needed = self.enough(limit)
        at = -1 if needed is None else int(np.flatnonzero(self.seen == needed)[0])
        values = {
            "limit": f"{limit:g}",
            "above": f"{self.above.mean[at]:.3f}",
            "half": f"{self.above.half[at]:.3f}",
            "best": sentence("the {solved}", solved=sentence(self.solved))
            if self.solved
            else sentence("what all {every} give", every=int(self.seen[-1])),
        }
        if needed is None:
            return sentence(
                "Still {above} \N{PLUS-MINUS SIGN} {half} in loss above {best}; the limit is {limit}.", **values
            )
        return sentence(
            "Within {limit} in loss of {best} after {needed} answers ({above} \N{PLUS-MINUS SIGN} {half}).",
            **values,
            needed=needed,
        )

    def columns(self) -> Columns:
        """The curves, for a table."""
        columns: Columns = {"answers": self.seen.tolist()}
        for prefix, curves in (("", self.measures), ("exact_", self.exact)):
            for name, measured in curves.items():
                columns |= {f"{prefix}{name}": measured.mean.tolist(), f"{prefix}{name}_ci95": measured.half.tolist()}
        return columns | {"above_best": self.above.mean.tolist(), "above_best_ci95": self.above.half.tolist()}


def counts(shots: int) -> list[int]:
    """How many answers are tried, from 0 to all: every number, or evenly spaced ones where they are many."""
    return sorted({round(each) for each in np.linspace(0, shots, min(shots, MOST) + 1)})


def answers_needed(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int) -> AnswersNeeded:
    """Judge the strategy on the students of `batch` after their first answers, with `steps` inner steps."""
    seen = counts(batch.support.inputs.shape[1])
    ours = [_judged(problem, batch, _prediction(problem, strategy, state, _first(batch, each), steps)) for each in seen]
    known = [_solved(problem, batch, each) for each in seen]
    every = known[-1] if known[-1] is not None else ours[-1]
    above = [paired_difference(each.loss, every.loss) for each in ours]
    partly = [each for each in known if each is not None]
    return AnswersNeeded(
        batch.tasks,
        np.array(seen),
        _curves(ours),
        _curves(partly) if len(partly) == len(known) else {},
        {} if known[-1] is None else {name: float(each.mean[0]) for name, each in _curves([known[-1]]).items()},
        Measured(np.array([mean for mean, _ in above]), np.array([half for _, half in above])),
        problem.family.solved if known[-1] is not None else "",
    )


@dataclass(frozen=True)
class _Judged:
    """The predictions of later answers: loss and accuracy ``[task]``, area under the curve and its half interval."""

    loss: Floats
    accuracy: Floats
    area: tuple[float, float]


def _first(batch: TaskBatch, count: int) -> TaskBatch:
    """The same tasks with their first `count` support examples alone."""
    support = batch.support
    return TaskBatch(Examples(support.inputs[:, :count], support.targets[:, :count]), batch.query, batch.latents)


def _prediction(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int) -> Tensor:
    """The log-odds after the last step, ``[task, shot, 1]``; without answers there is nothing to take a step on."""
    learned = last(strategy.adapt_to(problem, state, batch, steps if batch.support.count else 0))
    with torch.no_grad():
        return learned.predict(batch.query.inputs)


def _solved(problem: Problem, batch: TaskBatch, count: int) -> _Judged | None:
    """What the family's solution makes of the first answers, where it can take a part of them for the whole."""
    family, shots = problem.family, batch.support.inputs.shape[1]
    if count < shots and not (isinstance(family, Students) and family.solves_parts):
        return None
    solution = family.solution(_first(batch, count))
    return None if solution is None else _judged(problem, batch, solution.predict(batch.query.inputs))


def _judged(problem: Problem, batch: TaskBatch, prediction: Tensor) -> _Judged:
    loss, targets = problem.family.loss, batch.query.targets
    accuracy = loss.accuracy(prediction, targets)
    assert accuracy is not None  # answers are right or wrong
    area = clustered_area(floats(prediction[..., 0]), floats(targets[..., 0]))
    return _Judged(floats(loss.per_task(prediction, targets)), floats(accuracy), area)


def _curves(judged: list[_Judged]) -> dict[str, Measured]:
    """The curves of one measure each over the numbers of answers."""
    loss, accuracy = (np.stack([getattr(each, name) for each in judged]) for name in ("loss", "accuracy"))
    areas = np.array([each.area for each in judged])
    return {
        "loss": Measured(loss.mean(axis=1), half_width(loss)),
        "accuracy": Measured(accuracy.mean(axis=1), half_width(accuracy)),
        "auc": Measured(areas[:, 0], areas[:, 1]),
    }
