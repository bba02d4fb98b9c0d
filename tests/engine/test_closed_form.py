"""MAML's outer gradient from closed forms against automatic differentiation of the whole inner loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import pytest
import torch

from simulator.learners import Learner
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.learners.products import Product, back, fewer, forward
from simulator.strategies.descent import gradient
from simulator.strategies.descent.anil import Anil
from simulator.strategies.descent.closed_form import closed_form, terms_of
from simulator.strategies.descent.exact import at_once
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.maml import Maml
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.tasks.base import TaskFamily
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from tests.engine.conftest import Case
from tests.float64 import parameters_in_double

SINE, DIGITS = Sine(shots=5, query_shots=4), Digits(tasks="classes", ways=3, query_shots=2)
RELU, TANH = Mlp(hidden=(6, 5)), Mlp(hidden=(5, 6), activation="tanh")


LINEAR = LinearLearner()
PAIRS = [(strategy, learner) for strategy in (Maml, Anil, MetaSgd) for learner in (RELU, TANH, LINEAR)]


@pytest.mark.parametrize(("strategy", "learner"), [pair for pair in PAIRS if pair != (Anil, LINEAR)])
@pytest.mark.parametrize("steps", [1, 2, 4])
@pytest.mark.parametrize("family", [SINE, DIGITS], ids=["numbers", "classes"])
def test_both_ways_give_the_same_loss_and_gradient(
    case: Callable[..., Case], strategy: type[LearnedStart], steps: int, family: TaskFamily, learner: Learner
):
    bound, made = case(family, learner), strategy(inner_lr=0.05, inner_steps=steps)
    theta = parameters_in_double(made.init(bound.problem, torch.Generator().manual_seed(3)).theta)
    begin = partial(made.adaptation, bound.problem)
    loss, expected = at_once(bound.problem, theta, bound.batch, begin, steps)
    found = closed_form(bound.problem, theta, bound.batch, begin(theta), steps)
    assert found is not None
    torch.testing.assert_close(found[0], loss)
    assert list(found[1]) == list(theta)
    for name, value in expected.items():
        torch.testing.assert_close(found[1][name], value, rtol=1e-10, atol=1e-13, msg=name)


@pytest.mark.parametrize(
    ("strategy", "learner"), [(MamlPlusPlus(), RELU), (Maml(), Mlp(hidden=(4,), activation="silu"))]
)
def test_what_has_no_closed_form_says_so(case: Callable[..., Case], strategy: LearnedStart, learner: Learner):
    bound = case(SINE, learner)
    theta = parameters_in_double(strategy.init(bound.problem, torch.Generator().manual_seed(3)).theta)
    assert closed_form(bound.problem, theta, bound.batch, strategy.adaptation(bound.problem, theta), 2) is None


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("bend", ["relu", "tanh"])
@pytest.mark.parametrize("family", [Sine(shots=2, query_shots=3), Digits(tasks="classes", ways=2, query_shots=1)])
def test_changes_of_weights_left_as_products_come_to_the_same(
    case: Callable[..., Case], steps: int, bend: Literal["relu", "tanh"], family: TaskFamily
):
    learner = Mlp(hidden=(90, 100), activation=bend)
    bound, made = case(family, learner), Maml(inner_lr=0.05, inner_steps=steps)
    begin = partial(made.adaptation, bound.problem)
    assert fewer(terms_of(bound.batch, steps), bound.theta["weight1"])  # and not the first and the last
    _, expected = at_once(bound.problem, bound.theta, bound.batch, begin, steps)
    found = closed_form(bound.problem, bound.theta, bound.batch, begin(bound.theta), steps)
    assert found is not None
    for name, value in expected.items():
        torch.testing.assert_close(found[1][name], value, rtol=1e-10, atol=1e-13, msg=name)


def test_a_product_is_the_weight_that_it_stands_for():
    generator = torch.Generator().manual_seed(0)
    left, right, inputs, pull = (
        torch.randn(3, shots, size, generator=generator, dtype=torch.float64)
        for shots, size in ((2, 5), (2, 4), (6, 5), (6, 4))
    )
    base = torch.randn(5, 4, generator=generator, dtype=torch.float64)
    change = Product(left, right)
    weight = (change + change).on(base)
    whole = base + 2 * left.mT @ right
    torch.testing.assert_close(forward(None, inputs, weight), inputs @ whole)
    torch.testing.assert_close(back(pull, weight), pull @ whole.mT)
    torch.testing.assert_close(forward(None, inputs, change), inputs @ left.mT @ right)
    torch.testing.assert_close(back(pull, change, to=torch.ones_like(inputs)), 1 + pull @ right.mT @ left)
    torch.testing.assert_close(change.summed(), (left.mT @ right).sum(0))


class Unknown(Mlp):
    """The same learner, of which nothing is known in closed form."""


@pytest.mark.parametrize("family", [SINE, DIGITS], ids=["numbers", "classes"])
def test_other_outer_gradients_are_the_same_with_closed_forms_and_without(
    case: Callable[..., Case], family: TaskFamily
):
    known, unknown = case(family, TANH), case(family, Unknown(**TANH.model_dump()))
    assert known.problem.closed_form
    assert not unknown.problem.closed_form
    begin = partial(Maml(inner_lr=0.05).adaptation, known.problem)
    for one, other in (
        [gradient.pooled(each.problem, each.theta, each.batch) for each in (known, unknown)],
        [gradient.first_order(each.problem, each.theta, each.batch, begin, 3) for each in (known, unknown)],
    ):
        torch.testing.assert_close(one[0], other[0])
        assert list(one[1]) == list(other[1])
        for name, value in other[1].items():
            torch.testing.assert_close(one[1][name], value, rtol=1e-10, atol=1e-13, msg=name)
