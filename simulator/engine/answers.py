"""How well probabilities of right answers are: the area under the curve, and calibration, over all tasks together.

A student's few query answers are too few for either, so both are taken over the answers of all students.
"""

from __future__ import annotations

import numpy as np

from simulator.engine.events import Floats

BINS = 10


def area_under_curve(probabilities: Floats, right: Floats) -> float:
    """The chance that a right answer was given more probability than a wrong one, both ``[answer]``.

    By the ranks of the right ones (Mann and Whitney 1947), equal probabilities sharing theirs. 0.5 says nothing was
    learned; not a number where all answers are alike.
    """
    many = int(right.sum())
    if many in (0, right.size):
        return float("nan")
    _, place, counts = np.unique(probabilities, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    above = ranks[right > 0].sum() - many * (many + 1) / 2
    return float(above / (many * (right.size - many)))


def calibration_error(probabilities: Floats, right: Floats) -> float:
    """The expected calibration error over ten bins of equal width (Naeini et al. 2015), both ``[answer]``.

    How far the share of right answers lies from the mean probability in a bin, weighted by the bin's answers.
    """
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    gaps = np.bincount(bins, probabilities - right, minlength=BINS)
    return float(np.abs(gaps).sum() / counts.sum())
