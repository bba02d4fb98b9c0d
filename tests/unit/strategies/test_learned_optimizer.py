"""The learned optimiser: torch's own LSTM, the paper's preprocessing, gradients as plain numbers."""

import math
from dataclasses import replace

import pytest
import torch

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies import adam
from simulator.strategies.descent import gradient
from simulator.strategies.descent.learned_optimizer import (
    SMALLEST,
    UNITS,
    LearnedOptimizer,
    LearnedRule,
    Network,
    preprocess,
)
from simulator.strategies.problem import Problem
from simulator.tasks.functions.sine import Sine
from simulator.tasks.quadratics import Quadratics
from tests.float64 import flat

PROBLEM = Problem(Quadratics(dimensions=3, rows=4), LinearLearner(offset=False, start="normal"), horizon=4)
LONG = replace(PROBLEM, horizon=40)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_large_gradients_are_read_as_size_and_sign_and_small_ones_as_themselves():
    g = torch.tensor([1.0, -1.0, math.exp(3), -math.exp(-3), 0.5 * math.exp(-SMALLEST), 0.0], dtype=torch.float64)
    p = SMALLEST
    expected = [
        [0.0, 1.0],
        [0.0, -1.0],
        [3 / p, 1.0],
        [-3 / p, -1.0],
        [-1.0, 0.5],  # below exp(-p): (-1, exp(p) g)
        [-1.0, 0.0],
    ]
    torch.testing.assert_close(preprocess(g), torch.tensor(expected, dtype=torch.float64))


def test_the_network_is_torchs_lstm_of_two_layers_with_a_linear_output():
    phi = Network.init(generator())
    lstm, out = torch.nn.LSTM(2, UNITS, num_layers=2), torch.nn.Linear(UNITS, 1)
    with torch.no_grad():
        for layer in (0, 1):
            getattr(lstm, f"weight_ih_l{layer}").copy_(phi[f"read{layer}"])
            getattr(lstm, f"weight_hh_l{layer}").copy_(phi[f"recall{layer}"])
            getattr(lstm, f"bias_ih_l{layer}").copy_(phi[f"bias{layer}"])
            getattr(lstm, f"bias_hh_l{layer}").zero_()
        out.weight.copy_(phi["out"])
        out.bias.copy_(phi["offset"])
        read = torch.randn(5, 7, 2, generator=generator(1))  # [step, row, number]
        expected = out(lstm(read)[0]).squeeze(2)
        memory = Network.begin(torch.zeros(7))
        for step in range(5):
            output, memory = Network.step(phi, read[step], memory)
            torch.testing.assert_close(output, expected[step], rtol=1e-5, atol=1e-6)


def test_every_coordinate_of_every_parameter_moves_by_the_same_rule_with_a_memory_of_its_own():
    rule = LearnedRule(Network.init(generator()), 0.1)
    values = {"a": torch.zeros(2, 3, 1), "b": torch.zeros(2, 1, 2)}
    slopes = {"a": torch.randn(2, 3, 1, generator=generator(1)), "b": torch.randn(2, 1, 2, generator=generator(2))}
    memory, together = rule.begin(values), values
    for step in range(3):
        together, memory = rule.move(step, together, slopes, 2, memory)
    alone = {"x": torch.zeros(1, 1)}
    memory = rule.begin(alone)
    for step in range(3):
        alone, memory = rule.move(step, alone, {"x": 2 * slopes["b"][1, :, 1:]}, 1, memory)
    torch.testing.assert_close(together["b"][1, :, 1:], alone["x"])


def unrolled_by_hand(phi, batch, strategy, start) -> torch.Tensor:
    """The mean loss along all inner steps with gradients written out, and what reaches the network held constant."""
    W, y = batch.support.inputs, batch.support.targets
    theta, memory, total = start, Network.begin(start), torch.zeros(())
    for _ in range(strategy.inner_steps):
        slope = (2 * W.mT @ (W @ theta - y) / W.shape[1]).detach()
        step, memory = Network.step(phi, preprocess(slope.reshape(-1)), memory)
        theta = theta + strategy.scale * step.view(theta.shape)
        total = total + (W @ theta - y).square().mean()
    return total / strategy.inner_steps


