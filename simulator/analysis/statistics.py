"""Means over tasks and their intervals."""

from __future__ import annotations

import numpy as np

from simulator.engine.events import Floats, Scores
from simulator.engine.intervals import half_width, mean

__all__ = ["accuracy_at_step", "at_step", "half_width", "mean", "paired_difference", "worst_tenth"]


def paired_difference(ours: Floats, theirs: Floats) -> tuple[float, float]:
    """Mean difference over the same tasks, ``[task]`` each, and half the width of its 95% interval."""
    difference = (ours - theirs)[None]
    return float(difference.mean()), float(half_width(difference)[0])


def worst_tenth(losses: Floats) -> Floats:
    """The mean over the tenth of the tasks, and at least one, whose loss is highest; ``[step, task]`` to ``[step]``."""
    count = max(1, losses.shape[1] // 10)
    return np.asarray(np.sort(losses, axis=1)[:, -count:].mean(axis=1))


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
