"""The remote control: what holds a run, what lets it go, and what it hands over."""

import threading
from types import SimpleNamespace

import pytest

from simulator.engine import Control


def test_nothing_wanted_costs_no_wait():
    control = Control()
    assert control.gate() == 0.0
    assert control.take_changes() == []
    assert not (control.paused or control.stopped)


def test_changes_are_handed_over_once_and_in_order():
    control = Control()
    control.change("strategy.inner_lr", 0.1)
    control.change("strategy.outer_lr", 0.2)
    assert control.take_changes() == [("strategy.inner_lr", 0.1), ("strategy.outer_lr", 0.2)]
    assert control.take_changes() == []


def test_of_several_values_for_one_parameter_the_last_one_wins():
    control = Control()
    for value in (0.1, 0.2, 0.3):
        control.change("strategy.inner_lr", value)
    assert control.take_changes() == [("strategy.inner_lr", 0.3)]


def test_a_stop_opens_the_gate_of_a_paused_run():
    control = Control(paused=True)
    held = threading.Thread(target=control.gate)
    held.start()
    control.stop()
    held.join(timeout=60)
    assert not held.is_alive()
    assert control.stopped


def test_steps_asked_for_while_paused_are_counted():
    control = Control(paused=True)
    for _ in range(3):
        control.step()
    for _ in range(3):
        control.gate()
    held = threading.Thread(target=control.gate)
    held.start()
    held.join(timeout=0.05)
    assert held.is_alive()
    control.resume()
    held.join(timeout=60)
    assert not held.is_alive()


def test_a_step_pauses_a_running_one():
    control = Control()
    control.step()
    control.gate()
    assert control.paused


def test_the_gate_tells_how_long_it_held(monkeypatch: pytest.MonkeyPatch):
    clock = iter([10.0, 17.0])
    monkeypatch.setattr("simulator.engine.control.time", SimpleNamespace(perf_counter=lambda: next(clock)))
    control = Control()
    control.pause()
    control.resume()
    assert control.gate() == 7.0


def test_a_speed_limit_spaces_the_iterations():
    control = Control(speed=100.0)
    waited = sum(control.gate() for _ in range(5))
    assert waited > 0.03
    control.limit_speed(None)
    control.take_changes()
    assert control.gate() == 0.0


def test_a_run_is_held_while_it_is_paused_and_neither_a_step_nor_a_stop_is_asked_for():
    control = Control()
    assert not control.held
    control.pause()
    assert control.held
    control.step()
    assert not control.held
    control.gate()
    assert control.held
    control.stop()
    assert not control.held


def test_a_control_that_is_followed_says_what_was_asked_for_before_and_what_is_asked_for_then():
    said: list[object] = []
    control = Control(paused=True, speed=5.0)
    control.change("strategy.inner_lr", 0.1)
    control.step()
    before = control.follow(said.append)
    assert before == (("change", ("strategy.inner_lr", 0.1)), ("limit_speed", (5.0,)), ("pause", ()), ("step", ()))
    assert said == []
    control.resume()
    control.change("strategy.inner_lr", 0.2)
    control.limit_speed(None)
    control.stop()
    control.follow(None)
    control.pause()
    assert said == [("resume", ()), ("change", ("strategy.inner_lr", 0.2)), ("limit_speed", (None,)), ("stop", ())]