def test_one_piece_moves_phi_by_adam_along_the_gradient_of_the_losses_on_the_way_over_the_one_before():
    strategy = LearnedOptimizer(inner_steps=4, unroll=4)
    state = strategy.init(PROBLEM, generator())
    batch = PROBLEM.family.sample(generator(1), 5)
    start = PROBLEM.init(torch.Generator().manual_seed(int(state.moments["seed"]) + 1), copies=5)["weight"]
    phi = gradient.leaves(state.theta)
    loss = unrolled_by_hand(phi, batch, strategy, start)
    moved, report = strategy.meta_step(PROBLEM, state, batch)
    torch.testing.assert_close(report.loss, loss.detach(), rtol=1e-4, atol=1e-5)
    before = (batch.support.inputs @ start - batch.support.targets).square().mean()
    expected = adam.update(state, gradient.gradient_of(loss / before, phi), strategy.outer_lr)
    torch.testing.assert_close(flat(moved.theta), flat(expected.theta), rtol=1e-3, atol=1e-5)


def test_a_piece_goes_on_from_where_the_last_one_ended_and_each_updates_phi():
    strategy = LearnedOptimizer(inner_steps=7, unroll=3)
    state = strategy.init(PROBLEM, generator())
    batch = PROBLEM.family.sample(generator(1), 5)
    moved, report = strategy.meta_step(PROBLEM, state, batch)
    assert moved.count == 3
    assert report.gradient_evaluations == 5 * 2 * 7
    assert torch.equal(moved.moments["seed"], state.moments["seed"])


def test_the_outer_rate_falls_to_zero_along_half_a_cosine():
    strategy = LearnedOptimizer(inner_steps=4, unroll=2)
    state = strategy.init(PROBLEM, generator())
    after = []
    for iteration in range(PROBLEM.horizon + 1):
        moved, _ = strategy.meta_step(PROBLEM, state, PROBLEM.family.sample(generator(iteration), 5))
        after.append((flat(moved.theta) - flat(state.theta)).abs().max().item())
        state = moved
    assert after[-1] == 0
    assert after[0] == pytest.approx(strategy.outer_lr * (1 + 0.5 * (1 + math.cos(math.pi / 8))), rel=0.05)


def test_training_brings_the_final_loss_far_below_that_of_an_untrained_rule():
    strategy = LearnedOptimizer(inner_steps=20, unroll=10, outer_lr=0.01)
    state = strategy.init(PROBLEM, generator())
    judged = PROBLEM.family.sample(generator(1), 50)

    def final(state) -> float:
        *_, learned = strategy.adapt(PROBLEM, state, judged.support, 20)
        return PROBLEM.family.loss.mean(learned.predict(judged.query.inputs), judged.query.targets).item()

    before = final(state)
    for iteration in range(40):
        state, _ = strategy.meta_step(LONG, state, LONG.family.sample(generator(2 + iteration), 20))
    assert final(state) < 0.3 * before


@pytest.mark.parametrize("learner", [Mlp(hidden=(5,)), LinearLearner()])
def test_a_rule_works_on_learners_of_any_size(learner):
    problem = Problem(Sine(shots=3, query_shots=3), learner, horizon=2)
    strategy = LearnedOptimizer(inner_steps=3, unroll=2)
    state = strategy.init(problem, generator())
    batch = problem.family.sample(generator(1), 4)
    moved, report = strategy.meta_step(problem, state, batch)
    assert report.loss.isfinite()
    assert not torch.equal(flat(moved.theta), flat(state.theta))
    assert isinstance(adam.start(state.theta).moments, dict)
