"""The same seed gives the same run, however it is steered; and every strategy sees the same tasks."""

import numpy as np
import pytest
import torch

from simulator.engine import Changed, Control, Evaluated, Referenced, Stepped, run
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.tasks.functions.linear import Linear
from tests.engine.histories import history, steered

EXAMPLES = ["sine-maml", "sine-reptile", "linear-maml", "digits-anil"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_two_runs_of_one_experiment_are_equal_bit_for_bit(small, example: str):
    assert history(list(run(small(example)))) == history(list(run(small(example))))


def test_a_run_that_was_paused_stepped_and_slowed_down_is_the_same_run(small):
    experiment = small("sine-maml", {"schedule.iterations": 12})
    control = Control(paused=True)

    def steer(wait_for) -> None:
        for _ in range(3):
            control.step()
            wait_for(Stepped)
        control.limit_speed(200.0)
        control.resume()
        wait_for(Stepped)
        control.pause()
        control.step()
        wait_for(Stepped)
        control.resume()
        control.limit_speed(None)

    events = steered(experiment, control, steer)
    same = [event for event in events if not isinstance(event, Changed)]  # the speed is told, and changes nothing
    assert history(same) == history(list(run(experiment)))


def test_a_run_in_another_thread_is_the_same_run(small):
    experiment = small("digits-anil")
    assert history(steered(experiment, Control(), lambda wait_for: None)) == history(list(run(experiment)))


@pytest.mark.parametrize("example", EXAMPLES)
def test_another_seed_gives_another_start_other_tasks_and_another_result(small, example: str):
    runs = [list(run(small(example, {"seed": seed}))) for seed in (0, 1)]
    for kind in (Stepped, Evaluated, Referenced):
        one, other = (history([event for event in events if isinstance(event, kind)]) for events in runs)
        assert all(a != b for a, b in zip(one, other, strict=True))


def test_strategies_with_the_same_seed_see_identical_tasks(small, monkeypatch: pytest.MonkeyPatch):
    drawn: dict[str, list[bytes]] = {}
    real = Linear.sample

    def recording(self, generator, tasks, split="train"):
        batch = real(self, generator, tasks, split)
        drawn.setdefault(kind, []).append(
            b"".join(examples.inputs.numpy().tobytes() for examples in (batch.support, batch.query))
            + batch.query.targets.numpy().tobytes()
        )
        return batch

    monkeypatch.setattr(Linear, "sample", recording)
    kinds = ("maml", "reptile", "cavia", "ridge-head", "alpaca", "in-context", "joint", "scratch", "oracle")
    for kind in kinds:
        list(run(small("linear-maml", {"strategy.kind": kind})))
    first = drawn["maml"]
    assert len(first) == 6 + 1 + 1
    assert [drawn[kind] == first for kind in kinds] == [True] * len(kinds)


def test_strategies_with_the_same_seed_begin_at_the_same_parameters(small):
    starts = []
    for kind in ("maml", "reptile", "joint"):
        events = list(run(small("sine-maml", {"strategy.kind": kind})))
        starts.append(next(event for event in events if isinstance(event, Evaluated)).state.theta)
    for name, value in starts[0].items():
        assert all(torch.equal(value, other[name]) for other in starts[1:])


def test_training_validation_and_test_tasks_are_different_tasks(small):
    experiment = small("sine-maml")
    problem = bind(experiment)
    batches = [draw(experiment, problem, split, split, 4) for split in ("train", "validation", "test")]
    amplitudes = {value for batch in batches for value in batch.latents["amplitude"].tolist()}
    assert len(amplitudes) == 12


def test_each_phase_of_a_run_draws_from_its_own_split_and_stream(small, monkeypatch: pytest.MonkeyPatch):
    asked, real = [], Linear.sample

    def recording(self, generator, tasks, split="train"):
        asked.append((split, tasks, generator.initial_seed()))
        return real(self, generator, tasks, split)

    monkeypatch.setattr(Linear, "sample", recording)
    list(run(small("linear-maml", {"schedule.test_tasks": 9})))
    assert asked == [
        ("validation", 8, generator(0, "validation").initial_seed()),
        *(("train", 4, generator(0, "train", index).initial_seed()) for index in range(1, 7)),
        ("test", 9, generator(0, "test").initial_seed()),
    ]


def test_a_longer_run_begins_like_a_shorter_one(small):
    shorter, longer = (
        [event.loss for event in run(small("linear-maml", {"schedule.iterations": n})) if isinstance(event, Stepped)]
        for n in (6, 12)
    )
    assert longer[:6] == shorter


def test_evaluations_do_not_change_what_is_learned(small):
    losses = [
        [
            event.loss
            for event in run(small("sine-maml", {"schedule.evaluate_every": every, "schedule.evaluation_tasks": tasks}))
            if isinstance(event, Stepped)
        ]
        for every, tasks in ((1, 2), (6, 30))
    ]
    assert np.array_equal(*losses)
