"""Checkpoints: when a run gives them, and what they hold."""

import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from simulator.engine import (
    Checkpoint,
    Control,
    Evaluated,
    Failed,
    Resumed,
    Started,
    Stepped,
    Stopped,
    run,
    training,
)
from simulator.engine.events import Tested as OnUnseenTasks
from simulator.engine.events import Testing as Judging
from simulator.strategies.at_once.prototypes import Prototypes
from simulator.strategies.base import State
from simulator.strategies.descent.maml import Maml
from tests.engine.histories import final, history, kept, steered, stopped_after


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock that checkpoints go by, as a list of one number."""
    now = [1000.0]
    monkeypatch.setattr(training.time, "monotonic", lambda: now[0])
    return now


def told_while(experiment, seconds: list[float], each: float) -> list[Any]:
    """The events of a run whose meta-iterations take `each` seconds."""
    events = []
    for event in run(experiment):
        events.append(event)
        if isinstance(event, Stepped):
            seconds[0] += each
    return events


def test_a_run_gives_a_checkpoint_at_its_start_after_every_15_seconds_and_at_its_end(small, seconds):
    assert training.CHECKPOINT_EVERY == 15.0
    events = told_while(small("linear-maml", {"schedule.iterations": 12}), seconds, 5.001)
    assert [each.iteration for each in kept(events)] == [0, 3, 6, 9, 12]
    events = told_while(small("linear-maml", {"schedule.iterations": 12}), seconds, 5.0)
    assert [each.iteration for each in kept(events)] == [0, 4, 8, 12]


def test_a_run_of_less_than_15_seconds_gives_one_at_its_start_and_one_at_its_end(small, seconds):
    assert [each.iteration for each in kept(told_while(small(), seconds, 2.5))] == [0, 6]


def test_a_checkpoint_comes_after_the_evaluation_that_is_due(small, seconds):
    events = told_while(small("linear-maml", {"schedule.evaluate_every": 1}), seconds, 20.0)
    for place, event in enumerate(events[:-2]):
        if isinstance(event, Checkpoint):
            assert isinstance(events[place - 1], Evaluated)
            assert event.evaluated == event.iteration


def test_a_run_that_is_held_gives_a_checkpoint_for_what_is_new(small, seconds):
    control = Control(paused=True)

    def steer(wait_for) -> None:
        assert wait_for(Checkpoint).iteration == 0
        for iteration in (1, 2):
            control.step()
            assert wait_for(Checkpoint).iteration == iteration
        control.change("strategy.inner_lr", 0.05)  # which is no news until a meta-iteration takes it on
        control.resume()

    assert [each.iteration for each in kept(steered(small(), control, steer))] == [0, 1, 2, 6]


def test_two_steps_asked_for_at_once_are_one_piece_of_news(small, seconds):
    control = Control(paused=True)
    control.step()
    control.step()

    def steer(wait_for) -> None:
        assert [wait_for(Checkpoint).iteration for _ in range(2)] == [0, 2]
        control.stop()

    assert [each.iteration for each in kept(steered(small(), control, steer))] == [0, 2, 2]


def test_a_run_that_goes_on_held_has_no_news(small, seconds):
    control = Control(paused=True)
    threading.Timer(0.05, control.stop).start()
    told = list(run(small(), control, kept(stopped_after(small(), 4))[-1]))
    assert [type(event) for event in told] == [Resumed, Checkpoint, Stopped]


@pytest.mark.parametrize("values", [{}, {"schedule.target_loss": 1e6, "schedule.target_step": 1}])
def test_a_checkpoint_comes_before_the_final_test(small, values: dict[str, Any]):
    events = [event for event in run(small("linear-maml", values)) if not isinstance(event, Judging)]
    *_, checkpoint, tested, ending = events
    assert isinstance(checkpoint, Checkpoint)
    assert isinstance(tested, OnUnseenTasks)
    assert ending.reason == ("target" if values else "completed")


def test_a_checkpoint_comes_before_a_divergence_and_holds_the_last_good_iteration(small):
    *_, checkpoint, ending = run(small("linear-maml", {"strategy.inner_lr": 10.0, "strategy.inner_steps": 50}))
    assert (checkpoint.iteration, ending.reason) == (0, "diverged")


def test_a_checkpoint_comes_before_a_stop_and_holds_the_last_iteration(small):
    *_, checkpoint, stopped = stopped_after(small(), 4)
    assert (checkpoint.iteration, checkpoint.state.count, stopped) == (4, 4, Stopped())


def test_a_checkpoint_comes_before_a_failure_and_holds_the_last_good_iteration(small, monkeypatch):
    real = Maml.meta_step

    def meta_step(self, problem, state: State, batch):
        if state.count == 2:
            raise ZeroDivisionError
        return real(self, problem, state, batch)

    monkeypatch.setattr(Maml, "meta_step", meta_step)
    *_, checkpoint, failed = run(small())
    assert isinstance(failed, Failed)
    assert (checkpoint.iteration, checkpoint.state.count) == (2, 2)


def test_a_run_that_cannot_begin_gives_none(small):
    experiment = replace(small(), strategy=Prototypes())  # which compares classes, and there are none
    assert [type(event) for event in run(experiment)] == [Started, Failed]


def test_a_checkpoint_that_no_reference_lines_can_be_made_for_is_still_given(small, monkeypatch):
    def broken(strategy):
        raise ZeroDivisionError("no lines")

    monkeypatch.setattr(training, "from_scratch", broken)
    *_, checkpoint, failed = run(small())
    assert isinstance(checkpoint, Checkpoint)
    assert str(failed.message) == "The run failed on an unexpected error: no lines"


def test_a_checkpoint_does_not_promise_lines_that_a_failure_cut_off(small, monkeypatch):
    def broken(strategy):
        raise ZeroDivisionError

    control, events = Control(), []
    for event in run(small(), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            control.change("strategy.inner_lr", 0.01)
            monkeypatch.setattr(training, "from_scratch", broken)
    assert isinstance(events[-1], Failed)
    assert (kept(events)[-1].referenced, kept(events)[-1].experiment.strategy.inner_lr) == (False, 0.01)


def test_a_clock_that_is_set_back_changes_nothing(small, monkeypatch):
    plain = list(run(small()))
    hours = iter(range(10**9, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: next(hours))
    events = list(run(small()))
    assert (history(events), final(events)) == (history(plain), final(plain))
    seconds = [event.seconds for event in events if isinstance(event, Stepped)]
    assert seconds == sorted(seconds)
    assert seconds[0] >= 0
