"""The named strategies: which entry of the composition each one is, and what it counts."""

import pytest
import torch

from simulator.learners.mlp import Mlp
from simulator.learners.recurrent import Recurrent
from simulator.strategies import STRATEGIES, Strategy, adam
from simulator.strategies.base import State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.anil import Anil
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.first_order_maml import FirstOrderMaml
from simulator.strategies.descent.imaml import ImplicitMaml
from simulator.strategies.descent.maml import Maml
from simulator.strategies.descent.maml_plus_plus import MamlPlusPlus
from simulator.strategies.descent.meta_sgd import MetaSgd
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.external.search import Search
from simulator.strategies.problem import Problem
from simulator.strategies.reference.joint import Joint
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.functions.sine import Sine
from tests.descent import descending
from tests.float64 import flat

LEARNER = Mlp(hidden=(6, 5))
PROBLEM = Problem(Sine(shots=3, query_shots=4), LEARNER, horizon=4)
BATCH = PROBLEM.family.sample(torch.Generator().manual_seed(1), 5)


def start(strategy: Strategy) -> State:
    return strategy.init(PROBLEM, torch.Generator().manual_seed(0))


@pytest.mark.parametrize(
    ("strategy", "take", "names"),
    [
        (Maml(inner_lr=0.1, inner_steps=2), exact, (*LEARNER.body, *LEARNER.head)),
        (FirstOrderMaml(inner_lr=0.1, inner_steps=2), gradient.first_order, (*LEARNER.body, *LEARNER.head)),
        (Anil(inner_lr=0.1, inner_steps=2), exact, LEARNER.head),
    ],
    ids=lambda each: getattr(each, "title", ""),
)
def test_a_learned_start_moves_by_adam_along_its_outer_gradient(strategy, take, names):
    state = start(strategy)
    loss, outer = take(PROBLEM, state.theta, BATCH, descending(names, 0.1), 2)
    moved, report = strategy.meta_step(PROBLEM, state, BATCH)
    assert torch.equal(report.loss, loss)
    assert torch.equal(flat(moved.theta), flat(adam.update(state, outer, strategy.outer_lr).theta))


def test_joint_training_moves_along_the_gradient_of_all_examples_pooled():
    state, joint = start(Joint()), Joint()
    leaves = {name: value.clone().requires_grad_() for name, value in state.theta.items()}
    x, y = (torch.cat([getattr(BATCH.support, end), getattr(BATCH.query, end)], 1) for end in ("inputs", "targets"))
    predicted = LEARNER.predict({name: value.unsqueeze(0) for name, value in leaves.items()}, x.reshape(1, -1, 1))
    loss = torch.nn.functional.mse_loss(predicted, y.reshape(1, -1, 1))
    loss.backward()
    outer = {name: leaf.grad for name, leaf in leaves.items()}
    moved, report = joint.meta_step(PROBLEM, state, BATCH)
    assert report.loss.item() == pytest.approx(loss.item(), rel=1e-6)
    torch.testing.assert_close(flat(moved.theta), flat(adam.update(state, outer, joint.outer_lr).theta))


def test_reptiles_step_shrinks_to_zero_over_the_planned_iterations():
    strategy, shares = Reptile(outer_lr=0.8), []
    for count in range(6):
        state = State(start(strategy).theta, count=count)
        moved, _ = strategy.meta_step(PROBLEM, state, BATCH)
        examples = BATCH.support.joined(BATCH.query)
        inner = descending(tuple(state.theta), strategy.inner_lr)(state.theta)
        _, back = gradient.difference(PROBLEM, inner, examples, 10)
        shares.append(((flat(state.theta) - flat(moved.theta)).norm() / flat(back).norm()).item())
        assert moved.count == count + 1
    assert shares == pytest.approx([0.8, 0.6, 0.4, 0.2, 0.0, 0.0], abs=1e-4)


