"""The outer gradients of the learned rates, contexts, implicit and estimated ones, against known answers, in double."""

import gc
import weakref
from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.base import State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.cavia import Cavia
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.evolution import estimated, evolution
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Adaptation
from simulator.strategies.descent.imaml import ImplicitMaml
from simulator.strategies.descent.implicit import conjugate_gradients, implicit
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.maml import Maml
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.strategies.descent.rules import Parameters, ProximalDescent
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.sine import Sine
from tests.benchmarks.gradients import angle
from tests.descent import descending
from tests.float64 import flat, in_double, parameters_in_double

SMOOTH = Mlp(hidden=(6, 5), activation="tanh")
FAMILY = Sine(shots=5, query_shots=4)
PLAIN = {"learned_rates": False, "multi_step": False, "annealed_order": False, "cosine": False}


def begun(strategy: LearnedStart, problem: Problem, tasks: int = 3) -> tuple[State, TaskBatch]:
    """A state whose every number differs from the others, so that no rate looks like another; and some tasks."""
    generator = torch.Generator().manual_seed(0)
    state = strategy.init(problem, generator)
    theta = {name: value + 0.01 * torch.randn(value.shape, generator=generator) for name, value in state.theta.items()}
    state = State(parameters_in_double(theta), parameters_in_double(state.moments), state.count)
    return state, in_double(problem.family.sample(generator, tasks))


def followed(
    strategy: LearnedStart, problem: Problem, state: State, batch: TaskBatch, weights: Sequence[float]
) -> float:
    """The query losses after each inner step by their weights, one task after the other."""
    losses = []
    for task in range(batch.tasks):
        one = batch.select(task)
        _, *stages = strategy.adapt(problem, state, one.support, len(weights))
        for weight, learned in zip(weights, stages, strict=True):
            losses.append(weight * problem.family.loss.mean(learned.predict(one.query.inputs), one.query.targets))
    return torch.stack(losses).sum().item() / batch.tasks


def finite_differences(strategy: LearnedStart, problem: Problem, state: State, batch: TaskBatch, weights) -> Tensor:
    """The gradient of `followed` by central differences, one meta-parameter at a time."""
    slopes, width = [], 1e-5
    for name, value in state.theta.items():
        for index in range(value.numel()):
            losses = []
            for sign in (1, -1):
                moved = value.clone()
                moved.view(-1)[index] += sign * width
                there = State(state.theta | {name: moved}, state.moments, state.count)
                losses.append(followed(strategy, problem, there, batch, weights))
            slopes.append((losses[0] - losses[1]) / (2 * width))
    return torch.tensor(slopes, dtype=torch.float64)


@pytest.mark.parametrize(
    ("strategy", "weights"),
    [
        (MetaSgd(inner_lr=0.05, inner_steps=2), [0, 1]),
        (MamlPlusPlus(inner_lr=0.05, inner_steps=3, annealed_order=False), [1 / 3, 1 / 3, 1 / 3]),
        (MamlPlusPlus(inner_lr=0.05, inner_steps=3, annealed_order=False, multi_step=False), [0, 0, 1]),
        (Cavia(inner_lr=1.0, inner_steps=2, context=3), [0, 1]),
    ],
    ids=["meta-sgd", "maml-plus-plus", "maml-plus-plus-last-step", "cavia"],
)
def test_an_outer_gradient_agrees_with_finite_differences(strategy: LearnedStart, weights: list[float]):
    problem = Problem(FAMILY, SMOOTH, horizon=10)
    state, batch = begun(strategy, problem)
    loss, outer = strategy.outer_gradient(problem, state, batch)
    expected = finite_differences(strategy, problem, state, batch, weights)
    assert list(outer) == list(state.theta)
    assert loss.item() == pytest.approx(followed(strategy, problem, state, batch, weights), rel=1e-12)
    assert (flat(outer) - expected).norm() / expected.norm() < 1e-6


