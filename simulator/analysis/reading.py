"""Reading values off the outer-loop curves at a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.outer_loop import Axis, Measure, validation
from simulator.engine.progress import Progress


@dataclass(frozen=True)
class Reading:
    """The meta-iteration nearest to a place on the x axis, and what the curves say there."""

    x: float
    iteration: int
    raw: float | None
    smooth: float | None
    validation: float | None
    band: float | None


def reading(progress: Progress, axis: Axis, at: float, step: int, measure: Measure) -> Reading | None:
    """What the curves show at `at`: the exact training values, the last evaluation up to there; None before any."""
    columns = {"iterations": progress.iterations, "gradients": progress.gradients, "seconds": progress.seconds}
    x = columns[axis].values
    if not len(x):
        return None
    index = int(np.abs(x - at).argmin())
    validated = validation(progress, axis, step, measure)
    before = int(np.searchsorted(validated.curve.x, x[index], side="right")) - 1
    known = before >= 0
    return Reading(
        float(x[index]),
        int(progress.iterations.values[index]),
        float(progress.losses.values[index]) if measure == "loss" else None,
        float(progress.smoothed.values[index]) if measure == "loss" else None,
        float(validated.curve.y[before]) if known else None,
        float(validated.band[before]) if known else None,
    )
