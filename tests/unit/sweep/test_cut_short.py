"""Which sweeps their program was killed over, even between two cells; and that no other is taken for one."""

from concurrent.futures import ThreadPoolExecutor

from simulator.store import sweeps
from simulator.sweep import CellEnded, execute, kept


def run(sweep, place):
    return execute(sweep, lambda: ThreadPoolExecutor(1), 1, kept=place)


def cut_short(store):
    return [each.id for each in kept.cut_short(store)]


def kill_after_one(store, sweep):
    """As a program leaves it that is killed when the first of two cells has ended and the next has not begun."""
    place = kept.begin(store, sweep)
    list(run(sweep, place))
    store.delete(kept.look(store, place.number)[1][1].run)
    store.change(lambda connection: connection.execute("DELETE FROM cells WHERE position = 1"))
    store.change(lambda connection: sweeps.begin(connection, place.number))
    return place.number


def test_a_sweep_that_was_killed_between_two_cells_is_cut_short_until_it_is_complete(swept, store):
    sweep = swept("seed=0..1")
    number = kill_after_one(store, sweep)
    assert cut_short(store) == [number]
    list(run(*kept.go_on(store, number)))
    assert kept.listed(store)[0].finished == 2
    assert cut_short(store) == []


def test_one_that_was_killed_before_its_first_cell_is_cut_short(swept, store):
    place = kept.begin(store, swept("seed=0..1"))
    store.change(lambda connection: sweeps.begin(connection, place.number))
    assert cut_short(store) == [place.number]


def test_one_whose_program_is_still_there_is_not_cut_short(swept, store):
    sweep = swept("seed=0..1")
    events = run(sweep, kept.begin(store, sweep))
    assert any(isinstance(event, CellEnded) for event in events)  # as far as the first one
    assert kept.listed(store)[0].begun
    assert cut_short(store) == []
    events.close()
    assert not kept.listed(store)[0].begun


def test_one_that_was_stopped_is_not_cut_short(swept, store):
    sweep = swept("seed=0..1")
    events = run(sweep, kept.begin(store, sweep))
    next(events)
    events.close()
    assert kept.listed(store)[0].finished < 2
    assert cut_short(store) == []


def test_one_that_was_killed_after_its_last_cell_is_complete(swept, store):
    sweep = swept("seed=0..1")
    place = kept.begin(store, sweep)
    list(run(sweep, place))
    store.change(lambda connection: sweeps.begin(connection, place.number))
    assert cut_short(store) == []


def test_what_is_left_as_it_is_is_cut_short_no_more_and_the_row_for_the_whole_is_no_cell(swept, store):
    number = kill_after_one(store, swept("seed=0..1"))
    assert set(kept.look(store, number)[1]) == {0}
    store.leave([], kept.cut_short(store))
    assert cut_short(store) == []
    assert kept.listed(store)[0].finished == 1
