"""How runs end: completed, at their target, diverged, failed; always with exactly one last event."""

import math

import numpy as np
import pytest
import torch

from simulator.engine import Control, Evaluated, Event, Failed, Finished, Progress, Stepped, Stopped, run
from simulator.engine.divergence import explain
from simulator.engine.events import Tested as OnUnseenTasks
from simulator.engine.events import Testing as Judging
from simulator.engine.run import bind, draw
from simulator.experiment import Experiment
from simulator.strategies.base import MetaStepReport, State
from simulator.strategies.descent.maml import Maml
from simulator.tasks.base import Examples, Split, TaskBatch
from simulator.tasks.functions.linear import Linear
from tests.float64 import in_double

ENDINGS = (Finished, Stopped, Failed)


def with_strategy(experiment: Experiment, strategy: Maml) -> Experiment:
    return Experiment(experiment.task, experiment.learner, strategy, experiment.schedule, experiment.seed)


class Bursting(Maml):
    """Loses its parameters at the third meta-iteration, while the loss is still finite."""

    def meta_step(self, problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        moved, report = super().meta_step(problem, state, batch)
        if state.count == 2:
            moved = State({name: value * math.inf for name, value in moved.theta.items()}, moved.moments, 3)
        return moved, report


class AlwaysBursting(Maml):
    """Loses its parameters at every meta-iteration, while the loss is still finite."""

    def meta_step(self, problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        moved, report = super().meta_step(problem, state, batch)
        return State({name: value * math.inf for name, value in moved.theta.items()}, moved.moments, 3), report


class Leaping(Maml):
    """Leaps so far at the second meta-iteration that the loss overflows at the third, before any inner step."""

    def meta_step(self, problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        moved, report = super().meta_step(problem, state, batch)
        if state.count == 1:
            moved = State({name: value * 0 + 1e25 for name, value in moved.theta.items()}, moved.moments, 2)
        return moved, report


class FarQueries(Linear):
    """Support sets that any rate up to 1 can learn, and query inputs far away."""

    def sample(self, generator: torch.Generator, tasks: int, split: Split = "train") -> TaskBatch:
        batch = super().sample(generator, tasks, split)
        support = Examples(0 * batch.support.inputs, batch.support.targets)
        return TaskBatch(support, Examples(3e5 * batch.query.inputs, batch.query.targets), batch.latents)


def test_a_run_tells_its_events_in_their_order(small):
    kinds = [type(event).__name__ for event in run(small())]
    steps = ["Stepped"] * 3 + ["Evaluated"]
    start = ["Started", "Referenced", "Evaluated", "Checkpoint"]
    test = ["Testing"] * (1 + 2 * 3)  # first, and after each of 0 to 2 inner steps, also of those from scratch
    assert kinds == [*start, *steps, *steps, "Checkpoint", *test, "Tested", "Finished"]


def test_a_test_tells_how_far_it_is_after_each_inner_step(small):
    told = [event for event in run(small("sine-maml")) if isinstance(event, Judging)]
    assert {event.tasks for event in told} == {8}
    assert [event.share for event in told] == pytest.approx(np.linspace(0, 1, 1 + 2 * 3))


def test_a_stop_takes_effect_within_the_test(small):
    control, events = Control(), []
    for event in run(small("sine-maml", {"schedule.evaluation_steps": 50}), control):
        events.append(event)
        if isinstance(event, Judging) and event.share > 0:
            control.stop()
    judged = [event for event in events if isinstance(event, Judging)]
    assert (len(judged), events[-1]) == (2, Stopped())


def test_the_last_iteration_is_evaluated_even_between_two_evaluations(small):
    events = list(run(small("linear-maml", {"schedule.iterations": 5})))
    assert [event.iteration for event in events if isinstance(event, Evaluated)] == [0, 3, 5]


@pytest.mark.parametrize("example", ["sine-maml", "sine-reptile", "linear-maml", "digits-anil"])
def test_there_is_exactly_one_ending_and_it_is_last(small, example: str):
    events = list(run(small(example)))
    assert [event for event in events if isinstance(event, ENDINGS)] == [Finished("completed")]
    assert events[-1] == Finished("completed")


def test_a_target_ends_the_run_at_the_first_evaluation_below_it(small):
    plain = list(run(small("linear-maml", {"schedule.evaluate_every": 1})))
    losses = [event.scores.loss[2].mean() for event in plain if isinstance(event, Evaluated)]
    target = float(losses[3] + losses[4]) / 2
    values = {"schedule.target_loss": target, "schedule.target_step": 2, "schedule.evaluate_every": 1}
    events = list(run(small("linear-maml", values)))
    assert losses == sorted(losses, reverse=True)
    assert events[-1].reason == "target"
    assert str(events[-1].message) == (
        f"The target is reached: validation loss {losses[4]:.3g} after inner step 2, below {target:g}."
    )
    assert isinstance(events[-2], OnUnseenTasks)
    assert [event.iteration for event in events if isinstance(event, Stepped)] == [1, 2, 3, 4]


def test_a_target_that_is_never_reached_changes_nothing(small):
    events = list(run(small("linear-maml", {"schedule.target_loss": 0.0})))
    assert events[-1] == Finished("completed")


def overflowing_step(experiment: Experiment, iteration: int, rate: float, theta: dict[str, torch.Tensor]) -> int:
    """The inner step at which linear regression overflows single precision, by hand in double precision."""
    batch = in_double(draw(experiment, bind(experiment), "train", "train", 4, iteration))
    start = np.concatenate([theta["weight"].numpy().ravel(), theta["bias"].numpy().ravel()])
    reached = [start.astype(float)] * 4
    for step in range(100):
        for examples in (batch.support, batch.query):
            errors = []
            for task in range(4):
                design, targets = regression(examples, task)
                errors.append(design @ reached[task] - targets)
            if np.sum(np.square(errors)) > np.finfo(np.float32).max:  # a mean is a sum before it is divided
                return step
        for task in range(4):
            design, targets = regression(batch.support, task)
            reached[task] = reached[task] - rate * 2 / len(targets) * design.T @ (design @ reached[task] - targets)
    raise AssertionError("nothing overflows")


def regression(examples: Examples, task: int) -> tuple[np.ndarray, np.ndarray]:
    inputs = examples.inputs[task].numpy()
    return np.hstack([inputs, np.ones((len(inputs), 1))]), examples.targets[task, :, 0].numpy()


def assert_last_good_state_kept(events: list[Event]) -> None:
    evaluated = [event for event in events if isinstance(event, Evaluated)]
    steps = [event for event in events if isinstance(event, Stepped)]
    assert evaluated[-1].iteration == steps[-1].iteration - 1
    assert all(value.isfinite().all() for value in evaluated[-1].state.theta.values())
    assert [event.iteration for event in evaluated] == sorted({event.iteration for event in evaluated})
    assert all(math.isfinite(event.loss) for event in steps[:-1])
    assert sum(isinstance(event, ENDINGS) for event in events) == 1
    assert events[-1].reason == "diverged"


def test_divergence_names_the_inner_step_and_the_iteration(small):
    experiment = small("linear-maml", {"strategy.inner_lr": 10.0, "strategy.inner_steps": 50})
    events = list(run(experiment))
    start = next(event for event in events if isinstance(event, Evaluated)).state.theta
    step = overflowing_step(experiment, 1, 10.0, start)
    assert_last_good_state_kept(events)
    assert str(events[-1].message) == (
        f"The inner learning rate 10 makes the loss overflow at inner step {step} of iteration 1. "
        "Try a value below 1. The last good state is kept."
    )


def test_divergence_in_the_middle_of_a_run_is_noticed_within_one_meta_iteration(small):
    control, events = Control(), []
    experiment = small("linear-maml", {"strategy.inner_steps": 50, "schedule.iterations": 100})
    for event in run(experiment, control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 4:
            control.change("strategy.inner_lr", 5.0)
    last = [event for event in events if isinstance(event, Evaluated)][-1]
    step = overflowing_step(experiment, 5, 5.0, last.state.theta)
    assert_last_good_state_kept(events)
    assert last.iteration == 4
    assert str(events[-1].message) == (
        f"The inner learning rate 5 makes the loss overflow at inner step {step} of iteration 5. "
        "Try a value below 0.5. The last good state is kept."
    )


def test_the_evaluation_of_the_last_good_state_is_its_own(small):
    events = list(run(with_strategy(small("linear-maml", {"schedule.evaluate_every": 100}), Bursting())))
    first, last = (event for event in events if isinstance(event, Evaluated))
    assert (first.iteration, last.iteration) == (0, 2)
    plain = list(run(with_strategy(small("linear-maml", {"schedule.evaluate_every": 1}), Maml())))
    expected = [event for event in plain if isinstance(event, Evaluated)][2]
    assert np.array_equal(last.scores.loss, expected.scores.loss)
    assert not np.array_equal(last.scores.loss, first.scores.loss)


def test_a_finite_loss_with_a_gradient_that_overflows_ends_the_run_before_the_state_is_lost(small):
    events = list(run(with_strategy(small(), Bursting())))
    assert_last_good_state_kept(events)
    assert str(events[-1].message) == (
        "The outer learning rate 0.001 moves the start to where the loss overflows, at iteration 3. "
        "Try 0.0001. The last good state is kept."
    )


@pytest.mark.parametrize(("steps", "said"), [(1, "one inner step"), (3, "3 inner steps")])
def test_a_gradient_that_overflows_from_the_start_is_laid_to_the_inner_loop(small, steps: int, said: str):
    events = list(run(with_strategy(small(), AlwaysBursting(inner_steps=steps))))
    assert str(events[-1].message) == (
        f"The inner learning rate 0.01 makes the gradient through {said} overflow at iteration 1. "
        "Try a value below 0.001. The last good state is kept."
    )


def test_an_outer_rate_that_is_too_large_is_named_with_a_tenth_of_it(small):
    values = {"strategy.outer_lr": 10.0, "schedule.iterations": 2000}
    events = list(run(small("sine-maml", values | {"schedule.evaluate_every": 1000})))
    assert str(events[-1].message).startswith("The outer learning rate 10 moves the start to where the loss overflows")
    assert "Try 1. The" in str(events[-1].message)


def test_joint_training_takes_no_inner_step_and_never_lays_a_divergence_to_one(small):
    values = {"strategy.kind": "joint", "strategy.inner_lr": 10.0, "strategy.inner_steps": 50}
    experiment = small("linear-maml", values)
    problem, strategy = bind(experiment), experiment.strategy
    batch = draw(experiment, problem, "train", "train", 4, 1)
    start = strategy.init(problem, torch.Generator().manual_seed(0))
    burst = State({name: value * math.inf for name, value in start.theta.items()}, start.moments)
    for begun in (start, burst):
        assert "inner learning rate" not in str(explain(problem, strategy, begun, burst, batch, 1))


def test_a_strategy_without_an_inner_rate_is_not_said_to_overflow_before_any_inner_step_when_it_does_in_one(small):
    experiment = small("linear-maml", {"strategy.kind": "learned-optimizer", "strategy.inner_steps": 3})
    problem, strategy = bind(experiment), experiment.strategy
    batch = draw(experiment, problem, "train", "train", 4, 1)
    start = strategy.init(problem, torch.Generator().manual_seed(0))
    wild = State({name: value * 1e38 for name, value in start.theta.items()}, start.moments)
    assert str(explain(problem, strategy, wild, wild, batch, 7)) == (
        "The loss stopped being a finite number at iteration 7. The last good state is kept."
    )


def test_a_start_that_overflows_by_itself_is_laid_to_the_outer_loop(small):
    experiment = small("linear-maml", {"task.mean": 100.0, "task.spread": 100.0})
    events = list(run(with_strategy(experiment, Leaping())))
    assert_last_good_state_kept(events)
    assert str(events[-1].message) == (
        "The outer learning rate 0.001 moves the start to where the loss overflows, at iteration 3. "
        "Try 0.0001. The last good state is kept."
    )


def test_reptiles_divergence_is_looked_for_on_the_examples_it_adapts_to(small):
    plain = small("linear-maml", {"strategy.kind": "reptile", "strategy.inner_lr": 0.5, "strategy.inner_steps": 4})
    experiment = Experiment(FarQueries(), plain.learner, plain.strategy, plain.schedule)
    events = list(run(experiment))
    assert_last_good_state_kept(events)
    assert str(events[-1].message).startswith("The inner learning rate 0.5 makes the loss overflow at inner step 2 of")


def test_a_run_whose_events_are_no_longer_wanted_ends_at_once(small):
    events = run(small("linear-maml", {"schedule.iterations": 100_000_000}), Control())
    for event in events:
        if isinstance(event, Stepped):
            break
    events.close()
    assert list(events) == []


def test_a_diverged_run_is_folded_as_diverged(small):
    progress = Progress()
    for event in run(small("sine-maml", {"strategy.inner_lr": 10.0, "strategy.inner_steps": 5})):
        progress.add(event)
    assert (progress.state, progress.iteration, progress.tested) == ("diverged", 1, None)
