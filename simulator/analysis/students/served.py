"""Whom an adaptation serves worst: students by their loss after it, and what the worst served have in common."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simulator.analysis.paired import CONFIDENCE
from simulator.analysis.student import two_sided
from simulator.analysis.task_figure.case import Columns, Labels, floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies import Strategy
from simulator.strategies.base import State, last
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

SHARE = 10  # one student in so many is among the worst served
NAMES = {
    "ability": sentence("ability"),
    "trait": sentence("trait"),
    "known": sentence("share of skills known at the end"),
}


@dataclass(frozen=True)
class Trait:
    """A number of each student, ``[task]``, and what it is called."""

    name: Sentence
    values: Floats


@dataclass(frozen=True)
class Contrast:
    """The means of a trait, and the chance that means of groups that do not differ are as far apart."""

    trait: Trait
    ours: float
    others: float
    chance: float


@dataclass(frozen=True)
class ServedFigure:
    """All students in the order of their loss after adapting, the highest first: `tasks` and `losses` ``[task]``.

    `about` says who the worst served are, one sentence each; `traits` are of all students, by their number.
    """

    tasks: Labels
    losses: Floats
    about: tuple[Sentence, ...]
    traits: tuple[Trait, ...]

    @property
    def worst(self) -> Labels:
        """The tenth that is served worst, and one student at least."""
        return self.tasks[: len(self.about)]

    def contrast(self, trait: Trait) -> Contrast:
        """The mean of a trait among the worst served and among the others, compared by Student's t.

        With one variance for both, since chance alone picks both of the same students; Welch's test, with a variance
        of its own for a group of a few, announces chance far too often. Where each group is all alike there is no
        variance to go by; the chance is then that of picking just these students of all, which few do not make small.
        A trait that is not known of all shows nothing.
        """
        inside = np.isin(np.arange(len(self.tasks)), self.worst)
        ours, others = trait.values[inside], trait.values[~inside]
        freedom = len(self.tasks) - 2
        means = float(ours.mean()), float(others.mean()) if len(others) else float("nan")
        if not len(others) or freedom < 1 or not np.isfinite(trait.values).all() or not np.ptp(trait.values):
            return Contrast(trait, *means, 1.0)
        if not np.ptp(ours) and not np.ptp(others):
            return Contrast(trait, *means, 1 / math.comb(len(self.tasks), len(ours)))
        variance = (len(ours) * ours.var() + len(others) * others.var()) / freedom
        error = float(np.sqrt(variance * (1 / len(ours) + 1 / len(others))))
        return Contrast(trait, *means, two_sided((means[0] - means[1]) / error, freedom))

    def said(self) -> Sentence:
        """What the worst served have in common, in one sentence: the trait that tells them apart most surely.

        It is the surest of several that were looked at, so its chance is multiplied by their number (Bonferroni, which
        for the surest is Holm's first step): where nothing sets them apart, something is announced 1 time in 20.
        """
        if len(self.about) == len(self.tasks):
            return sentence("There are no others to compare with.")
        if not self.traits:
            return sentence("Nothing more is known of these students.")
        found = min(map(self.contrast, self.traits), key=lambda each: each.chance)
        values = {"name": found.trait.name, "ours": f"{found.ours:.2f}", "others": f"{found.others:.2f}"}
        if found.chance * len(self.traits) > 1 - CONFIDENCE:
            return sentence(
                "Nothing that is known sets them apart: mean {name} {ours}, and {others} of the others.", **values
            )
        return sentence("In common: mean {name} {ours}, and {others} of the others.", **values)

    def columns(self) -> Columns:
        """The students from the worst served on, for a table."""
        columns: Columns = {"task": (self.tasks + 1).tolist(), "loss": self.losses.tolist()}
        return columns | {str(trait.name): trait.values[self.tasks].tolist() for trait in self.traits}


def worst_served(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int) -> ServedFigure:
    """The students of `batch` in the order of their loss after `steps` inner steps."""
    learned = last(strategy.adapt_to(problem, state, batch, steps))
    with torch.no_grad():
        losses = floats(problem.family.loss.per_task(learned.predict(batch.query.inputs), batch.query.targets))
    order = np.argsort(-np.nan_to_num(losses, nan=np.inf), kind="stable")
    worst = order[: max(1, len(order) // SHARE)]
    return ServedFigure(
        order, losses[order], tuple(problem.family.describe(batch, int(each)) for each in worst), _traits(batch)
    )


def _traits(batch: TaskBatch) -> tuple[Trait, ...]:
    """What is known of each student: what made them, and what their answers tell at once."""
    made = [
        Trait(NAMES.get(name, sentence("{name}", name=name)), floats(value))
        for name, value in batch.latents.items()
        if value.dim() == 1 and value.is_floating_point()
    ]
    first, later = (floats(each.targets[..., 0]).mean(axis=1) for each in (batch.support, batch.query))
    return (
        *made,
        Trait(sentence("share right of the answers seen"), first),
        Trait(sentence("share right of the answers to predict"), later),
        Trait(sentence("difference in the share right between first and later answers"), np.abs(later - first)),
    )
