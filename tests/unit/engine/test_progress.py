"""The fold of a run's events into columns, means and words."""

import math

import numpy as np
import pytest
import torch

from simulator.declaration import sentence
from simulator.engine import (
    Changed,
    Checkpoint,
    Evaluated,
    Failed,
    Finished,
    Progress,
    Referenced,
    Resumed,
    Started,
    Stepped,
    Stopped,
)
from simulator.engine.circumstances import Circumstances
from simulator.engine.events import Scores
from simulator.experiment import load_example
from simulator.strategies.base import State

SCORES = Scores("ours", np.ones((2, 3)))


def evaluated(iteration: int) -> Evaluated:
    return Evaluated(iteration, SCORES, State({"weight": torch.ones(2)}), 0.1 * iteration, 10 * iteration)


def progress(*events) -> Progress:
    done = Progress()
    for event in events:
        done.add(event)
    return done


def stepped(*losses: float) -> list[Stepped]:
    return [Stepped(i, loss, 0.5 * i, 10 * i, 100 * i) for i, loss in enumerate(losses, start=1)]


def test_steps_become_columns_and_totals():
    done = progress(Started({"seed": 3}), *stepped(4.0, 2.0, 1.0))
    assert done.document == {"seed": 3}
    assert done.iterations.values.tolist() == [1, 2, 3]
    assert done.losses.values.tolist() == [4.0, 2.0, 1.0]
    assert (done.iteration, done.last_seconds, done.gradient_evaluations, done.examples) == (3, 1.5, 30, 300)


def test_a_run_that_has_not_begun_counts_nothing():
    assert (Progress().iteration, Progress().last_seconds, Progress().gradient_evaluations) == (0, 0.0, 0)
    assert Progress().state == "running"


def test_the_smoothed_loss_soon_forgets_its_first_values_and_becomes_an_exponential_mean():
    losses = np.random.default_rng(0).normal(size=240)
    smoothed = progress(*stepped(*losses)).smoothed.values
    k = np.arange(1, 241)
    weights = k * (k + 1) * (k + 2)  # of the values from the first one on, while the newest has 4 / (count + 3)
    early = np.cumsum(weights * losses) / np.cumsum(weights)
    np.testing.assert_allclose(smoothed[:196], early[:196], atol=1e-12)
    for step in range(197, 240):
        assert smoothed[step] == pytest.approx(0.98 * smoothed[step - 1] + 0.02 * losses[step])


def test_a_constant_loss_is_smoothed_to_itself():
    np.testing.assert_allclose(progress(*stepped(*[2.5] * 300)).smoothed.values, 2.5)


def test_after_a_steep_fall_the_smoothed_loss_is_soon_near_the_last_values():
    losses = [40.0, 30.0, 20.0, 12.0, 8.0, 6.0, *[4.0] * 14]
    assert 4.0 < progress(*stepped(*losses)).training_loss < 4.5  # their plain mean is 8.6


def test_training_means_are_taken_between_evaluations():
    one, two, three, four, five = stepped(4.0, 2.0, 1.0, 3.0, 8.0)
    done = progress(evaluated(0), one, two, evaluated(2), three, four, five, evaluated(5))
    assert done.train_means == [None, 3.0, 4.0]


def test_an_evaluation_holds_the_newest_state_only_and_every_score():
    done = progress(evaluated(0), evaluated(1), evaluated(2))
    assert [each.state is None for each in done.evaluations] == [True, True, False]
    assert all((each.scores.loss == SCORES.loss).all() for each in done.evaluations)
    assert [each.iteration for each in done.evaluations] == [0, 1, 2]


def test_the_states_of_the_evaluations_are_kept_apart():
    told = [evaluated(0), evaluated(1), evaluated(2)]
    done = progress(*told)
    assert done.states.iterations == [0, 1, 2]
    assert [done.states.get(each.iteration) for each in told] == [each.state for each in told]


@pytest.mark.parametrize(
    ("ending", "state", "said"),
    [
        (Finished("completed"), "completed", None),
        (Finished("target", sentence("reached")), "completed", "reached"),
        (Finished("diverged", sentence("overflow")), "diverged", "overflow"),
        (Stopped(), "stopped", None),
        (Failed(sentence("boom"), "traceback"), "failed", "boom"),
    ],
)
def test_the_ending_names_the_state_and_its_sentence(ending, state: str, said: str | None):
    done = progress(*stepped(1.0), ending)
    assert done.state == state
    assert (str(done.message) if done.message else None) == said


def test_changes_and_references_are_kept():
    change = Changed(3, "strategy.inner_lr", 0.1, 0.2)
    done = progress(Referenced({"oracle": SCORES}), change)
    assert done.changes == [change]
    assert done.references == {"oracle": SCORES}


def checkpoint(iteration: int) -> Checkpoint:
    here = Circumstances("1", "2", "any", 1, "cpu")
    return Checkpoint(load_example("linear-maml"), State({"weight": torch.zeros(2)}), here, iteration)


def test_the_newest_checkpoint_is_kept_and_every_resumption():
    one, two, resumed = checkpoint(1), checkpoint(2), Resumed(2, (sentence("The device was cpu and is cuda."),))
    done = progress(*stepped(1.0), one, *stepped(1.0, 1.0)[1:], two, resumed)
    assert done.checkpoint is two
    assert done.resumed == [resumed]
    assert (done.state, done.iteration, progress().checkpoint, progress().resumed) == ("running", 2, None, [])


def test_a_stopped_run_that_goes_on_is_running():
    told = [*stepped(1.0), checkpoint(1), Stopped()]
    assert [progress(*told).state, progress(*told, Resumed(1)).state] == ["stopped", "running"]


def test_the_rate_is_iterations_over_the_time_between_looks(monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr("simulator.engine.progress.time.perf_counter", lambda: now[0])
    done = progress(*stepped(1.0))
    assert done.rate() is None
    for event in stepped(*[1.0] * 31)[1:]:
        done.add(event)
    now[0] += 2.0
    assert done.rate() == pytest.approx(15.0)
    done.forget_rate()
    assert done.rate() is None


def test_a_loss_that_is_not_a_number_stays_in_the_column():
    assert math.isnan(progress(*stepped(1.0, math.nan)).losses.values[1])


@pytest.mark.parametrize("last", [math.nan, math.inf])
def test_a_training_loss_that_is_not_finite_is_none(last: float):
    assert progress(*stepped(1.0)).training_loss == 1.0
    assert progress(*stepped(1.0, last)).training_loss is None
