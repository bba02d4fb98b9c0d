"""Runs that fail: on any exception, with a sentence, its traceback for the log, and nothing else harmed."""

import pytest
import torch

from simulator.engine import Failed, Finished, Started, Stepped, Stopped, run
from simulator.experiment import Experiment
from simulator.strategies.base import MetaStepReport, State
from simulator.strategies.descent.maml import Maml
from simulator.tasks.base import TaskBatch

ENDINGS = (Finished, Stopped, Failed)


def with_strategy(experiment: Experiment, strategy: Maml) -> Experiment:
    return Experiment(experiment.task, experiment.learner, strategy, experiment.schedule, experiment.seed)


class Breaking(Maml):
    """Raises at the third meta-iteration."""

    def meta_step(self, problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        if state.count == 2:
            raise ZeroDivisionError("the third step broke\nin two lines")
        return super().meta_step(problem, state, batch)


class Hungry(Maml):
    """Asks for more memory than there is."""

    def meta_step(self, problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        raise MemoryError


def test_an_exception_in_a_strategy_ends_the_run_as_failed_with_its_message_and_traceback(small):
    events = list(run(with_strategy(small(), Breaking())))
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert str(failed.message) == "The run failed on an unexpected error: the third step broke"
    assert failed.details.startswith("Traceback (most recent call last):")
    assert failed.details.rstrip().endswith("ZeroDivisionError: the third step broke\nin two lines")
    assert [event.iteration for event in events if isinstance(event, Stepped)] == [1, 2]
    assert sum(isinstance(event, ENDINGS) for event in events) == 1


def test_the_next_run_works_after_a_failed_one(small):
    list(run(with_strategy(small(), Breaking())))
    assert list(run(small()))[-1] == Finished("completed")


def test_want_of_memory_is_said_in_plain_words(small):
    *_, failed = run(with_strategy(small(), Hungry()))
    assert str(failed.message) == (
        "The run needs more memory than there is. Try a smaller meta-batch or a smaller network."
    )


@pytest.mark.parametrize(
    "said",
    [
        "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to "
        "allocate 4000000000000 bytes. Error code 12 (Cannot allocate memory)",
        "[enforce fail at alloc_cpu.cpp:80] data. DefaultCPUAllocator: not enough memory: you tried to allocate 4.",
        "CUDA out of memory. Tried to allocate 20.00 GiB.",
        "std::bad_alloc",
    ],
)
def test_torchs_want_of_memory_is_said_in_the_same_words(small, monkeypatch: pytest.MonkeyPatch, said: str):
    def meta_step(*_):
        raise RuntimeError(said)

    monkeypatch.setattr(Maml, "meta_step", meta_step)
    *_, failed = run(small())
    assert str(failed.message) == (
        "The run needs more memory than there is. Try a smaller meta-batch or a smaller network."
    )
    assert said in failed.details


def test_torch_itself_says_so_in_words_that_are_known(small, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Maml, "meta_step", lambda *_: torch.empty(2**55))
    *_, failed = run(small())
    assert str(failed.message).startswith("The run needs more memory than there is.")


class MuteError(Exception):
    """Cannot even say what it is."""

    def __str__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    ("error", "said"),
    [(MuteError(), "MuteError"), (ValueError(), "ValueError"), (KeyError("x" * 100_000), "'" + "x" * 499)],
    ids=["mute", "empty", "endless"],
)
def test_an_exception_is_told_however_little_or_much_it_says(small, monkeypatch: pytest.MonkeyPatch, error, said: str):
    def meta_step(*_):
        raise error

    monkeypatch.setattr(Maml, "meta_step", meta_step)
    *_, failed = run(small())
    assert str(failed.message) == f"The run failed on an unexpected error: {said}"


def test_a_graphics_card_that_is_not_there_is_said_in_one_sentence(small, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    started, failed = run(small("linear-maml", {"schedule.device": "cuda"}))
    assert isinstance(started, Started)
    assert str(failed.message) == (
        "schedule.device is 'cuda', but no such graphics card can be used here; set it to cpu."
    )
