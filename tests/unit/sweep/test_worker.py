"""What is said to a worker reaches the run that goes on in it; and the order that a sweep's control gives."""

import math
import os
import time

import pytest

from simulator.sweep import SweepControl, SweepProgress, Workers, execute
from simulator.sweep.worker import GO, HOLD, STOP, Steering, Task, perform


@pytest.mark.parametrize(("order", "stands"), [(GO, (False, False)), (HOLD, (True, False)), (STOP, (False, True))])
def test_a_run_follows_what_is_said_before_and_while_it_goes_on(order, stands):
    before, meanwhile = Steering(), Steering()
    before.say(order)
    with before.steered() as control:
        assert (control.paused, control.stopped) == stands
    with meanwhile.steered() as control:
        meanwhile.say(order)
        assert (control.paused, control.stopped) == stands


def test_a_run_that_was_held_goes_on_when_it_is_said():
    steering = Steering()
    with steering.steered() as control:
        steering.say(HOLD)
        steering.say(GO)
        assert not control.held


def test_an_experiment_that_makes_no_sense_is_a_failed_cell_and_no_exception(swept):
    document = swept("seed=0..1").document()["experiment"] | {"seed": -1}
    outcome = perform(Task(document))
    assert (outcome.state, str(outcome.message)[:11]) == ("failed", "seed is -1;")


def test_orders_follow_what_was_asked_for():
    control = SweepControl()
    orders = [control.order]
    control.pause()
    orders.append(control.order)
    control.resume()
    orders.append(control.order)
    control.stop()
    orders.append(control.order)
    control.stop(within=0.0)
    orders.append(control.order)
    assert orders == ["go", "hold", "go", "stop", "end"]


def is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_that_are_told_to_end_do_so_in_the_middle_of_a_run(swept):
    sweep, control = swept("seed=0..1", schedule__iterations=100_000_000), SweepControl()
    workers, told = Workers(1), []
    process = workers.submit(os.getpid).result()
    for event in execute(sweep, lambda: workers, 1, control):
        told.append(type(event).__name__)
        control.stop(within=0.0)
    assert told == ["CellStarted", "CellStopped", "SweepEnded"]
    until = time.monotonic() + 60
    while is_there(process) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_there(process)


def test_the_time_left_is_known_once_a_cell_has_ended_and_counts_no_earlier_ones(swept, pool):
    sweep = swept("seed=0..2")
    progress = SweepProgress(sweep)
    lefts = []
    for event in execute(sweep, pool, 1):
        progress.add(event)
        lefts.append(progress.seconds_left())
    assert lefts[0] is None
    assert all(left is not None and math.isfinite(left) for left in lefts[1:])
    assert lefts[-1] == 0
