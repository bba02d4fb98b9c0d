"""Evaluation: every stage of every task judged on its query set, beside what is known without meta-learning."""

import numpy as np
import pytest
import torch

from simulator.engine.evaluation import UnwantedError, evaluate, references
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.strategies.reference.scratch import Scratch


def judged(experiment):
    problem, strategy = bind(experiment), experiment.strategy
    batch = draw(experiment, problem, "validation", "validation", 5)
    state = strategy.init(problem, generator(0, "initialisation"))
    return problem, strategy, state, batch


@pytest.mark.parametrize("example", ["sine-maml", "digits-anil"])
def test_scores_are_the_losses_of_each_stage_on_each_query_set(small, example: str):
    problem, strategy, state, batch = judged(small(example))
    scores = evaluate(problem, strategy, state, batch, 3)
    assert scores.title == strategy.title
    assert scores.loss.shape == (4, 5)
    stages = list(strategy.adapt(problem, state, batch.support, 3))
    for step in range(4):
        for task in range(5):
            one = batch.select(task).query
            stage = {name: value[task : task + 1] for name, value in stages[step].parameters.items()}
            assert scores.loss[step, task] == pytest.approx(problem.mean_loss(stage, one).item(), rel=1e-5)
            if scores.accuracy is not None:
                right = problem.predict(stage, one.inputs).argmax(2) == one.targets
                assert scores.accuracy[step, task] == pytest.approx(right.double().mean().item())
    assert (scores.accuracy is None) == (example == "sine-maml")


def test_the_reference_from_scratch_has_the_strategys_own_budget(small):
    experiment = small("sine-maml", {"strategy.inner_lr": 0.05})
    problem, strategy, _, batch = judged(experiment)
    found = references(problem, strategy, batch, 3, seed=0)
    assert list(found) == ["scratch", "oracle"]
    scratch = Scratch(inner_lr=0.05)
    expected = evaluate(problem, scratch, scratch.init(problem, generator(0, "scratch")), batch, 3)
    assert np.array_equal(found["scratch"].loss, expected.loss)
    assert np.array_equal(found["oracle"].loss, np.zeros((1, 5)))


def test_digits_are_referred_to_the_nearest_class_mean(small):
    problem, strategy, _, batch = judged(small("digits-maml"))
    raw = references(problem, strategy, batch, 1, seed=0)["nearest-mean"]
    assert (raw.loss, raw.accuracy.shape) == (None, (1, 5))


def test_scores_are_plain_arrays_that_hold_no_graph(small):
    scores = evaluate(*judged(small("sine-maml")), 2)
    assert type(scores.loss) is np.ndarray
    assert scores.loss.dtype == np.float64
    assert not isinstance(scores.loss, torch.Tensor)


def test_scores_that_are_no_longer_wanted_end_within_one_stage(small):
    asked = []

    def wanted() -> bool:
        asked.append(None)
        return len(asked) < 3

    problem, strategy, state, batch = judged(small("sine-maml"))
    with pytest.raises(UnwantedError):
        evaluate(problem, strategy, state, batch, 50, wanted)
    assert len(asked) == 3
    with pytest.raises(UnwantedError):
        references(problem, strategy, batch, 50, 0, lambda: False)
