"""Adam as a pure function of its state (Kingma and Ba 2015, algorithm 1), for the outer loop.

The moments are flat vectors over all parameters: eight operations an update, whatever the number of layers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.strategies.base import State

if TYPE_CHECKING:
    from torch import Tensor

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def start(theta: dict[str, Tensor]) -> State:
    """The state before the first update."""
    zeros = torch.zeros_like(flat(theta))
    return State(theta, {"mu": zeros, "nu": zeros})


def pace(count: int, rate: float) -> tuple[float, float]:
    """How far the `count`-th update goes, and how far the second moment has grown: alpha / (1 - beta1^t) and
    sqrt(1 - beta2^t), all that changes from update to update beside tensors."""
    return rate / (1 - BETA1**count), math.sqrt(1 - BETA2**count)


def update(state: State, gradient: dict[str, Tensor], rate: float) -> State:
    """The state after one update with `gradient` (keys of ``state.theta``) and learning rate `rate`.

    What else a strategy keeps in ``state.moments`` stays.
    """
    return moved(state, gradient, *pace(state.count + 1, rate))


def moved(state: State, gradient: dict[str, Tensor], length: float | Tensor, growth: float | Tensor) -> State:
    """`update` at a `pace`: numbers, or tensors without axes where the update is traced."""
    with torch.no_grad():
        g = flat(gradient)
        mu = torch.lerp(state.moments["mu"], g, 1 - BETA1)
        nu = torch.addcmul(state.moments["nu"] * BETA2, g, g, value=1 - BETA2)
        scale = nu.sqrt().div_(growth).add_(EPSILON)
        before = flat(state.theta)
        if isinstance(length, float):
            after = torch.addcdiv(before, mu, scale, value=-length)
        else:
            after = before - length * (mu / scale)
    return State(unflat(after, state.theta), state.moments | {"mu": mu, "nu": nu}, state.count + 1)


def flat(parameters: dict[str, Tensor]) -> Tensor:
    """All parameters as one vector, in their order; where they are the views that `unflat` made, what they view."""
    whole = next(iter(parameters.values()))._base
    if whole is not None and whole.dim() == 1 and whole.numel() == sum(value.numel() for value in parameters.values()):
        return whole
    return torch.cat([value.reshape(-1) for value in parameters.values()])


def unflat(vector: Tensor, like: dict[str, Tensor]) -> dict[str, Tensor]:
    """The parameters that `flat` made a vector of, as views of it, in the shapes of `like`."""
    pieces = torch.split(vector, [value.numel() for value in like.values()])
    return {name: piece.view(value.shape) for (name, value), piece in zip(like.items(), pieces, strict=True)}
