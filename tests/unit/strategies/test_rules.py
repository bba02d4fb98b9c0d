"""The inner rules against PyTorch's optimisers, one task at a time, in double precision."""

import pytest
import torch

from simulator.strategies.descent.rules import Descent, Parameters, ProximalDescent, RatedDescent, Rule, optimizer

TASKS, STEPS = 3, 6
SLOPES = torch.randn(STEPS, TASKS, 4, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
START = torch.randn(TASKS, 4, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


def moved(rule: Rule, steps: int = STEPS) -> torch.Tensor:
    """Where `rule` leads from START when the gradients are SLOPES, handed over as those of a mean over tasks."""
    values: Parameters = {"x": START}
    memory = rule.begin(values)
    for step in range(steps):
        values, memory = rule.move(step, values, {"x": SLOPES[step] / TASKS}, TASKS, memory)
    return values["x"]


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("sgd", lambda leaf: torch.optim.SGD([leaf], 0.05)),
        ("momentum", lambda leaf: torch.optim.SGD([leaf], 0.05, momentum=0.9)),
        ("rmsprop", lambda leaf: torch.optim.RMSprop([leaf], 0.05)),
        ("adam", lambda leaf: torch.optim.Adam([leaf], 0.05)),
    ],
)
def test_a_rule_moves_every_task_as_pytorchs_optimiser_does(name, reference):
    ours = moved(optimizer(name, 0.05))
    for task in range(TASKS):
        leaf = START[task].clone().requires_grad_()
        theirs = reference(leaf)
        for step in range(STEPS):
            leaf.grad = SLOPES[step, task].clone()
            theirs.step()
        torch.testing.assert_close(ours[task], leaf.detach(), rtol=1e-12, atol=1e-12)


def test_rates_of_each_parameters_own_scale_its_gradient():
    rates = torch.rand(4, 2, generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    expected = START - rates * SLOPES.sum(0)
    torch.testing.assert_close(moved(RatedDescent({"x": rates})), expected, rtol=1e-12, atol=1e-12)


def test_rates_by_step_are_used_in_their_order_and_the_last_ones_thereafter():
    rates = torch.tensor([0.1, 0.02, 0.005], dtype=torch.float64)
    used = torch.tensor([0.1, 0.02, 0.005, 0.005, 0.005, 0.005], dtype=torch.float64)
    expected = START - (used.view(STEPS, 1, 1, 1) * SLOPES).sum(0)
    torch.testing.assert_close(moved(RatedDescent({"x": rates}, by_step=True)), expected, rtol=1e-12, atol=1e-12)


def test_proximal_descent_adds_the_gradient_of_the_pull_to_the_anchor():
    anchor, strength = START.mean(0), 0.7
    leaf = START.clone().requires_grad_()
    descent = torch.optim.SGD([leaf], 0.05)
    for step in range(STEPS):
        descent.zero_grad()
        ((SLOPES[step] * leaf).sum() + strength / 2 * (leaf - anchor).square().sum()).backward()
        descent.step()
    ours = moved(ProximalDescent(0.05, strength, {"x": anchor}))
    torch.testing.assert_close(ours, leaf.detach(), rtol=1e-12, atol=1e-12)


def test_plain_descent_is_the_rule_whose_name_is_sgd():
    assert optimizer("sgd", 0.05) == Descent(0.05)
