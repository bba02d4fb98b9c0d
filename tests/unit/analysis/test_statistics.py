"""Means over tasks and their intervals, against known values and by how often they cover the truth."""

import math
import statistics

import numpy as np
import pytest
from scipy import stats

from simulator.analysis.statistics import accuracy_at_step, at_step, half_width, mean, paired_difference, worst_tenth
from simulator.engine.events import Scores
from simulator.engine.intervals import t95


def test_the_mean_is_over_tasks_at_each_step():
    assert mean(np.array([[1.0, 3.0], [10.0, 20.0]])).tolist() == [2.0, 15.0]


def test_the_half_width_is_the_standard_error_times_students_quantile():
    values = np.array([[1.0, 2.0, 3.0, 6.0]])
    expected = t95(3) * statistics.stdev(values[0]) / 2
    assert half_width(values)[0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("freedom", [*range(1, 40), 63, 99, 199, 200, 499, 9_999])
def test_students_quantile_is_scipys(freedom: int):
    assert t95(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-3)


def test_one_task_has_no_interval():
    assert np.isnan(half_width(np.array([[1.0], [2.0]]))).all()


def test_a_task_that_overflowed_leaves_no_interval_and_no_warning():
    assert np.isnan(half_width(np.array([[1.0, math.inf]]))).all()


def test_the_interval_covers_the_truth_nineteen_times_in_twenty():
    values = np.random.default_rng(0).gamma(2.0, size=(4000, 100))  # skewed, as losses are
    covered = np.abs(mean(values) - 2.0) <= half_width(values)
    assert covered.mean() == pytest.approx(0.95, abs=0.015)


def test_a_paired_difference_is_taken_task_by_task():
    hard = np.array([0.0, 10.0, 20.0, 30.0])
    difference, band = paired_difference(hard + np.array([1.0, 2.0, 1.0, 2.0]), hard)
    assert difference == 1.5
    assert band == pytest.approx(t95(3) * statistics.stdev([1, 2, 1, 2]) / 2)
    assert half_width(hard[None])[0] > 5 * band


def test_a_reference_without_steps_has_one_value_for_all():
    scores = Scores("oracle", np.array([[1.0, 3.0]]), np.array([[0.5, 1.0]]))
    assert [at_step(scores, step) for step in (0, 1, 10)] == [2.0, 2.0, 2.0]
    assert [accuracy_at_step(scores, step) for step in (0, 1, 10)] == [0.75, 0.75, 0.75]


def test_what_does_not_apply_is_none():
    assert at_step(None, 0) is None
    assert accuracy_at_step(None, 0) is None
    assert at_step(Scores("raw", None, np.ones((1, 2))), 0) is None
    assert accuracy_at_step(Scores("ours", np.ones((1, 2))), 0) is None


def test_the_worst_tenth_are_the_tasks_with_the_highest_losses_and_one_at_least():
    losses = np.array([np.arange(20.0), np.arange(20.0)[::-1] * 2])
    assert worst_tenth(losses).tolist() == [18.5, 37.0]
    assert worst_tenth(np.array([[1.0, 5.0, 3.0]])).tolist() == [5.0]
