"""The outer gradients against finite differences, closed forms and each other, in double precision."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.descent import gradient
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Adaptation
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.strategies.descent.rules import AdamRule, Momentum, RmsProp
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.sine import Sine
from simulator.tasks.loss import SquaredError
from simulator.tasks.pictures.digits import Digits
from tests.descent import descending
from tests.engine.conftest import Case
from tests.float64 import flat

SMOOTH = Mlp(hidden=(6, 5), activation="tanh")


def names(case: Case) -> tuple[str, ...]:
    return tuple(case.theta)


def adapted_query_loss(case: Case, theta: dict[str, Tensor], rate: float, adapting: tuple[str, ...], steps: int):
    """The objective of MAML, written plainly: one task after the other."""
    losses = []
    for task in range(case.batch.tasks):
        one = case.batch.select(task)
        *_, adapted = gradient.stages(case.problem, descending(adapting, rate)(theta), one.support, steps)
        losses.append(case.problem.mean_loss(adapted.parameters, one.query))
    return torch.stack(losses).mean().item()


def finite_differences(case: Case, rate: float, adapting: tuple[str, ...], steps: int, width: float = 1e-5) -> Tensor:
    """The gradient of that objective by central differences, one parameter at a time."""
    slopes = []
    for name, value in case.theta.items():
        for index in range(value.numel()):
            losses = []
            for sign in (1, -1):
                moved = value.clone()
                moved.view(-1)[index] += sign * width
                losses.append(adapted_query_loss(case, case.theta | {name: moved}, rate, adapting, steps))
            slopes.append((losses[0] - losses[1]) / (2 * width))
    return torch.tensor(slopes, dtype=torch.float64)


@pytest.mark.parametrize(
    ("family", "rate", "steps"),
    [(Sine(shots=5, query_shots=4), 0.05, 2), (Sine(shots=5, query_shots=4), 0.02, 3), (Linear(inputs=2), 0.1, 2)],
)
def test_mamls_meta_gradient_agrees_with_finite_differences(case, family, rate: float, steps: int):
    bound = case(family, SMOOTH)
    loss, ours = exact(bound.problem, bound.theta, bound.batch, descending(names(bound), rate), steps)
    expected = finite_differences(bound, rate, names(bound), steps)
    assert loss.item() == pytest.approx(adapted_query_loss(bound, bound.theta, rate, names(bound), steps), rel=1e-12)
    assert (flat(ours) - expected).norm() / expected.norm() < 1e-6


def test_mamls_meta_gradient_of_classes_agrees_with_finite_differences(case):
    bound = case(Digits(tasks="classes", ways=2, query_shots=2), Mlp(hidden=(2,), activation="tanh"), tasks=2)
    _, ours = exact(bound.problem, bound.theta, bound.batch, descending(names(bound), 0.3), 2)
    expected = finite_differences(bound, 0.3, names(bound), 2)
    assert (flat(ours) - expected).norm() / expected.norm() < 1e-6


def test_anils_meta_gradient_agrees_with_finite_differences_and_reaches_the_body(case):
    bound = case(Sine(shots=5, query_shots=4), SMOOTH)
    head = SMOOTH.head
    _, ours = exact(bound.problem, bound.theta, bound.batch, descending(head, 0.05), 3)
    expected = finite_differences(bound, 0.05, head, 3)
    assert (flat(ours) - expected).norm() / expected.norm() < 1e-6
    assert all(ours[name].abs().max() > 0 for name in SMOOTH.body)


def closed_form(case: Case, rate: float, steps: int, second_order: bool = True) -> np.ndarray:
    """The meta-gradient for linear regression by hand.

    An inner step is v <- A v + c with A = I - 2 rate/K X'X and c = 2 rate/K X'y, so dv_n/dv_0 = A^n.
    """
    theta = flat(case.theta).numpy()  # weights, then the offset
    total = np.zeros_like(theta)
    for task in range(case.batch.tasks):
        one = case.batch.select(task)
        X, y = design(one.support.inputs), one.support.targets[0, :, 0].numpy()
        Z, t = design(one.query.inputs), one.query.targets[0, :, 0].numpy()
        A, c = np.eye(len(theta)) - 2 * rate / len(y) * X.T @ X, 2 * rate / len(y) * X.T @ y
        adapted = theta
        for _ in range(steps):
            adapted = A @ adapted + c
        slope = 2 / len(t) * Z.T @ (Z @ adapted - t)
        total += np.linalg.matrix_power(A, steps).T @ slope if second_order else slope
    return total / case.batch.tasks


def design(inputs: Tensor) -> np.ndarray:
    return np.hstack([inputs[0].numpy(), np.ones((inputs.shape[1], 1))])


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_mamls_meta_gradient_of_linear_regression_is_the_closed_form(case, steps: int):
    bound = case(Linear(inputs=3), LinearLearner(), tasks=6)
    _, ours = exact(bound.problem, bound.theta, bound.batch, descending(names(bound), 0.1), steps)
    np.testing.assert_allclose(flat(ours).numpy(), closed_form(bound, 0.1, steps), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_the_first_order_gradient_of_linear_regression_is_the_closed_form_without_the_curvature(case, steps: int):
    bound = case(Linear(inputs=3), LinearLearner(), tasks=6)
    _, ours = gradient.first_order(bound.problem, bound.theta, bound.batch, descending(names(bound), 0.1), steps)
    expected = closed_form(bound, 0.1, steps, second_order=False)
    np.testing.assert_allclose(flat(ours).numpy(), expected, rtol=1e-6, atol=1e-9)


@dataclass(frozen=True)
class AbsoluteError(SquaredError):
    """Piecewise linear in a linear learner's parameters: no curvature away from the kinks."""

    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return (prediction - targets).abs().mean()


