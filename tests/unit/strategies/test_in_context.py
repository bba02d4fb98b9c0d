"""The transformer: what may read what, what it is trained on, and its gradients."""

import pytest
import torch

from simulator.declaration import InputError
from simulator.learners.mlp import Mlp
from simulator.strategies.at_once.in_context import InContext
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from tests.float64 import in_double, parameters_in_double
from tests.unit.strategies.slopes import relative_error

SHOTS = 5
PROBLEM = Problem(Sine(shots=SHOTS, query_shots=4), Mlp(hidden=(5,)), horizon=1)
BATCH = in_double(PROBLEM.family.sample(torch.Generator().manual_seed(1), 3))
STRATEGY = InContext(blocks=3, width=8, heads=2)
THETA = parameters_in_double(STRATEGY.init(PROBLEM, torch.Generator().manual_seed(0)).theta)


def after(support: Examples, shots: int, inputs: torch.Tensor = BATCH.query.inputs):
    """Prediction and deviation after the first `shots` pairs."""
    seen = (torch.arange(SHOTS) < shots).expand(3, SHOTS)
    return STRATEGY.answering(PROBLEM, THETA, support, seen).answer(inputs)


def changed(shot: int) -> Examples:
    """The support set with other pairs from `shot` on."""
    other = Examples(BATCH.support.inputs.clone(), BATCH.support.targets.clone())
    other.inputs[:, shot:] += 1
    other.targets[:, shot:] -= 2
    return other


@pytest.mark.parametrize("shots", range(SHOTS))
def test_later_support_pairs_do_not_change_an_earlier_prediction(shots: int):
    torch.testing.assert_close(after(changed(shots), shots), after(BATCH.support, shots), rtol=0, atol=0)
    assert not torch.equal(after(changed(shots), shots + 1)[0], after(BATCH.support, shots + 1)[0])


@pytest.mark.parametrize("shots", [0, 3, SHOTS])
def test_what_is_not_seen_yet_is_as_if_it_were_not_there(shots: int):
    short = Examples(BATCH.support.inputs[:, :shots], BATCH.support.targets[:, :shots])
    everything = torch.ones(3, shots, dtype=torch.bool)
    alone = STRATEGY.answering(PROBLEM, THETA, short, everything).answer(BATCH.query.inputs)
    torch.testing.assert_close(after(BATCH.support, shots), alone)


def test_query_points_do_not_see_each_other():
    torch.testing.assert_close(
        after(BATCH.support, SHOTS)[0][:, 2:3], after(BATCH.support, SHOTS, BATCH.query.inputs[:, 2:3])[0]
    )


def test_training_asks_for_every_support_target_from_the_pairs_before_it_and_for_the_query_from_all():
    asked = [after(BATCH.support, shot, BATCH.support.inputs[:, shot : shot + 1]) for shot in range(SHOTS)]
    asked.append(after(BATCH.support, SHOTS))
    mean, deviation = (torch.cat([each[part] for each in asked], 1) for part in (0, 1))
    targets = torch.cat([BATCH.support.targets, BATCH.query.targets], 1)
    lowered, loss = STRATEGY.objective(PROBLEM, THETA, BATCH, 0)
    torch.testing.assert_close(lowered, -torch.distributions.Normal(mean, deviation).log_prob(targets).mean())
    torch.testing.assert_close(loss, (mean - targets)[:, SHOTS:].square().mean())


def test_the_meta_gradient_agrees_with_finite_differences():
    problem = Problem(Sine(shots=3, query_shots=4), Mlp(), horizon=1)
    assert relative_error(InContext(blocks=2, width=4, heads=2), problem) < 1e-6


def test_the_meta_gradient_of_classes_agrees_with_finite_differences():
    problem = Problem(Digits(tasks="classes", ways=2, query_shots=2), Mlp(), horizon=1)
    assert relative_error(InContext(blocks=1, width=4, heads=2), problem) < 1e-6


def test_the_base_learner_plays_no_part():
    small, large = (Problem(PROBLEM.family, Mlp(hidden=(units,)), horizon=1) for units in (2, 9))
    generators = (torch.Generator().manual_seed(0) for _ in range(2))
    one, other = (
        STRATEGY.init(each, generator).theta for each, generator in zip((small, large), generators, strict=True)
    )
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_heads_that_do_not_share_the_width_evenly_are_refused():
    with pytest.raises(InputError, match=r"strategy\.heads is 3; it must divide strategy\.width, which is 64\."):
        InContext.parse({"kind": "in-context", "heads": 3}, "strategy")
