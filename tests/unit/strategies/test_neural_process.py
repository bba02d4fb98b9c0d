"""The set encoder: what must not matter to it, and its gradients."""

import pytest
import torch

from simulator.declaration import InputError
from simulator.learners.linear import LinearLearner
from simulator.learners.mlp import Mlp
from simulator.strategies.at_once.attention import attend
from simulator.strategies.at_once.neural_process import NeuralProcess
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples
from simulator.tasks.functions.sine import Sine
from simulator.tasks.pictures.digits import Digits
from tests.float64 import in_double, parameters_in_double
from tests.unit.strategies.slopes import relative_error

PROBLEM = Problem(Sine(shots=6, query_shots=4), Mlp(hidden=(8,)), horizon=1)
BATCH = in_double(PROBLEM.family.sample(torch.Generator().manual_seed(1), 3))
EVERYTHING = torch.ones(3, 6, dtype=torch.bool)
BOTH = pytest.mark.parametrize("attention", [False, True], ids=["mean", "attentive"])


def process(attention: bool) -> tuple[NeuralProcess, dict[str, torch.Tensor]]:
    """A small one, and parameters at random, those that begin at zero too."""
    strategy, generator = NeuralProcess(attention=attention, size=8, width=6), torch.Generator().manual_seed(0)
    theta = parameters_in_double(strategy.init(PROBLEM, generator).theta)
    return strategy, {
        name: value + 0.1 * torch.randn(value.shape, generator=generator) for name, value in theta.items()
    }


def answers(strategy: NeuralProcess, theta: dict[str, torch.Tensor], support: Examples, seen: torch.Tensor):
    return strategy.answering(PROBLEM, theta, support, seen).answer(BATCH.query.inputs)


@BOTH
def test_the_order_of_the_support_set_does_not_matter(attention: bool):
    strategy, theta = process(attention)
    order = torch.tensor([3, 0, 5, 1, 4, 2])
    turned = Examples(BATCH.support.inputs[:, order], BATCH.support.targets[:, order])
    torch.testing.assert_close(
        answers(strategy, theta, turned, EVERYTHING), answers(strategy, theta, BATCH.support, EVERYTHING)
    )


@BOTH
def test_pairs_that_are_not_seen_do_not_matter_and_pairs_that_are_seen_do(attention: bool):
    strategy, theta = process(attention)
    seen = EVERYTHING & (torch.arange(6) < 4)
    other = Examples(BATCH.support.inputs.clone(), BATCH.support.targets.clone())
    other.inputs[:, 4:] += 1
    other.targets[:, 4:] -= 2
    torch.testing.assert_close(
        answers(strategy, theta, other, seen), answers(strategy, theta, BATCH.support, seen), rtol=0, atol=0
    )
    other.targets[:, 3] += 1
    assert not torch.equal(answers(strategy, theta, other, seen)[0], answers(strategy, theta, BATCH.support, seen)[0])


@BOTH
def test_a_query_point_is_answered_by_itself(attention: bool):
    strategy, theta = process(attention)
    learned = strategy.answering(PROBLEM, theta, BATCH.support, EVERYTHING)
    together, alone = learned.predict(BATCH.query.inputs), learned.predict(BATCH.query.inputs[:, 2:3])
    torch.testing.assert_close(together[:, 2:3], alone)


@pytest.mark.parametrize("heads", [1, 2, 4])
def test_attention_is_that_of_torch(heads: int):
    generator = torch.Generator().manual_seed(0)
    q, k, v = (torch.randn(3, shots, 8, generator=generator, dtype=torch.float64) for shots in (5, 7, 7))
    visible = torch.rand(3, 5, 7, generator=generator) < 0.5
    visible[:, :, 0] = True
    for mask in (None, visible):
        apart = [each.view(3, -1, heads, 8 // heads).transpose(1, 2) for each in (q, k, v)]
        known = torch.nn.functional.scaled_dot_product_attention(
            *apart, attn_mask=None if mask is None else mask.unsqueeze(1)
        )
        torch.testing.assert_close(attend(q, k, v, heads, mask), known.transpose(1, 2).reshape(3, 5, 8))


@BOTH
def test_the_meta_gradient_agrees_with_finite_differences(attention: bool):
    problem = Problem(Sine(shots=3, query_shots=4), Mlp(hidden=(4,), activation="tanh"), horizon=1)
    assert relative_error(NeuralProcess(attention=attention, size=4, width=5), problem) < 1e-6


def test_classes_have_logits_and_no_deviation():
    problem, strategy = Problem(Digits(tasks="classes", ways=3), Mlp(hidden=(5,)), horizon=1), NeuralProcess()
    state = strategy.init(problem, torch.Generator().manual_seed(0))
    batch = problem.family.sample(torch.Generator().manual_seed(1), 4)
    *_, learned = strategy.adapt(problem, state, batch.support, 1)
    assert learned.deviation(batch.query.inputs) is None
    seen = torch.ones(batch.support.targets.shape, dtype=torch.bool)
    seen[0] = False  # the first task of four is trained on nothing
    logits = strategy.answering(problem, state.theta, batch.support, seen).predict(batch.query.inputs)
    known = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch.query.targets.flatten())
    torch.testing.assert_close(strategy.objective(problem, state.theta, batch, 0)[0], known)


def test_all_stages_after_the_first_are_one_and_the_same_answer():
    strategy, generator = NeuralProcess(), torch.Generator().manual_seed(0)
    state = strategy.init(PROBLEM, generator)
    batch = PROBLEM.family.sample(generator, 3)
    before, *after = strategy.adapt(PROBLEM, state, batch.support, 3)
    assert len(after) == 3
    assert all(learned is after[0] for learned in after)
    assert before is not after[0]


def test_by_attention_a_learner_of_one_layer_bends_too():
    strategy, problem = NeuralProcess(attention=True), Problem(Sine(), LinearLearner(), horizon=1)
    assert strategy.objection(problem.family, problem.learner) is None
    state = strategy.init(problem, torch.Generator().manual_seed(0))
    batch = problem.family.sample(torch.Generator().manual_seed(1), 2)
    *_, learned = strategy.adapt(problem, state, batch.support, 1)
    left, middle, right = learned.predict(torch.tensor([[[-4.0], [0.0], [4.0]]]).expand(2, -1, -1)).unbind(1)
    assert ((left + right - 2 * middle).abs() > 1e-3).all()


def test_a_learner_of_one_layer_and_a_width_that_heads_cannot_share_are_refused():
    assert "has one layer" in str(NeuralProcess().objection(Sine(), LinearLearner()))
    assert NeuralProcess().objection(Sine(), Mlp()) is None
    with pytest.raises(InputError, match=r"strategy\.size is 6; with attention it must be a multiple of 4\."):
        NeuralProcess.parse({"kind": "neural-process", "attention": True, "size": 6}, "strategy")
