"""The closed-form head against scikit-learn, the exact posterior, and finite differences."""

import math

import numpy as np
import pytest
import torch
from sklearn.linear_model import Ridge

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.learners.response_model import ResponseModel
from simulator.strategies.at_once import ridge
from simulator.strategies.at_once.ridge_head import RidgeHead
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from tests.float64 import in_double, parameters_in_double
from tests.unit.strategies.slopes import relative_error


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("shots", [3, 6, 20])
@pytest.mark.parametrize("penalty", [1e-6, 0.5, 50.0])
def test_a_head_is_scikit_learns_ridge_whether_solved_over_features_or_over_examples(shots: int, penalty: float):
    phi = torch.randn(4, shots, 6, generator=generator(), dtype=torch.float64)
    targets = torch.randn(4, shots, 2, generator=generator(1), dtype=torch.float64)
    ours = ridge.weights(phi, targets, torch.tensor(penalty, dtype=torch.float64))
    for task in range(4):
        known = Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(phi[task].numpy(), targets[task].numpy())
        np.testing.assert_allclose(ours[task].numpy().T, known.coef_, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("shots", [3, 20])
def test_what_is_left_open_is_the_quadratic_form_of_the_inverse(shots: int):
    phi = torch.randn(4, shots, 6, generator=generator(), dtype=torch.float64)
    query = torch.randn(4, 5, 6, generator=generator(1), dtype=torch.float64)
    ours = ridge.uncertainty(phi, query, torch.tensor(0.5, dtype=torch.float64))
    inverse = torch.linalg.inv(phi.mT @ phi + 0.5 * torch.eye(6, dtype=torch.float64))
    torch.testing.assert_close(ours.squeeze(2), torch.einsum("tqi,tij,tqj->tq", query, inverse, query))


def test_with_the_true_prior_mean_and_penalty_the_head_is_the_exact_posterior():
    family = Linear(inputs=3, shots=4, mean=2.0, spread=0.5, noise=0.3)
    problem, strategy = Problem(family, LinearLearner(), horizon=1), RidgeHead(penalty=(0.3 / 0.5) ** 2)
    theta = strategy.init(problem, generator()).theta
    theta |= {"weight": torch.full((3, 1), 2.0), "bias": torch.full((1, 1), 2.0)}
    support = family.sample(generator(), 50).support
    heads = strategy.heads(problem, theta, support, torch.ones(50, 4, dtype=torch.bool))
    torch.testing.assert_close(heads.squeeze(2), family.posterior_mean(support), rtol=1e-4, atol=1e-5)


def test_before_the_support_set_the_answer_is_the_shared_head_and_examples_not_seen_count_for_nothing():
    problem, strategy = Problem(Sine(shots=6), Mlp(hidden=(5,)), horizon=1), RidgeHead()
    state, batch = strategy.init(problem, generator()), problem.family.sample(generator(1), 3)
    theta, inputs = state.theta, batch.query.inputs
    before, *_ = strategy.adapt(problem, state, batch.support, 2)
    own = {name: theta[name].expand(3, *theta[name].shape) for name in (*Mlp(hidden=(5,)).body, "weight1", "bias1")}
    torch.testing.assert_close(before.predict(inputs), problem.learner.predict(own, inputs))
    seen = torch.arange(6).expand(3, 6) < 4
    short = Examples(batch.support.inputs[:, :4], batch.support.targets[:, :4])
    everything = torch.ones(3, 4, dtype=torch.bool)
    torch.testing.assert_close(
        strategy.answering(problem, theta, batch.support, seen).predict(inputs),
        strategy.answering(problem, theta, short, everything).predict(inputs),
    )


def test_classes_are_regressed_on_as_minus_one_and_one_and_scaled_to_logits():
    family = Digits(tasks="classes", ways=3, shots=2, query_shots=2)
    problem, strategy = Problem(family, Mlp(hidden=(6,)), horizon=1), RidgeHead(penalty=0.5)
    theta = parameters_in_double(strategy.init(problem, generator()).theta)
    theta |= {"scale": torch.tensor(3.0).double(), "shift": torch.tensor(-1.0).double()}
    theta |= {name: torch.zeros_like(theta[name]) for name in problem.learner.head}
    batch = in_double(family.sample(generator(), 2))
    learned = strategy.answering(problem, theta, batch.support, torch.ones(2, 6, dtype=torch.bool))
    for task in range(2):
        phi = ridge.features(problem, theta, batch.support.inputs)[task].numpy()
        signs = 2 * np.eye(3)[batch.support.targets[task].numpy()] - 1
        head = np.linalg.solve(phi.T @ phi + 0.5 * np.eye(7), phi.T @ signs)
        known = 3 * ridge.features(problem, theta, batch.query.inputs)[task].numpy() @ head - 1
        np.testing.assert_allclose(learned.predict(batch.query.inputs)[task].numpy(), known, rtol=1e-6)


@pytest.mark.parametrize("shots", [3, 9])
def test_the_meta_gradient_agrees_with_finite_differences(shots: int):
    problem = Problem(Sine(shots=shots, query_shots=4), Mlp(hidden=(4,), activation="tanh"), horizon=1)
    assert relative_error(RidgeHead(penalty=0.3), problem) < 1e-6


def test_the_meta_gradient_of_classes_agrees_with_finite_differences():
    family = Digits(tasks="classes", ways=2, query_shots=2)
    assert relative_error(RidgeHead(), Problem(family, Mlp(hidden=(2,), activation="tanh"), horizon=1)) < 1e-6


def test_the_penalty_is_learned_from_its_declared_value():
    problem, strategy = Problem(Sine(), Mlp(hidden=(5,)), horizon=1), RidgeHead()
    state = strategy.init(problem, generator())
    assert state.theta["log10 lambda"].item() == pytest.approx(math.log10(50))
    moved, report = strategy.meta_step(problem, state, problem.family.sample(generator(), 4))
    assert moved.theta["log10 lambda"].item() != state.theta["log10 lambda"].item()
    assert report.gradient_evaluations == 4


def test_a_learner_without_a_linear_last_layer_is_refused():
    assert "is not a linear layer on features" in str(RidgeHead().objection(Sine(), ResponseModel()))
    assert RidgeHead().objection(Sine(), Mlp()) is None
