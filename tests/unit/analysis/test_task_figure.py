"""The picture of one task: its truth, its points, and the guess after each inner step."""

import numpy as np
import pytest
import torch

from simulator.analysis.task_figure import GRID, FunctionFigure, ImagesFigure, ScatterFigure, task_figure
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator


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
