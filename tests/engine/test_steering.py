"""Steering a run: pause, one step, stop, speed, live parameters; and time that does not count pauses."""

import threading

import pytest

from simulator.engine import Changed, Control, Evaluated, Finished, Referenced, Stepped, Stopped, run
from tests.engine.histories import history, steered


def stepped(events) -> list[Stepped]:
    return [event for event in events if isinstance(event, Stepped)]


def test_each_step_asked_for_makes_exactly_one_meta_iteration(small):
    control = Control(paused=True)

    def steer(wait_for) -> None:
        for expected in (1, 2, 3):
            control.step()
            assert wait_for(Stepped).iteration == expected
        control.stop()

    events = steered(small(), control, steer)
    assert [event.iteration for event in stepped(events)] == [1, 2, 3]
    assert events[-1] == Stopped()


def test_a_paused_run_is_evaluated_once_and_then_waits(small):
    control = Control(paused=True)

    def steer(wait_for) -> None:
        assert wait_for(Evaluated).iteration == 0
        control.stop()

    assert stepped(steered(small(), control, steer)) == []


def test_a_stop_ends_the_run_before_the_next_meta_iteration(small):
    control, events = Control(), []
    for event in run(small("linear-maml", {"schedule.iterations": 1000}), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 4:
            control.stop()
    assert [event.iteration for event in stepped(events)] == [1, 2, 3, 4]
    assert events[-1] == Stopped()


def test_a_stop_asked_for_before_the_run_makes_no_iteration(small):
    control = Control()
    control.stop()
    events = list(run(small(), control))
    assert stepped(events) == []
    assert events[-1] == Stopped()


def test_a_stop_ends_a_slow_run_without_waiting_for_its_next_turn(small):
    control = Control(speed=1e-6)

    def steer(wait_for) -> None:
        wait_for(Stepped)
        control.stop()

    assert steered(small(), control, steer)[-1] == Stopped()


def test_a_pause_holds_and_a_resume_goes_on_to_the_end(small):
    control = Control()
    control.pause()
    threading.Timer(0.01, control.resume).start()
    assert list(run(small(), control))[-1] == Finished("completed")


def test_a_live_change_is_told_where_it_was_made_and_what_it_replaced(small):
    control, events = Control(), []
    for event in run(small(), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            control.change("strategy.inner_lr", 0.01)
            control.change("strategy.outer_lr", 0.5)
    told = [event for event in events if isinstance(event, Changed)]
    assert told == [Changed(2, "strategy.inner_lr", 0.1, 0.01), Changed(2, "strategy.outer_lr", 0.01, 0.5)]
    after = events[events.index(told[-1]) + 1 :]
    assert isinstance(after[0], Referenced)  # a random start with the new rate is another line
    assert next(event for event in after if isinstance(event, Stepped)).iteration == 3


def test_a_live_change_takes_effect_from_the_next_meta_iteration_on(small):
    def losses(change: bool) -> list[float]:
        control, found = Control(), []
        for event in run(small(), control):
            if isinstance(event, Stepped):
                found.append(event.loss)
                if event.iteration == 2 and change:
                    control.change("strategy.inner_lr", 0.01)
        return found

    plain, changed = losses(False), losses(True)
    assert changed[:2] == plain[:2]
    assert all(one != other for one, other in zip(changed[2:], plain[2:], strict=True))


def test_a_change_before_the_first_iteration_is_the_experiment_with_that_value(small):
    control = Control()
    control.change("strategy.inner_lr", 0.05)
    changed = list(run(small(), control))
    plain = list(run(small("linear-maml", {"strategy.inner_lr": 0.05})))
    assert history(stepped(changed)) == history(stepped(plain))


def test_a_change_asked_for_while_paused_waits_for_the_next_iteration(small):
    control = Control(paused=True)

    def steer(wait_for) -> None:
        control.change("strategy.inner_lr", 0.05)
        control.step()
        assert wait_for(Changed).iteration == 0
        wait_for(Stepped)
        control.stop()

    assert len(stepped(steered(small(), control, steer))) == 1


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("strategy.inner_lr", -1.0, "strategy.inner_lr is -1.0; it must be a number above 0 and at most 10."),
        ("strategy.inner_steps", 3, "strategy.inner_steps cannot change while running."),
        ("strategy.colour", 3, "strategy.colour is not a parameter of this experiment."),
        ("nonsense", 3, "nonsense is not a parameter of this experiment."),
    ],
)
def test_a_change_that_cannot_be_made_is_logged_and_costs_nobody_the_run(small, caplog, path, value, why):
    control = Control()
    control.change(path, value)
    events = list(run(small(), control))
    assert isinstance(events[-1], Finished)
    assert not [event for event in events if isinstance(event, Changed)]
    assert why in caplog.text


