"""Nice numbers for axes."""

import math

import numpy as np
import pytest

from simulator.analysis.scale import framed, log_ticks, nice_above, nice_below, spread, ticks, written


@pytest.mark.parametrize(
    ("value", "below", "above"),
    [(0.3, 0.2, 0.5), (1.0, 1.0, 1.0), (1.01, 1.0, 2.0), (7.0, 5.0, 10.0), (12_345.0, 10_000.0, 20_000.0), (0.01,) * 3],
)
def test_an_axis_ends_at_one_two_or_five_times_a_power_of_ten(value: float, below: float, above: float):
    assert nice_below(value) == pytest.approx(below, rel=1e-12)
    assert nice_above(value) == pytest.approx(above, rel=1e-12)


@pytest.mark.parametrize("value", [0.0, -3.0, math.nan, math.inf])
def test_what_has_no_scale_gets_a_plain_one(value: float):
    assert (nice_above(value), nice_below(value)) == (1.0, 1e-3)


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [(0.0, 0.7, (0.0, 1.0)), (1.9, 4.0, (0.0, 5.0)), (0.62, 0.7, (0.6, 0.7)), (0.69, 0.69, (0.65, 0.7))],
)
def test_an_axis_begins_at_zero_unless_all_lies_in_its_upper_half(low: float, high: float, ends: tuple[float, float]):
    assert framed(low, high) == pytest.approx(ends)


def test_names_stand_at_their_values_where_there_is_room():
    assert spread([5.0, 1.0, 3.0], 1.0, 0.0, 10.0) == [5.0, 1.0, 3.0]
    assert spread([], 1.0, 0.0, 10.0) == []


def test_names_that_would_touch_move_apart_around_their_values_in_their_order():
    assert spread([5.0, 5.2, 1.0], 1.0, 0.0, 10.0) == pytest.approx([4.6, 5.6, 1.0])
    assert spread([5.0, 5.0, 5.0], 1.0, 0.0, 10.0) == pytest.approx([4.0, 5.0, 6.0])
    assert spread([4.0, 5.2, 5.0], 1.0, 0.0, 10.0) == pytest.approx([3.7333, 5.7333, 4.7333], abs=1e-4)


def test_names_stay_inside():
    assert spread([0.0, 0.0, -5.0], 1.0, 0.0, 10.0) == pytest.approx([1.0, 2.0, 0.0])
    assert spread([99.0, 9.9], 1.0, 0.0, 10.0) == pytest.approx([9.0, 8.0])
    rng = np.random.default_rng(0)
    for _ in range(200):
        wanted = rng.uniform(-2, 12, size=5)
        places = np.array(spread(wanted.tolist(), 1.0, 0.0, 10.0))
        order = np.argsort(wanted)
        assert np.all(np.diff(places[order]) >= 1 - 1e-9)
        assert places.min() >= -1e-9
        assert places.max() <= 9 + 1e-9


def test_ticks_are_few_round_and_inside():
    assert ticks(0.0, 1.0) == pytest.approx([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    assert ticks(-5.0, 5.0) == pytest.approx([-4.0, -2.0, 0.0, 2.0, 4.0])
    assert ticks(3.0, 3.0) == [3.0]
    for low, high in np.random.default_rng(0).uniform(-100, 100, size=(200, 2)):
        found = ticks(min(low, high), max(low, high))
        assert 1 < len(found) <= 6
        assert min(low, high) - 1e-6 <= found[0] <= found[-1] <= max(low, high) + 1e-6


def test_logarithmic_ticks_thin_out_over_many_decades():
    assert log_ticks(1.0, 10.0) == pytest.approx([1.0, 2.0, 5.0, 10.0])
    assert log_ticks(0.01, 1.0) == pytest.approx([0.01, 0.03, 0.1, 0.3, 1.0])
    assert log_ticks(0.001, 100.0) == pytest.approx([0.001, 0.01, 0.1, 1.0, 10.0, 100.0])
    assert len(log_ticks(1e-9, 1e9)) <= 6


def test_ticks_are_written_short():
    values = (0, 0.01, 1.5, 0.00001, 999, 20_000, 1_500_000, 3e9, -2000)
    assert [written(value) for value in values] == ["0", "0.01", "1.5", "1e-05", "999", "20k", "1.5M", "3G", "-2k"]