def test_scratch_learns_nothing_between_tasks_and_starts_every_task_elsewhere():
    strategy = Scratch(inner_lr=0.1)
    state = start(strategy)
    assert strategy.meta_step(PROBLEM, state, BATCH)[0] is state
    first = next(strategy.adapt(PROBLEM, state, BATCH.support, 1)).parameters
    assert len({tuple(value.flatten().tolist()) for value in first["weight0"]}) == 5
    again = next(strategy.adapt(PROBLEM, state, BATCH.support, 1)).parameters
    assert torch.equal(first["weight0"], again["weight0"])


@pytest.mark.parametrize(
    ("strategy", "gradients"),
    [
        (Maml(inner_steps=3), 5 * 4),
        (FirstOrderMaml(inner_steps=3), 5 * 4),
        (Anil(inner_steps=3), 5 * 4),
        (Reptile(inner_steps=3), 5 * 3),
        (Joint(inner_steps=3), 5 * 1),
        (Scratch(inner_steps=3), 5 * 3),
    ],
    ids=lambda each: getattr(each, "title", ""),
)
def test_the_cost_counts_the_gradients_of_one_tasks_loss(strategy: Strategy, gradients: int):
    assert strategy.meta_step(PROBLEM, start(strategy), BATCH)[1].gradient_evaluations == gradients
    assert strategy.usual_steps == 3


@pytest.mark.parametrize("kind", ["maml", "first-order-maml", "reptile", "anil", "joint", "scratch"])
def test_an_adaptation_begins_at_the_start_and_lowers_the_support_loss(kind: str):
    strategy = STRATEGIES[kind](inner_lr=0.01)
    state = start(strategy)
    stages = [learned.parameters for learned in strategy.adapt(PROBLEM, state, BATCH.support, 4)]
    assert len(stages) == 5
    if kind != "scratch":
        for name, value in state.theta.items():
            assert torch.equal(stages[0][name], value.expand(5, *value.shape))
    losses = [PROBLEM.mean_loss(stage, BATCH.support).item() for stage in stages]
    assert losses == sorted(losses, reverse=True)
    assert not any(value.requires_grad for stage in stages for value in stage.values())


def test_the_losses_of_the_tasks_average_to_the_mean_loss():
    *_, learned = Maml().adapt(PROBLEM, start(Maml()), BATCH.support, 1)
    stage = learned.parameters
    assert PROBLEM.loss(stage, BATCH.query).shape == (5,)
    torch.testing.assert_close(PROBLEM.loss(stage, BATCH.query).mean(), PROBLEM.mean_loss(stage, BATCH.query))


@pytest.mark.parametrize(
    "strategy",
    [
        Maml(inner_steps=2),
        FirstOrderMaml(inner_steps=2),
        Anil(inner_steps=2),
        MetaSgd(inner_steps=2),
        MamlPlusPlus(inner_steps=2, multi_step=False),
        ImplicitMaml(inner_steps=2),
        EsMaml(inner_steps=2, sigma=1e-5),
        Search(inner_steps=2, space="strategy.inner_lr"),
        Scratch(inner_steps=2),
    ],
    ids=lambda each: each.title,
)
def test_with_a_learner_that_remembers_the_loss_that_is_followed_is_the_one_an_evaluation_gives(strategy: Strategy):
    problem = Problem(PROBLEM.family, Recurrent(hidden=(4,)), horizon=4)
    state = strategy.init(problem, torch.Generator().manual_seed(0))
    *_, learned = strategy.adapt(problem, state, BATCH.support, 2)
    judged = problem.family.loss.mean(learned.predict(BATCH.query.inputs), BATCH.query.targets)
    forgetful = problem.mean_loss(learned.parameters, BATCH.query)
    followed = strategy.meta_step(problem, state, BATCH)[1].loss.item()
    assert followed == pytest.approx(judged.item(), rel=1e-4)
    assert abs(judged - forgetful) > 1e-3 * judged
