"""What a run computes with is what its first meta-iteration is quickest with, by a clock that the tests set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from simulator.engine import Event, Finished, fit, means, run, training
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.means import TRIES, Means, candidates, quickest
from simulator.experiment import load_example
from simulator.strategies.base import MetaStepReport, State
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch
from simulator.tasks.table import TableFamily

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
    assert {Means("cpu", 2), Means("cuda", 1)} <= set(clock.tried)


def test_where_two_threads_are_slower_more_are_not_tried(clock: Clock):
    assert choice(clock, lambda _device, threads: 0.1 * threads) == ONE
    assert list(dict.fromkeys(clock.tried)) == [Means("cpu", 2), Means("cuda", 1)]


def test_what_fails_is_passed_over(clock: Clock):
    def failing(device: str, threads: int) -> float:
        if device == "cuda" or threads == 4:
            raise RuntimeError("no kernel image is available")
        return 0.1 / threads

    assert choice(clock, failing) == Means("cpu", 6)


def test_on_a_graphics_card_no_threads_are_tried():
    assert list(candidates(Means("cuda", 1), 8, [])) == []


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
        monkeypatch.setattr(training, "MANY", 1)
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


def test_a_run_with_few_meta_iterations_left_tries_nothing(monkeypatch: pytest.MonkeyPatch, clock: Clock):
    slow = Slow(monkeypatch, clock, alone=0.1)
    monkeypatch.setattr(training, "MANY", 4)
    slow.run()
    assert slow.threads == [1] * 6


def test_a_trial_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch, clock: Clock):
    slow = Slow(monkeypatch, clock, alone=0.1)
    real = fit.moved
    monkeypatch.setattr(training.fit, "moved", failing_from_the_second_call(real))
    assert isinstance(slow.run()[-1], Finished)
    assert slow.threads == [1] * 6


def test_a_device_that_the_validation_tasks_do_not_fit_on_is_given_up(monkeypatch: pytest.MonkeyPatch, clock: Clock):
    slow = Slow(monkeypatch, clock, alone=0.1)
    monkeypatch.setattr(training, "quickest", lambda *_: Means("meta", 2))  # torch's device without any numbers
    events = slow.run()
    assert isinstance(events[-1], Finished)
    assert slow.threads == [1] * 6
    last = [event for event in events if isinstance(event, Checkpoint)][-1]
    assert (last.circumstances.device, last.circumstances.threads) == ("cpu", 1)


def test_a_choice_reads_no_file_again(monkeypatch: pytest.MonkeyPatch, clock: Clock, tmp_path: Path):
    rows = [f"{task},{x},{2 * x + task}" for task in range(12) for x in range(6)]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["task,x,y", *rows]))
    slow = Slow(monkeypatch, clock, alone=0.1)
    slow.experiment = replace(slow.experiment, task=TableFamily(path=str(table), shots=2, query_shots=2))
    first = next(event for event in slow.run() if isinstance(event, Checkpoint))
    real = Maml.meta_step

    def step(strategy: Maml, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        table.unlink(missing_ok=True)
        return real(strategy, problem, state, batch)

    monkeypatch.setattr(Maml, "meta_step", step)
    events = slow.run()
    assert isinstance(events[-1], Finished)
    last = [event for event in events if isinstance(event, Checkpoint)][-1]
    assert last.circumstances.files == first.circumstances.files
    assert last.circumstances.threads == 2


def failing_from_the_second_call(real: Callable[[State, str], State]) -> Callable[[State, str], State]:
    calls = []

    def moved(state: State, device: str) -> State:
        calls.append(state)
        if len(calls) > 1:
            raise RuntimeError("no memory on that device")
        return real(state, device)

    return moved
