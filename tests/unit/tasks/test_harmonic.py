"""Harmonic sums: the formula, the drawn ranges, and the floor."""

import numpy as np
import pytest
import torch

from simulator.declaration.parameter import Interval
from simulator.tasks.functions.harmonic import Harmonic


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_targets_are_the_sum_of_waves_at_whole_multiples_of_a_frequency():
    batch = Harmonic(harmonics=4, frequency=Interval(0.5, 2.0)).sample(generator(), 30)
    inputs = batch.query.inputs.double().numpy()
    latents = {name: value.double().numpy() for name, value in batch.latents.items()}
    expected = np.zeros_like(inputs)
    for wave in range(4):
        angle = (wave + 1) * latents["frequency"][:, None, None] * inputs - latents["phases"][:, wave, None, None]
        expected += latents["amplitudes"][:, wave, None, None] / (wave + 1) * np.sin(angle)
    np.testing.assert_allclose(batch.query.targets.numpy(), expected, atol=2e-5)


def test_one_harmonic_of_amplitude_one_without_a_phase_is_a_sine():
    family = Harmonic(harmonics=1, amplitude=Interval(1.0, 1.0), phase=Interval(0.0, 0.0))
    batch = family.sample(generator(), 5)
    torch.testing.assert_close(batch.support.targets, batch.support.inputs.sin())


def test_amplitudes_and_phases_fill_their_ranges_in_every_wave():
    latents = Harmonic(harmonics=2, amplitude=Interval(1.0, 3.0)).sample(generator(), 4000).latents
    assert latents["amplitudes"].mean(0).tolist() == pytest.approx([2.0, 2.0], abs=0.04)
    assert latents["phases"].mean(0).tolist() == pytest.approx([np.pi, np.pi], abs=0.12)
    correlation = np.corrcoef(latents["amplitudes"].numpy().T)[0, 1]
    assert abs(correlation) < 4 / np.sqrt(4000)


def test_the_true_sum_reaches_the_noise_floor_and_no_lower():
    family = Harmonic(noise=0.5, query_shots=100)
    (known,) = family.references(family.sample(generator(), 400))
    error = 0.25 * (2 / (400 * 100)) ** 0.5  # the standard error of a mean of squares of normal numbers
    assert known.loss.mean().item() == pytest.approx(0.25, abs=4 * error)


def test_a_task_is_described_by_its_amplitudes():
    family = Harmonic(harmonics=2, amplitude=Interval(1.5, 1.5))
    assert str(family.describe(family.sample(generator(), 2), 1)) == "amplitudes 1.50, 1.50"
