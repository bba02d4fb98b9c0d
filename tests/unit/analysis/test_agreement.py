"""Agreement of gradients on lines, where gradients and losses have closed forms; a layer's step, judged directly."""

import numpy as np
import pytest
import torch
from scipy import stats

from simulator.analysis.agreement import (
    Agreement,
    agreement,
    cosines_of,
    layer_effects,
    offered,
    outer_gradients,
    similar,
    starts,
)
from simulator.analysis.validation import first_tasks, validation_tasks
from simulator.declaration import sentence
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.strategies.descent.maml import Maml
from simulator.tasks.base import Examples, TaskBatch


def begun(experiment, tasks=6):
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(experiment.seed, "initialisation"))
    return problem, experiment.strategy, state, draw(experiment, problem, "validation", "validation", tasks)


def lines(experiment, state, examples):
    """The gradient ``[task, 2]`` of the mean squared error of a line by its weight and its bias."""
    x, y = examples.inputs[..., 0].double(), examples.targets[..., 0].double()
    error = x * state.theta["weight"].item() + state.theta["bias"].item() - y
    return torch.stack([(2 * error * x).mean(1), (2 * error).mean(1)], 1).numpy()


def figure(cosines):
    count = len(cosines)
    return Agreement("query", np.asarray(cosines), np.arange(count), (sentence("t"),) * count, np.ones(count))


def test_the_cosines_of_lines_are_those_of_the_closed_form(small):
    experiment = small("linear-maml")
    problem, strategy, state, batch = begun(experiment)
    found = agreement(problem, strategy, state, batch, "support")
    expected = lines(experiment, state, batch.support)
    length = np.linalg.norm(expected, axis=1)
    cosines = (expected @ expected.T / np.outer(length, length))[np.ix_(found.tasks, found.tasks)]
    assert found.cosines == pytest.approx(cosines, abs=1e-5)
    assert found.lengths == pytest.approx(length[found.tasks], rel=1e-5)


@pytest.mark.parametrize("example", ["linear-maml", "sine-joint", "sine-meta-sgd", "sine-reptile"])
def test_the_outer_gradients_of_tasks_average_to_that_of_the_batch(small, example):
    problem, strategy, state, batch = begun(small(example))
    mean = outer_gradients(problem, strategy, state, batch).mean(0)
    if example == "sine-reptile":
        after, _ = strategy.meta_step(problem, state, batch)
        expected = {name: state.theta[name] - value for name, value in after.theta.items()}  # the outer rate is 1
    else:
        _, expected = strategy.outer_gradient(problem, state, batch)
    whole = torch.cat([value.flatten() for value in expected.values()]).numpy()
    assert mean == pytest.approx(whole, rel=1e-3, abs=1e-5)


@pytest.mark.parametrize("example", ["glyphs-prototypes", "sine-ridge-head"])
def test_without_inner_steps_it_is_the_gradient_of_the_query_loss(small, example):
    problem, strategy, state, batch = begun(small(example), 3)
    mean = outer_gradients(problem, strategy, state, batch).mean(0)
    after, _ = strategy.meta_step(problem, state, batch)
    assert mean == pytest.approx(10 * after.moments["mu"].numpy(), rel=1e-3, abs=1e-5)  # Adam's mean of one gradient


