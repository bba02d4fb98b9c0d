"""Learners: the batched prediction is the plain one task by task, and names and starts are as declared."""

import math

import pytest
import torch
from torch.nn import functional

from simulator.learners import LEARNERS, Learner
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.tasks.base import Shape

SHAPE = Shape((2, 3), 4)
EVERY = [LinearLearner(), *(Mlp(hidden=(5, 7), activation=bend) for bend in ("relu", "tanh", "silu", "gelu"))]
EVERY += [Mlp(hidden=(6,)), Mlp(hidden=(3, 4, 5), start="lecun")]


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def plain(learner: Learner, parameters: dict[str, torch.Tensor], inputs: torch.Tensor) -> torch.Tensor:
    """One task's prediction ``[shot, output]`` by torch's own layers."""
    hidden = inputs.flatten(1)
    layers = list(zip(list(parameters.values())[::2], list(parameters.values())[1::2], strict=True))
    for index, (weight, bias) in enumerate(layers):
        hidden = functional.linear(hidden, weight.T, bias[0])
        if index < len(layers) - 1:
            hidden = {"relu": functional.relu, "tanh": torch.tanh, "silu": functional.silu, "gelu": functional.gelu}[
                learner.activation
            ](hidden)
    return hidden


@pytest.mark.parametrize("learner", EVERY, ids=str)
def test_a_batch_of_tasks_predicts_what_each_task_would_alone(learner: Learner):
    parameters = learner.init(generator(), SHAPE, copies=3)
    inputs = torch.randn(3, 5, 2, 3, generator=generator(1))
    predicted = learner.predict(parameters, inputs)
    assert predicted.shape == (3, 5, 4)
    for task in range(3):
        alone = plain(learner, {name: value[task] for name, value in parameters.items()}, inputs[task])
        torch.testing.assert_close(predicted[task], alone, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("learner", EVERY, ids=str)
def test_head_and_body_share_out_the_parameters(learner: Learner):
    names = tuple(learner.init(generator(), SHAPE))
    assert (*learner.body, *learner.head) == names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("learner", EVERY, ids=str)
def test_the_head_is_a_linear_map_of_the_features(learner: Learner):
    parameters = learner.init(generator(), SHAPE, copies=2)
    inputs = torch.randn(2, 5, 2, 3, generator=generator(1))
    weight, bias = (parameters[name] for name in learner.head)
    expected = learner.features(parameters, inputs) @ weight + bias
    torch.testing.assert_close(learner.predict(parameters, inputs), expected, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("learner", EVERY, ids=str)
def test_copies_are_independent_starts(learner: Learner):
    parameters = learner.init(generator(), SHAPE, copies=3)
    single = learner.init(generator(), SHAPE)
    for name, value in parameters.items():
        assert value.shape == (3, *single[name].shape)
        assert not torch.equal(value[0], value[1])


def test_the_hidden_layers_have_the_declared_widths():
    shapes = {name: tuple(value.shape) for name, value in Mlp(hidden=(5, 7)).init(generator(), SHAPE).items()}
    assert shapes == {
        "weight0": (6, 5),
        "bias0": (1, 5),
        "weight1": (5, 7),
        "bias1": (1, 7),
        "weight2": (7, 4),
        "bias2": (1, 4),
    }


def test_the_uniform_start_is_pytorchs_own_range():
    start, layer = Mlp(hidden=(1000,)).init(generator(), Shape((16,), 1)), torch.nn.Linear(16, 1000)
    bound = 1 / math.sqrt(16)
    for ours, theirs in ((start["weight0"], layer.weight), (start["bias0"], layer.bias)):
        assert 0.98 * bound < ours.abs().max() <= bound
        assert theirs.abs().max() <= bound


def test_the_lecun_start_keeps_signals_at_their_size():
    weight = Mlp(hidden=(1000,), start="lecun").init(generator(), Shape((64,), 1))["weight0"]
    assert weight.var().item() == pytest.approx(1 / 64, rel=0.02)


def test_every_registered_learner_starts_the_same_from_the_same_generator():
    for kind in LEARNERS:
        one, other = (LEARNERS[kind]().init(generator(5), SHAPE) for _ in range(2))
        assert all(torch.equal(one[name], other[name]) for name in one)
