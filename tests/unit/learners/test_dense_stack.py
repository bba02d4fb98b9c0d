"""Derivatives in closed form against automatic differentiation, in double precision."""

from __future__ import annotations

from collections.abc import Collection

import pytest
import torch
from torch import Tensor

from simulator.learners import Learner
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.problem import Point, Problem
from simulator.tasks.base import Examples, Shape
from simulator.tasks.functions.sine import Sine
from simulator.tasks.loss import Bernoulli, CrossEntropy, Loss, SquaredError
from tests.float64 import parameters_in_double

TASKS, SHOTS = 4, 5
Parameters = dict[str, Tensor]

LEARNERS = {
    "relu": Mlp(hidden=(6, 3)),
    "tanh": Mlp(hidden=(3, 6), activation="tanh", start="lecun"),
    "waves": Mlp(hidden=(4,), activation="tanh", fourier=2),
    "linear": LinearLearner(),
    "no offset": LinearLearner(offset=False),
}
LOSSES = {"squared": (SquaredError(), 1), "three": (SquaredError(), 3), "classes": (CrossEntropy(), 3)} | {
    "right or wrong": (Bernoulli(), 1)
}


class Case:
    """A learner at random parameters, all tasks alike or each at its own, and examples of two inputs."""

    def __init__(self, learner: Learner, loss: Loss, outputs: int, *, own: bool) -> None:
        generator = torch.Generator().manual_seed(1)
        shape = Shape((2,), outputs)
        self.learner, self.loss = learner, loss
        theta = parameters_in_double(learner.init(generator, shape, TASKS if own else None))
        self.parameters = {name: value + 0.1 for name, value in theta.items()}
        inputs = torch.randn(TASKS, SHOTS, 2, generator=generator, dtype=torch.float64)
        self.examples = Examples(inputs, self._targets(outputs, generator))
        self.whole = {name: value if own else value.expand(TASKS, *value.shape) for name, value in theta.items()}
        self.whole = {name: (value + 0.1).requires_grad_() for name, value in self.whole.items()}
        self.direction = {
            name: torch.randn(value.shape, generator=generator, dtype=torch.float64)
            for name, value in self.whole.items()
        }

    def _targets(self, outputs: int, generator: torch.Generator) -> Tensor:
        if isinstance(self.loss, CrossEntropy):
            return torch.randint(outputs, (TASKS, SHOTS), generator=generator)
        targets = torch.randn(TASKS, SHOTS, outputs, generator=generator, dtype=torch.float64)
        return (targets > 0).double() if isinstance(self.loss, Bernoulli) else targets

    def point(self, factor: float = 1.0) -> Point:
        learner = self.learner.differentiated(self.parameters, self.examples.inputs)
        slope = self.loss.slope(learner.prediction, self.examples.targets, factor)
        return Point(learner, slope)

    def gradient(self, factor: float = 1.0) -> Parameters:
        """By automatic differentiation, ``[task, ...]``, with a graph."""
        loss = factor * self.loss.mean(self.learner.predict(self.whole, self.examples.inputs), self.examples.targets)
        return dict(
            zip(self.whole, torch.autograd.grad(loss, list(self.whole.values()), create_graph=True), strict=True)
        )

    def times_hessian(self, direction: Parameters) -> Parameters:
        found = self.gradient()
        product = sum((found[name] * value).sum() for name, value in direction.items())
        taken = torch.autograd.grad(product, list(self.whole.values()), allow_unused=True)
        pairs = zip(self.whole.items(), taken, strict=True)
        return {name: torch.zeros_like(value) if slope is None else slope for (name, value), slope in pairs}


@pytest.fixture(params=[(name, loss, own) for name in LEARNERS for loss in LOSSES for own in (False, True)], ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    name, loss, own = request.param
    return Case(LEARNERS[name], *LOSSES[loss], own=own)


def test_the_prediction_and_the_gradient_are_those_of_automatic_differentiation(case: Case):
    point, expected = case.point(-0.3), case.gradient(-0.3)
    torch.testing.assert_close(point.learner.prediction, case.learner.predict(case.whole, case.examples.inputs))
    alike(point.gradient(tuple(expected)), expected)
    alike(point.gradient((), tuple(expected)), summed(expected))


def test_the_hessian_times_a_direction_is_that_of_automatic_differentiation(case: Case):
    point, expected = case.point(), case.times_hessian(case.direction)
    names = tuple(expected)
    point.gradient(names)
    alike(point.times_hessian(case.direction, names), expected)
    alike(point.times_hessian(case.direction, (), names), summed(expected))


@pytest.mark.parametrize("learner", ["relu", "tanh"])
@pytest.mark.parametrize("moving", [("weight2", "bias2"), ("weight0", "bias0"), ("bias1",), ("weight1",)])
def test_a_direction_may_leave_some_parameters_where_they_are(learner: str, moving: tuple[str, ...]):
    case = Case(LEARNERS[learner], CrossEntropy(), 3, own=True)
    direction = {name: case.direction[name] for name in moving}
    point, expected = case.point(), case.times_hessian(direction)
    alike(point.gradient(moving), case.gradient(), moving)
    others = tuple(name for name in expected if name not in moving)
    found = point.times_hessian(direction, moving, others)
    alike(found, expected, moving)
    alike(found, summed(expected), others)


def test_a_point_with_another_head_keeps_what_the_head_reads():
    case = Case(LEARNERS["tanh"], SquaredError(), 1, own=True)
    head = case.learner.head
    first = case.learner.differentiated(case.parameters, case.examples.inputs)
    moved = first.moved({name: 2 * case.parameters[name] for name in head})
    torch.testing.assert_close(moved.prediction, 2 * first.prediction)
    assert first.moved({"bias0": case.parameters["bias0"]}).prediction.equal(first.prediction)


def test_what_changes_a_learner_or_a_loss_takes_its_closed_form_away():
    class Other(Mlp):
        pass

    class TwiceSquaredError(SquaredError):
        def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
            return 2 * super().mean(prediction, targets)

    class HalvedSquaredError(SquaredError):
        def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
            return 0.5 * super().mean(prediction, targets)

    class MixedSquaredError(HalvedSquaredError, SquaredError):
        pass

    class NamedSquaredError(SquaredError):
        name = "the same by another name"

    assert Mlp().closed_form
    assert not Other().closed_form
    assert not Mlp(activation="gelu").closed_form
    assert NamedSquaredError().closed_form
    assert not TwiceSquaredError().closed_form
    assert not MixedSquaredError().closed_form
    assert Problem(Sine(), Mlp(), horizon=1).closed_form
    assert not Problem(Sine(), Other(), horizon=1).closed_form


def summed(found: Parameters) -> Parameters:
    return {name: value.sum(0) for name, value in found.items()}


def alike(found: Parameters, expected: Parameters, names: Collection[str] = ()) -> None:
    for name in names or expected:
        torch.testing.assert_close(found[name], expected[name].detach(), rtol=1e-11, atol=1e-13, msg=name)
