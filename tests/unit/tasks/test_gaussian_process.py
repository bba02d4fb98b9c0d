"""Gaussian processes: kernels, exact draws and the exact posterior, against scikit-learn's."""

import numpy as np
import pytest
import torch
from scipy.stats import kstest, norm
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ExpSineSquared, Kernel, Matern

from simulator.declaration.parameter import Interval
from simulator.tasks.functions.gaussian_process import GRID, GaussianProcess

KERNELS = ["rbf", "matern", "periodic"]


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def theirs(family: GaussianProcess, latents: dict[str, torch.Tensor], task: int) -> Kernel:
    scale = float(latents["lengthscale"][task])
    shape = {
        "rbf": lambda: RBF(scale),
        "matern": lambda: Matern(scale, nu=2.5),
        "periodic": lambda: ExpSineSquared(scale, float(latents["period"][task])),
    }[family.kernel]()
    return family.deviation**2 * shape


def varied(kernel: str, **values: object) -> GaussianProcess:
    ranges = {"lengthscale": Interval(0.2, 1.5), "period": Interval(0.7, 2.0)}
    return GaussianProcess(kernel=kernel, deviation=1.7, noise=0.2, **{**ranges, **values})


@pytest.mark.parametrize("kernel", KERNELS)
def test_the_kernel_is_that_of_another_library(kernel: str):
    family = varied(kernel)
    batch = family.sample(generator(), 4)
    ours = family.covariance(batch.latents, batch.support.inputs, batch.query.inputs)
    for task in range(4):
        pair = (batch.support.inputs[task].double().numpy(), batch.query.inputs[task].double().numpy())
        np.testing.assert_allclose(ours[task].numpy(), theirs(family, batch.latents, task)(*pair), rtol=1e-10)


@pytest.mark.parametrize("kernel", KERNELS)
def test_the_posterior_is_that_of_another_library_and_of_the_targets(kernel: str):
    family = varied(kernel, shots=7)
    batch = family.sample(generator(1), 4)
    solution = family.solution(batch)
    mean, deviation = solution.predict(batch.query.inputs), solution.deviation(batch.query.inputs)
    for task in range(4):
        process = GaussianProcessRegressor(theirs(family, batch.latents, task), alpha=0.2**2, optimizer=None)
        process.fit(batch.support.inputs[task].double().numpy(), batch.support.targets[task, :, 0].double().numpy())
        middle, spread = process.predict(batch.query.inputs[task].double().numpy(), return_std=True)
        np.testing.assert_allclose(mean[task, :, 0].numpy(), middle, atol=1e-5)
        np.testing.assert_allclose(deviation[task, :, 0].numpy(), np.sqrt(spread**2 + 0.2**2), rtol=1e-5)


@pytest.mark.parametrize("kernel", KERNELS)
def test_support_and_query_are_joint_draws_from_the_prior(kernel: str):
    family = varied(kernel, shots=3, query_shots=4)
    batch = family.sample(generator(2), 3000)
    together = batch.support.joined(batch.query)
    covariance = family.covariance(batch.latents, together.inputs, together.inputs) + 0.2**2 * torch.eye(7)
    # With the covariance's factor taken out, all values must be independent standard normal ones.
    factor = torch.linalg.cholesky(covariance)
    standard = torch.linalg.solve_triangular(factor, together.targets.double(), upper=False)[..., 0].numpy()
    assert kstest(standard.ravel(), norm.cdf).pvalue > 0.001
    np.testing.assert_allclose(standard.T @ standard / 3000, np.eye(7), atol=5 / np.sqrt(3000))


def test_the_errors_of_the_posterior_are_as_large_as_it_says():
    family = varied("rbf", shots=5)
    batch = family.sample(generator(3), 2000)
    solution = family.solution(batch)
    inputs, targets = batch.query.inputs, batch.query.targets
    standard = (targets - solution.predict(inputs)) / solution.deviation(inputs)
    assert standard.square().mean().item() == pytest.approx(1.0, abs=0.05)
    (known,) = family.references(batch)
    expected = -0.5 * (1 + np.log(2 * np.pi)) - solution.deviation(inputs).log().mean()
    assert known.likelihood.mean().item() == pytest.approx(float(expected), abs=0.03)


@pytest.mark.parametrize("kernel", KERNELS)
def test_the_function_runs_through_the_points_that_are_free_of_noise(kernel: str):
    family = GaussianProcess(kernel=kernel, noise=0.0)  # which counts as a thousandth
    batch = family.sample(generator(4), 50)
    for examples in (batch.support, batch.query):
        errors = family.truth(batch, examples.inputs) - examples.targets
        assert errors.std().item() == pytest.approx(1e-3, rel=0.15)


def test_between_its_points_a_function_still_has_the_variance_of_the_prior():
    family = GaussianProcess(shots=1, query_shots=1, lengthscale=Interval(0.2, 0.2))
    values = family.truth(
        family.sample(generator(5), 2000), torch.linspace(-2, 2, 50).view(1, 50, 1).expand(2000, 50, 1)
    )
    assert values.std(0).squeeze().numpy() == pytest.approx(np.ones(50), abs=0.09)


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("scale", [0.05, 20.0])
def test_the_longest_and_shortest_scales_and_most_points_have_a_draw_a_posterior_and_a_curve(kernel: str, scale: float):
    family = GaussianProcess(
        kernel=kernel,
        noise=0.0,
        lengthscale=Interval(scale, scale),
        shots=200,
        query_shots=300,
        period=Interval(20, 20),
    )
    batch = family.sample(generator(6), 1)
    assert batch.latents["normals"].shape == (1, 500 + GRID)
    (known,) = family.references(batch)
    assert known.likelihood.isfinite().all()
    assert family.truth(batch, batch.query.inputs).isfinite().all()
    assert batch.query.targets.isfinite().all()


def test_a_task_is_described_by_its_scale():
    for kernel, said in [("matern", "length scale 0.40"), ("periodic", "length scale 0.40, period 1.00")]:
        family = GaussianProcess(kernel=kernel)
        assert str(family.describe(family.sample(generator(), 1), 0)) == said
