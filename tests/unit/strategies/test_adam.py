"""Adam as a pure function agrees with PyTorch's, and changes nothing it is given."""

import torch

from simulator.strategies import adam
from tests.float64 import flat


def start() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        "weight": torch.randn(3, 4, generator=generator, dtype=torch.float64),
        "bias": torch.randn(1, 4, generator=generator, dtype=torch.float64),
    }


def gradients(step: int) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(100 + step)
    return {name: torch.randn(value.shape, generator=generator).double() for name, value in start().items()}


def test_ten_updates_are_those_of_pytorchs_adam():
    state, leaves = adam.start(start()), {name: value.clone().requires_grad_() for name, value in start().items()}
    theirs = torch.optim.Adam(leaves.values(), lr=0.01)
    for step in range(10):
        gradient = gradients(step)
        state = adam.update(state, gradient, 0.01)
        for name, leaf in leaves.items():
            leaf.grad = gradient[name]
        theirs.step()
        torch.testing.assert_close(flat(state.theta), flat(leaves).detach(), rtol=1e-12, atol=1e-12)
    assert state.count == 10
    assert {name: value.shape for name, value in state.theta.items()} == {"weight": (3, 4), "bias": (1, 4)}


def test_the_first_update_moves_every_parameter_by_the_rate():
    state = adam.update(adam.start(start()), gradients(0), 0.01)
    moved = flat(state.theta) - flat(start())
    torch.testing.assert_close(moved, -0.01 * flat(gradients(0)).sign(), rtol=1e-5, atol=1e-7)


def test_an_update_leaves_the_state_it_came_from_alone():
    state = adam.update(adam.start(start()), gradients(0), 0.01)
    before = [flat(state.theta).clone(), *(value.clone() for value in state.moments.values())]
    adam.update(state, gradients(1), 0.01)
    after = [flat(state.theta), *state.moments.values()]
    assert all(torch.equal(one, other) for one, other in zip(before, after, strict=True))
    assert state.count == 1
