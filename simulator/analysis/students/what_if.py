"""What if some of a student's answers had been others: the chances of a right answer then, beside those there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.task_figure.answers import items
from simulator.analysis.task_figure.case import Columns, Labels, floats, labels, logistic
from simulator.analysis.task_figure.function import BAND
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.experiment.drawn import DrawnAnswers
from simulator.experiment.drawn_fit import unfit
from simulator.strategies import Strategy
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily
from simulator.tasks.students.base import Students

if TYPE_CHECKING:
    from torch import Tensor

GIVEN, IMAGINED = 0, 1  # the rows of what is given twice: with the answers as given, and as imagined
LEAST = 0.005  # a change of chance that is worth a word


@dataclass(frozen=True)
class WhatIfFigure:
    """One student's answers, and the chances of right answers to other questions, ``[2, question]``: as given, as
    imagined.

    `seen` are the numbers of the items that were answered ``[shot]``, `right` whether they were, as they were, and
    `imagined` as they are imagined. `asked` are the items of the questions, and `started` their chances before any
    answer, ``[question]``. `low` and `high` bound 95% where the strategy says how sure it is; `exact` are the chances
    of the family's own solution, titled `solved`, where it has one.
    """

    about: Sentence
    seen: Labels
    right: Labels
    imagined: Labels
    asked: Labels
    started: Floats
    chances: Floats
    low: Floats | None
    high: Floats | None
    exact: Floats | None
    solved: str

    @property
    def difference(self) -> Floats:
        """By how much each chance rises through what is imagined, ``[question]``."""
        return np.asarray(self.chances[IMAGINED] - self.chances[GIVEN])

    def said(self) -> Sentence:
        """What is imagined, and the mean and the largest change that it makes."""
        changed = np.flatnonzero(self.right != self.imagined)
        if not len(changed):
            return sentence("As given; change an answer to see what would follow.")
        most = int(np.abs(self.difference).argmax())
        lead = _supposed(self.seen[changed], self.imagined[changed])
        if abs(self.difference[most]) < LEAST:
            return sentence("{supposed}: no prediction would change by half a point.", supposed=lead)
        return sentence(
            "{supposed}: {mean} points on average, most for item {item}: {before} \N{RIGHTWARDS ARROW} {after}.",
            supposed=lead,
            mean=f"{100 * self.difference.mean():+.1f}".replace("-", "\N{MINUS SIGN}"),
            item=int(self.asked[most]),
            before=f"{self.chances[GIVEN, most]:.0%}",
            after=f"{self.chances[IMAGINED, most]:.0%}",
        )

    def columns(self) -> Columns:
        """The questions and their chances, for a table; and the answers, as they were and as they are imagined."""
        columns: Columns = {
            "seen_item": self.seen.tolist(),
            "seen_right": self.right.tolist(),
            "seen_imagined": self.imagined.tolist(),
            "item": self.asked.tolist(),
            "before_any_answer": self.started.tolist(),
            "as_given": self.chances[GIVEN].tolist(),
            "what_if": self.chances[IMAGINED].tolist(),
            "difference": self.difference.tolist(),
        }
        for name, rows in (("low", self.low), ("high", self.high), ("exact", self.exact)):
            if rows is not None:
                columns |= {f"{name}_as_given": rows[GIVEN].tolist(), f"{name}_what_if": rows[IMAGINED].tolist()}
        return columns


def what_if(
    problem: Problem,
    strategy: Strategy,
    state: State,
    one: TaskBatch,
    about: Sentence,
    imagined: Sequence[int],
    steps: int,
) -> WhatIfFigure:
    """The student of a batch of `one` with the answers as they were and as they are `imagined` ``[shot]``.

    Both after `steps` inner steps, of which there is one at least. Asked are all items that the student was not asked;
    where a question is more than its item, or none is left, those that the task is judged on.
    """
    family = problem.family
    asked = _questions(family, one)
    both = _both(one, imagined, asked)
    first, *_, last = strategy.adapt_to(problem, state, both, max(steps, 1))
    with torch.no_grad():
        started, log_odds = first.predict(both.query.inputs), last.predict(both.query.inputs)
        deviation = last.deviation(both.query.inputs)
        solution = family.solution(both)
    return WhatIfFigure(
        about,
        items(family, one.support.inputs),
        labels(one.support.targets[0]),
        np.asarray(imagined, dtype=np.int64),
        items(family, asked),
        _chances(started)[GIVEN],
        _chances(log_odds),
        None if deviation is None else _chances(log_odds - BAND * deviation),
        None if deviation is None else _chances(log_odds + BAND * deviation),
        None if solution is None else _chances(solution.predict(both.query.inputs)),
        family.solved,
    )


def _both(one: TaskBatch, imagined: Sequence[int], asked: Tensor) -> TaskBatch:
    """The student twice, with the answers as given and as imagined, and the questions ``[1, question, ...]``."""
    other = torch.tensor(list(imagined), dtype=one.support.targets.dtype, device=one.support.targets.device)
    targets = torch.stack([one.support.targets[0], other.unsqueeze(1)])  # [2, shot, 1]
    unknown = torch.zeros(2, asked.shape[1], 1, dtype=targets.dtype, device=targets.device)
    return TaskBatch(
        Examples(one.support.inputs.repeat(2, 1, 1), targets),
        Examples(asked.repeat(2, 1, 1), unknown),
        {name: torch.cat([value, value]) for name, value in one.latents.items()},
    )


def made_student(family: TaskFamily, kept: DrawnAnswers) -> TaskBatch | Sentence:
    """A student who gave the answers that are kept, as a batch of one; or why there is none."""
    why = unfit(kept, family)
    if why is not None:
        return why
    if not _items_alone(family):
        return sentence(
            "The drawn task {name} is left out: a question of {family} is more than its item, so only answers to the "
            "very items that this student was asked can be shown.",
            name=repr(kept.name),
            family=sentence(family.title),
        )
    inputs = torch.eye(family.shape.inputs[0])[torch.tensor(kept.items) - 1].unsqueeze(0)
    targets = torch.tensor(kept.right, dtype=inputs.dtype).view(1, -1, 1)
    return TaskBatch(Examples(inputs, targets), Examples(inputs, targets), {})


def _items_alone(family: TaskFamily) -> bool:
    """Whether an input says which item is asked, and no more."""
    return isinstance(family, Students) and family.shape.inputs == (family.item_count(),)


def _questions(family: TaskFamily, one: TaskBatch) -> Tensor:
    """The inputs of the questions, ``[1, question, ...]``."""
    width = one.support.inputs.shape[-1]
    if not isinstance(family, Students) or not _items_alone(family):
        return one.query.inputs
    left = torch.ones(width, dtype=torch.bool, device=one.support.inputs.device)
    left[family.asked(one.support.inputs)[0]] = False
    every = torch.eye(width, dtype=one.support.inputs.dtype, device=left.device)[left].unsqueeze(0)
    return every if every.shape[1] else one.query.inputs


def _chances(log_odds: Tensor) -> Floats:
    return logistic(floats(log_odds[..., 0]))


def _supposed(items_changed: Labels, answers: Labels) -> Sentence:
    """What is imagined, in words."""
    if len(items_changed) > 1:
        return sentence("With {count} answers changed", count=len(items_changed))
    if answers[0]:
        return sentence("If item {item} were right", item=int(items_changed[0]))
    return sentence("If item {item} were wrong", item=int(items_changed[0]))
