"""Means over tasks and their intervals."""

from __future__ import annotations

import math

import numpy as np

from simulator.engine.events import Floats, Scores

Z95 = 1.959963984540054  # the normal distribution's 97.5% point


def mean(values: Floats) -> Floats:
    """The mean over tasks of ``[step, task]``: ``[step]``."""
    return np.asarray(values.mean(axis=1))


def half_width(values: Floats) -> Floats:
    """Half the width of the 95% interval of the mean over tasks of ``[step, task]``: ``[step]``."""
    tasks = values.shape[1]
    if tasks < 2:
        return np.full(values.shape[0], math.nan)
    with np.errstate(invalid="ignore"):  # a diverged task has no band
        return np.asarray(Z95 * values.std(axis=1, ddof=1) / math.sqrt(tasks))


def paired_difference(ours: Floats, theirs: Floats) -> tuple[float, float]:
    """Mean difference over the same tasks, ``[task]`` each, and half the width of its 95% interval."""
    difference = (ours - theirs)[None]
    return float(difference.mean()), float(half_width(difference)[0])


def at_step(scores: Scores | None, step: int) -> float | None:
    """The mean loss after `step` inner steps; a reference without steps has one value for all."""
    if scores is None or scores.loss is None:
        return None
    return float(scores.loss[min(step, len(scores.loss) - 1)].mean())


def accuracy_at_step(scores: Scores | None, step: int) -> float | None:
    """The mean accuracy after `step` inner steps, where it applies."""
    if scores is None or scores.accuracy is None:
        return None
    return float(scores.accuracy[min(step, len(scores.accuracy) - 1)].mean())
