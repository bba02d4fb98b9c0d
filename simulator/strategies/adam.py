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
    zeros = torch.zeros_like(_flat(theta))
    return State(theta, {"mu": zeros, "nu": zeros})


def update(state: State, gradient: dict[str, Tensor], rate: float) -> State:
    """The state after one update with `gradient` (keys of ``state.theta``) and learning rate `rate`.

    What else a strategy keeps in ``state.moments`` stays.
    """
    count = state.count + 1
    with torch.no_grad():
        g = _flat(gradient)
        mu = torch.lerp(state.moments["mu"], g, 1 - BETA1)
        nu = torch.addcmul(state.moments["nu"] * BETA2, g, g, value=1 - BETA2)
        scale = nu.sqrt().div_(math.sqrt(1 - BETA2**count)).add_(EPSILON)
        theta = torch.addcdiv(_flat(state.theta), mu, scale, value=-rate / (1 - BETA1**count))
    return State(_unflat(theta, state.theta), state.moments | {"mu": mu, "nu": nu}, count)


def _flat(parameters: dict[str, Tensor]) -> Tensor:
    return torch.cat([value.reshape(-1) for value in parameters.values()])


def _unflat(flat: Tensor, like: dict[str, Tensor]) -> dict[str, Tensor]:
    pieces = torch.split(flat, [value.numel() for value in like.values()])
    return {name: piece.view(value.shape) for (name, value), piece in zip(like.items(), pieces, strict=True)}
