"""What a run computes with is what its first meta-iteration is quickest with, by a clock that the tests set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch

from simulator.engine import Event, Finished, means, run
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.means import TRIES, Means, candidates, quickest
from simulator.experiment import load_example
from simulator.strategies.base import MetaStepReport, State
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

Seconds = Callable[[str, int], float]


class Clock:
    """Moves on only while a step is made."""

    def __init__(self) -> None:
        self.now = 0.0
        self.tried: list[Means] = []

    def stepping(self, seconds: Seconds) -> Callable[[str], Callable[[], None]]:
        """Steps that take so many seconds on a device with so many threads."""

        def make(device: str) -> Callable[[], None]:
            def step() -> None:
                threads = torch.get_num_threads()
                self.tried.append(Means(device, threads))
                self.now += seconds(device, threads)

            return step

        return make


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(means.time, "perf_counter", lambda: made.now)
    return made


ONE = Means("cpu", 1)


def always() -> bool:
    return True


def choice(clock: Clock, seconds: Seconds, cores: int = 6) -> Means:
    """What is chosen where one thread of the processor is known to take what it takes."""
    others = candidates(ONE, cores, ["cpu", "cuda"])
    return quickest(clock.stepping(seconds), ONE, seconds("cpu", 1), others, always)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (lambda _device, threads: 0.1 / threads, Means("cpu", 6)),
        (lambda _device, threads: 0.1 if threads == 1 else 0.05, Means("cpu", 2)),
        (lambda _device, threads: 0.1 * threads, ONE),
        (lambda _device, threads: 0.1 - 0.01 * (threads > 1), ONE),
        (lambda device, threads: 0.01 if device == "cuda" else 0.1 / threads, Means("cuda", 1)),
        (lambda device, threads: 2.0 if device == "cuda" else 3.0 / threads, Means("cpu", 6)),
    ],
    ids=["all", "two", "one", "a little quicker is not enough", "another device", "long ones are made once"],
)
def test_the_quickest_is_taken_if_it_gains_clearly(clock: Clock, seconds: Seconds, expected: Means):
    before = torch.get_num_threads()
    assert choice(clock, seconds) == expected
    assert torch.get_num_threads() == before
    tried = [Means("cpu", 2), Means("cpu", 4), Means("cpu", 6), Means("cuda", 1)]
    assert list(dict.fromkeys(clock.tried)) == tried


def test_the_first_time_is_left_out_unless_it_took_long(clock: Clock):
    seconds = iter([0.02, 0.2, 0.015, 0.01, 0.015])
    assert quickest(clock.stepping(lambda *_: next(seconds)), ONE, next(seconds), candidates(ONE, 2, []), always) == (
        Means("cpu", 2)
    )
    assert next(seconds, None) is None


def test_a_number_of_threads_that_is_given_is_kept_while_devices_are_tried():
    assert list(candidates(Means("cpu", 3), 3, ["cuda"])) == [Means("cuda", 3)]


def test_a_stop_ends_the_trial(clock: Clock):
    others = candidates(ONE, 8, [])
    assert quickest(clock.stepping(lambda *_: 0.1), ONE, 1.0, others, lambda: False) == ONE
    assert clock.tried == []


class Slow:
    """A run whose meta-iterations take so long by the clock, unless there are two threads."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, clock: Clock, alone: float) -> None:
        self.threads: list[int] = []
        real = Maml.meta_step

        def step(strategy: Maml, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
            clock.now += alone / torch.get_num_threads()
            self.threads.append(torch.get_num_threads())
            return real(strategy, problem, state, batch)

        monkeypatch.setattr(Maml, "meta_step", step)
        values = {"iterations": 6, "meta_batch": 2, "evaluate_every": 6, "evaluation_tasks": 2, "test_tasks": 2}
        experiment = load_example("linear-maml")
        for name, value in (values | {"compile": "off"}).items():
            experiment = experiment.with_value(f"schedule.{name}", value)
        self.experiment = experiment

    def run(self, checkpoint: Checkpoint | None = None, **values: int | None) -> list[Event]:
        """The events of the run, or of the rest from a checkpoint on."""
        experiment = self.experiment
        for name, value in values.items():
            experiment = experiment.with_value(f"schedule.{name}", value)
        before = torch.get_num_threads()
        try:
            return list(run(experiment, checkpoint=checkpoint, cores=2))
        finally:
            torch.set_num_threads(before)


def test_a_run_whose_first_meta_iterations_take_long_goes_on_with_more_threads_and_remembers(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
):
    slow = Slow(monkeypatch, clock, alone=0.1)
    events = slow.run()
    assert slow.threads == [1, 1, 1, *[2] * (TRIES + 1), 2, 2, 2]
    checkpoints = [event for event in events if isinstance(event, Checkpoint)]
    assert [each.circumstances.threads for each in checkpoints] == [1, 2]
    slow.threads.clear()
    half = replace(checkpoints[-1], iteration=4, evaluated=0)
    slow.run(half)
    assert slow.threads == [2, 2]


def test_short_meta_iterations_and_a_given_number_of_threads_try_nothing(monkeypatch: pytest.MonkeyPatch, clock: Clock):
    short = Slow(monkeypatch, clock, alone=0.02)
    short.run()
    assert short.threads == [1] * 6
    given = Slow(monkeypatch, clock, alone=0.1)
    given.run(threads=1)
    assert given.threads == [1] * 6


def test_a_trial_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch, clock: Clock):
    slow = Slow(monkeypatch, clock, alone=0.1)
    monkeypatch.setattr("simulator.engine.training.fit.moved", failing_after_the_start())
    assert isinstance(slow.run()[-1], Finished)
    assert slow.threads == [1] * 6


def failing_after_the_start() -> Callable[[State, str], State]:
    calls = []

    def moved(state: State, _device: str) -> State:
        calls.append(state)
        if len(calls) > 1:
            raise RuntimeError("no memory on that device")
        return state

    return moved
