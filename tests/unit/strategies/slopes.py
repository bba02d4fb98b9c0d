"""The meta-gradient of a strategy that takes in its support set at once, beside finite differences."""

from __future__ import annotations

import torch
from torch import Tensor

from simulator.strategies.at_once.amortised import Amortised
from simulator.strategies.descent.gradient import gradient_of, leaves
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch
from tests.float64 import flat, in_double, parameters_in_double


def relative_error(strategy: Amortised, problem: Problem, tasks: int = 3, width: float = 1e-5) -> float:
    """How far the gradient of the objective lies from central differences along some 60 of its coordinates."""
    generator = torch.Generator().manual_seed(0)
    theta = parameters_in_double(strategy.init(problem, generator).theta)
    theta = {name: value + 0.1 * torch.randn(value.shape, generator=generator) for name, value in theta.items()}
    batch = in_double(problem.family.sample(generator, tasks))
    meta = leaves(theta)
    ours = flat(gradient_of(strategy.objective(problem, meta, batch, 0)[0], meta))
    places = torch.randperm(len(ours), generator=generator)[:60]
    found = torch.stack([_slope(strategy, problem, theta, batch, int(place), width) for place in places])
    return float((ours[places] - found).norm() / found.norm())


def _slope(
    strategy: Amortised, problem: Problem, theta: dict[str, Tensor], batch: TaskBatch, place: int, width: float
) -> Tensor:
    low, high = (strategy.objective(problem, _moved(theta, place, sign * width), batch, 0)[0] for sign in (-1, 1))
    return (high - low) / (2 * width)


def _moved(theta: dict[str, Tensor], place: int, by: float) -> dict[str, Tensor]:
    """`theta` with one coordinate of `flat(theta)` moved."""
    vector = flat(theta).clone()
    vector[place] += by
    pieces = torch.split(vector, [value.numel() for value in theta.values()])
    return {name: piece.view(value.shape) for (name, value), piece in zip(theta.items(), pieces, strict=True)}