def test_cosines_lie_between_minus_one_and_one_and_are_symmetric():
    vectors = np.array([[1.0, 0.0], [3.0, 0.0], [-2.0, 0.0], [0.0, 5.0], [0.0, 0.0]])
    cosines = cosines_of(vectors)
    expected = [[1, 1, -1, 0, 0], [1, 1, -1, 0, 0], [-1, -1, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]
    assert np.array_equal(cosines, expected)


def test_gradients_that_overflow_agree_with_none():
    cosines = cosines_of(np.array([[1.0, 0.0], [np.inf, 1.0], [np.nan, 0.0], [1.0, 1.0]]))
    assert np.array_equal(cosines[1:3], np.eye(4)[1:3])
    assert sorted(similar(cosines)) == [0, 1, 2, 3]


def test_similar_tasks_are_neighbours():
    angles = np.random.default_rng(0).permutation(np.linspace(0.0, 2.0, 12))
    order = similar(cosines_of(np.stack([np.cos(angles), np.sin(angles)], 1)))
    ordered = angles[order]
    assert np.array_equal(np.sort(order), np.arange(12))
    assert np.all(np.diff(ordered) > 0) or np.all(np.diff(ordered) < 0)


def test_the_mean_leaves_out_what_a_task_has_with_itself():
    assert figure([[1.0, 0.5, 0.0], [0.5, 1.0, 0.1], [0.0, 0.1, 1.0]]).mean == pytest.approx(0.2)


def test_the_interval_is_that_of_the_jackknife():
    cosines = np.array([[1.0, 0.6, 0.3], [0.6, 1.0, 0.0], [0.3, 0.0, 1.0]])
    left = [0.0, 0.3, 0.6]  # the only pair that is left without each task
    error = np.sqrt(2 / 3 * np.square(np.array(left) - 0.3).sum())
    assert figure(cosines).error == pytest.approx(stats.t.ppf(0.975, 2) * error)


@pytest.mark.parametrize(
    ("cosine", "words"),
    [(0.9, "mostly a step for the others"), (0.3, "agree in part"), (0.0, "says little"), (-0.3, "opposite")],
)
def test_the_mean_is_said_in_words(cosine, words):
    assert words in str(figure(np.where(np.eye(4), 1.0, cosine)).said)


def test_two_opposite_camps_are_told_of_though_their_mean_is_near_zero():
    side = np.repeat([1.0, -1.0], 6)  # 30 pairs within the camps, 36 between them
    found = figure(np.outer(side, side))
    assert (found.same, found.against) == pytest.approx((30 / 66, 36 / 66))
    assert "fall into camps: 45% of the pairs want the same, 55% the opposite" in str(found.said)


def test_directions_all_round_are_strong_pairs_of_both_signs_but_no_camps():
    angles = np.arange(40) * 2 * np.pi / 40
    found = figure(np.cos(angles[:, None] - angles))
    assert not found.in_camps
    assert f"{found.same:.0%} of them pull the same way, {found.against:.0%} against each other" in str(found.said)


@pytest.mark.parametrize("cosine", [0.2, -0.2])
def test_weak_cosines_of_both_signs_say_little(cosine):
    side = np.repeat([1.0, -1.0], 6)
    found = figure(np.where(np.eye(12), 1.0, cosine * np.outer(side, side)))
    assert "says little" in str(found.said)


def test_what_the_interval_does_not_show_is_not_said():
    cosines = np.eye(4)
    cosines[0, 1] = cosines[1, 0] = 1.0  # one pair alone makes the mean
    found = figure(cosines)
    assert 0.1 < found.mean < found.error
    assert "says little" in str(found.said)


def test_a_layer_alone_does_to_the_loss_what_direct_evaluation_says(small):
    problem, strategy, state, batch = begun(small("sine-maml"))
    found = layer_effects(problem, strategy, state, batch)
    before, after = (stage.parameters for stage in strategy.adapt(problem, state, batch.support, 1))
    for index, name in enumerate(found.names):
        alone = before | {name: after[name]}
        support = problem.loss(before, batch.support).mean() - problem.loss(alone, batch.support).mean()
        query = problem.loss(before, batch.query).mean() - problem.loss(alone, batch.query).mean()
        assert (found.support[index], found.query[index]) == pytest.approx((support.item(), query.item()), abs=1e-5)
        step = (after[name] - before[name]).flatten(1).norm(dim=1) / before[name].flatten(1).norm(dim=1)
        assert found.relative[index] == pytest.approx(step.mean().item(), rel=1e-4)
    whole = problem.loss(before, batch.query).mean() - problem.loss(after, batch.query).mean()
    assert found.whole[1] == pytest.approx(whole.item(), abs=1e-5)


def test_a_small_step_in_one_layer_lowers_the_loss_by_rate_times_squared_gradient(small):
    experiment = small("linear-maml", {"strategy.inner_lr": 1e-3})
    problem, strategy, state, batch = begun(experiment)
    expected = 1e-3 * np.square(lines(experiment, state, batch.support)).mean(0)
    assert layer_effects(problem, strategy, state, batch).support == pytest.approx(expected, rel=0.01)


def test_parameters_that_begin_at_zero_have_no_relative_step(small):
    problem, strategy, state, batch = begun(small("sine-cavia"))
    found = layer_effects(problem, strategy, state, batch)
    assert found.names == ("context",) and np.isnan(found.relative[0]) and found.support[0] > 0


@pytest.mark.parametrize(
    ("example", "values", "kinds"),
    [
        ("sine-maml", {}, ("support", "query")),
        ("glyphs-prototypes", {}, ("query",)),
        ("sine-in-context", {}, ("query",)),
        ("sine-maml", {"strategy.kind": "scratch"}, ("support",)),
        ("linear-maml", {"strategy.kind": "oracle"}, ()),
    ],
)
def test_what_can_be_compared_depends_on_what_the_strategy_does(small, example, values, kinds):
    problem, strategy, state, batch = begun(small(example, values), 3)
    assert offered(strategy, starts(problem, strategy, state, batch)) == kinds
    for of in ("support", "query"):
        assert (agreement(problem, strategy, state, batch, of) is not None) == (of in kinds)
    assert (layer_effects(problem, strategy, state, batch) is None) == ("support" not in kinds)


def test_random_starts_are_compared_at_the_first_tasks_own(small):
    problem, strategy, state, batch = begun(small("linear-maml", {"strategy.kind": "scratch"}), 3)
    support, query = (
        Examples(each.inputs[[0, 0, 0]], each.targets[[0, 0, 0]]) for each in (batch.support, batch.query)
    )
    same = TaskBatch(support, query, {name: value[[0, 0, 0]] for name, value in batch.latents.items()})
    found = agreement(problem, strategy, state, same, "support")
    assert found.cosines == pytest.approx(np.ones((3, 3)), abs=1e-6)
    assert "at the same ones" in str(found.notes[0])


def test_evolution_is_compared_by_the_exact_gradients_that_it_estimates(small):
    problem, strategy, state, batch = begun(small("linear-es-maml"))
    found = outer_gradients(problem, strategy, state, batch)
    exact = Maml(inner_lr=strategy.inner_lr, inner_steps=strategy.inner_steps)
    assert found == pytest.approx(outer_gradients(problem, exact, state, batch), abs=1e-6)
    assert np.abs(found).max() > 0.01


def test_the_first_tasks_are_the_first_ones(small):
    experiment = small("linear-maml")
    batch = validation_tasks(experiment)
    few = first_tasks(batch, 3)
    assert few.tasks == 3 and first_tasks(batch, 100).tasks == batch.tasks
    assert torch.equal(few.query.targets, batch.query.targets[:3])
    assert all(torch.equal(few.latents[name], value[:3]) for name, value in batch.latents.items())


def test_its_columns_name_the_tasks_in_the_order_of_the_matrix(small):
    problem, strategy, state, batch = begun(small("linear-maml"), 4)
    found = agreement(problem, strategy, state, batch, "support")
    columns = found.columns()
    assert columns["task"] == (found.tasks + 1).tolist()
    assert columns[f"cosine_with_{found.tasks[0] + 1}"] == found.cosines[:, 0].tolist()
