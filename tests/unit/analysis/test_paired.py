"""Intervals of paired differences: against other libraries, against closed forms, and against known differences."""

import numpy as np
import pytest
from scipy import stats

from simulator.analysis.paired import over_seeds, over_tasks, rough, skewness, within_seeds
from simulator.analysis.student import point, two_sided
from tests.benchmarks.coverage import CASES, Case, covered, students


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 99, 1999, 2001, 50_000])
def test_students_tail_is_that_of_scipy(freedom: int):
    for t in (0.0, 0.3, 1.0, 2.5, 9.0):
        assert two_sided(-t, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), rel=1e-4, abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 5, 99, 3000])
def test_students_points_are_those_of_scipy(freedom: int):
    for confidence in (0.9, 0.95, 0.9958):
        assert point(confidence, freedom) == pytest.approx(stats.t.ppf(0.5 + confidence / 2, freedom), rel=1e-5)


def test_over_few_tasks_the_interval_is_students_but_for_its_long_tail():
    values = np.array([[0.1, 0.4, 0.2, 0.5, 0.3]])
    half = stats.t.ppf(0.975, 4) * values.std(ddof=1) / np.sqrt(5)
    found = over_tasks(values)
    assert (found.low[0], found.high[0]) == pytest.approx((0.3 - half, 0.3 + half))


def test_symmetric_differences_have_an_interval_close_to_students():
    values = stats.norm.ppf((np.arange(400) + 0.5) / 400)[None] + 0.2
    half = 1.966 * values.std(ddof=1) / 20
    found = over_tasks(values)
    assert (found.low[0], found.high[0]) == pytest.approx((0.2 - half, 0.2 + half), abs=0.05 * half)


def test_the_interval_reaches_further_to_the_side_of_the_long_tail():
    values = stats.expon.ppf((np.arange(50) + 0.5) / 50)[None]
    right, left = over_tasks(values), over_tasks(-values)
    assert right.high[0] - right.mean[0] > 1.2 * (right.mean[0] - right.low[0])
    assert (left.low[0], left.high[0]) == pytest.approx((-right.high[0], -right.low[0]), rel=0.03)


def test_the_same_numbers_give_the_same_interval_every_time():
    values = np.random.default_rng(3).normal(size=(2, 30))
    assert np.array_equal(over_tasks(values).low, over_tasks(values).low)


def test_equal_differences_have_an_interval_without_width():
    found = over_tasks(np.full((1, 30), 0.25))
    assert (found.low[0], found.high[0]) == (0.25, 0.25)
    assert found.shown(0)


def test_a_single_task_has_no_interval_and_shows_nothing():
    found = over_tasks(np.array([[0.3]]))
    assert found.mean[0] == pytest.approx(0.3)
    assert np.isnan([found.low[0], found.high[0]]).all()
    assert not found.shown(0)


def test_a_step_with_an_overflow_has_no_mean_and_leaves_the_others_as_they_are():
    values = np.random.default_rng(0).normal(size=(2, 40))
    alone = over_tasks(values[:1])
    values[1, 7] = np.inf
    found = over_tasks(values)
    assert np.isnan([found.mean[1], found.low[1], found.high[1]]).all()
    assert (found.low[0], found.high[0]) == pytest.approx((alone.low[0], alone.high[0]))


def test_over_seeds_it_is_students_interval_of_the_seeds_means():
    means = np.array([[0.1, 0.4, 0.25]])
    low, high = stats.t.interval(0.95, 2, means.mean(), stats.sem(means[0]))
    found = over_seeds(means)
    assert (found.low[0], found.high[0]) == pytest.approx((low, high))


def test_what_differs_from_seed_to_seed_is_not_in_the_interval_of_the_trained_states():
    tasks = np.random.default_rng(0).normal(size=(1, 200))
    same, apart = within_seeds([tasks, tasks]), within_seeds([tasks - 5, tasks + 5])
    assert (apart.low[0], apart.high[0]) == pytest.approx((same.low[0], same.high[0]))


def test_skewness_is_that_of_scipy():
    values = np.random.default_rng(1).exponential(size=(3, 50))
    assert skewness(values) == pytest.approx(stats.skew(values, axis=1))


def test_few_tasks_with_one_far_off_are_called_rough_and_many_are_not():
    values = np.append(np.linspace(-1, 1, 19), 30.0)[None]
    assert rough(values)[0]
    assert not rough(np.repeat(values, 3, axis=1))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize(("tasks", "seeds", "between"), [(20, 1, 0.0), (100, 1, 0.1), (20, 3, 0.1)])
def test_the_interval_holds_a_known_difference_about_as_often_as_it_says(
    case: Case, tasks: int, seeds: int, between: float
):
    """2,000 repetitions: their own deviation is 0.5%."""
    found = covered(case, tasks, seeds, between, 2000)
    assert 0.925 <= found.claim <= 0.975
    assert 0.925 <= found.trained <= 0.975


def test_students_interval_alone_would_not_hold_skewed_differences_so_often():
    (skewed,) = [case for case in CASES if case.name.startswith("log-normal 0.8")]
    assert students(skewed, 20, 4000) < 0.9
