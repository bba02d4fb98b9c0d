"""The curves of contenders: what is reached after each inner step, and what for which cost of training."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.comparison import Comparison
from simulator.analysis.contenders import Contender
from simulator.analysis.outer_loop import NEAR, Axis, Measure, measured, validation
from simulator.analysis.paired import ENOUGH, over_seeds, several
from simulator.analysis.scale import framed, nice_above
from simulator.analysis.settings import Written
from simulator.analysis.statistics import mean
from simulator.engine.events import Floats

FAR = 4.0  # times the usual size of a difference that is still in sight
QUANTILES = (0.01, 0.99)  # of the tasks, whose differences are in sight


@dataclass(frozen=True)
class NamedCurve:
    """One contender's curve and half the width of its 95% band: over seeds where it has several, else over tasks.

    Of fewer than `ENOUGH` seeds an interval is wider than anything it could be compared with: `half` is not a number
    then, and `seeds` are their own curves, ``[point]`` each.
    """

    name: Written
    x: Floats
    y: Floats
    half: Floats
    seeds: tuple[Floats, ...] = ()

    @property
    def edges(self) -> tuple[Floats, Floats]:
        """Below and above, where the band ends."""
        return self.y - self.half, self.y + self.half


@dataclass(frozen=True)
class Cost:
    """What one run of a contender took to train, as a mean over its seeds."""

    name: Written
    seeds: int
    iterations: float
    gradient_evaluations: float
    examples: float
    seconds: float


def all_tested(found: Sequence[Contender]) -> bool:
    """Whether all runs of some contenders came to their test: only then are they drawn on test tasks."""
    return all(run.progress.tested is not None for each in found for run in each.runs)


def by_step(contender: Contender, measure: Measure = "loss", on_test: bool | None = None) -> NamedCurve | None:
    """The result after each inner step: on test tasks, or else on validation tasks at its runs' last evaluation.

    Unless `on_test` says which, on test tasks where all its runs were tested; see `all_tested` for several contenders.
    None where there is none, or the measure does not apply.
    """
    on_test = all_tested([contender]) if on_test is None else on_test
    values = []
    for run in contender.runs:
        progress = run.progress
        latest = progress.evaluations[-1].scores if progress.evaluations else None
        scores = progress.tested.scores if on_test and progress.tested is not None else latest
        found = None if scores is None else measured(scores, measure)
        if found is None:
            return None
        values.append(found)
    middle, half = several(values)
    if 1 < len(values) < ENOUGH:
        each = tuple(mean(found)[: len(middle)] for found in values)
        return NamedCurve(contender.name, _steps(middle), middle, np.full_like(middle, np.nan), each)
    return NamedCurve(contender.name, _steps(middle), middle, half)


def by_cost(contender: Contender, axis: Axis, step: int, measure: Measure = "loss") -> NamedCurve | None:
    """Validation after `step` inner steps against what training had taken by then; None before there is any.

    Where there are several seeds, it goes as far as all of them went.
    """
    found = [validation(run.progress, axis, step, measure) for run in contender.runs]
    if not all(len(each.curve.x) for each in found):
        return None
    x = found[0].curve.x
    if len(found) == 1:
        return NamedCurve(contender.name, x, found[0].curve.y, found[0].band)
    x = x[x <= min(each.curve.x[-1] for each in found)]
    if not len(x):  # the first seed's first evaluation cost more than all of another's
        return None
    curves = np.stack([np.interp(x, each.curve.x, each.curve.y) for each in found], axis=1)  # [point, seed]
    if len(found) < ENOUGH:
        middle = curves.mean(axis=1)
        return NamedCurve(contender.name, x, middle, np.full_like(middle, np.nan), tuple(curves.T))
    over = over_seeds(curves)
    return NamedCurve(contender.name, x, over.mean, 0.5 * (over.high - over.low))


def cost(contender: Contender) -> Cost:
    """What it took."""
    told = [run.progress for run in contender.runs]
    return Cost(
        contender.name,
        len(told),
        float(np.mean([each.iteration for each in told])),
        float(np.mean([each.gradient_evaluations for each in told])),
        float(np.mean([each.examples for each in told])),
        float(np.mean([each.last_seconds for each in told])),
    )


def frame(curves: Sequence[NamedCurve], measure: Measure) -> tuple[float, float]:
    """From where to where the vertical axis of some curves with their bands and points goes.

    One wild curve or band does not flatten the others, and a band of a loss is cut at zero.
    """
    if measure == "accuracy":
        return 0.0, 1.0
    known = [each.y[np.isfinite(each.y)] for each in curves]
    known = [values for values in known if len(values)]
    if not known:
        return 0.0, 1.0
    calm = min(float(values.max()) for values in known)
    joined = np.concatenate([part for each in curves for part in (each.y, *each.edges, *each.seeds)])
    joined = joined[np.isfinite(joined)]
    high = float(joined[joined <= NEAR * calm].max(initial=calm))
    return framed(max(float(joined.min()), 0.0), max(high, 1e-9))


def difference_frame(comparison: Comparison, step: int) -> tuple[float, float]:
    """From where to where the axis of the mean differences goes; those at first and after `step` are in sight."""
    claim, points = comparison.claim, seed_points(comparison)
    drawn = [claim.mean, *(points if points else (claim.low, claim.high))]
    places = sorted({0, min(1, len(claim.mean) - 1), min(step, len(claim.mean) - 1)})
    looked_at = np.abs(np.concatenate([each[places] for each in drawn]))
    looked_at = looked_at[np.isfinite(looked_at)]
    return around_zero(np.concatenate(drawn), FAR * float(looked_at.max(initial=0.0)))


def seed_points(comparison: Comparison) -> tuple[Floats, ...]:
    """The mean differences of single seeds, ``[step]`` each, where these are too few for a band; else none."""
    seeds = len(comparison.pairing.seeds)
    if not 1 < seeds < ENOUGH:
        return ()
    with np.errstate(invalid="ignore"):
        return tuple(each.mean(axis=1) for each in np.split(comparison.differences, seeds, axis=1))


def tasks_frame(values: Floats) -> tuple[float, float]:
    """From where to where the axis of single tasks' differences goes: a few wild ones do not flatten the others."""
    usual = FAR * float(np.quantile(np.abs(values), 0.75)) or np.inf
    return around_zero(np.clip(np.quantile(values, QUANTILES), -usual, usual), usual)


def around_zero(values: Floats, usual: float) -> tuple[float, float]:
    """A range with round ends that holds zero and the values, but for those that are further off than `usual`."""
    known = values[np.isfinite(values)]
    if not np.any(known):
        return -1.0, 1.0
    usual = usual if math.isfinite(usual) and usual > 0 else float(np.abs(known).max())
    low = min(0.0, float(known[known >= -usual].min(initial=0.0)))
    high = max(0.0, float(known[known <= usual].max(initial=0.0)))
    margin = 0.25 * ((high - low) or 1.0)  # for words at the top and the bottom
    grain = nice_above((high - low + 2 * margin) / 5)
    return math.floor((low - margin) / grain) * grain, math.ceil((high + margin) / grain) * grain


def _steps(values: Floats) -> Floats:
    return np.arange(len(values), dtype=float)
