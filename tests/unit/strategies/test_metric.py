"""Metric strategies: with raw inputs as features they are known classifiers, and they only use what they are given."""

import math

import pytest
import torch
from sklearn.neighbors import NearestCentroid

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.at_once.matching import Matching
from simulator.strategies.at_once.metric import Metric
from simulator.strategies.at_once.prototypes import Prototypes
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits

EVERY = [Prototypes(), Matching()]


class Raw(Mlp):
    """A learner whose features are its inputs."""

    def features(self, parameters: dict[str, torch.Tensor], inputs: torch.Tensor) -> torch.Tensor:
        return inputs.flatten(2)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def answers(strategy: Metric, problem: Problem) -> tuple[TaskBatch, list[torch.Tensor]]:
    """Some tasks, and the scores of both stages on their query sets."""
    batch = problem.family.sample(generator(), 3, "test")
    state = strategy.init(problem, generator(1))
    stages = [learned.predict(batch.query.inputs) for learned in strategy.adapt(problem, state, batch.support, 1)]
    return batch, stages


@pytest.mark.filterwarnings("ignore:self.within_class")
def test_prototypes_of_raw_pixels_are_scikit_learns_nearest_centroids():
    problem = Problem(Digits(tasks="classes", shots=3), Raw(), 10)
    batch, (_, scores) = answers(Prototypes(), problem)
    for task in range(3):
        support, query = batch.support.select(task), batch.query.select(task)
        known = NearestCentroid().fit(support.inputs[0].flatten(1).numpy(), support.targets[0].numpy())
        assert scores[task].argmax(1).tolist() == known.predict(query.inputs[0].flatten(1).numpy()).tolist()


def test_probabilities_of_prototypes_are_the_softmax_of_minus_squared_distances():
    problem = Problem(Digits(tasks="classes", ways=3, shots=2), Raw(), 10)
    batch, (_, scores) = answers(Prototypes(), problem)
    support, query = batch.support.inputs[0].flatten(1), batch.query.inputs[0].flatten(1)
    means = torch.stack([support[batch.support.targets[0] == way].mean(0) for way in range(3)])
    expected = torch.softmax(-torch.cdist(query, means).square(), dim=1)
    torch.testing.assert_close(scores[0].softmax(1), expected, atol=1e-5, rtol=1e-4)


def test_matching_weighs_each_support_example_by_the_softmax_of_its_cosine():
    problem = Problem(Digits(tasks="classes", ways=3, shots=2), Raw(), 10)
    batch, (_, scores) = answers(Matching(sharpness=4.0), problem)
    support, query = batch.support.inputs[0].flatten(1), batch.query.inputs[0].flatten(1)
    cosine = torch.nn.functional.cosine_similarity(query[:, None], support[None], dim=2)
    attention = torch.softmax(4.0 * cosine, dim=1)
    expected = attention @ torch.nn.functional.one_hot(batch.support.targets[0]).float()
    torch.testing.assert_close(scores[0].exp(), expected, atol=1e-5, rtol=1e-4)


def test_a_class_without_an_example_is_never_the_answer():
    queries, support = torch.randn(1, 4, 3, generator=generator()), torch.randn(1, 2, 3, generator=generator(1))
    labels = torch.tensor([[0, 2]])
    for strategy in EVERY:
        scores = strategy.compare(queries, support, labels, 3).softmax(2)
        assert scores.isfinite().all()
        assert (scores[..., 1] < 1e-6).all()


@pytest.mark.parametrize("strategy", EVERY, ids=lambda strategy: strategy.kind)
def test_before_the_support_set_all_classes_are_as_likely(strategy: Metric):
    problem = Problem(Digits(tasks="classes", ways=4), Mlp(), 10)
    _, (before, _) = answers(strategy, problem)
    torch.testing.assert_close(before.softmax(2), torch.full_like(before, 0.25))


@pytest.mark.parametrize("strategy", EVERY, ids=lambda strategy: strategy.kind)
def test_all_stages_after_the_first_are_one_object(strategy: Metric):
    problem = Problem(Digits(tasks="classes"), Mlp(), 10)
    batch = problem.family.sample(generator(), 2)
    first, second, third = strategy.adapt(problem, strategy.init(problem, generator()), batch.support, 2)
    assert second is third
    assert first is not second


@pytest.mark.parametrize("strategy", EVERY, ids=lambda strategy: strategy.kind)
def test_only_the_body_is_learned_and_the_loss_falls_on_one_batch(strategy: Metric):
    learner = Mlp(hidden=(32,))
    problem = Problem(Digits(tasks="classes"), learner, 1000)
    state, batch = strategy.init(problem, generator()), problem.family.sample(generator(), 8)
    start, losses = state.theta, []
    for _ in range(60):
        state, report = strategy.meta_step(problem, state, batch)
        losses.append(float(report.loss))
    assert losses[-1] < 0.6 * losses[0]
    assert {name for name in start if not torch.equal(start[name], state.theta[name])} == set(learner.body)
    assert report.gradient_evaluations == 8


def test_the_outer_rate_falls_to_zero_along_half_a_cosine():
    problem = Problem(Digits(tasks="classes"), Mlp(hidden=(8,)), 100)
    batch = problem.family.sample(generator(), 4)

    def way(strategy: Metric, count: int) -> float:
        start = strategy.init(problem, generator())
        begun = State(start.theta, start.moments, count)
        moved, _ = strategy.meta_step(problem, begun, batch)
        return math.sqrt(sum(float((moved.theta[name] - start.theta[name]).square().sum()) for name in start.theta))

    for count in (0, 25, 50, 99):
        share = way(Prototypes(), count) / way(Prototypes(cosine=False), count)
        assert share == pytest.approx(0.5 * (1 + math.cos(math.pi * count / 100)), rel=0.02)


@pytest.mark.parametrize("strategy", EVERY, ids=lambda strategy: strategy.kind)
def test_what_has_no_classes_or_no_body_is_refused(strategy: Metric):
    digits = Digits(tasks="classes")
    assert str(strategy.objection(Sine(), Mlp())).endswith("; there are none in Sine waves.")
    assert str(strategy.objection(digits, LinearLearner())).endswith("; there are none in Linear.")
    assert strategy.objection(digits, Mlp()) is None
