"""Whom an adaptation serves worst: students by their loss after it, and what the worst served have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.task_figure.case import Columns, Labels, floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.engine.intervals import t95
from simulator.strategies import Strategy
from simulator.strategies.base import State
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

    def contrast(self, trait: Trait) -> tuple[float, float, float]:
        """The mean of a trait among the worst served and among the others; and the difference in half intervals.

        The interval is Welch's of 95%: beyond 1 or -1, chance alone seldom makes such a difference.
        """
        inside = np.isin(np.arange(len(self.tasks)), self.worst)
        ours, others = trait.values[inside], trait.values[~inside]
        means = float(ours.mean()), float(others.mean()) if len(others) else float("nan")
        if min(len(ours), len(others)) < 2:
            return *means, 0.0
        parts = np.array([ours.var(ddof=1) / len(ours), others.var(ddof=1) / len(others)])
        if not parts.sum():
            return *means, 0.0
        freedom = parts.sum() ** 2 / (parts**2 / (np.array([len(ours), len(others)]) - 1)).sum()
        return *means, (means[0] - means[1]) / (t95(max(1, int(freedom))) * float(np.sqrt(parts.sum())))

    def said(self) -> Sentence:
        """What the worst served have in common, in one sentence: the trait that tells them apart most surely."""
        if len(self.about) == len(self.tasks):
            return sentence("There are no others to compare with.")
        found = [(trait, *self.contrast(trait)) for trait in self.traits]
        if not found:
            return sentence("Nothing more is known of these students.")
        trait, ours, others, apart = max(found, key=lambda each: abs(each[3]))
        values = {"name": trait.name, "ours": f"{ours:.2f}", "others": f"{others:.2f}"}
        if abs(apart) < 1:
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
    *_, learned = strategy.adapt_to(problem, state, batch, steps)
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
