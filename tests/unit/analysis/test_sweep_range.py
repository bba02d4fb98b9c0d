"""The vertical axis of a sweep's curve: bands fit where that flattens nothing, and two seeds make none."""

import math

import numpy as np
import pytest

from simulator.analysis.sweep import SweptAxis, sweep_figure
from simulator.analysis.sweep_range import vertical_range
from simulator.engine.events import Scores


def shown(*rows, measure="loss"):
    """The figure of one axis with these results, of so many seeds a row."""
    found = {}
    for position, value in enumerate(value for row in rows for value in row):
        values = np.full((1, 2), value)
        found[position] = Scores("", values) if measure == "loss" else Scores("", None, values)
    axis = SweptAxis("x", "Rate", tuple(range(len(rows))), tuple(map(str, range(len(rows)))))
    return sweep_figure([axis], len(rows[0]), found, measure, 0)


def test_the_bands_of_three_seeds_fit():
    figure = shown([0.9, 1.0, 1.1], [0.7, 1.0, 1.3])
    range_ = vertical_range(figure)
    assert range_.top >= (figure.means + figure.half_widths).max()
    assert range_.bottom <= (figure.means - figure.half_widths).min()
    assert not range_.logarithmic


def test_of_two_seeds_their_results_fit_and_not_the_interval_of_student():
    figure = shown([0.9, 1.1], [0.8, 1.3])
    range_ = vertical_range(figure)
    assert range_.bottom <= 0.8
    assert 1.3 <= range_.top < (figure.means + figure.half_widths).max()


def test_a_band_that_is_much_wider_than_the_means_does_not_flatten_them():
    figure = shown([1.0, 1.0, 1.0], [1.1, 1.1, 1.1], [0.1, 0.1, 9.0])
    assert vertical_range(figure).top <= 5.0


def test_a_mean_that_overflows_makes_the_axis_logarithmic_and_at_most_six_decades_high():
    range_ = vertical_range(shown([1.0], [1e30]))
    assert range_.logarithmic
    assert range_.bottom == pytest.approx(-0.1)
    assert range_.top == pytest.approx(6.1)


def test_shares_are_always_between_nothing_and_all():
    range_ = vertical_range(shown([0.4, 0.5], [0.6, 0.7], measure="accuracy"))
    assert (range_.bottom, range_.top) == (0.0, 1.0)


def test_before_there_is_a_result_the_range_is_that_of_an_empty_picture():
    assert math.isfinite(vertical_range(shown([math.nan])).top)
