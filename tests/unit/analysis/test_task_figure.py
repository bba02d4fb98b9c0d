"""The picture of one task: its truth, its points, and the guess after each inner step."""

import numpy as np
import pytest
import torch

from simulator.analysis.task_figure import (
    GRID,
    AnswersFigure,
    BowlFigure,
    FunctionFigure,
    ImagesFigure,
    PlaneFigure,
    ScatterFigure,
    task_figure,
)
from simulator.analysis.task_figure.bowl import LEVELS
from simulator.analysis.task_figure.plane import CELLS
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator
from simulator.learners.linear import LinearLearner
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.tasks import FAMILIES
from simulator.tasks.base import ScatterDrawing
from simulator.tasks.quadratics import Quadratics
from tests.made_up import Blobs, Searching


def drawn(experiment, task: int = 1, steps: int = 2, guessing: bool = True):
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(0, "initialisation"))
    batch = draw(experiment, problem, "validation", "validation", 3)
    given = (strategy, state) if guessing else (None, None)
    return task_figure(problem, *given, batch, task, steps), problem, state, batch


def test_a_function_is_drawn_with_its_truth_its_points_and_a_guess_a_step(small):
    experiment = small("sine-maml")
    figure, problem, state, batch = drawn(experiment)
    assert isinstance(figure, FunctionFigure)
    amplitude, phase = (float(batch.latents[name][1]) for name in ("amplitude", "phase"))
    assert (figure.x[0], figure.x[-1], len(figure.x)) == (-5.0, 5.0, GRID)
    np.testing.assert_allclose(figure.truth, amplitude * np.sin(figure.x - phase), atol=1e-5)
    assert np.array_equal(figure.support_x, batch.support.inputs[1, :, 0].numpy().astype(float))
    assert np.array_equal(figure.query_y, batch.query.targets[1, :, 0].numpy().astype(float))
    stages = list(experiment.strategy.adapt(problem, state, batch.select(1).support, 2))
    grid = torch.linspace(-5, 5, GRID).view(1, GRID, 1)
    for step in range(3):
        np.testing.assert_allclose(figure.guesses[step], stages[step].predict(grid)[0, :, 0], atol=1e-5)
        expected = problem.mean_loss(stages[step].parameters, batch.select(1).query).item()
        assert figure.losses[step] == pytest.approx(expected, rel=1e-5)
    assert figure.about == experiment.task.describe(batch, 1)


def test_a_task_can_be_drawn_before_anything_is_learned(small):
    figure, *_ = drawn(small("sine-maml"), guessing=False)
    assert (figure.guesses.shape, figure.losses.shape) == ((0, GRID), (0,))


def test_a_function_of_several_inputs_is_drawn_as_predictions_against_targets(small):
    figure, *_, batch = drawn(small("linear-maml", {"task.inputs": 3}))
    assert isinstance(figure, ScatterFigure)
    assert np.array_equal(figure.target, batch.query.targets[1, :, 0].numpy().astype(float))
    assert figure.guesses.shape == (3, 10)


def test_pictures_are_drawn_with_their_labels_and_the_classes_predicted_at_each_step(small):
    experiment = small("digits-too-few-classes")
    figure, problem, state, batch = drawn(experiment, task=2)
    assert isinstance(figure, ImagesFigure)
    assert figure.names == tuple(str(int(digit)) for digit in batch.latents["classes"][2])
    assert figure.support.shape == (5, 8, 8)
    assert np.array_equal(figure.query, batch.query.inputs[2, :, 0].numpy().astype(float))
    assert np.array_equal(figure.query_labels, batch.query.targets[2].numpy())
    stages = list(experiment.strategy.adapt(problem, state, batch.select(2).support, 2))
    for step in range(3):
        predicted = stages[step].predict(batch.select(2).query.inputs).argmax(2)[0]
        assert np.array_equal(figure.predicted[step], predicted.numpy())


def made_up(family, strategy, learner=None, steps: int = 2):
    """The figure of task 1 of three of a family that is in no example."""
    problem = Problem(family, learner or LinearLearner(), 1)
    batch = family.sample(generator(0, "validation"), 3)
    state = strategy.init(problem, generator(0, "initialisation"))
    return task_figure(problem, strategy, state, batch, 1, steps), problem, state, batch


def test_a_learner_that_says_how_sure_it_is_gets_a_band_of_95_percent(small):
    figure, *_ = made_up(small("sine-maml").task, Searching())
    assert figure.deviation.tolist() == [[2.0] * GRID, [1.0] * GRID, [1.0] * GRID]
    low, high = figure.band(1)
    np.testing.assert_allclose(figure.guesses[1], figure.x + 1, atol=1e-6)
    np.testing.assert_allclose(high - figure.guesses[1], 1.96)
    np.testing.assert_allclose(figure.guesses[1] - low, 1.96)


def test_a_learner_that_does_not_has_none(small):
    figure, *_ = drawn(small("sine-maml"))
    assert (figure.deviation, figure.band(1)) == (None, None)


def test_a_stage_that_is_the_one_before_is_not_asked_again(small, monkeypatch):
    asked = []
    answer = Searching._answer
    monkeypatch.setattr(Searching, "_answer", lambda self, inputs: asked.append(1) or answer(self, inputs))
    figure, *_ = made_up(small("sine-maml").task, Searching(), steps=10)
    assert len(figure.guesses) == 11
    assert len(asked) == 4  # two stages, at the query and along the curve


