"""Bayesian linear regression against the exact posterior, scikit-learn's Gaussian process, and finite differences."""

import math

import numpy as np
import torch
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, DotProduct

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.at_once.alpaca import Alpaca
from simulator.strategies.problem import Problem
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from tests.float64 import in_double, parameters_in_double
from tests.unit.strategies.slopes import relative_error

SPREAD, NOISE, MEAN = 0.5, 0.3, 2.0
FAMILY = Linear(inputs=2, shots=4, query_shots=3, mean=MEAN, spread=SPREAD, noise=NOISE)
PROBLEM = Problem(FAMILY, LinearLearner(), horizon=1)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def true_prior(strategy: Alpaca) -> dict[str, torch.Tensor]:
    """The parameters that describe the family exactly: weights N(mean, spread^2), noise as it is."""
    theta = strategy.init(PROBLEM, generator()).theta
    known = {
        "weight": torch.full((2, 1), MEAN),
        "bias": torch.full((1, 1), MEAN),
        "root": SPREAD / NOISE * torch.eye(3),
        "log sigma": torch.tensor([math.log(NOISE)]),
    }
    assert known.keys() == theta.keys()
    return parameters_in_double(known)


def test_with_the_true_prior_the_prediction_is_the_exact_posterior_mean():
    strategy, batch = Alpaca(), in_double(FAMILY.sample(generator(), 50))
    seen = torch.ones(50, 4, dtype=torch.bool)
    learned = strategy.answering(PROBLEM, true_prior(strategy), batch.support, seen)
    known = FAMILY.solution(batch).predict(batch.query.inputs)
    torch.testing.assert_close(learned.predict(batch.query.inputs), known, rtol=1e-5, atol=1e-6)


def test_with_the_true_prior_mean_and_deviation_are_those_of_the_gaussian_process_with_its_kernel():
    strategy, batch = Alpaca(), in_double(FAMILY.sample(generator(), 5))
    seen = torch.ones(5, 4, dtype=torch.bool)
    learned = strategy.answering(PROBLEM, true_prior(strategy), batch.support, seen)
    kernel = ConstantKernel(SPREAD**2, "fixed") * DotProduct(1.0, "fixed")  # 1 + x . x', as with an offset
    for task in range(5):
        x, y = (each[task].numpy() for each in (batch.support.inputs, batch.support.targets))
        z = batch.query.inputs[task].numpy()
        process = GaussianProcessRegressor(kernel, alpha=NOISE**2, optimizer=None)
        process.fit(x, y[:, 0] - MEAN * (1 + x.sum(1)))
        mean, deviation = process.predict(z, return_std=True)
        known = mean + MEAN * (1 + z.sum(1)), np.sqrt(deviation**2 + NOISE**2)
        np.testing.assert_allclose(learned.predict(batch.query.inputs)[task, :, 0], known[0], rtol=1e-6)
        np.testing.assert_allclose(learned.deviation(batch.query.inputs)[task, :, 0], known[1], rtol=1e-6)


def test_before_the_support_set_the_deviation_is_that_of_the_prior():
    strategy, batch = Alpaca(), in_double(FAMILY.sample(generator(), 5))
    learned = strategy.answering(PROBLEM, true_prior(strategy), batch.support, torch.zeros(5, 4, dtype=torch.bool))
    x = batch.query.inputs
    torch.testing.assert_close(learned.predict(x), MEAN * (1 + x.sum(2, keepdim=True)))
    known = (NOISE**2 + SPREAD**2 * (1 + x.square().sum(2, keepdim=True))).sqrt()
    torch.testing.assert_close(learned.deviation(x), known)


def test_the_meta_gradient_agrees_with_finite_differences():
    problem = Problem(Sine(shots=3, query_shots=4), Mlp(hidden=(4,), activation="tanh"), horizon=1)
    assert relative_error(Alpaca(), problem) < 1e-6


def test_the_objective_is_minus_the_log_likelihood_and_the_report_is_the_squared_error():
    strategy, batch = Alpaca(), in_double(FAMILY.sample(generator(), 4))
    theta, seen = true_prior(strategy), torch.ones(4, 4, dtype=torch.bool)
    seen[0] = False  # the first task of four is trained on nothing
    learned = strategy.answering(PROBLEM, theta, batch.support, seen)
    mean, deviation = learned.predict(batch.query.inputs), learned.deviation(batch.query.inputs)
    known = -torch.distributions.Normal(mean, deviation).log_prob(batch.query.targets).mean()
    lowered, loss = strategy.objective(PROBLEM, theta, batch, 0)
    torch.testing.assert_close(lowered, known)
    torch.testing.assert_close(loss, (mean - batch.query.targets)[1:].square().mean())


def test_classes_are_refused():
    assert "are classes" in str(Alpaca().objection(Digits(), Mlp()))
