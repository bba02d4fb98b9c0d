"""A growing column of numbers."""

import numpy as np

from simulator.engine.series import Series, Shelf


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


def test_a_shelf_keeps_copies_of_many_arrays_side_by_side():
    shelf, given = Shelf(), np.arange(6.0).reshape(2, 3)
    kept = [shelf.keep(given + index) for index in range(100)]
    given[:] = -1
    assert all((each == np.arange(6.0).reshape(2, 3) + index).all() for index, each in enumerate(kept))
    assert len({id(each.base) for each in kept}) == 2  # blocks of 64


def test_a_shelf_takes_arrays_of_another_shape():
    shelf = Shelf()
    first, second = shelf.keep(np.zeros(3)), shelf.keep(np.ones(4))
    assert first.tolist() == [0, 0, 0]
    assert second.tolist() == [1, 1, 1, 1]
