"""Polynomials: the formula, and the exact posterior against another library and against its own claims."""

import numpy as np
import pytest
import torch
from scipy.stats import norm
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import DotProduct
from sklearn.linear_model import Ridge

from simulator.tasks.functions.polynomial import Polynomial


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def powers(inputs: torch.Tensor, degree: int) -> np.ndarray:
    return np.vander(inputs.double().numpy().ravel(), degree + 1, increasing=True)


def test_targets_are_the_polynomial_of_the_latents():
    family = Polynomial(degree=4, noise=0.0)
    batch = family.sample(generator(), 6)
    for task in range(6):
        expected = np.polynomial.Polynomial(batch.latents["coefficients"][task].double().numpy())
        inputs = batch.query.inputs[task, :, 0].double().numpy()
        np.testing.assert_allclose(batch.query.targets[task, :, 0].numpy(), expected(inputs), atol=1e-5)
        np.testing.assert_allclose(family.truth(batch, batch.query.inputs)[task, :, 0], expected(inputs), atol=1e-5)


def test_coefficients_have_the_declared_spread():
    coefficients = Polynomial(spread=2.0).sample(generator(), 5000).latents["coefficients"]
    assert coefficients.std().item() == pytest.approx(2.0, rel=0.02)
    assert coefficients.mean().item() == pytest.approx(0.0, abs=0.06)


def test_the_posterior_mean_is_the_ridge_regression_of_another_library():
    family = Polynomial(degree=5, shots=4, noise=0.2, spread=0.7)
    batch = family.sample(generator(), 5)
    predicted = family.solution(batch).predict(batch.query.inputs)
    for task in range(5):
        ridge = Ridge(alpha=(0.2 / 0.7) ** 2, fit_intercept=False)
        ridge.fit(powers(batch.support.inputs[task], 5), batch.support.targets[task, :, 0].double().numpy())
        expected = ridge.predict(powers(batch.query.inputs[task], 5))
        np.testing.assert_allclose(predicted[task, :, 0].numpy(), expected, atol=1e-5)


def test_the_deviation_is_that_of_a_gaussian_process_with_the_same_prior():
    family = Polynomial(degree=3, shots=6, noise=0.3, spread=1.0)
    batch = family.sample(generator(), 4)
    deviation = family.solution(batch).deviation(batch.query.inputs)
    for task in range(4):
        process = GaussianProcessRegressor(DotProduct(0.0, "fixed"), alpha=0.3**2, optimizer=None)
        process.fit(powers(batch.support.inputs[task], 3), batch.support.targets[task, :, 0].double().numpy())
        spread = process.predict(powers(batch.query.inputs[task], 3), return_std=True)[1]
        np.testing.assert_allclose(deviation[task, :, 0].numpy(), np.sqrt(spread**2 + 0.09), rtol=1e-5)


def test_the_likelihood_of_the_posterior_is_that_of_its_normal_distributions():
    family = Polynomial()
    batch = family.sample(generator(), 3)
    (known,) = family.references(batch)
    solution = family.solution(batch)
    densities = norm.logpdf(
        batch.query.targets.numpy(),
        solution.predict(batch.query.inputs).numpy(),
        solution.deviation(batch.query.inputs).numpy(),
    )
    np.testing.assert_allclose(known.likelihood.numpy(), densities.mean(axis=(1, 2)), rtol=1e-4)


def test_no_change_of_the_posterior_makes_it_better_and_its_deviation_is_as_large_as_its_errors():
    family = Polynomial(shots=3, noise=0.2)
    batch = family.sample(generator(), 4000)
    solution = family.solution(batch)
    predicted, deviation = solution.predict(batch.query.inputs), solution.deviation(batch.query.inputs)
    standard = (batch.query.targets - predicted) / deviation
    assert standard.square().mean().item() == pytest.approx(1.0, abs=0.03)
    best = (predicted - batch.query.targets).square().mean()
    for factor in (0.9, 1.1):
        assert (factor * predicted - batch.query.targets).square().mean() > best


def test_without_noise_enough_points_tell_the_polynomial_and_there_is_no_density():
    family = Polynomial(degree=3, shots=20, noise=0.0)
    batch = family.sample(generator(), 20)
    solution = family.solution(batch)
    assert solution.deviation is None
    torch.testing.assert_close(solution.predict(batch.query.inputs), batch.query.targets, atol=1e-4, rtol=0)
