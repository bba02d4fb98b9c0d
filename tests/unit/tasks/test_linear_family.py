"""Linear functions: the exact posterior mean is the ridge solution, and nothing beats it."""

import numpy as np
import pytest
import torch

from simulator.tasks.functions.linear import Linear
from tests.float64 import in_double


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def ridge(family: Linear, inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The posterior mean of one task by the normal equations of Bayesian regression, offset last."""
    design = np.hstack([inputs, np.ones((len(inputs), 1))])
    prior = np.full(design.shape[1], family.mean)
    precision = design.T @ design / family.noise**2 + np.eye(len(prior)) / family.spread**2
    return np.linalg.solve(precision, design.T @ targets[:, 0] / family.noise**2 + prior / family.spread**2)


@pytest.mark.parametrize("family", [Linear(), Linear(inputs=5, shots=3, mean=-2.0, spread=0.5, noise=0.7)])
def test_the_posterior_mean_is_the_ridge_solution(family: Linear):
    support = in_double(family.sample(generator(), 6)).support
    ours = family.posterior_mean(support).numpy()
    for task in range(6):
        expected = ridge(family, support.inputs[task].numpy(), support.targets[task].numpy())
        np.testing.assert_allclose(ours[task], expected, rtol=1e-10, atol=1e-10)


def test_without_noise_and_with_enough_points_the_posterior_finds_the_weights():
    family = Linear(inputs=3, noise=0.0, shots=10)
    batch = family.sample(generator(), 5)
    np.testing.assert_allclose(family.posterior_mean(batch.support), batch.latents["weights"], atol=1e-4)


def test_no_perturbed_estimate_beats_the_posterior_mean():
    family = Linear(inputs=2, shots=4, query_shots=50)
    batch = family.sample(generator(), 3000)
    mean = family.posterior_mean(batch.support)
    best = _errors(batch, mean)
    for shift in 0.2 * torch.eye(3):
        for sign in (1, -1):
            assert (_errors(batch, mean + sign * shift) - best).mean() > 0
    for scale in (0.9, 1.1):
        assert (_errors(batch, scale * mean) - best).mean() > 0


def _errors(batch, weights: torch.Tensor) -> torch.Tensor:
    predicted = batch.query.inputs @ weights[:, :-1, None] + weights[:, -1:, None]
    return (predicted - batch.query.targets).square().mean(dim=(1, 2))


def test_the_oracle_line_is_the_error_of_the_posterior_mean_and_stays_above_the_noise():
    family = Linear(query_shots=100)
    batch = family.sample(generator(), 1000)
    (oracle,) = family.references(batch)
    assert (oracle.key, oracle.title) == ("oracle", "exact posterior")
    torch.testing.assert_close(oracle.loss, _errors(batch, family.posterior_mean(batch.support)))
    assert 0.09 < oracle.loss.mean() < 0.09 * 1.5


def test_weights_have_the_declared_mean_and_spread():
    weights = Linear(inputs=9, mean=2.0, spread=0.5).sample(generator(), 4000).latents["weights"]
    assert weights.shape == (4000, 10)
    assert weights.mean().item() == pytest.approx(2.0, abs=4 * 0.5 / 200)
    assert weights.std().item() == pytest.approx(0.5, abs=4 * 0.5 / 280)


def test_the_truth_is_the_plane_without_noise():
    family = Linear(noise=0.0)
    batch = family.sample(generator(), 4)
    assert torch.equal(family.truth(batch, batch.query.inputs), batch.query.targets)
    slope, offset = batch.latents["weights"][2].tolist()
    assert str(family.describe(batch, 2)) == f"slope {slope:.2f}, offset {offset:.2f}"
