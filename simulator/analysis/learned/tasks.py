"""A map of tasks: the numbers that stand for each (a context, a representation, a head), in the plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.learned.projection import principal
from simulator.analysis.rounding import percent
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats

MOST = 500  # tasks
NEAREST = 5  # tasks whose mean tells of one
TINY = 1e-12


@dataclass(frozen=True)
class TasksFigure:
    """Tasks in the plane, `points` ``[task, 2]``, of which each has `size` numbers; `shares` of variance ``[2]``.

    `latents` are what made the tasks, by name ``[task]``, and `known` how well each can be told from the tasks nearest
    by those numbers (see `told`).
    """

    size: int
    points: Floats
    shares: Floats
    latents: dict[str, Floats]
    known: dict[str, float]
    about: tuple[Sentence, ...]

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        plane = sentence(
            "{size} numbers stand for a task; this plane holds {share} of how tasks differ in them.",
            size=self.size,
            share=percent(float(self.shares.sum())),
        )
        if not self.known:
            return plane
        best = max(self.known, key=lambda name: self.known[name])
        return sentence(
            "{plane} They tell its {latent} best: the {nearest} tasks nearest to one explain {known} of how it varies.",
            plane=plane,
            nearest=NEAREST,
            latent=best.replace("_", " "),
            known=percent(self.known[best]),
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        columns: Columns = {"task_1": self.points[:, 0].tolist(), "task_2": self.points[:, 1].tolist()}
        told: Columns = {name: values.tolist() for name, values in self.latents.items()}
        return columns | told | {"share_of_variance": self.shares.tolist()}


def tasks(case: Case) -> TasksFigure:
    """The figure of a strategy for which a task is a few numbers, on the validation tasks."""
    batch = case.some(MOST)
    numbers = case.strategy.representation(case.problem, case.state, batch.support)
    assert numbers is not None
    found = floats(numbers)
    plane, shares, _ = principal(found)
    latents = {name: floats(value) for name, value in batch.latents.items() if value.dim() == 1}
    latents = {name: value for name, value in latents.items() if np.ptp(value) > TINY}
    return TasksFigure(
        found.shape[1],
        plane,
        shares,
        latents,
        {name: told(found, value) for name, value in latents.items()},
        tuple(case.problem.family.describe(batch, task) for task in range(batch.tasks)),
    )


def told(numbers: Floats, latent: Floats) -> float:
    """How much of a latent ``[task]`` the mean of the nearest tasks by their `numbers` ``[task, number]`` tells.

    The coefficient of determination of that guess, each task left out of its own, at least 0.
    """
    squares = (numbers**2).sum(axis=1)
    distances = squares[:, None] + squares - 2 * numbers @ numbers.T
    np.fill_diagonal(distances, np.inf)
    near = np.argsort(distances, axis=1)[:, : min(NEAREST, len(latent) - 1)]
    left = ((latent - latent[near].mean(axis=1)) ** 2).mean()
    return float(max(0.0, 1 - left / max(float(latent.var()), TINY)))
