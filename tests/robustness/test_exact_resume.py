"""A small slice of `exact_resume`: each strategy is interrupted once; five times, and all else, with ``-m long``."""

import pytest

from simulator.strategies import STRATEGIES
from simulator.strategies.descent.maml import Maml
from tests.robustness import exact_resume
from tests.robustness.exact_resume import differing, in_a_fresh_process, of_examples, of_strategies, with_threads

EXPERIMENTS = of_strategies()


def test_every_strategy_is_interrupted():
    assert list(EXPERIMENTS) == list(STRATEGIES)


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_a_run_that_was_interrupted_at_random_goes_on_bit_for_bit(kind: str):
    assert differing(EXPERIMENTS[kind], kind, 1) == []


def test_a_run_goes_on_bit_for_bit_in_a_fresh_process():
    assert in_a_fresh_process(EXPERIMENTS["maml"])


def test_a_run_that_goes_on_from_anything_else_is_noticed(monkeypatch: pytest.MonkeyPatch):
    plain = exact_resume.from_bytes

    def forgetful(data: bytes):
        checkpoint = plain(data)
        checkpoint.state.theta[next(iter(checkpoint.state.theta))].mul_(1 + 1e-6)
        return checkpoint

    monkeypatch.setattr(exact_resume, "from_bytes", forgetful)
    assert len(differing(EXPERIMENTS["maml"], "maml", 3)) == 3


def test_a_strategy_that_remembers_outside_its_state_is_noticed(monkeypatch: pytest.MonkeyPatch):
    real, made = Maml.meta_step, []

    def meta_step(self, problem, state, batch):
        made.append(1)
        moved, report = real(self, problem, state, batch)
        return moved, type(report)(report.loss + len(made), report.gradient_evaluations)

    monkeypatch.setattr(Maml, "meta_step", meta_step)
    assert len(differing(EXPERIMENTS["maml"], "maml", 3)) == 3


@pytest.mark.long
@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_every_strategy_goes_on_from_five_places(kind: str):
    assert differing(EXPERIMENTS[kind], kind, 5) == []


@pytest.mark.long
@pytest.mark.parametrize("example", of_examples())
def test_every_example_goes_on_from_five_places(example: str):
    assert differing(of_examples()[example], example, 5) == []


@pytest.mark.long
@pytest.mark.parametrize("example", exact_resume.MORE_THREADS)
def test_a_run_on_two_threads_goes_on_bit_for_bit(example: str):
    assert differing(with_threads(example), example, 5) == []
