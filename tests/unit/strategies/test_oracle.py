"""The oracle: its losses are the family's own reference line, and it stays as it is."""

import pytest
import torch

from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.problem import Problem
from simulator.strategies.reference.oracle import Oracle, nearest
from simulator.tasks.base import Examples
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from simulator.tasks.quadratics import Quadratics

FAMILIES = [Sine(noise=0.2), Linear(inputs=2), Quadratics(dimensions=3, rows=5)]


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.kind)
def test_its_losses_are_the_familys_reference_line_at_every_stage(family):
    problem, oracle = Problem(family, LinearLearner(), 1), Oracle()
    batch = family.sample(generator(), 7)
    reference = next(known for known in family.references(batch) if known.key == "oracle")
    stages = list(oracle.adapt_to(problem, oracle.init(problem, generator()), batch, 2))
    assert len(stages) == 3
    for learned in stages:
        assert torch.equal(
            family.loss.per_task(learned.predict(batch.query.inputs), batch.query.targets), reference.loss
        )
    state = oracle.init(problem, generator())
    after, report = oracle.meta_step(problem, state, batch)
    assert after is state
    assert report.gradient_evaluations == 0
    assert report.loss.item() == pytest.approx(reference.loss.mean().item())


def test_it_says_which_family_has_no_known_answer():
    assert Oracle().objection(Sine(), Mlp()) is None
    said = f"No best answer is known for {Digits.title}, so there is no oracle."
    assert str(Oracle().objection(Digits(), Mlp())) == said


def test_with_a_support_set_alone_it_repeats_the_nearest_examples_target():
    problem = Problem(Sine(shots=3), Mlp(), 1)
    support = Examples(torch.tensor([[[0.0], [1.0], [5.0]]]), torch.tensor([[[10.0], [20.0], [30.0]]]))
    inputs = torch.tensor([[[-3.0], [0.9], [2.9], [3.1]]])
    assert nearest(problem, support, inputs).flatten().tolist() == [10, 20, 20, 30]
    first, last = Oracle().adapt(problem, Oracle().init(problem, generator()), support, 1)
    assert torch.equal(last.predict(inputs), nearest(problem, support, inputs))
    assert first is last


def test_with_classes_the_nearest_examples_class_is_the_likeliest():
    problem = Problem(Digits(), Mlp(), 1)
    batch = problem.family.sample(generator(), 2)
    predicted = nearest(problem, batch.support, batch.support.inputs)
    assert torch.equal(predicted.argmax(2), batch.support.targets)
