"""What can wait is loaded once the window is there, and after the first points of a run that was begun at once."""

from types import SimpleNamespace

import pytest

from simulator.gui.loading import LOOK_AGAIN, Loading
from tests.gui.patience import until


@pytest.fixture
def run():
    """A run of which nothing has been told yet."""
    return SimpleNamespace(progress=SimpleNamespace(iteration=0))


@pytest.fixture
def begin(qapp):
    """Begins to load; gives what is loaded, in its order, as it comes about."""
    kept = []

    def beginning(run, running=True, paused=False) -> list[str]:
        loaded: list[str] = []
        session = SimpleNamespace(current=run, running=running, paused=paused)
        kept.append(Loading(session, lambda: loaded.append("first"), lambda: loaded.append("rest")))
        kept[-1].begin()
        return loaded

    return beginning


def test_all_is_loaded_where_nothing_runs(begin):
    loaded = begin(None, running=False)
    assert loaded == []
    until(lambda: loaded == ["first", "rest"])


def test_the_rest_waits_for_the_first_points_of_a_run(begin, run, qtbot):
    loaded = begin(run)
    qtbot.wait(4 * LOOK_AGAIN)
    assert loaded == ["first"]
    run.progress.iteration = 1
    until(lambda: loaded == ["first", "rest"])


def test_the_rest_does_not_wait_for_a_run_that_is_held(begin, run):
    loaded = begin(run, paused=True)
    until(lambda: loaded)
    assert loaded == ["first", "rest"]


def test_the_rest_does_not_wait_for_long(begin, run, monkeypatch):
    monkeypatch.setattr("simulator.gui.loading.LOOK_AGAIN", 1)
    loaded = begin(run)
    until(lambda: loaded == ["first", "rest"])
    assert run.progress.iteration == 0