def test_a_first_order_phase_differentiates_the_rates_but_not_the_gradients_they_scale():
    problem = Problem(Linear(inputs=2), LinearLearner(), horizon=10)
    strategy = MamlPlusPlus(inner_lr=0.1, inner_steps=1, annealed_order=True)
    state, batch = begun(strategy, problem)
    _, outer = strategy.outer_gradient(problem, state, batch)
    start = {name: state.theta[name] for name in ("weight", "bias")}
    tasks = [batch.select(task) for task in range(batch.tasks)]
    expected = {name: torch.zeros_like(value) for name, value in outer.items()}
    for one in tasks:
        here = gradient.leaves(gradient.for_each_task(start, 1))
        inner = torch.autograd.grad(problem.mean_loss(here, one.support), list(here.values()))
        slopes = dict(zip(here, inner, strict=True))
        rates = {name: 0.1 * state.theta[f"rate.{name}"][0] for name in here}
        end = gradient.leaves({name: here[name] - rates[name] * slopes[name] for name in here})
        query = torch.autograd.grad(problem.mean_loss(end, one.query), list(end.values()))
        for name, slope in zip(end, query, strict=True):
            expected[name] += slope[0] / len(tasks)
            expected[f"rate.{name}"] -= 0.1 * (slope * slopes[name]).sum() / len(tasks)
    torch.testing.assert_close(flat(outer), flat(expected), rtol=1e-9, atol=1e-12)


def test_meta_sgd_with_equal_rates_has_mamls_gradient_of_the_start():
    problem = Problem(FAMILY, SMOOTH, horizon=10)
    state, batch = begun(Maml(), problem)
    rates = {f"rate.{name}": torch.full_like(value, 0.05) for name, value in state.theta.items()}
    loss, maml = Maml(inner_lr=0.05, inner_steps=3).outer_gradient(problem, state, batch)
    same, ours = MetaSgd(inner_steps=3).outer_gradient(problem, State(state.theta | rates), batch)
    assert same.item() == pytest.approx(loss.item(), rel=1e-12)
    for name, slope in maml.items():
        torch.testing.assert_close(ours[name], slope, rtol=1e-9, atol=1e-12)


def test_maml_plus_plus_with_everything_switched_off_is_maml():
    problem = Problem(FAMILY, SMOOTH, horizon=10)
    state, batch = begun(Maml(), problem)
    plain, maml = (kind(inner_lr=0.05, inner_steps=3, outer_lr=0.01, **off) for kind, off in _both())
    for count in (0, 5, 9):
        moved = [
            strategy.meta_step(problem, State(state.theta, state.moments, count), batch) for strategy in (plain, maml)
        ]
        torch.testing.assert_close(flat(moved[0][0].theta), flat(moved[1][0].theta), rtol=1e-12, atol=1e-12)
        assert moved[0][1].gradient_evaluations == moved[1][1].gradient_evaluations
        assert moved[0][1].loss.item() == pytest.approx(moved[1][1].loss.item(), rel=1e-12)


def _both():
    return (MamlPlusPlus, PLAIN), (Maml, {})


def proximal(names: tuple[str, ...], rate: float, strength: float):
    """iMAML's inner loop, as `begin` of an outer gradient."""

    def begin(theta: Parameters) -> Adaptation:
        return Adaptation(theta, names, ProximalDescent(rate, strength, theta))

    return begin


@pytest.mark.parametrize(("family", "learner"), [(Linear(inputs=3), LinearLearner()), (FAMILY, SMOOTH)])
def test_the_implicit_gradient_is_the_unrolled_one_where_the_inner_loop_has_converged(case, family, learner):
    bound = case(family, learner)
    begin = proximal(learner.adapting, 0.02, 10.0)
    loss, unrolled = exact(bound.problem, bound.theta, bound.batch, begin, 200)
    same, ours = implicit(bound.problem, bound.theta, bound.batch, begin, 200, 10.0, 60)
    assert same.item() == pytest.approx(loss.item(), rel=1e-9)
    assert (flat(ours) - flat(unrolled)).norm() < 1e-3 * flat(unrolled).norm()
    assert list(ours) == list(unrolled)


def test_the_first_order_gradient_of_a_proximal_inner_loop_is_far_from_the_implicit_one(case):
    """So the agreement above is the Hessian's doing."""
    bound = case(FAMILY, SMOOTH)
    begin = proximal(SMOOTH.adapting, 0.02, 10.0)
    _, unrolled = exact(bound.problem, bound.theta, bound.batch, begin, 200)
    _, first = gradient.first_order(bound.problem, bound.theta, bound.batch, begin, 200)
    assert (flat(first) - flat(unrolled)).norm() > 0.1 * flat(unrolled).norm()


