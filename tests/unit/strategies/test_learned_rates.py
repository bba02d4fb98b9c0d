"""Meta-SGD and MAML++: where their rates begin, and how MAML++ anneals."""

import math

import pytest
import torch

from simulator.learners.mlp import Mlp
from simulator.strategies import adam
from simulator.strategies.base import State
from simulator.strategies.descent.cavia import Cavia
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import adapted
from simulator.strategies.descent.imaml import ImplicitMaml
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.problem import Problem
from simulator.tasks.functions.sine import Sine
from tests.descent import descending
from tests.float64 import flat

LEARNER = Mlp(hidden=(6, 5))
PROBLEM = Problem(Sine(shots=3, query_shots=4), LEARNER, horizon=100)
BATCH = PROBLEM.family.sample(torch.Generator().manual_seed(1), 5)


def begun(strategy) -> State:
    return strategy.init(PROBLEM, torch.Generator().manual_seed(0))


def test_meta_sgd_begins_with_a_rate_for_every_single_parameter():
    theta = begun(MetaSgd(inner_lr=0.03)).theta
    for name in LEARNER.adapting:
        assert torch.equal(theta[f"rate.{name}"], torch.full_like(theta[name], 0.03))
    assert len(theta) == 2 * len(LEARNER.adapting)


@pytest.mark.parametrize("kind", [MetaSgd, MamlPlusPlus])
def test_before_training_an_adaptation_is_mamls_with_the_initial_rate(kind):
    strategy = kind(inner_lr=0.03, inner_steps=2)
    state = begun(strategy)
    *_, learned = strategy.adapt(PROBLEM, state, BATCH.support, 4)
    start = {name: state.theta[name] for name in LEARNER.adapting}
    inner = descending(LEARNER.adapting, 0.03)(start)
    expected = adapted(PROBLEM, inner, BATCH.support, 4)
    torch.testing.assert_close(flat(learned.parameters), flat(expected), rtol=1e-5, atol=1e-6)


def test_maml_plus_plus_has_one_rate_for_each_tensor_and_inner_step():
    theta = begun(MamlPlusPlus(inner_steps=3)).theta
    assert all(theta[f"rate.{name}"].shape == (3,) for name in LEARNER.adapting)
    assert len(begun(MamlPlusPlus(learned_rates=False)).theta) == len(LEARNER.adapting)


def test_the_weights_of_the_steps_move_from_all_alike_to_the_last_alone():
    strategy = MamlPlusPlus(inner_steps=4, multi_step_share=0.2)
    assert strategy.weights(0.0) == pytest.approx([0.25, 0.25, 0.25, 0.25])
    assert strategy.weights(0.1) == pytest.approx([0.125, 0.125, 0.125, 0.625])
    assert strategy.weights(0.2) == strategy.weights(0.7) == [0, 0, 0, 1]
    assert MamlPlusPlus(inner_steps=4, multi_step=False).weights(0.0) == [0, 0, 0, 1]


def test_the_outer_rate_of_maml_plus_plus_falls_to_zero_along_a_cosine():
    strategy, theta = MamlPlusPlus(outer_lr=0.02), begun(MamlPlusPlus()).theta
    rates = [strategy.outer_rate(PROBLEM, State(theta, count=count)) for count in (0, 25, 50, 100, 120)]
    assert rates == pytest.approx([0.02, 0.01 * (1 + math.sqrt(0.5)), 0.01, 0, 0])
    assert MamlPlusPlus(outer_lr=0.02, cosine=False).outer_rate(PROBLEM, State(theta, count=60)) == 0.02


def test_maml_plus_plus_takes_second_derivatives_after_its_first_order_share():
    strategy = MamlPlusPlus(inner_lr=0.1, inner_steps=2, learned_rates=False, multi_step=False, first_order_share=0.3)
    state = begun(strategy)
    _, second = exact(PROBLEM, state.theta, BATCH, descending(LEARNER.adapting, 0.1), 2)
    for count, same in ((0, False), (29, False), (30, True), (99, True)):
        _, outer = strategy.outer_gradient(PROBLEM, State(state.theta, state.moments, count), BATCH)
        assert torch.allclose(flat(outer), flat(second), rtol=1e-4, atol=1e-6) == same


def test_an_update_keeps_what_else_a_strategy_remembers():
    state = adam.start({"x": torch.ones(2)})
    seeded = State(state.theta, state.moments | {"seed": torch.tensor([7])})
    moved = adam.update(seeded, {"x": torch.ones(2)}, 0.1)
    assert set(moved.moments) == {"mu", "nu", "seed"}
    assert torch.equal(moved.moments["seed"], torch.tensor([7]))


@pytest.mark.parametrize(
    ("strategy", "gradients"),
    [
        (MetaSgd(inner_steps=3), 3 + 1),
        (MamlPlusPlus(inner_steps=3), 3 + 3),
        (MamlPlusPlus(inner_steps=3, multi_step=False), 3 + 1),
        (Cavia(inner_steps=3), 3 + 1),
        (ImplicitMaml(inner_steps=3, iterations=4), 3 + 1 + 1 + 4),
        (EsMaml(inner_steps=3, pairs=8), 16 * (3 + 1)),
        (EsMaml(inner_steps=3, pairs=8, inner="evolution", inner_pairs=5), 16 * (3 * 10 + 1)),
    ],
)
def test_the_cost_counts_the_gradients_of_one_tasks_loss(strategy, gradients: int):
    assert strategy.meta_step(PROBLEM, begun(strategy), BATCH)[1].gradient_evaluations == 5 * gradients


def test_losses_of_steps_that_count_no_more_cost_nothing():
    strategy = MamlPlusPlus(inner_steps=3, multi_step_share=0.2)
    state = begun(strategy)
    costs = [
        strategy.meta_step(PROBLEM, State(state.theta, state.moments, count), BATCH)[1].gradient_evaluations
        for count in (0, 19, 20, 99)
    ]
    assert costs == [5 * 6, 5 * 6, 5 * 4, 5 * 4]


def test_reptile_can_adapt_with_adam():
    by_adam = Reptile(optimizer="adam", inner_lr=0.001, inner_steps=1)
    *_, learned = by_adam.adapt(PROBLEM, begun(by_adam), BATCH.support, 1)
    moved = flat(learned.parameters) - flat(next(by_adam.adapt(PROBLEM, begun(by_adam), BATCH.support, 1)).parameters)
    sizes = moved.abs()[moved.abs() > 1e-5]
    torch.testing.assert_close(sizes, torch.full_like(sizes, 0.001), rtol=1e-2, atol=0)  # a first step is the rate
    assert sizes.numel() > 0.25 * moved.numel()
