"""How well probabilities of right answers are: the area under the curve, and calibration, over all tasks together.

A student's few query answers are too few for either, so both are taken over the answers of all students.
"""

from __future__ import annotations

import numpy as np

from simulator.engine.events import Floats

BINS = 10


def area_under_curve(probabilities: Floats, right: Floats) -> float:
    """The chance that a right answer was given more probability than a wrong one, both ``[answer]``.

    0.5 says nothing was learned; not a number where all answers are alike.
    """
    from sklearn.metrics import roc_auc_score  # scikit-learn takes a second to import

    if right.min() == right.max():
        return float("nan")
    return float(roc_auc_score(right, probabilities))


def calibration_error(probabilities: Floats, right: Floats) -> float:
    """The expected calibration error over ten bins of equal width (Naeini et al. 2015), both ``[answer]``.

    How far the share of right answers lies from the mean probability in a bin, weighted by the bin's answers.
    """
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    gaps = np.bincount(bins, probabilities - right, minlength=BINS)
    return float(np.abs(gaps).sum() / counts.sum())