class Straight(Linear):
    """Linear functions judged by their absolute error."""

    @property
    def loss(self) -> AbsoluteError:
        return AbsoluteError()


def both_orders(bound: Case, steps: int) -> tuple[Tensor, Tensor]:
    orders = (exact, gradient.first_order)
    found = [take(bound.problem, bound.theta, bound.batch, descending(names(bound), 0.1), steps) for take in orders]
    assert found[0][0].item() == pytest.approx(found[1][0].item(), rel=1e-12)
    return flat(found[0][1]), flat(found[1][1])


def test_first_order_equals_exact_where_the_inner_loss_is_linear(case):
    exact, first = both_orders(case(Straight(inputs=3), LinearLearner(), tasks=6), steps=3)
    torch.testing.assert_close(exact, first, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("family", "learner"), [(Linear(inputs=3), LinearLearner()), (Sine(), SMOOTH)])
def test_first_order_differs_from_exact_where_the_inner_loss_bends(case, family, learner):
    exact, first = both_orders(case(family, learner), steps=3)
    assert (exact - first).norm() > 0.01 * exact.norm()


def test_anil_leaves_the_body_untouched_in_the_inner_loop(case):
    bound = case(Sine(), SMOOTH)
    start = gradient.for_each_task(bound.theta, bound.batch.tasks)
    inner = descending(SMOOTH.head, 0.1)(bound.theta)
    _, *later = gradient.stages(bound.problem, inner, bound.batch.support, 3)
    for stage in (learned.parameters for learned in later):
        assert all(torch.equal(stage[name], start[name]) for name in SMOOTH.body)
        assert all(not torch.equal(stage[name], start[name]) for name in SMOOTH.head)


@pytest.mark.parametrize(("family", "learner"), [(Linear(inputs=3), LinearLearner()), (Sine(), SMOOTH)])
def test_reptile_with_one_inner_step_follows_the_gradient_of_joint_training(case, family, learner):
    bound = case(family, learner)
    examples = bound.batch.support.joined(bound.batch.query)
    _, back = gradient.difference(bound.problem, descending(names(bound), 0.05)(bound.theta), examples, 1)
    _, joint = gradient.pooled(bound.problem, bound.theta, bound.batch)
    torch.testing.assert_close(flat(back) / 0.05, flat(joint), rtol=1e-9, atol=1e-12)


def test_batched_adaptation_is_plain_gradient_descent_task_by_task(case):
    bound = case(Sine(shots=5), SMOOTH, tasks=4)
    made = gradient.stages(bound.problem, descending(names(bound), 0.03)(bound.theta), bound.batch.support, 3)
    batched = [learned.parameters for learned in made]
    for task in range(4):
        leaves = [value.clone().requires_grad_() for value in bound.theta.values()]
        descent, x, y = torch.optim.SGD(leaves, lr=0.03), *example(bound, task)
        for step in range(4):
            reached = [batched[step][name][task] for name in bound.theta]
            torch.testing.assert_close(reached, [leaf.detach() for leaf in leaves], rtol=1e-10, atol=1e-12)
            descent.zero_grad()
            hidden = x
            for layer in range(0, len(leaves), 2):
                hidden = torch.nn.functional.linear(hidden, leaves[layer].T, leaves[layer + 1][0])
                hidden = hidden.tanh() if layer < len(leaves) - 2 else hidden
            torch.nn.functional.mse_loss(hidden, y).backward()
            descent.step()


def example(case: Case, task: int) -> tuple[Tensor, Tensor]:
    return case.batch.support.inputs[task], case.batch.support.targets[task]


@pytest.mark.parametrize("steps", [11, 25, 30])
@pytest.mark.parametrize("rule", [AdamRule(0.01), Momentum(0.01), RmsProp(0.001)])
def test_recomputed_segments_give_the_gradient_of_the_whole_inner_loop(case, steps, rule):
    """What rules remember is carried over from segment to segment, and so is what does not adapt."""
    bound = case(Sine(shots=3, query_shots=4), SMOOTH)

    def begin(theta):
        return Adaptation(theta, SMOOTH.head, rule)

    loss, whole = exact(bound.problem, bound.theta, bound.batch, begin, steps)
    same, pieces = exact(replace(bound.problem, recompute=True), bound.theta, bound.batch, begin, steps)
    assert float(same) == float(loss)
    for name in whole:
        torch.testing.assert_close(pieces[name], whole[name], rtol=1e-9, atol=1e-12)


def test_learned_rates_have_their_gradient_from_every_segment(case):
    bound = case(Sine(shots=3, query_shots=4), SMOOTH)
    strategy = MetaSgd(inner_steps=25)
    state = strategy.init(bound.problem, torch.Generator().manual_seed(0))
    theta = {name: value.double() for name, value in state.theta.items()}
    begin = partial(strategy.adaptation, bound.problem)
    _, whole = exact(bound.problem, theta, bound.batch, begin, 25)
    _, pieces = exact(replace(bound.problem, recompute=True), theta, bound.batch, begin, 25)
    for name in whole:
        torch.testing.assert_close(pieces[name], whole[name], rtol=1e-9, atol=1e-12)
