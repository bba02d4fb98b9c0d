"""A student's answers: those that were seen, and the chance that was given to each of those to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.task_figure.case import Case, Columns, Labels, by_step, labels, logistic
from simulator.declaration import Sentence
from simulator.engine.events import Floats
from simulator.tasks.base import Drawing, TaskFamily
from simulator.tasks.students.base import Students

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class AnswersFigure:
    """Items ``[shot]`` by number and whether each was answered right, in order; `chances`: ``[step, shot]``."""

    about: Sentence
    support_items: Labels
    support_right: Labels
    query_items: Labels
    query_right: Labels
    chances: Floats
    losses: Floats

    def foreseen(self, step: int) -> int:
        """How many query answers were given a chance on their own side of one half after `step` steps."""
        return int(((self.chances[step] > 0.5) == (self.query_right > 0)).sum())

    def columns(self) -> Columns:
        """The answers and their chances, for a table."""
        columns: Columns = {
            "support_item": self.support_items.tolist(),
            "support_right": self.support_right.tolist(),
            "query_item": self.query_items.tolist(),
            "query_right": self.query_right.tolist(),
        }
        return columns | by_step(self.chances)


def answers(case: Case, drawing: Drawing) -> AnswersFigure:
    """The figure of a task that is a student."""
    given, one = case.answers(), case.one
    return AnswersFigure(
        case.about,
        items(case.family, one.support.inputs),
        labels(one.support.targets[0]),
        items(case.family, one.query.inputs),
        labels(one.query.targets[0]),
        logistic(given.query[..., 0]),
        given.losses,
    )


def items(family: TaskFamily, inputs: Tensor) -> Labels:
    """The number of each answer's item, from 1: where the one-hot part of its input ``[1, shot, ...]`` has the one."""
    asked = family.asked(inputs) if isinstance(family, Students) else inputs.flatten(2).argmax(dim=2)
    return np.asarray(asked[0].cpu()) + 1
