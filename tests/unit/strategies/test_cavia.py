"""CAVIA: only the context adapts, each task's from zero."""

import pytest
import torch

from simulator.engine.evaluation import from_scratch
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.descent.cavia import Cavia
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.functions.linear import Linear
from simulator.tasks.functions.sine import Sine

STRATEGY = Cavia(context=3, inner_lr=0.5)


def test_adapting_moves_the_context_alone_and_from_zero():
    problem = Problem(Sine(shots=3), Mlp(hidden=(6, 5)), horizon=4)
    state = STRATEGY.init(problem, torch.Generator().manual_seed(0))
    batch = problem.family.sample(torch.Generator().manual_seed(1), 5)
    assert "context" not in state.theta
    before, *after = (learned.parameters for learned in STRATEGY.adapt(problem, state, batch.support, 2))
    assert torch.equal(before["context"], torch.zeros(5, 1, 3))
    for stage in after:
        assert all(torch.equal(stage[name], value.expand(5, *value.shape)) for name, value in state.theta.items())
        assert stage["context"].abs().min() > 0
        assert stage["context"].unique(dim=0).shape[0] == 5


def test_with_a_linear_learner_one_step_shifts_the_answer_by_the_mean_residual():
    """The context c reaches the answer as V c, so a step of rate a adds 2 a |V|^2 times the mean residual."""
    problem = Problem(Linear(inputs=2, shots=6), LinearLearner(), horizon=4)
    state = STRATEGY.init(problem, torch.Generator().manual_seed(0))
    batch = problem.family.sample(torch.Generator().manual_seed(1), 4)
    before, after = STRATEGY.adapt(problem, state, batch.support, 1)
    residual = (batch.support.targets - before.predict(batch.support.inputs)).mean(1, keepdim=True)
    shift = 2 * 0.5 * state.theta["weight"][2:].square().sum() * residual
    moved = after.predict(batch.query.inputs) - before.predict(batch.query.inputs)
    torch.testing.assert_close(moved, shift.expand_as(moved), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("learner", [Mlp(), LinearLearner()])
def test_learners_of_flat_vectors_can_read_a_context(learner):
    assert STRATEGY.objection(Sine(), learner) is None


def test_a_learner_that_does_not_read_flat_vectors_is_refused_in_one_sentence():
    class Folded(Mlp):
        title = "Folded"
        flat = False

    said = str(STRATEGY.objection(Sine(), Folded()))
    assert "Folded" in said
    assert said.endswith(".")


def test_the_line_from_scratch_beside_it_has_the_usual_rate_and_its_number_of_steps():
    assert from_scratch(Cavia(inner_lr=1.0, inner_steps=3)) == Scratch(inner_steps=3)
