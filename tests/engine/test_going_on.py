"""A run that goes on from a checkpoint is the run that was never interrupted."""

from dataclasses import replace
from typing import Any

import pytest
import torch

from simulator.declaration import InputError
from simulator.engine import (
    Changed,
    Checkpoint,
    Control,
    Finished,
    Progress,
    Referenced,
    Resumed,
    Started,
    Stepped,
    Stopped,
    run,
    training,
)
from simulator.engine.events import Tested as OnUnseenTasks
from simulator.strategies.base import State
from tests.engine.histories import continued, final, history, kept, stopped_after
from tests.engine.test_steering import StopsWhenAsked


@pytest.mark.parametrize("values", [{}, {"schedule.target_loss": 1e6, "schedule.target_step": 1}])
def test_a_run_stopped_anywhere_goes_on_as_if_it_had_never_been(small, values: dict[str, Any]):
    """In the reference lines, in every stage of every evaluation, at the gate, in the final test."""
    experiment = small("linear-maml", {"schedule.iterations": 2, "schedule.evaluate_every": 1} | values)
    plain, places = list(run(experiment)), 0
    while isinstance((events := list(run(experiment, StopsWhenAsked(places))))[-1], Stopped):
        again = continued(experiment, events)
        assert (history(again), final(again)) == (history(plain), final(plain))
        places += 1
    assert places == (12 if values else 20)
    assert plain[-1].reason == ("target" if values else "completed")


@pytest.mark.parametrize("example", ["sine-maml", "sine-reptile", "digits-anil"])
def test_a_run_goes_on_from_any_of_its_checkpoints(small, example: str, monkeypatch):
    monkeypatch.setattr(training, "CHECKPOINT_EVERY", -1.0)
    experiment = small(example)
    plain = list(run(experiment))
    assert [each.iteration for each in kept(plain)] == [0, 1, 2, 3, 4, 5, 6]
    for at in range(7):
        again = continued(experiment, plain, at=at)
        assert (history(again), final(again)) == (history(plain), final(plain))


def test_a_run_may_be_interrupted_again_and_again(small):
    experiment = small()
    plain = list(run(experiment))
    events = stopped_after(experiment, 1)
    for _ in range(4):
        control = Control(paused=True)
        control.step()
        stopping = StopsAt(control)
        events = continued(experiment, events, stopping)
    assert kept(events)[-1].iteration == 5
    events = continued(experiment, events)
    assert (history(events), final(events)) == (history(plain), final(plain))


class StopsAt(Control):
    """Lets one meta-iteration pass, and is stopped at the next."""

    def __init__(self, other: Control) -> None:
        super().__init__()
        self.passed = 0

    def gate(self) -> float:
        if self.passed:
            self.stop()
        self.passed += 1
        return 0.0


def test_live_changes_that_were_made_before_are_kept(small):
    experiment = small()
    changes = {"strategy.inner_lr": 0.01, "strategy.outer_lr": 0.5}

    def changed() -> list[Any]:
        control, events = Control(), []
        for event in run(experiment, control):
            events.append(event)
            if isinstance(event, Stepped) and event.iteration == 2:
                for path, value in changes.items():
                    control.change(path, value)
        return events

    plain, again = changed(), continued(experiment, stopped_after(experiment, 4, changes))
    assert sum(isinstance(event, Changed) for event in again) == 2
    assert (history(again), final(again)) == (history(plain), final(plain))
    assert kept(again)[-1].experiment.strategy.inner_lr == 0.01