def test_a_plane_shows_its_points_and_the_class_predicted_in_each_cell():
    figure, problem, state, batch = made_up(Blobs(), Maml(inner_lr=0.5))
    assert isinstance(figure, PlaneFigure)
    assert (figure.low, figure.high, figure.names) == (-3.0, 3.0, ("0", "1", "2"))
    assert np.array_equal(figure.support, batch.support.inputs[1].numpy().astype(float))
    assert np.array_equal(figure.query_labels, batch.query.targets[1].numpy())
    assert figure.regions.shape == (3, CELLS, CELLS)
    stages = list(Maml(inner_lr=0.5).adapt(problem, state, batch.select(1).support, 2))
    width = 6.0 / CELLS
    for row, column in ((0, 0), (5, 40), (CELLS - 1, 3)):
        middle = torch.tensor([[[-3 + width * (column + 0.5), -3 + width * (row + 0.5)]]])
        assert figure.regions[2, row, column] == int(stages[2].predict(middle).argmax())
    assert np.array_equal(figure.predicted[2], stages[2].predict(batch.select(1).query.inputs)[0].argmax(1).numpy())


def test_a_bowl_shows_the_loss_of_each_pair_of_weights_and_the_learners_way_down_it():
    strategy = Maml(inner_lr=0.1)
    figure, problem, state, batch = made_up(Quadratics(dimensions=2), strategy, LinearLearner(offset=False), steps=3)
    assert isinstance(figure, BowlFigure)
    stages = list(strategy.adapt(problem, state, batch.select(1).support, 3))
    for step, stage in enumerate(stages):
        np.testing.assert_allclose(figure.path[step], stage.parameters["weight"][0, :, 0].detach(), atol=1e-6)
    matrix, y = (value[1].numpy() for value in (batch.query.inputs, batch.query.targets))
    width = 6.0 / len(figure.loss)
    for row, column in ((0, 0), (90, 10)):
        theta = np.array([[-3 + width * (column + 0.5)], [-3 + width * (row + 0.5)]])
        assert figure.loss[row, column] == pytest.approx(np.mean((matrix @ theta - y) ** 2), rel=1e-4)
    assert figure.losses[0] > figure.losses[3]
    lowest = np.unravel_index(figure.loss.argmin(), figure.loss.shape)
    bands = figure.bands()
    assert (bands[lowest], bands.min(), bands.max()) == (0, 0, LEVELS)


def test_the_weights_of_a_learner_with_an_offset_are_drawn_without_it():
    figure, _, state, _ = made_up(Quadratics(dimensions=2), Maml(), LinearLearner(), steps=0)
    np.testing.assert_allclose(figure.path[0], state.theta["weight"][:, 0], atol=1e-6)


def test_a_student_is_drawn_with_the_answers_seen_and_the_chance_of_each_to_come():
    family = FAMILIES["students-irt"]()
    strategy = Maml(inner_lr=0.5)
    figure, problem, state, batch = made_up(family, strategy)
    assert isinstance(figure, AnswersFigure)
    asked = batch.support.inputs[1, :, : family.items].argmax(1) + 1
    assert np.array_equal(figure.support_items, asked.numpy())
    assert np.array_equal(figure.query_right, batch.query.targets[1, :, 0].numpy())
    stages = list(strategy.adapt(problem, state, batch.select(1).support, 2))
    for step, stage in enumerate(stages):
        chances = stage.predict(batch.select(1).query.inputs).sigmoid()[0, :, 0].detach()
        np.testing.assert_allclose(figure.chances[step], chances, atol=1e-6)
        right = ((chances > 0.5) == (batch.query.targets[1, :, 0] > 0.5)).sum()
        assert figure.foreseen(step) == int(right)


def test_the_task_is_handed_over_with_its_latents_for_the_oracle(small, monkeypatch):
    seen = []

    def overheard(self, problem, state, batch, steps):
        seen.append(batch)
        return self.adapt(problem, state, batch.support, steps)

    monkeypatch.setattr(Searching, "adapt_to", overheard)
    *_, batch = made_up(small("sine-maml").task, Searching())
    (given,) = seen
    assert torch.equal(given.latents["phase"], batch.latents["phase"][1:2])


@pytest.mark.parametrize(
    ("family", "columns"),
    [
        (Blobs(), {"support_x1", "support_label", "query_x2", "query_label"}),
        (Quadratics(dimensions=2), {"inner_step", "weight_1", "weight_2", "loss"}),
        (FAMILIES["students-irt"](), {"support_item", "support_right", "query_item", "query_right", "after_2_steps"}),
    ],
    ids=["plane", "bowl", "answers"],
)
def test_every_figure_has_its_numbers_by_name_also_before_anything_is_learned(family, columns):
    figure, problem, _, batch = made_up(family, Maml())
    assert columns <= set(figure.columns())
    bare = task_figure(problem, None, None, batch, 0, 0)
    assert len(bare.losses) == 0
    assert bare.columns()


def test_classes_without_a_drawing_of_their_own_are_drawn_by_their_numbers(small, monkeypatch):
    monkeypatch.setattr(Blobs, "drawing", property(lambda self: ScatterDrawing()))
    figure, *_, batch = made_up(Blobs(), Maml())
    assert isinstance(figure, ScatterFigure)
    assert np.array_equal(figure.target, batch.query.targets[1].numpy())
    assert set(figure.guesses.ravel()) <= {0.0, 1.0, 2.0}
