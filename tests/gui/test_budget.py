"""Drawing and what pages work out take their shares of the time, and no more."""

import pytest

from simulator.gui import budget
from simulator.gui.budget import DRAWING, FEWEST, LONGEST, MOST, SHORTEST, WORK, Frames, rest


@pytest.fixture
def clock(monkeypatch):
    """This thread's time, which goes on by what is put into it."""

    class Spent:
        seconds = 0.0

    monkeypatch.setattr(budget.time, "thread_time", lambda: Spent.seconds)
    return Spent


def settled(clock, cost):
    """The milliseconds between frames, after many that cost so many seconds."""
    frames = Frames()
    frames.begin()
    for _ in range(100):
        clock.seconds += cost
        interval = frames.next()
    return interval


def test_a_frame_takes_its_share_of_the_time(clock):
    assert settled(clock, 0.02) == pytest.approx(1000 * 0.02 / DRAWING, abs=1)


@pytest.mark.parametrize(("cost", "rate"), [(0.0, MOST), (1.0, FEWEST)])
def test_there_are_never_more_frames_than_are_seen_nor_fewer_than_are_live(clock, cost, rate):
    assert settled(clock, cost) == round(1000 / rate)


def test_what_was_done_before_a_run_does_not_count(clock):
    frames = Frames()
    frames.next()
    clock.seconds += 100.0
    assert frames.begin() == frames.next() == round(1000 / MOST)


@pytest.mark.parametrize(("work", "seconds"), [(0.0, SHORTEST), (0.3, 0.3 / WORK), (10.0, LONGEST)])
def test_a_rest_is_as_long_as_the_work_before_it_asks_for(work, seconds):
    assert rest(work) == pytest.approx(seconds)
