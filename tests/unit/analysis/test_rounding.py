"""How many digits figures have: known values give exactly these texts."""

import pytest

from simulator.analysis.rounding import alone, amount, decimals, interval, times, uncertain_loss, uncertain_share


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
        (0.00002, 0.00001, "< 0.0001"),
        (0.48123, float("nan"), "0.48"),
    ],
)
def test_a_half_width_has_two_digits_and_its_value_as_many_decimals(value: float, half: float, written: str):
    assert uncertain_loss(value, half) == written


def test_shares_are_rounded_alike_with_their_unit():
    assert uncertain_share(0.61264, 0.0178) == "61.3% \u00b1 1.8%"
    assert uncertain_share(0.98104, 0.00012) == "98.10% \u00b1 0.01%"
    assert (uncertain_share(0.7, 0.0), uncertain_share(0.7, float("nan"))) == ("70% \u00b1 0%", "70%")
    assert alone(uncertain_share(0.61264, 0.0178)) == "61.3%"


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


def test_how_many_times_as_much_has_no_exponent():
    assert [times(ratio) for ratio in (1.26, 12.6, 134.0, 25_600.0)] == ["1.3", "13", "130", "26,000"]
