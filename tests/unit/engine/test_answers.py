"""The area under the curve and the calibration of probabilities, by hand."""

import math

import numpy as np
import pytest

from simulator.engine.answers import area_under_curve, calibration_error


def test_the_area_is_the_share_of_pairs_in_the_right_order_and_ties_count_half():
    random = np.random.default_rng(0)
    chances, right = random.integers(0, 6, 60) / 5, random.integers(0, 2, 60).astype(float)
    pairs = [(a > b) + 0.5 * (a == b) for a in chances[right == 1] for b in chances[right == 0]]
    assert area_under_curve(chances, right) == pytest.approx(np.mean(pairs))


def test_answers_that_are_all_alike_have_no_area():
    assert math.isnan(area_under_curve(np.array([0.2, 0.7]), np.ones(2)))


def test_calibration_is_the_weighted_gap_between_promised_and_observed_shares():
    chances = np.array([0.25, 0.25, 0.25, 0.25, 0.95, 1.0])
    right = np.array([1.0, 0.0, 0.0, 0.0, 1.0, 0.0])
    # first bin: 25% promised, 25% observed; last bin: 97.5% promised, 50% observed, a third of all answers
    assert calibration_error(chances, right) == pytest.approx((0.975 - 0.5) * 2 / 6)


def test_probabilities_that_keep_their_promise_are_calibrated():
    random = np.random.default_rng(1)
    chances = random.uniform(size=200_000)
    assert calibration_error(chances, (random.uniform(size=200_000) < chances).astype(float)) < 0.01