def test_conjugate_gradients_solve_each_tasks_own_system_in_as_many_steps_as_it_has_unknowns():
    generator = torch.Generator().manual_seed(0)
    roots = torch.randn(3, 6, 6, generator=generator, dtype=torch.float64)
    A = roots @ roots.mT + torch.eye(6, dtype=torch.float64)
    b = torch.randn(3, 6, generator=generator, dtype=torch.float64)
    b[2] = 0
    x = conjugate_gradients(lambda v: (A @ v.unsqueeze(2)).squeeze(2), b, 12)
    torch.testing.assert_close(x, torch.linalg.solve(A, b), rtol=1e-8, atol=1e-10)


def test_conjugate_gradients_stop_where_the_system_curves_down():
    """The first row curves down at once and stays as it is, the second is solved, the third stops after one step."""
    A = torch.diag(torch.tensor([1.0, -2.0], dtype=torch.float64))
    b = torch.tensor([[1.0, 1.0], [1.0, 0.0], [2.0, 1.0]], dtype=torch.float64)
    x = conjugate_gradients(lambda v: v @ A, b, 5)
    torch.testing.assert_close(x, torch.tensor([[1.0, 1.0], [1.0, 0.0], [5.0, 2.5]], dtype=torch.float64))


def most_alive(steps: int) -> int:
    """The most numbers that a meta-step of iMAML holds at once for backward passes."""
    alive = held = 0

    def packed(value: Tensor) -> Tensor:
        nonlocal alive, held
        alive, size = alive + value.numel(), value.numel()
        held = max(held, alive)
        kept = value.detach()

        def freed() -> None:
            nonlocal alive
            alive -= size

        weakref.finalize(kept, freed)
        return kept

    strategy = ImplicitMaml(inner_steps=steps)
    problem = Problem(FAMILY, Mlp(hidden=(8, 8)), horizon=10)
    state = strategy.init(problem, torch.Generator().manual_seed(0))
    batch = FAMILY.sample(torch.Generator().manual_seed(1), 4)
    gc.collect()
    with torch.autograd.graph.saved_tensors_hooks(packed, lambda kept: kept):
        strategy.meta_step(problem, state, batch)
    return held


def test_what_imaml_keeps_for_its_gradient_does_not_grow_with_the_inner_steps():
    assert 0 < most_alive(64) <= 1.05 * most_alive(4)


def test_the_evolution_estimate_of_a_quadratic_loss_is_its_gradient_on_average(case):
    """Antithetic differences of a quadratic are exact along each direction, whatever their length."""
    bound = case(Linear(inputs=2), LinearLearner(), tasks=4)
    begin = descending(tuple(bound.theta), 0.1)
    _, true = exact(bound.problem, bound.theta, bound.batch, begin, 2)
    for sigma in (0.1, 1.0):
        _, ours = evolution(
            bound.problem,
            bound.theta,
            bound.batch,
            begin,
            2,
            sigma=sigma,
            pairs=20_000,
            generator=torch.Generator().manual_seed(3),
        )
        assert (flat(ours) - flat(true)).norm() < 0.03 * flat(true).norm()


def test_the_inner_evolution_estimate_is_the_gradient_on_average(case):
    bound = case(Linear(inputs=2), LinearLearner(), tasks=4)
    begin = descending(tuple(bound.theta), 0.1)
    by_gradient = gradient.adapted(bound.problem, begin(bound.theta), bound.batch.support, 1)
    inner = Adaptation(bound.theta, tuple(bound.theta), begin(bound.theta).rule, estimated(0.1, 20_000, 5))
    by_trials = gradient.adapted(bound.problem, inner, bound.batch.support, 1)
    for name, start in bound.theta.items():
        exact, ours = by_gradient[name] - start, by_trials[name] - start
        assert (ours - exact).norm() < 0.05 * exact.norm()


def test_the_evolution_estimate_points_within_30_degrees_of_the_exact_gradient_at_4096_pairs():
    assert angle(pairs=4096) < 30


def test_a_meta_step_of_es_maml_is_a_function_of_its_state_alone():
    problem = Problem(FAMILY, Mlp(hidden=(4,)), horizon=10)
    strategy = EsMaml(inner="evolution", inner_pairs=4, pairs=2)
    state = strategy.init(problem, torch.Generator().manual_seed(0))
    batch = FAMILY.sample(torch.Generator().manual_seed(1), 3)
    first, again = (strategy.meta_step(problem, state, batch)[0] for _ in range(2))
    assert torch.equal(flat(first.theta), flat(again.theta))
    later = State(state.theta, state.moments, 1)
    assert not torch.equal(flat(strategy.meta_step(problem, later, batch)[0].theta), flat(first.theta))
    assert torch.equal(first.moments["seed"], state.moments["seed"])
