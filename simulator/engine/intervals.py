"""Means over tasks and the half widths of their 95% intervals."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from simulator.engine.events import Floats

Z95 = 1.959963984540054  # the normal distribution's 97.5% point
T95 = (12.706204736, 4.302652730, 3.182446305, 2.776445105)  # Student's, for 1 to 4 degrees of freedom


def mean(values: Floats) -> Floats:
    """The mean over tasks of ``[step, task]``: ``[step]``."""
    return np.asarray(values.mean(axis=1))


def half_width(values: Floats) -> Floats:
    """Half the width of the 95% interval of the mean over tasks of ``[step, task]``: ``[step]``."""
    tasks = values.shape[1]
    if tasks < 2:
        return np.full(values.shape[0], math.nan)
    with np.errstate(invalid="ignore"):  # a diverged task has no band
        return np.asarray(t95(tasks - 1) * values.std(axis=1, ddof=1) / math.sqrt(tasks))


@cache
def t95(freedom: int) -> float:
    """The 97.5% point of Student's t (Abramowitz and Stegun 1964, 26.7.5): scipy takes too long to import."""
    if freedom <= len(T95):
        return T95[freedom - 1]
    z, square = Z95, Z95**2
    terms = (
        z,
        z * (square + 1) / 4,
        z * ((5 * square + 16) * square + 3) / 96,
        z * (((3 * square + 19) * square + 17) * square - 15) / 384,
        z * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160,
    )
    return math.fsum(term / float(freedom) ** power for power, term in enumerate(terms))
