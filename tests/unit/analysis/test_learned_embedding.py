"""Where examples and tasks lie: principal components, class means, how well numbers tell what made a task."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA

from simulator.analysis.learned import Case, learned_figure
from simulator.analysis.learned.embedding import separation
from simulator.analysis.learned.projection import principal
from simulator.analysis.learned.tasks import told
from simulator.engine.run import bind
from simulator.engine.streams import generator


def made(small, example: str, kind: str, values=None, task: int = 1):
    experiment = small(example, values)
    state = experiment.strategy.init(bind(experiment), generator(0, "initialisation"))
    case = Case(experiment, state, task)
    return learned_figure(case, kind), case


def test_principal_components_are_those_of_another_library():
    points = np.random.default_rng(1).normal(size=(40, 6)) @ np.diag([5, 3, 1, 1, 0.5, 0.1])
    also = np.random.default_rng(2).normal(size=(3, 6))
    theirs = PCA(2).fit(points)
    ours, shares, others = principal(points, also)
    assert np.abs(ours) == pytest.approx(np.abs(theirs.transform(points)))
    assert np.abs(others) == pytest.approx(np.abs(theirs.transform(also)))
    assert shares == pytest.approx(theirs.explained_variance_ratio_)


def test_a_plane_does_not_turn_over_when_its_points_are_mirrored_in_order():
    points = np.random.default_rng(1).normal(size=(30, 4)) @ np.diag([5, 3, 1, 1])
    assert principal(points[::-1])[0][::-1] == pytest.approx(principal(points)[0])


def test_points_with_one_number_have_an_empty_second_component():
    plane, shares, _ = principal(np.array([[1.0], [2.0], [6.0]]))
    assert plane == pytest.approx(np.array([[-2, 0], [-1, 0], [3, 0]]))
    assert shares == pytest.approx([1, 0])


def test_the_examples_of_a_task_are_seen_through_the_body_of_the_learner(small):
    figure, case = made(small, "shapes-matching", "embedding")
    one, learner = case.one, case.problem.learner
    both = torch.cat([one.support.inputs, one.query.inputs], 1)
    features = learner.embed(case.state.theta, both)[0]
    direction = (features / features.norm(dim=1, keepdim=True)).detach().double().numpy()  # cosines see no length
    expected = PCA(2).fit_transform(direction)
    assert np.abs(np.concatenate([figure.support, figure.query])) == pytest.approx(np.abs(expected), abs=1e-5)
    for label, mean in zip(np.unique(figure.support_labels), figure.means, strict=True):
        assert mean == pytest.approx(figure.support[figure.support_labels == label].mean(axis=0), abs=1e-9)


def test_wrong_ones_are_those_that_the_strategy_itself_gets_wrong(small):
    figure, case = made(small, "glyphs-prototypes", "embedding", {"task.side": 8, "learner.filters": 4})
    *_, learned = case.strategy.adapt(case.problem, case.state, case.one.support, 1)
    predicted = learned.predict(case.one.query.inputs)[0].argmax(1)
    wrong = torch.nonzero(predicted != case.one.query.targets[0])[:, 0]
    assert figure.wrong.tolist() == wrong.tolist()
    right = len(figure.query) - len(wrong)
    assert str(figure.said).startswith(f"{right} of {len(figure.query)} query examples get their own class.")
    assert figure.query_pictures.shape == (len(figure.query), 8, 8)


def test_separation_is_the_spread_of_means_over_that_around_them():
    points = np.array([[-3.0, 1], [-3, -1], [3, 1], [3, -1]])
    assert separation(points, np.array([0, 0, 1, 1])) == pytest.approx(3.0)


def test_a_context_stands_for_each_task(small):
    figure, case = made(small, "sine-cavia", "tasks")
    *_, learned = case.strategy.adapt(case.problem, case.state, case.batch.support, case.strategy.inner_steps)
    context = learned.parameters["context"][:, 0].double().numpy()
    assert figure.size == 5
    assert np.abs(figure.points) == pytest.approx(np.abs(PCA(2).fit_transform(context)), abs=1e-6)
    assert figure.latents["amplitude"] == pytest.approx(case.batch.latents["amplitude"].double().numpy())


def test_a_representation_is_that_of_the_whole_support_set(small):
    figure, case = made(small, "sine-neural-process", "tasks")
    theta, support = case.state.theta, case.batch.support
    encoded = case.strategy._encoded(case.problem, theta, support).double()
    mean = (encoded.sum(1) + theta["nothing"][0].double()) / (1 + support.inputs.shape[1])
    assert np.abs(figure.points) == pytest.approx(np.abs(PCA(2).fit_transform(mean.detach().numpy())), abs=1e-5)


def test_a_latent_that_the_numbers_hold_is_told_and_noise_is_not():
    random = np.random.default_rng(3)
    numbers = random.uniform(-1, 1, size=(400, 2))
    assert told(numbers, numbers[:, 0] ** 2 + numbers[:, 1]) > 0.95
    assert told(numbers, random.normal(size=400)) < 0.05
