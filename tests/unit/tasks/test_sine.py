"""Sine waves: the formula, the ranges, and the oracle that knows the wave."""

import numpy as np
import pytest
import torch

from simulator.declaration.parameter import Interval
from simulator.tasks.functions.sine import Sine


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_a_batch_has_the_declared_axes():
    batch = Sine(shots=3, query_shots=7).sample(generator(), 5)
    assert batch.tasks == 5
    assert batch.support.inputs.shape == batch.support.targets.shape == (5, 3, 1)
    assert batch.query.inputs.shape == batch.query.targets.shape == (5, 7, 1)
    assert {name: tuple(value.shape) for name, value in batch.latents.items()} == {
        "amplitude": (5,),
        "phase": (5,),
        "frequency": (5,),
    }


def test_targets_follow_the_formula():
    batch = Sine(frequency=Interval(0.5, 2.0)).sample(generator(), 50)
    amplitude, phase, frequency = (batch.latents[name].numpy()[:, None, None] for name in batch.latents)
    expected = amplitude * np.sin(frequency * batch.query.inputs.numpy() - phase)
    np.testing.assert_allclose(batch.query.targets.numpy(), expected, atol=2e-6)


def test_latents_and_inputs_fill_their_declared_ranges():
    family = Sine(amplitude=Interval(2.0, 3.0), phase=Interval(-1.0, 1.0), domain=Interval(0.0, 4.0))
    batch = family.sample(generator(), 2000)
    for values, (low, high) in [
        (batch.latents["amplitude"], family.amplitude),
        (batch.latents["phase"], family.phase),
        (batch.support.inputs, family.domain),
    ]:
        assert low <= values.min() < low + 0.01 * (high - low)
        assert high - 0.01 * (high - low) < values.max() <= high
        assert values.mean().item() == pytest.approx((low + high) / 2, abs=0.03 * (high - low))
    assert torch.equal(batch.latents["frequency"], torch.ones(2000))


def test_the_oracle_is_exact_without_noise():
    family = Sine()
    batch = family.sample(generator(), 20)
    (oracle,) = family.references(batch)
    assert (oracle.key, oracle.accuracy) == ("oracle", None)
    assert torch.equal(oracle.loss, torch.zeros(20))


def test_the_oracle_reaches_the_noise_floor_and_no_lower():
    family = Sine(noise=0.5, query_shots=100)
    (oracle,) = family.references(family.sample(generator(), 400))
    error = 0.25 * (2 / (400 * 100)) ** 0.5  # the standard error of a mean of squares of normal numbers
    assert oracle.loss.mean().item() == pytest.approx(0.25, abs=4 * error)


def test_noise_is_in_the_targets_and_not_in_the_truth():
    quiet, noisy = Sine().sample(generator(), 4), Sine(noise=1.0).sample(generator(), 4)
    assert torch.equal(quiet.support.inputs, noisy.support.inputs)
    assert not torch.equal(quiet.support.targets, noisy.support.targets)
    assert torch.equal(Sine(noise=1.0).truth(noisy, noisy.support.inputs), quiet.support.targets)


def test_the_same_generator_gives_the_same_tasks():
    one, other = Sine().sample(generator(3), 4), Sine().sample(generator(3), 4)
    assert torch.equal(one.support.inputs, other.support.inputs)
    assert torch.equal(one.query.targets, other.query.targets)
    assert not torch.equal(one.support.inputs, Sine().sample(generator(4), 4).support.inputs)


def test_a_task_is_described_by_its_latents():
    batch = Sine(amplitude=Interval(2.0, 2.0), phase=Interval(0.5, 0.5)).sample(generator(), 2)
    assert str(Sine().describe(batch, 1)) == "amplitude 2.00, phase 0.50, frequency 1.00"
