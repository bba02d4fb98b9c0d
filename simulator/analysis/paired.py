"""The interval of a mean difference over the same tasks, and over seeds.

Losses of tasks are skewed, and so are their differences where the two compared differ: Student's interval then covers
too little on the side of the long tail, and the bootstrap-t (Efron and Tibshirani 1993, An Introduction to the
Bootstrap, 12.5) too little where tails are heavy to both sides. `over_tasks` takes the wider of the two on each side,
and lengthens the one of the long tail in proportion to the skewness of the mean, as Johnson's t does (Johnson 1978,
Modified t Tests and Confidence Intervals for Asymmetrical Populations). ``python -m tests.benchmarks.coverage`` shows
how often such intervals cover known differences.

Between seeds there are a handful of values, each of them a mean over many tasks: `over_seeds` is Student's t.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.student import point
from simulator.engine.events import Floats
from simulator.engine.intervals import half_width

CONFIDENCE = 0.95
RESAMPLES = 1999
FEWEST, MOST = 8, 4000  # tasks between which it is resampled: of fewer nothing new comes, of more nothing else
TAIL = 0.6  # of the skewness of the mean, by which the longer side grows; Johnson's term is 0.74 for 95%
ROUGH_TASKS, ROUGH_SKEWNESS = 50, 2.0  # fewer tasks, more skewed than this: coverage may be below 93%


@dataclass(frozen=True)
class Intervals:
    """Mean differences and where their intervals end, ``[step]`` each; not-a-number where there are none."""

    mean: Floats
    low: Floats
    high: Floats

    def shown(self, step: int) -> bool:
        """Whether the interval after a step leaves out zero: only then is there a difference to speak of."""
        return bool(self.low[step] > 0 or self.high[step] < 0)


def over_tasks(differences: Floats, confidence: float = CONFIDENCE) -> Intervals:
    """The mean over tasks of ``[step, task]`` and its interval: what holds of these tasks' whole family.

    Where a task has no finite difference there is no mean; of a single task there is no interval.
    """
    tasks = differences.shape[1]
    mean = _mean(differences)
    if tasks < 2:
        return Intervals(mean, np.full(len(mean), np.nan), np.full(len(mean), np.nan))
    centred = np.where(np.isfinite(mean)[:, None], differences, 0.0) - np.where(np.isfinite(mean), mean, 0.0)[:, None]
    spread = centred.std(axis=1, ddof=1)
    error = spread / np.sqrt(tasks)
    reach = point(confidence, tasks - 1)
    below, above = np.full(len(mean), reach), np.full(len(mean), reach)
    if FEWEST <= tasks <= MOST:
        left, right = _resampled(centred, spread, confidence)
        below, above = np.fmax(below, left), np.fmax(above, right)
    stretch = TAIL * skewness(differences) / np.sqrt(tasks)
    below, above = below * (1 + np.maximum(-stretch, 0)), above * (1 + np.maximum(stretch, 0))
    low, high = mean - below * error, mean + above * error
    return Intervals(mean, low, high)


def over_seeds(means: Floats, confidence: float = CONFIDENCE) -> Intervals:
    """The mean over seeds of ``[step, seed]`` and its interval: what holds of the strategies, however they are seeded.

    Each seed's value is a mean over its own tasks, so the interval also holds what tasks vary.
    """
    seeds = means.shape[1]
    mean = _mean(means)
    if seeds < 2:
        return Intervals(mean, np.full(len(mean), np.nan), np.full(len(mean), np.nan))
    with np.errstate(invalid="ignore"):
        half = point(confidence, seeds - 1) * means.std(axis=1, ddof=1) / np.sqrt(seeds)
    return Intervals(mean, mean - half, mean + half)


def within_seeds(differences: Sequence[Floats], confidence: float = CONFIDENCE) -> Intervals:
    """The mean over seeds of their means over tasks, ``[step, task]`` each: what holds of these trained states alone.

    What differs from seed to seed is left out of the interval; with one seed it is `over_tasks`.
    """
    if len(differences) == 1:
        return over_tasks(differences[0], confidence)
    with np.errstate(invalid="ignore"):
        means = [_mean(each) for each in differences]
        whole = np.mean(means, axis=0)
        joined = [each - mean[:, None] + whole[:, None] for each, mean in zip(differences, means, strict=True)]
    return over_tasks(np.concatenate(joined, axis=1), confidence)


def several(values: Sequence[Floats]) -> tuple[Floats, Floats]:
    """The mean of one contender's results, ``[step, task]`` a seed, and half the width of its interval: ``[step]``.

    Over seeds where there are several; else over tasks, as the result of one run is given everywhere.
    """
    if len(values) == 1:
        return _mean(values[0]), half_width(values[0])
    rows = min(len(each) for each in values)
    with np.errstate(invalid="ignore"):
        found = over_seeds(np.stack([each[:rows].mean(axis=1) for each in values], axis=1))
    return found.mean, 0.5 * (found.high - found.low)


def skewness(differences: Floats) -> Floats:
    """The third moment of ``[step, task]`` over its spread: ``[step]``; zero where all tasks are equal."""
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        centred = differences - differences.mean(axis=1, keepdims=True)
        found = (centred**3).mean(axis=1) / (centred**2).mean(axis=1) ** 1.5
    return np.where(np.isfinite(found), found, 0.0)


def rough(differences: Floats) -> NDArray[np.bool_]:
    """Where ``[step, task]`` are too few and too uneven for an interval to be trusted: ``[step]``."""
    few = differences.shape[1] < ROUGH_TASKS
    return np.asarray(few & (np.abs(skewness(differences)) > ROUGH_SKEWNESS))


def _mean(values: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        found = values.mean(axis=1)
    return np.where(np.isfinite(found), found, np.nan)


def _resampled(centred: Floats, spread: Floats, confidence: float) -> tuple[Floats, Floats]:
    """How many standard errors the bootstrap-t interval reaches down and up, ``[step]`` each."""
    tasks = centred.shape[1]
    known = np.where(spread > 0, spread, 1.0)
    scaled = (centred / known[:, None]).astype(np.float32)
    draws = _draws(tasks)
    means = (draws @ scaled.T).astype(float) / tasks  # [resample, step]
    squares = (draws @ (scaled * scaled).T).astype(float) / tasks
    variances = np.maximum(squares - means**2, 0.0) * tasks / (tasks - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(variances > 1e-6, means / np.sqrt(variances / tasks), np.nan)
    tail = 0.5 * (1 - confidence)
    usable = np.isfinite(ratios).any(axis=0) & (spread > 0)
    ratios = np.where(usable, ratios, 0.0)
    low, high = np.nanquantile(ratios, [tail, 1 - tail], axis=0)
    return np.where(usable, high, np.nan), np.where(usable, -low, np.nan)


@lru_cache(maxsize=4)
def _draws(tasks: int) -> NDArray[np.float32]:
    """How often each task comes in each resample, ``[resample, task]``: the same ones every time."""
    chances = np.full(tasks, 1 / tasks)
    return np.random.default_rng(tasks).multinomial(tasks, chances, size=RESAMPLES).astype(np.float32)
