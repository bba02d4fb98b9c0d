"""Reading values off the outer-loop curves at a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.outer_loop import Axis, Measure, column, evaluated_at, judged, other
from simulator.engine.events import Floats
from simulator.engine.progress import Judged, Progress


@dataclass(frozen=True)
class Reading:
    """The meta-iteration nearest to a place on the x axis, and what the curves say there."""

    x: float
    iteration: int
    raw: float | None
    smooth: float | None
    validation: float | None
    band: float | None
    elsewhere: float | None = None
    elsewhere_band: float | None = None


def reading(progress: Progress, axis: Axis, at: float, step: int, measure: Measure) -> Reading | None:
    """What the curves show at `at`: the exact training values, the last evaluation up to there; None before any."""
    x = column(progress, axis)
    if not len(x):
        return None
    index = _nearest(x, at)
    before = int(np.searchsorted(evaluated_at(progress, axis), x[index], side="right")) - 1
    return Reading(
        float(x[index]),
        int(progress.iterations.values[index]),
        float(progress.losses.values[index]) if measure == "loss" else None,
        float(progress.smoothed.values[index]) if measure == "loss" else None,
        *_judged(judged(progress, measure), before, step),
        *_judged(other(progress, measure), before, step),
    )


def _judged(judgement: Judged, evaluation: int, step: int) -> tuple[float | None, float | None]:
    """Mean and half width of an evaluation, by its place, where there are any."""
    means = judgement.means.values
    if evaluation < 0 or not len(means):
        return None, None
    place = (evaluation, min(step, means.shape[1] - 1))
    return float(means[place]), float(judgement.half_widths.values[place])


def _nearest(x: Floats, at: float) -> int:
    """The index of the value of the rising `x` that is nearest to `at`."""
    after = min(max(int(np.searchsorted(x, at)), 1), len(x) - 1)
    return after - 1 if after > 0 and at - x[after - 1] <= x[after] - at else after
