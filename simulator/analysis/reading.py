"""Reading values off the outer-loop curves at a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.outer_loop import Axis, Measure, outer_figure
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
    index = int(np.clip(np.searchsorted(x, at), 0, len(x) - 1))
    figure = outer_figure(progress, axis, step, measure, buckets=2)
    before = int(np.searchsorted(figure.validation.x, x[index], side="right")) - 1
    known = before >= 0
    return Reading(
        float(x[index]),
        int(progress.iterations.values[index]),
        float(progress.losses.values[index]) if measure == "loss" else None,
        float(progress.smoothed.values[index]) if measure == "loss" else None,
        float(figure.validation.y[before]) if known else None,
        float(figure.band[before]) if known else None,
    )
