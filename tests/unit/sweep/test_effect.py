"""The values around the one that a parameter has, and a schedule that takes about a minute."""

import pytest

from simulator.experiment import load_example
from simulator.sweep.effect import SEEDS, axis_around, effect
from simulator.sweep.probe import rate, seconds_of


@pytest.fixture(scope="module")
def sine():
    return load_example("sine-maml")


def around(experiment, path):
    return axis_around(path, experiment.parameter(path), experiment.value(path))


def test_values_around_one_on_a_logarithmic_scale_are_at_equal_ratios_and_include_it(sine):
    axis = around(sine, "strategy.inner_lr")
    assert axis.log
    assert axis.values == (0.00032, 0.001, 0.0032, 0.01, 0.032, 0.1, 0.32)


@pytest.mark.parametrize(("now", "values"), [(1, (1, 2, 3, 4, 5, 6, 7)), (30, (1, 10, 20, 30, 40, 50, 60))])
def test_whole_values_are_at_equal_distances_and_within_what_is_allowed(sine, now, values):
    axis = around(sine.with_value("task.shots", now), "task.shots")
    assert (axis.log, len(axis.values)) == (False, 7)
    assert now in axis.values
    assert axis.values[0] >= 1
    assert list(axis.values) == sorted(set(axis.values))
    if now == 1:
        assert axis.values == values


def test_all_choices_are_tried_and_both_of_a_yes_and_no(sine):
    assert set(around(sine, "learner.activation").values) == set(sine.parameter("learner.activation").choices)


@pytest.mark.parametrize("path", ["seed", "learner.hidden", "schedule.target_loss"])
def test_what_has_no_single_value_to_vary_has_no_effect_to_show(sine, path):
    assert around(sine, path) is None


def test_the_schedule_is_shortened_to_about_a_minute_and_never_lengthened(sine):
    declared = sine.parameter("strategy.inner_lr")
    shown = effect(sine, "strategy.inner_lr", declared, 1000.0, 2)
    assert shown.size == 7 * SEEDS
    assert seconds_of(shown, 1000.0, 2) == pytest.approx(60, rel=0.1)
    brief = sine.with_value("schedule.iterations", 40)
    assert effect(brief, "strategy.inner_lr", declared, 1000.0, 2).experiment.schedule.iterations == 40


def test_the_parameter_whose_effect_is_shown_is_not_shortened_itself(sine):
    path = "schedule.iterations"
    shown = effect(sine, path, sine.parameter(path), 1000.0, 2)
    assert 20_000 in shown.axes[0].values


def test_a_moments_trial_tells_how_fast_an_experiment_is(small):
    assert rate(small(values={"schedule.iterations": 100_000}), 0.02) > 1
