"""The numbers behind the picture of a search."""

import math

import numpy as np

from simulator.analysis.search import search_figure
from simulator.strategies.base import Trial


def trial(loss: float, **values) -> Trial:
    return Trial(values, loss)


def test_the_best_so_far_never_rises_and_skips_what_overflowed():
    figure = search_figure([trial(loss) for loss in (math.inf, 3.0, 4.0, math.nan, 1.0, 2.0)])
    assert np.array_equal(figure.losses, [np.nan, 3, 4, np.nan, 1, 2], equal_nan=True)
    assert np.array_equal(figure.best, [np.nan, 3, 3, 3, 1, 1], equal_nan=True)
    assert figure.at == 4


def test_the_best_candidate_is_said_in_words():
    best = {
        "learner.hidden": (64, 32),
        "learner.activation": "tanh",
        "strategy.inner_lr": 0.012345,
        "learner.offset": True,
    }
    figure = search_figure([trial(2.0), Trial(best, 1.0)])
    assert str(figure.said) == (
        "Best of 2 trials, number 2: Hidden widths 64, 32; Activation tanh; Inner learning rate 0.0123; Offset on."
    )


def test_a_search_that_reached_nothing_says_so():
    assert str(search_figure([trial(math.inf)] * 3).said) == "None of the 3 trials has reached a finite loss yet."


def test_a_bad_trial_does_not_stretch_the_axis_and_is_named_as_above_it():
    figure = search_figure([trial(loss) for loss in (2.0, 3.0, 4000.0, 1.0, math.inf, 2.5)])
    low, high = figure.frame()
    assert (low, high) == (0.0, 20.0)  # not far above four times the median, 2.5
    assert figure.above(high).tolist() == [3.0, 5.0]
    assert search_figure([trial(math.nan)]).frame() == (0.0, 1.0)


def test_without_trials_there_is_no_picture():
    assert search_figure([]) is None


def test_its_columns_count_the_trials_from_one():
    columns = search_figure([trial(2.0), trial(1.0)]).columns()
    assert columns == {"trial": [1, 2], "trial_loss": [2.0, 1.0], "best_so_far": [2.0, 1.0]}