def test_seconds_do_not_count_what_the_gate_held(small):
    class Held(Control):
        def gate(self) -> float:
            return 1000.0

    seconds = [event.seconds for event in stepped(run(small(), Held()))]
    assert [round(-value / 1000) for value in seconds] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("example", ["sine-maml", "digits-anil"])
def test_costs_add_up_over_the_meta_iterations(small, example: str):
    experiment = small(example)
    events = stepped(run(experiment))
    batch, task = 4 * (experiment.strategy.inner_steps + 1), experiment.task
    examples = 4 * (task.shots + task.query_shots) * (10 if example == "digits-anil" else 1)
    assert [event.gradient_evaluations for event in events] == [batch * n for n in range(1, 7)]
    assert [event.examples for event in events] == [examples * n for n in range(1, 7)]


class StopsWhenAsked(Control):
    """Is stopped from the n-th time on that the run asks."""

    def __init__(self, asked: int) -> None:
        super().__init__()
        self.left = asked

    @property
    def stopped(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_stop_takes_effect_within_every_evaluation_and_leaves_no_partial_scores(small):
    experiment = small("linear-maml", {"schedule.iterations": 1, "schedule.evaluate_every": 1})
    plain, count = history(list(run(experiment))), 0
    while True:
        events = list(run(experiment, StopsWhenAsked(count)))
        if events[-1] == Finished("completed"):
            break
        assert events[-1] == Stopped()
        told = history(events[:-1])
        assert told == plain[: len(told)]
        count += 1
    assert count == 5 * 3 + 1  # three stages of two evaluations, the test and two random starts; one gate


def test_several_changes_at_once_are_told_one_by_one_with_one_set_of_reference_lines(small):
    control, events = Control(), []
    for event in run(small(), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            for value in (0.5, 0.4, 0.01):
                control.change("strategy.inner_lr", value)
            control.change("strategy.outer_lr", 0.5)
            control.limit_speed(1e6)
        if isinstance(event, Stepped) and event.iteration == 4:
            control.change("strategy.inner_lr", 0.02)
    assert [event for event in events if isinstance(event, Changed)] == [
        Changed(2, "speed", None, 1e6),
        Changed(2, "strategy.inner_lr", 0.1, 0.01),
        Changed(2, "strategy.outer_lr", 0.01, 0.5),
        Changed(4, "strategy.inner_lr", 0.01, 0.02),
    ]
    assert sum(isinstance(event, Referenced) for event in events) == 3


def test_the_outer_rate_needs_no_other_reference_lines(small):
    control = Control()
    control.change("strategy.outer_lr", 0.5)
    assert sum(isinstance(event, Referenced) for event in run(small(), control)) == 1


def test_the_speed_a_run_begins_with_is_no_change_and_every_later_one_is(small):
    control, events = Control(speed=1e6), []
    for event in run(small(), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 3:
            control.limit_speed(None)
    assert [event for event in events if isinstance(event, Changed)] == [Changed(3, "speed", 1e6, None)]
