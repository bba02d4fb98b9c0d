"""Waves or lines: each task is one of them, in the declared share."""

import numpy as np
import pytest
import torch

from simulator.declaration.parameter import Interval
from simulator.tasks.functions.mixture import Mixture


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_each_task_follows_the_formula_of_its_kind():
    batch = Mixture(noise=0.0).sample(generator(), 40)
    latents = {name: value.double().numpy() for name, value in batch.latents.items()}
    assert set(latents["line"]) == {0.0, 1.0}
    for task in range(40):
        inputs = batch.query.inputs[task].double().numpy()
        one = {name: value[task] for name, value in latents.items()}
        wave, line = one["amplitude"] * np.sin(inputs - one["phase"]), one["slope"] * inputs + one["offset"]
        np.testing.assert_allclose(batch.query.targets[task], line if one["line"] else wave, atol=1e-5)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_share_of_lines_is_as_declared(share: float):
    line = Mixture(lines=share).sample(generator(), 4000).latents["line"]
    assert line.mean().item() == pytest.approx(share, abs=4 * (share * (1 - share) / 4000) ** 0.5)


def test_the_true_function_reaches_the_noise_floor_and_no_lower():
    family = Mixture(query_shots=100)
    (known,) = family.references(family.sample(generator(), 400))
    floor = family.noise**2
    assert known.loss.mean().item() == pytest.approx(floor, abs=4 * floor * (2 / (400 * 100)) ** 0.5)


def test_a_task_is_described_by_what_it_is():
    ranges = {"slope": Interval(2.0, 2.0), "offset": Interval(-1.0, -1.0)}
    line = Mixture(lines=1.0, **ranges)
    assert str(line.describe(line.sample(generator(), 1), 0)) == "line, slope 2.00, offset -1.00"
    wave = Mixture(lines=0.0, amplitude=Interval(3.0, 3.0), phase=Interval(0.5, 0.5))
    assert str(wave.describe(wave.sample(generator(), 1), 0)) == "wave, amplitude 3.00, phase 0.50"
