"""The convolutional learner: torch's own layers task by task, each choice of statistics, and second derivatives."""

import pytest
import torch
from torch.nn import functional

from simulator.learners.conv import Conv
from simulator.strategies.base import State
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, Shape
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from tests.float64 import in_double, parameters_in_double

Parameters = dict[str, torch.Tensor]


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def started(learner: Conv, shape: Shape, tasks: int) -> Parameters:
    """Different parameters for each task, offsets included."""
    start = learner.init(generator(), shape, copies=tasks)
    return {name: value + 0.1 * torch.randn(value.shape, generator=generator(1)) for name, value in start.items()}


def plain(learner: Conv, parameters: Parameters, asked: torch.Tensor, support: torch.Tensor) -> torch.Tensor:
    """One task's prediction by torch's own layers, in the order of the papers: normalise, relu, then pool."""
    for block in range(learner.blocks):
        filters, offset = parameters[f"filters{block}"], parameters[f"offset{block}"].flatten()
        asked, support = (functional.conv2d(each, filters, padding=1) for each in (asked, support))
        mean, variance = support.mean((0, 2, 3)), support.var((0, 2, 3), unbiased=False)
        if learner.normalisation == "transductive":
            asked = functional.batch_norm(asked, None, None, None, offset, training=True)
        elif learner.normalisation == "support":
            asked = functional.batch_norm(asked, mean, variance, None, offset)
        elif learner.normalisation == "picture":
            asked = functional.layer_norm(asked, asked.shape[1:]) + offset[:, None, None]
        else:
            asked = asked + offset[:, None, None]
        support = functional.batch_norm(support, mean, variance, None, offset)
        asked, support = functional.relu(asked), functional.relu(support)
        if min(asked.shape[2:]) > 1:
            asked, support = functional.max_pool2d(asked, 2), functional.max_pool2d(support, 2)
    return functional.linear(asked.flatten(1), parameters["weight"].T, parameters["bias"][0])


@pytest.mark.parametrize("normalisation", ["picture", "support", "transductive", "none"])
@pytest.mark.parametrize("inputs", [(1, 28, 28), (3, 8, 8), (1, 9, 14)], ids=str)
def test_each_tasks_prediction_is_that_of_torchs_own_layers(normalisation: str, inputs: tuple[int, int, int]):
    learner, shape = Conv(filters=5, normalisation=normalisation), Shape(inputs, 4)
    parameters = started(learner, shape, 3)
    asked = torch.rand(3, 7, *inputs, generator=generator(2))
    support = Examples(torch.rand(3, 6, *inputs, generator=generator(3)), torch.zeros(3, 6, dtype=torch.long))
    predicted = learner.predict(parameters, asked, support)
    for task in range(3):
        own = {name: value[task] for name, value in parameters.items()}
        expected = plain(learner, own, asked[task], support.inputs[task])
        torch.testing.assert_close(predicted[task], expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("normalisation", ["picture", "support", "transductive", "none"])
def test_shared_parameters_embed_as_copies_for_each_task_do(normalisation: str):
    learner, shape = Conv(filters=4, normalisation=normalisation), Shape((1, 8, 8), 5)
    theta = learner.init(generator(), shape)
    copies = {name: value.expand(3, *value.shape) for name, value in theta.items()}
    asked = torch.rand(3, 7, 1, 8, 8, generator=generator(2))
    support = Examples(torch.rand(3, 5, 1, 8, 8, generator=generator(3)), torch.zeros(3, 5, dtype=torch.long))
    torch.testing.assert_close(learner.embed(theta, asked), learner.features(copies, asked))
    answered = learner.embed(theta, asked, support) @ theta["weight"] + theta["bias"]
    torch.testing.assert_close(answered, learner.predict(copies, asked, support), atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize(
    ("normalisation", "alone"), [("picture", True), ("support", True), ("none", True), ("transductive", False)]
)
def test_only_transductive_normalisation_lets_queries_bear_on_each_other(normalisation: str, alone: bool):
    learner, shape = Conv(filters=4, normalisation=normalisation), Shape((1, 8, 8), 5)
    parameters = started(learner, shape, 2)
    asked = torch.rand(2, 6, 1, 8, 8, generator=generator(2))
    support = Examples(torch.rand(2, 5, 1, 8, 8, generator=generator(3)), torch.zeros(2, 5, dtype=torch.long))
    together = learner.predict(parameters, asked, support)[:, :1]
    single = learner.predict(parameters, asked[:, :1], support)
    assert torch.allclose(together, single, atol=1e-5) == alone


def test_head_and_body_share_out_the_parameters():
    learner = Conv(blocks=2, filters=3)
    assert (*learner.body, *learner.head) == tuple(learner.init(generator(), Shape((1, 8, 8), 5)))


@pytest.mark.parametrize(("side", "features"), [(28, 32), (20, 32), (8, 32), (32, 32 * 4), (2, 32)])
def test_four_blocks_halve_the_side_down_to_one_point(side: int, features: int):
    parameters = Conv().init(generator(), Shape((1, side, side), 5))
    assert parameters["weight"].shape == (features, 5)


def test_a_family_without_pictures_is_refused_and_one_with_them_is_not():
    assert str(Conv().objection(Sine())) == f"A convolutional network reads pictures; there are none in {Sine.title}."
    assert Conv().objection(Digits()) is None


@pytest.mark.parametrize("normalisation", ["picture", "support", "transductive"])
def test_mamls_meta_gradient_through_it_is_that_of_finite_differences(normalisation: str):
    family = Digits(tasks="classes", ways=2, shots=2, query_shots=2)
    problem = Problem(family, Conv(filters=2, blocks=2, normalisation=normalisation), 10)
    strategy, batch = Maml(inner_lr=0.1, inner_steps=2), in_double(family.sample(generator(), 2))
    start = parameters_in_double(strategy.init(problem, generator(1)).theta)
    theta = {name: value + 0.1 for name, value in start.items()}

    def loss(along: float, direction: Parameters) -> float:
        moved = {name: value + along * direction[name] for name, value in theta.items()}
        return float(strategy.outer_gradient(problem, State(moved), batch)[0])

    _, exact = strategy.outer_gradient(problem, State(theta), batch)
    for seed in range(3):
        direction = {
            name: torch.randn(value.shape, generator=generator(seed), dtype=torch.float64)
            for name, value in theta.items()
        }
        slope = sum(float((exact[name] * direction[name]).sum()) for name in theta)
        difference = (loss(1e-6, direction) - loss(-1e-6, direction)) / 2e-6
        assert slope == pytest.approx(difference, rel=1e-6)
