"""Large meta-batches in pieces: the same means over tasks, of any division."""

import pytest
import torch

from simulator.learners.mlp import Mlp
from simulator.strategies.descent import pieces
from simulator.strategies.descent.cavia import Cavia
from simulator.strategies.descent.first_order_maml import FirstOrderMaml
from simulator.strategies.descent.imaml import ImplicitMaml
from simulator.strategies.descent.maml import Maml
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.strategies.problem import Problem
from simulator.tasks.functions.sine import Sine

PROBLEM = Problem(Sine(shots=3, query_shots=4), Mlp(hidden=(6, 5), activation="tanh"), horizon=10)


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(0)


@pytest.mark.parametrize("strategy", [Maml(), FirstOrderMaml(), ImplicitMaml(), MetaSgd(), MamlPlusPlus()])
@pytest.mark.parametrize("tasks_at_once", [1, 3, 7])
def test_the_outer_gradient_in_pieces_is_that_of_the_whole_meta_batch(strategy, tasks_at_once, monkeypatch):
    state, batch = strategy.init(PROBLEM, generator()), PROBLEM.family.sample(generator(), 7)
    taken = []
    real = type(strategy).outer_gradient

    def outer_gradient(self, problem, state, piece):
        taken.append(piece.tasks)
        return real(self, problem, state, piece)

    monkeypatch.setattr(type(strategy), "outer_gradient", outer_gradient)
    loss, gradient = strategy.outer_gradient(PROBLEM, state, batch)
    own = sum(4 * value.numel() for value in state.theta.values())
    monkeypatch.setattr(pieces, "BYTES", tasks_at_once * own)
    taken.clear()
    same, sum_of_pieces = strategy.whole_gradient(PROBLEM, state, batch)
    assert sum(taken) == 7
    assert max(taken) == tasks_at_once
    torch.testing.assert_close(same, loss)
    for name in gradient:
        torch.testing.assert_close(sum_of_pieces[name], gradient[name], rtol=1e-4, atol=1e-6)


def test_tasks_that_share_their_weights_stay_together(monkeypatch):
    monkeypatch.setattr(pieces, "BYTES", 1)
    strategy, taken = Cavia(), []
    state, batch = strategy.init(PROBLEM, generator()), PROBLEM.family.sample(generator(), 7)
    real = Cavia.outer_gradient
    monkeypatch.setattr(
        Cavia, "outer_gradient", lambda self, *given: (taken.append(given[2].tasks), real(self, *given))[1]
    )
    strategy.meta_step(PROBLEM, state, batch)
    assert taken == [7]


def test_a_small_meta_batch_is_taken_at_once():
    start = PROBLEM.init(generator())
    assert pieces.size(start) > 1000
    assert pieces.size({"weight": torch.zeros(2**20)}) == 1


def test_the_pieces_of_a_batch_are_its_tasks_in_their_order():
    batch = PROBLEM.family.sample(generator(), 7)
    found = batch.divided_into(3)
    assert [each.tasks for each in found] == [3, 3, 1]
    for part in ("support", "query"):
        for field in ("inputs", "targets"):
            whole = torch.cat([getattr(getattr(each, part), field) for each in found])
            torch.testing.assert_close(whole, getattr(getattr(batch, part), field), rtol=0, atol=0)
    for name, value in batch.latents.items():
        torch.testing.assert_close(torch.cat([each.latents[name] for each in found]), value, rtol=0, atol=0)


def test_pieces_hold_more_tasks_where_changes_of_weights_are_left_as_products():
    wide = {"weight": torch.zeros(256, 256), "bias": torch.zeros(1, 256)}
    assert pieces.size(wide) == 2**21 // (4 * (256 * 256 + 256))
    assert pieces.size(wide, terms=10) == 2**21 // (4 * (10 * (256 + 256) + 256))
    assert pieces.size(wide, terms=200) == pieces.size(wide)
