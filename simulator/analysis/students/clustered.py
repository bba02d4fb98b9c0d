"""The area under the curve over the answers of many students, and its interval.

The answers of one student belong together, so students are what is drawn at random: the variance is that of Obuchowski
1997, "Nonparametric analysis of clustered ROC curve data", Biometrics 53, which for one answer a student is that of
DeLong et al. 1988.
"""

from __future__ import annotations

import math

import numpy as np

from simulator.engine.events import Floats
from simulator.engine.intervals import t95


def clustered_area(scores: Floats, right: Floats) -> tuple[float, float]:
    """The area over all answers, and half its 95% interval over students; scores and right ``[task, shot]``.

    Neither is a number where all answers are alike or a score is none; the interval is none where fewer than two
    students have right ones, or wrong ones.
    """
    positive = right > 0.5
    ours, others = np.sort(scores[positive]), np.sort(scores[~positive])
    if not len(ours) or not len(others) or np.isnan(scores).any():
        return math.nan, math.nan
    # for each answer, the share of the other kind that it is on the right side of; a tie counts half
    beats = np.where(
        positive, _below(others, scores) / len(others), 1 - _below(ours, scores) / len(ours)
    )  # [task, shot]
    area = float(beats[positive].mean())
    hits, misses = positive.sum(1), (~positive).sum(1)  # [task]
    off_hits = (beats * positive).sum(1) - hits * area
    off_misses = (beats * ~positive).sum(1) - misses * area
    with_hits, with_misses, students = int((hits > 0).sum()), int((misses > 0).sum()), len(scores)
    if min(with_hits, with_misses) < 2:
        return area, math.nan
    variance = (
        with_hits / (with_hits - 1) * float((off_hits**2).sum()) / len(ours) ** 2
        + with_misses / (with_misses - 1) * float((off_misses**2).sum()) / len(others) ** 2
        + 2 * students / (students - 1) * float((off_hits * off_misses).sum()) / (len(ours) * len(others))
    )
    return area, t95(students - 1) * math.sqrt(max(variance, 0.0))


def _below(ordered: Floats, values: Floats) -> Floats:
    """How many of the `ordered` lie below each value, those that equal it counted half."""
    return np.asarray((np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")) / 2)
