"""A learner beside a context, and the waves that a multi-layer perceptron may see."""

import math

import pytest
import torch

from simulator.learners.conditioned import Conditioned
from simulator.learners.mlp import Mlp
from simulator.strategies.descent.gradient import for_each_task
from simulator.tasks.base import Shape

INNER = Mlp(hidden=(5,))


def drawn(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(sum(shape)))


@pytest.mark.parametrize("shape", [Shape((3,), 2), Shape((1, 2, 3), 4)])
def test_a_context_is_read_as_more_inputs_of_the_learner(shape: Shape):
    learner, size = Conditioned(INNER, 2), math.prod(shape.inputs)
    theta = for_each_task(learner.init(torch.Generator().manual_seed(0), shape), 4)
    assert theta["weight0"].shape == (4, size + 2, 5)
    inputs, context = drawn(4, 7, *shape.inputs), drawn(4, 1, 2)
    beside = torch.cat([inputs.flatten(2), context.expand(4, 7, 2)], 2)
    inner = {name: value for name, value in theta.items() if name != "context"}
    assert torch.equal(learner.predict(theta | {"context": context}, inputs), INNER.predict(inner, beside))


def test_each_input_may_have_a_context_of_its_own():
    learner, shape = Conditioned(INNER, 2), Shape((1,), 1)
    theta = for_each_task(learner.init(torch.Generator().manual_seed(0), shape), 3)
    inputs, contexts = drawn(3, 4, 1), drawn(3, 4, 2)
    together = learner.predict(theta | {"context": contexts}, inputs)
    apart = [learner.predict(theta | {"context": contexts[:, [i]]}, inputs[:, [i]]) for i in range(4)]
    torch.testing.assert_close(together, torch.cat(apart, 1))


def test_the_context_begins_at_zero_and_is_all_that_adapts():
    learner = Conditioned(INNER, 2)
    theta = learner.init(torch.Generator().manual_seed(0), Shape((1,), 1), copies=3)
    assert torch.equal(theta["context"], torch.zeros(3, 1, 2))
    assert learner.adapting == ("context",)
    assert set(theta) == {*learner.body, *learner.head}


def test_fourier_features_are_sines_and_cosines_of_doubling_frequencies_beside_the_inputs():
    learner = Mlp(hidden=(14,), fourier=3, activation="relu")
    theta = learner.init(torch.Generator().manual_seed(0), Shape((2,), 1))
    assert theta["weight0"].shape == (14, 14)
    shown = {"weight0": torch.eye(14), "bias0": torch.full((1, 14), 10.0)}  # far from the corner at zero
    x = torch.rand(1, 5, 2, generator=torch.Generator().manual_seed(1))
    seen = learner.features(for_each_task(theta | shown, 1), x) - 10
    expected = [x, *(wave(k * x) for wave in (torch.sin, torch.cos) for k in (0.5, 1.0, 2.0))]
    torch.testing.assert_close(seen, torch.cat(expected, 2), rtol=1e-5, atol=1e-5)
