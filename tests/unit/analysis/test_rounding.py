"""How many digits figures have: known values give exactly these texts."""

import math

import pytest

from simulator.analysis.rounding import (
    alone,
    amount,
    decimals,
    interval,
    times,
    uncertain_loss,
    uncertain_share,
)


@pytest.mark.parametrize(
    ("value", "half", "written"),
    [
        (0.23349, 0.01234, "0.233 \u00b1 0.012"),
        (0.5, 0.0996, "0.50 \u00b1 0.10"),
        (3.0, 0.089, "3.000 \u00b1 0.089"),
        (12.34, 4.56, "12.3 \u00b1 4.6"),
        (12_345.0, 678.0, "12,340 \u00b1 680"),
        (-0.001, 0.04, "-0.001 \u00b1 0.040"),
        (-0.0001, 0.04, "0.000 \u00b1 0.040"),
        (0.48, 0.0, "0.48 \u00b1 0"),
        (0.00002, 0.00001, "below 0.0001"),
        (0.5, 4e-7, "0.500000 \u00b1 0.000001"),
        (999_000.0, 1200.0, "999,000 \u00b1 1,200"),
        (3.2123e16, 1.1e15, "(3.21 \u00b1 0.11) \u00d7 10\u00b9\u2076"),
        (0.5, 2e6, "(0.0 \u00b1 2.0) \u00d7 10\u2076"),
        (1e7, 0.0, "(1 \u00b1 0) \u00d7 10\u2077"),
        (1e300, 1e290, "(1.000000 \u00b1 0.000001) \u00d7 10\u00b3\u2070\u2070"),
        (0.48123, float("nan"), "0.48"),
    ],
)
def test_a_half_width_has_two_digits_and_its_value_as_many_decimals(value: float, half: float, written: str):
    assert str(uncertain_loss(value, half)) == written


def test_shares_are_rounded_alike_with_their_unit():
    assert uncertain_share(0.61264, 0.0178) == "61.3% \u00b1 1.8%"
    assert uncertain_share(0.98104, 0.00012) == "98.10% \u00b1 0.01%"
    assert (uncertain_share(0.7, 0.0), uncertain_share(0.7, float("nan"))) == ("70% \u00b1 0%", "70%")
    assert uncertain_share(0.98104, 1e-6) == "98.10% \u00b1 0.01%"


def test_a_value_alone_keeps_its_power_of_ten():
    assert alone(uncertain_share(0.61264, 0.0178)) == "61.3%"
    assert alone(uncertain_loss(3.2123e16, 1.1e15)) == "3.21 \u00d7 10\u00b9\u2076"
    assert str(alone(uncertain_loss(1e-5, 1e-6))) == "below 0.0001"


def test_the_digits_of_a_half_width_are_counted_after_it_is_rounded():
    assert [decimals(half) for half in (0.0123, 0.0996, 0.996, 9.96, 45, 450)] == [3, 2, 1, 0, 0, -1]


def test_an_interval_is_one_half_width_or_both_ends_to_the_same_decimals():
    assert str(interval(0.1203, 0.1093, 0.1313)) == "0.120 \u00b1 0.011"
    assert str(interval(0.1203, 0.1093, 0.1613)) == "0.120 (0.109 to 0.161)"


def test_an_end_that_is_not_zero_does_not_look_like_it():
    assert str(interval(0.12, 0.0003, 0.26)) == "0.1200 (0.0003 to 0.2600)"


def test_tiny_figures_are_powers_of_ten():
    assert str(interval(-2e-6, -3e-6, -1e-6)) == "(-2.0 \u00b1 1.0) \u00d7 10\u207b\u2076"
    assert (amount(1.3e-7), amount(0.0), amount(0.12)) == ("1.3 \u00d7 10\u207b\u2077", "0", "0.12")


def test_huge_figures_are_powers_of_ten():
    assert str(interval(-2e6, -3e6, -1e6)) == "(-2.0 \u00b1 1.0) \u00d7 10\u2076"
    assert str(interval(2e16, 1e16, 4e17)) == "(0.20 (0.10 to 4.00)) \u00d7 10\u00b9\u2077"


def test_a_huge_figure_without_an_interval_is_a_power_of_ten_too():
    written = ["1,230", "999,000", "3.2 \u00d7 10\u00b9\u2076", "inf"]
    values = (1234.0, 999_400.0, 3.2123e16, float("inf"))
    assert [amount(value) for value in values] == written
    assert [uncertain_loss(value, float("nan")) for value in values[:-1]] == written[:-1]


def test_the_smallest_number_there_is_has_an_interval():
    assert str(interval(5e-324, 0.0, 5e-324)) == "(4.9 (0.0 to 4.9)) \u00d7 10\u207b\u00b3\u00b2\u2074"


def test_a_half_width_that_is_not_zero_is_not_written_as_zero():
    assert interval(0.00012, 0.00011999, 0.00012001) == "0.000120 \u00b1 0.000001"
    assert interval(0.5, 0.5, 0.5) == "0.5 \u00b1 0"


def test_how_many_times_as_much_has_no_exponent():
    assert [times(ratio) for ratio in (1.26, 12.6, 134.0, 25_600.0)] == ["1.3", "13", "130", "26,000"]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_loss_that_overflowed_says_so(value: float):
    assert str(uncertain_loss(value, math.nan)) == "too large"
    assert str(alone(uncertain_loss(value, 1.0))) == "too large"
