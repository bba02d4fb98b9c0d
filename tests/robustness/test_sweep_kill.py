"""A slice of `sweep_kill`: one sweep whose program is killed; and that a loss would be found."""

import random
import subprocess
import sys
from contextlib import closing

import pytest

from simulator.store import Store
from simulator.sweep import Axis, Sweep, execute, kept
from tests.robustness import sweep_kill
from tests.robustness.sweep_kill import Tally, check, finished


@pytest.fixture
def tiny(small):
    """Four cells of six meta-iterations."""
    experiment = small("linear-maml", {"schedule.iterations": 60})
    return Sweep.of(experiment, [Axis.parse("strategy.inner_lr=0.05,0.2", experiment), Axis("seed", (0, 1))])


def test_a_sweep_whose_program_was_killed_goes_on_and_ends_as_if_it_had_not_been(tmp_path, tiny, monkeypatch):
    monkeypatch.setattr(sweep_kill, "LONGEST", 0.1)
    monkeypatch.setattr(sweep_kill, "MOST_LIVES", 1)
    tally = Tally()
    sweep_kill.live(tmp_path / "runs.sqlite", tiny, random.Random(3), tally)
    assert tally.misses == []
    assert tally.sweeps == 1


@pytest.fixture
def swept(tmp_path, tiny):
    """A database with a complete sweep."""
    from concurrent.futures import ThreadPoolExecutor

    with closing(Store(tmp_path / "runs.sqlite")) as store:
        place = kept.begin(store, tiny)
        list(execute(tiny, lambda: ThreadPoolExecutor(1), 1, kept=place))
        yield store, place.number


def test_a_whole_sweep_is_no_miss(swept, tiny):
    store, number = swept
    tally = Tally()
    check(store, number, tiny, tally)
    assert tally.misses == []


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("DELETE FROM runs WHERE id = 2", "has not all its cells"),
        ("UPDATE runs SET state = 'interrupted' WHERE id = 2", "has not all its cells"),
        ("UPDATE cells SET run = 2 WHERE position = 0", "runs for 4 cells"),
        ("UPDATE events SET kind = 'stopped' WHERE run = 2 AND kind = 'finished'", "not as a single run"),
    ],
)
def test_a_loss_is_a_miss(swept, tiny, damage, found):
    store, number = swept
    tally = Tally()
    assert store.change(lambda connection: connection.execute(damage).rowcount) >= 1
    check(store, number, tiny, tally)
    assert any(found in miss for miss in tally.misses)


def test_a_finished_cell_that_changed_is_a_miss(swept):
    store, number = swept
    tally, known = Tally(), finished(store, number)
    store.change(
        lambda connection: connection.execute("UPDATE events SET kind = 'stopped' WHERE run = 2 AND kind = 'finished'")
    )
    sweep_kill._compare(store, number, known, tally)
    assert len(tally.misses) == 1


@pytest.mark.parametrize(("status", "misses"), [(4, ["sweep 1 ended with 4 by itself"]), (0, [])])
def test_a_program_that_ends_by_itself_is_a_miss_where_it_says_that_it_failed(swept, monkeypatch, status, misses):
    store, number = swept
    command = [sys.executable, "-c", f"raise SystemExit({status})"]
    monkeypatch.setattr(sweep_kill, "program", lambda *_: subprocess.Popen(command, start_new_session=True))
    monkeypatch.setattr(sweep_kill, "LONGEST", 0.0)
    monkeypatch.setattr(sweep_kill, "WORKER_TOO", 0.0)
    tally = Tally()
    assert not sweep_kill.kill(store.path, number, random.Random(0), tally)
    assert tally.misses == misses