def test_reference_lines_that_a_stop_cut_off_are_told_when_the_run_goes_on(small):
    control, events = Control(), []
    for event in run(small(), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            control.change("strategy.inner_lr", 0.01)
        if isinstance(event, Changed):
            control.stop()
    assert not kept(events)[-1].referenced
    again = continued(small(), events)
    assert isinstance(again[again.index(events[-3]) + 2], Referenced)
    assert sum(isinstance(event, Referenced) for event in again) == 2


def test_a_diverged_meta_iteration_that_a_stop_cut_off_is_not_told(small):
    values = {"strategy.inner_lr": 10.0, "strategy.inner_steps": 50, "schedule.evaluate_every": 100}
    experiment, places = small("linear-maml", values), 0
    plain = list(run(experiment))
    while isinstance((events := list(run(experiment, StopsWhenAsked(places))))[-1], Stopped):
        assert not [event for event in events if isinstance(event, Stepped)]
        assert history(continued(experiment, events)) == history(plain)
        places += 1
    assert places > 3


def test_a_run_that_goes_on_says_from_where_and_does_not_begin_again(small):
    events = stopped_after(small(), 4)
    first, *rest = run(small(), None, kept(events)[-1])
    assert first == Resumed(4)
    assert not [event for event in rest if isinstance(event, Started | Resumed)]
    assert [event.iteration for event in rest if isinstance(event, Stepped)] == [5, 6]


def test_a_run_that_goes_on_elsewhere_says_what_differs(small, monkeypatch):
    events = stopped_after(small(), 4)
    monkeypatch.setattr("simulator.engine.circumstances.processor", lambda: "an abacus")
    resumed = next(run(small(), None, kept(events)[-1]))
    (said,) = resumed.differences
    assert str(said).startswith("The processor was ")
    assert str(said).endswith(" and is an abacus.")


def test_seconds_go_on_from_where_they_were(small):
    checkpoint = replace(kept(stopped_after(small(), 4))[-1], seconds=1000.0)
    told = list(run(small(), None, checkpoint))
    seconds = [event.seconds for event in told if isinstance(event, Stepped)]
    assert 1000 < seconds[0] < seconds[1] < kept(told)[-1].seconds
    assert 0 < kept(stopped_after(small(), 4))[-1].seconds < 1000


def test_a_complete_run_that_goes_on_is_tested_and_ends(small):
    events = continued(small(), list(run(small())))
    assert sum(isinstance(event, OnUnseenTasks) for event in events) == 1
    assert events[-1] == Finished("completed")


def test_progress_folds_an_interrupted_run_as_an_uninterrupted_one(small):
    plain, again = Progress(), Progress()
    for event in run(small()):
        plain.add(event)
    for event in continued(small(), stopped_after(small(), 4)):
        again.add(event)
    assert again.losses.values.tolist() == plain.losses.values.tolist()
    assert again.smoothed.values.tolist() == plain.smoothed.values.tolist()
    assert again.train_means == plain.train_means
    assert (again.state, again.iteration, again.examples) == ("completed", 6, plain.examples)
    assert (again.resumed, plain.resumed) == ([Resumed(4)], [])
    assert again.checkpoint.iteration == 6


# What does not belong together.


@pytest.mark.parametrize(
    "values",
    [{"seed": 1}, {"schedule.iterations": 7}, {"strategy.inner_steps": 2}, {"strategy.kind": "reptile"}],
    ids=str,
)
def test_a_checkpoint_of_another_experiment_is_refused(small, values: dict[str, Any]):
    checkpoint = kept(stopped_after(small("linear-maml", values), 1))[-1]
    (failed,) = run(small(), None, checkpoint)
    assert str(failed.message) == "The checkpoint is of another experiment."


def with_state(checkpoint: Checkpoint, theta: dict[str, torch.Tensor], moments: dict[str, torch.Tensor]) -> Checkpoint:
    return Checkpoint(checkpoint.experiment, State(theta, moments), checkpoint.circumstances)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda at: with_state(at, {}, at.state.moments),
        lambda at: with_state(at, at.state.theta, {}),
        lambda at: with_state(at, {name: value[..., :0] for name, value in at.state.theta.items()}, at.state.moments),
        lambda at: with_state(at, {name: value.double() for name, value in at.state.theta.items()}, at.state.moments),
        lambda at: with_state(at, dict(reversed(at.state.theta.items())), at.state.moments),
    ],
    ids=["no theta", "no moments", "other shapes", "other types", "other order"],
)
def test_a_checkpoint_whose_tensors_do_not_fit_is_refused(small, spoil):
    (failed,) = run(small(), None, spoil(kept(stopped_after(small(), 1))[-1]))
    assert str(failed.message) == (
        "What the checkpoint has learned does not fit the experiment, as when its data have changed."
    )
    assert InputError.__name__ in failed.details
