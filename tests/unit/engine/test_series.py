"""A growing column of numbers."""

import numpy as np

from simulator.engine.series import Series


def test_a_series_holds_what_was_appended_past_its_first_size():
    series = Series()
    for number in range(5000):
        series.append(number)
    assert len(series) == 5000
    assert np.array_equal(series.values, np.arange(5000.0))


def test_values_taken_earlier_do_not_change():
    series = Series()
    series.append(1.0)
    taken = series.values
    for number in range(2000):
        series.append(number)
    assert taken.tolist() == [1.0]
