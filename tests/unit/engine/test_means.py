"""What a run computes with is what its first meta-iteration is quickest with, by a clock that the tests set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from simulator.engine import means
from simulator.engine.means import Means, quickest

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


def always() -> bool:
    return True


def test_a_short_meta_iteration_is_made_once_and_nothing_else_is_tried(clock: Clock):
    make = clock.stepping(lambda _device, threads: 0.004 / threads)
    assert quickest(make, ["cpu", "cuda"], 1, 8, always) == Means("cpu", 1)
    assert clock.tried == [Means("cpu", 1)]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (lambda _device, threads: 0.1 / threads, Means("cpu", 6)),
        (lambda _device, threads: 0.1 if threads == 1 else 0.05, Means("cpu", 2)),
        (lambda _device, threads: 0.1 * threads, Means("cpu", 1)),
        (lambda _device, threads: 0.1 - 0.01 * (threads > 1), Means("cpu", 1)),
        (lambda device, threads: 0.01 if device == "cuda" else 0.1 / threads, Means("cuda", 1)),
        (lambda device, threads: 2.0 if device == "cuda" else 3.0 / threads, Means("cpu", 6)),
    ],
    ids=["all", "two", "one", "a little quicker is not enough", "another device", "long ones are made once"],
)
def test_the_quickest_is_taken_if_it_gains_clearly(clock: Clock, seconds: Seconds, expected: Means):
    before = torch.get_num_threads()
    assert quickest(clock.stepping(seconds), ["cpu", "cuda"], 1, 6, always) == expected
    assert torch.get_num_threads() == before
    assert list(dict.fromkeys(each.threads for each in clock.tried)) == [1, 2, 4, 6]


def test_the_first_time_is_left_out_unless_it_took_long(clock: Clock):
    seconds = iter([0.2, 0.02, 0.02, 0.02, 0.2, 0.015, 0.01, 0.015])
    assert quickest(clock.stepping(lambda *_: next(seconds)), ["cpu"], 1, 2, always) == Means("cpu", 2)
    assert next(seconds, None) is None


def test_a_number_of_threads_that_is_given_is_kept_while_devices_are_tried(clock: Clock):
    make = clock.stepping(lambda device, _: 1.0 if device == "cpu" else 0.1)
    assert quickest(make, ["cpu", "cuda"], 3, 3, always) == Means("cuda", 1)
    assert clock.tried == [Means("cpu", 3), *[Means("cuda", 1)] * 4]


def test_a_stop_ends_the_trial(clock: Clock):
    assert quickest(clock.stepping(lambda *_: 1.0), ["cpu"], 1, 8, lambda: False) == Means("cpu", 1)
    assert clock.tried == [Means("cpu", 1)]
