"""Characters drawn by a person: how many classes suit a strategy, what they look like to it, and how one is read."""

import numpy as np
import pytest
import torch

from simulator.analysis.drawn_images import Room, as_batch, rasterised, recognised, telling_apart
from simulator.engine.run import bind
from simulator.engine.streams import generator
from simulator.tasks.pictures.glyphs import Glyphs
from simulator.tasks.pictures.ink import written

CROSS, RING = [[(0.1, 0.1), (0.9, 0.9)], [(0.9, 0.1), (0.1, 0.9)]], [[(0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5)]]
LINE = [[(0.5, 0.1), (0.5, 0.9)]]


@pytest.fixture(scope="module")
def prototypes(small):
    experiment = small("glyphs-prototypes", {"task.side": 12})
    problem = bind(experiment)
    return experiment, problem, experiment.strategy.init(problem, generator(0, "initialisation"))


def pictures(family):
    return [rasterised(family, strokes) for strokes in (CROSS, RING, LINE)]


def test_a_strategy_that_compares_takes_two_to_five_classes_and_others_as_many_as_they_were_trained_on(small):
    metric, head = small("glyphs-prototypes"), small("digits-maml")
    assert Room.of(metric.strategy, metric.task) == Room(2, 5)
    assert Room.of(head.strategy, head.task) == Room(10, 10)


def test_what_is_still_to_be_drawn_is_said_until_all_is_there():
    some, exact = Room(2, 5), Room(4, 4)
    assert str(some.wanted([3, 0, 0], False)) == "Draw a character of each of 2 to 5 classes."
    assert str(some.wanted([1, 0, 2], False)) == "Now draw the character that is to be recognised."
    assert some.wanted([1, 0, 2], True) is None
    assert str(exact.wanted([1, 1, 0, 0], True)).startswith("Draw or fill in 2 more classes")
    assert exact.wanted([1, 1, 1, 1], True) is None


def test_strokes_are_drawn_with_the_familys_pen_at_its_size():
    family = Glyphs(side=20, thickness=[0.1, 0.3])
    picture = rasterised(family, CROSS)
    assert np.array_equal(picture, written(CROSS, 20, 0.2).numpy().astype(float))


def test_the_chances_are_those_of_the_distances_to_the_class_means_of_the_features(prototypes):
    experiment, problem, state = prototypes
    cross, ring, line = pictures(problem.family)
    figure = recognised(problem, experiment.strategy, state, [(0, cross), (1, ring), (1, line)], ring, "AB", 2)
    inputs = torch.tensor(np.stack([cross, ring, line, ring]), dtype=torch.float32)[None, :, None]
    features = problem.learner.embed(state.theta, inputs)[0]
    means = torch.stack([features[0], (features[1] + features[2]) / 2])
    expected = (-(features[3] - means).square().sum(1)).softmax(0)
    assert figure.chances.shape == (3, 2)
    np.testing.assert_allclose(figure.chances[0], [0.5, 0.5])
    np.testing.assert_allclose(figure.chances[1], expected.detach().numpy(), atol=1e-4)
    assert figure.read(1) == int(expected.argmax())


def test_more_classes_can_be_told_apart_than_in_training_where_the_strategy_compares(prototypes):
    experiment, problem, state = prototypes
    assert telling_apart(problem, experiment.strategy, 3).family.shape.outputs == 3
    wide = telling_apart(problem, experiment.strategy, 8)
    assert wide.family.shape.outputs == 8
    cross, ring, line = pictures(problem.family)
    support = [
        (way, each) for way, each in enumerate([cross, ring, line, cross + 0.1, ring + 0.1, line + 0.1, cross.T])
    ]
    figure = recognised(problem, experiment.strategy, state, support, line, "ABCDEFG", 1)
    assert figure.chances.shape == (2, 7)
    assert figure.chances.sum(1).tolist() == pytest.approx([1, 1])


def test_a_strategy_with_a_last_layer_of_its_own_adapts_to_the_drawn_pictures(small):
    experiment = small("digits-too-few-classes")
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(0, "initialisation"))
    ways = problem.family.shape.outputs
    drawn = [(way, np.roll(rasterised(problem.family, CROSS), way, 0)) for way in range(ways)]
    figure = recognised(problem, experiment.strategy, state, drawn, drawn[1][1], "ABCDE"[:ways], 2)
    batch = as_batch(drawn, drawn[1][1])
    stages = list(experiment.strategy.adapt(problem, state, batch.support, 2))
    expected = stages[2].predict(batch.query.inputs)[0, 0].softmax(0).detach().numpy()
    np.testing.assert_allclose(figure.chances[2], expected, atol=1e-5)


def test_it_is_said_what_the_picture_is_read_as_but_not_where_all_classes_are_alike(prototypes):
    experiment, problem, state = prototypes
    cross, ring, _ = pictures(problem.family)
    figure = recognised(problem, experiment.strategy, state, [(0, cross), (1, ring)], ring, ["left", "right"], 1)
    assert str(figure.said(0)).startswith("Nothing is known yet")
    assert str(figure.said(1)) == f"Read as right, with a chance of {figure.chances[1, 1]:.0%}."
    assert figure.columns()["class"] == ["left", "right"]
