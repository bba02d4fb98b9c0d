"""How sure a strategy is: its 95% band on one task as it takes in the points, and whether such bands keep their word.

Calibration is judged on the query sets of many validation tasks: of bands that say 95%, 95% of the targets should lie
inside, and so for every other share.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.rounding import percent, significant
from simulator.analysis.task_figure.case import floats
from simulator.analysis.task_figure.function import BAND, GRID
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.engine.intervals import half_width
from simulator.strategies.base import Learned
from simulator.tasks.base import Examples, FunctionDrawing, TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

TASKS = 200
FIRST = (0, 1, 2, 3, 5, 10, 20, 50, 100)  # numbers of points taken in, as far as there are so many
LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
SAID = 0.95
TINY = 1e-12


@dataclass(frozen=True)
class BandsFigure:
    """After `counts` ``[count]`` support points: `mean` and `deviation` of one task, ``[count, grid]`` at `x`.

    Where a task is no function of one input, `x` is empty. `exact` is the band of the family's own solution, its mean
    and deviation ``[count, grid]``, where that is known. `inside` ``[count, level]`` is the share of the query targets
    of `tasks` tasks within the bands that say `LEVELS`, `uncertain` ``[count]`` half the 95% interval of that for 95%,
    and `width` ``[count]`` how wide the 95% band is on average.
    """

    about: Sentence
    counts: tuple[int, ...]
    x: Floats
    truth: Floats | None
    support_x: Floats
    support_y: Floats
    mean: Floats
    deviation: Floats
    exact: tuple[Floats, Floats] | None
    inside: Floats
    uncertain: Floats
    width: Floats
    tasks: int

    def band(self, index: int) -> tuple[Floats, Floats]:
        """From where to where 95% of the targets are expected after so many points, ``[grid]`` each."""
        half = BAND * self.deviation[index]
        return self.mean[index] - half, self.mean[index] + half

    @property
    def held(self) -> Floats:
        """The share of targets in the 95% band, ``[count]``."""
        return np.asarray(self.inside[:, LEVELS.index(SAID)])

    def told(self, index: int) -> Sentence:
        """What is seen after so many points, in words."""
        share, band = float(self.held[index]), float(self.uncertain[index])
        held = sentence(
            "{after} the 95% band is {width} wide on average and holds {share} \N{PLUS-MINUS SIGN} {band} of the "
            "targets of {tasks} tasks.",
            after=_after(self.counts[index]),
            width=significant(float(self.width[index])),
            share=f"{100 * share:.1f}%",
            band=f"{100 * band:.1f}%",
            tasks=self.tasks,
        )
        if not np.isfinite(band) or abs(share - SAID) <= band:
            return held
        if share < SAID:
            return sentence("{held} It is too narrow: the strategy is surer than it may be.", held=held)
        return sentence("{held} It is wider than it need be.", held=held)

    @property
    def said(self) -> Sentence:
        """What is seen after all points, in words."""
        if len(self.counts) < 2:
            return self.told(-1)
        return sentence(
            "{told} Before any point it holds {share}.",
            told=self.told(len(self.counts) - 1),
            share=percent(float(self.held[0])),
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        columns: Columns = {"x": self.x.tolist(), "truth": [] if self.truth is None else self.truth.tolist()}
        for count, mean, deviation in zip(self.counts, self.mean, self.deviation, strict=True):
            columns |= {f"mean_after_{count}": mean.tolist(), f"deviation_after_{count}": deviation.tolist()}
        columns["share_expected"] = list(LEVELS)
        return columns | {
            f"share_inside_after_{n}": row.tolist() for n, row in zip(self.counts, self.inside, strict=True)
        }


def bands(case: Case) -> BandsFigure:
    """The figure of a strategy whose answers come with a deviation."""
    one, family, drawing = case.one, case.problem.family, case.problem.family.drawing
    shots = one.support.inputs.shape[1]
    counts = tuple(sorted({count for count in FIRST if count < shots} | {shots}))
    function = isinstance(drawing, FunctionDrawing)
    low, high = (drawing.low, drawing.high) if isinstance(drawing, FunctionDrawing) else (0.0, 1.0)
    grid = torch.linspace(low, high, GRID, device=one.query.inputs.device).view(1, GRID, 1)
    drawn = [_answered(learner_after(case, one, count), grid) for count in counts] if function else []
    truth = family.truth(one, grid) if function else None
    judged = case.some(TASKS)
    inside, uncertain, width = zip(*(_judged(case, judged, count) for count in counts), strict=True)
    empty = np.empty((len(counts), 0))
    return BandsFigure(
        family.describe(one, 0),
        counts,
        floats(grid[0, :, 0]) if function else np.empty(0),
        None if truth is None else floats(truth[0, :, 0]),
        floats(one.support.inputs[0].flatten(1)[:, 0]),
        floats(one.support.targets[0, :, 0]),
        np.stack([mean for mean, _ in drawn]) if drawn else empty,
        np.stack([deviation for _, deviation in drawn]) if drawn else empty,
        _exact(case, one, counts, grid) if function else None,
        np.stack(inside),
        np.array(uncertain),
        np.array(width),
        judged.tasks,
    )


def learner_after(case: Case, batch: TaskBatch, count: int) -> Learned:
    """The learners of a batch that have taken in the first `count` support points."""
    support = _first(batch.support, max(count, 1))
    *_, learned = case.strategy.adapt(case.problem, case.state, support, min(count, 1))
    return learned


def coverage(mean: Floats, deviation: Floats, targets: Floats) -> Floats:
    """The share of the targets in the bands around a normal expectation that say `LEVELS`: ``[task, level]``.

    All arguments are ``[task, shot, output]``.
    """
    away = np.abs(targets - mean) / np.maximum(deviation, TINY)  # [task, shot, output]
    reach = np.array([NormalDist().inv_cdf(0.5 + level / 2) for level in LEVELS])
    return np.asarray((away[..., None] <= reach).mean(axis=(1, 2)))


def _judged(case: Case, batch: TaskBatch, count: int) -> tuple[Floats, float, float]:
    """The share inside by level, half the interval of that at 95%, and the mean width of that band."""
    with torch.no_grad():
        learned = learner_after(case, batch, count)
        deviation = learned.deviation(batch.query.inputs)
        assert deviation is not None
        mean, spread = floats(learned.predict(batch.query.inputs)), floats(deviation)
    by_task = coverage(mean, spread, floats(batch.query.targets))
    at = by_task[:, LEVELS.index(SAID)]
    return by_task.mean(axis=0), float(half_width(at[None])[0]), float(2 * BAND * spread.mean())


def _answered(learned: Learned, grid: Tensor) -> tuple[Floats, Floats]:
    with torch.no_grad():
        deviation = learned.deviation(grid)
        assert deviation is not None
        return floats(learned.predict(grid)[0, :, 0]), floats(deviation[0, :, 0])


def _exact(case: Case, one: TaskBatch, counts: tuple[int, ...], grid: Tensor) -> tuple[Floats, Floats] | None:
    """The family's own solution after each number of points, where it says how sure it is."""
    found = []
    for count in counts:
        seen = TaskBatch(_first(one.support, count), one.query, one.latents)
        solution = case.problem.family.solution(seen)
        if solution is None or solution.deviation is None:
            return None
        found.append((floats(solution.predict(grid)[0, :, 0]), floats(solution.deviation(grid)[0, :, 0])))
    return np.stack([mean for mean, _ in found]), np.stack([deviation for _, deviation in found])


def _after(points: int) -> Sentence:
    if points == 0:
        return sentence("Before any point")
    return sentence("After one point") if points == 1 else sentence("After {points} points", points=points)


def _first(examples: Examples, count: int) -> Examples:
    return Examples(examples.inputs[:, :count], examples.targets[:, :count])
