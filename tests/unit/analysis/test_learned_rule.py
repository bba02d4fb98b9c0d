"""The learned update as a function of the gradient, beside gradient descent and Adam."""

import math

import numpy as np
import pytest
import torch

from simulator.analysis.learned import Case, RuleFigure, learned_figure
from simulator.analysis.learned.rule import SEEN, moves, place
from simulator.engine.run import bind
from simulator.engine.streams import generator
from simulator.strategies.descent.learned_optimizer import Network, preprocess
from simulator.strategies.descent.rules import AdamRule, Descent, Momentum

GRADIENTS = np.array([-10.0, -0.3, 0.0, 0.02, 1.0])


def started(experiment):
    return experiment.strategy.init(bind(experiment), generator(0, "initialisation"))


@pytest.fixture(scope="module")
def figure(small):
    experiment = small("learned-optimizer-2d")
    return learned_figure(Case(experiment, started(experiment)), "rule")


def test_known_rules_are_drawn_as_they_are():
    assert moves(Descent(0.1), GRADIENTS, (1, 3)) == pytest.approx(np.stack([-0.1 * GRADIENTS] * 2), abs=1e-6)
    geometric = np.outer([1, 1 + 0.9 + 0.81], -0.1 * GRADIENTS)
    assert moves(Momentum(0.1), GRADIENTS, (1, 3)) == pytest.approx(geometric, abs=1e-5)
    assert moves(AdamRule(0.1), GRADIENTS, (1, 20)) == pytest.approx(
        np.stack([-0.1 * np.sign(GRADIENTS)] * 2), abs=1e-4
    )


def test_the_learned_curves_are_what_the_network_gives_directly(figure, small):
    experiment = small("learned-optimizer-2d")
    state, at = started(experiment), 40
    g = torch.tensor([figure.gradients[at]], dtype=torch.float32)
    memory = Network.begin(torch.zeros(1))
    for time in range(1, max(SEEN) + 1):
        out, memory = Network.step(state.theta, preprocess(g), memory)
        if time in SEEN:
            wanted = experiment.strategy.scale * float(out)
            assert figure.steps[SEEN.index(time), at] == pytest.approx(wanted, abs=1e-6)


def test_the_axis_is_logarithmic_to_both_sides_and_linear_around_zero():
    assert place(np.array([-1.0, -1e-4, 0.0, 5e-5, 1e-4, 1e-3, 100.0])) == pytest.approx([-5, -1, 0, 0.5, 1, 2, 7])


def hand_made(last: np.ndarray, rate: float | None) -> RuleFigure:
    sizes = np.array([0.01, 1.0])
    gradients = np.concatenate([-sizes[::-1], [0.0], sizes])
    return RuleFigure(gradients, np.stack([last] * len(SEEN)), (0.01, 1.0), rate)


def test_gradient_descent_and_adam_step_as_far_at_a_gradient_of_one():
    drawn = hand_made(np.array([0.6, 0.2, 0.0, -0.1, -0.4]), 0.5)
    assert drawn.downhill(1.0) == pytest.approx(0.5)
    assert drawn.descent == pytest.approx([0.5, 0.005, 0, -0.005, -0.5])
    assert drawn.adam == pytest.approx([0.5, 0.5, 0, -0.5, -0.5], rel=1e-5)
    assert "a gradient of 1 moves a parameter by 0.5, and one of 0.01 by 0.15: 3.33 times less" in str(drawn.said)


def test_a_rule_that_goes_uphill_is_not_compared():
    drawn = hand_made(np.array([-0.6, -0.2, 0.0, 0.1, 0.4]), None)
    assert "does not go downhill yet" in str(drawn.said)
    assert not len(drawn.descent)
    assert not len(drawn.adam)


def test_the_sizes_met_in_practice_are_those_of_the_gradients_along_adaptations(small):
    experiment = small("learned-optimizer-2d", {"schedule.evaluation_tasks": 2})
    state = started(experiment)
    low, high = learned_figure(Case(experiment, state), "rule").usual
    case = Case(experiment, state)
    sizes = []
    for learned in experiment.strategy.adapt(case.problem, state, case.batch.support, 20):
        x, w = case.batch.support.inputs, learned.parameters["weight"].detach()
        error = x @ w - case.batch.support.targets  # mean squared error by hand
        sizes.append((2 * x.mT @ error / x.shape[1]).abs().flatten())
    expected = np.percentile(torch.cat(sizes).double().numpy(), (5, 95))
    assert (low, high) == pytest.approx(tuple(expected), rel=1e-4)
    assert math.isfinite(high)
