"""The inner-loop plot and the task view: they draw the latest evaluation, task by task and step by step."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from simulator.analysis.task_figure import FunctionFigure, ImagesFigure, ScatterFigure
from simulator.engine import Evaluated, Progress
from simulator.engine.events import Scores
from simulator.gui.views.task.images import ImageTaskView
from simulator.gui.views.task.shown import shown_task
from simulator.strategies.base import State
from tests.gui.drawing import points
from tests.gui.made_up import progress


def finished(open_window, example: str, values=None):
    desk = open_window(example, values)
    desk.trigger("runAction")
    desk.finish()
    desk.until(lambda: desk.window.workspace.task.figure is not None)
    return desk, desk.window.workspace


def test_the_inner_plot_draws_the_mean_after_each_step_among_earlier_ones(open_window):
    desk, workspace = finished(open_window, "sine-maml")
    scores = [each.scores.loss for each in desk.progress.evaluations]
    plot = workspace.inner.plot
    assert points(plot._now) == ([0, 1, 2], pytest.approx(scores[-1].mean(1)))
    drawn = [points(item)[1] for item in plot._earlier if not item.empty]
    assert drawn == [pytest.approx(each.mean(1)) for each in scores[:-1]]
    singles = [points(item)[1] for item in plot._tasks if not item.empty]
    assert singles == [pytest.approx(scores[-1][:, task]) for task in range(6)]
    assert points(plot._scratch)[1] == pytest.approx(desk.progress.references["scratch"].loss.mean(1))
    assert not plot._band.empty


def test_the_inner_plot_follows_the_logarithmic_axis(open_window):
    desk = open_window("sine-maml")
    desk.window.session.replay(desk.window.model.experiment, progress([2.0, 1.0], [3.0, 1.0]))
    plot = desk.window.workspace.inner.plot
    assert points(plot._now)[1] == pytest.approx([4.0, 2.0, 1.0])
    desk.window.view_settings.set(logarithmic=True)
    assert points(plot._now)[1] == pytest.approx(np.log10([4.0, 2.0, 1.0]))


def test_a_loss_above_the_inner_plot_is_named_with_its_step_and_its_line_is_drawn_up_to_there(open_window):
    desk = open_window("sine-maml", {"schedule.evaluation_steps": 3})
    made = Progress()
    rows = np.tile(np.array([[3.0], [0.5], [1e30], [np.inf]]), (1, 8))
    made.add(Evaluated(0, Scores("MAML", rows), State({}), 0.0, 0))
    desk.window.session.replay(desk.window.model.experiment, made)
    plot = desk.window.workspace.inner.plot
    assert plot.limits[3] == 5.0
    assert plot._above.isVisible()
    assert plot._above.toPlainText() == "above the picture from step 2 on"
    assert points(plot._now)[1][:2] == pytest.approx([3.0, 0.5])
    assert max(points(plot._now)[1]) < 1e4  # where Qt can still draw it
    desk.window.session.replay(desk.window.model.experiment, progress([2.0, 1.0], [3.0, 1.0]))
    assert not plot._above.isVisible()


def test_a_function_task_shows_its_truth_its_points_and_the_guess_before_and_after(open_window):
    _, workspace = finished(open_window, "sine-maml")
    task, figure = workspace.task, workspace.task.figure
    assert isinstance(figure, FunctionFigure)
    task.step = 2
    task._draw()
    assert points(task.plot._truth)[1] == pytest.approx(figure.truth)
    assert points(task.plot._before)[1] == pytest.approx(figure.guesses[0])
    assert points(task.plot._now)[1] == pytest.approx(figure.guesses[2])
    x, y = task.plot._support.getData()
    assert (x.tolist(), y.tolist()) == (figure.support_x.tolist(), figure.support_y.tolist())
    assert task._about.text().startswith(f"loss {figure.losses[0]:.3g} \u2192 {figure.losses[2]:.3g}")


def test_the_shown_guess_is_that_of_the_first_state(open_window):
    desk, workspace = finished(open_window, "sine-maml")
    state = desk.progress.evaluations[-1].state
    desk.until(
        lambda: np.array_equal(workspace.task.figure.guesses, shown_task(desk.run.experiment, state, 0, 2).guesses)
    )


def test_arrow_keys_choose_the_task_and_the_step(open_window):
    desk, workspace = finished(open_window, "sine-maml")
    task = workspace.task
    task.plot.setFocus()
    state = desk.progress.evaluations[-1].state
    assert (task.task, task.step) == (0, 1)
    for key, task_now, step_now in (
        (Qt.Key.Key_Right, 0, 2),
        (Qt.Key.Key_Right, 0, 2),
        (Qt.Key.Key_Left, 0, 1),
        (Qt.Key.Key_Left, 0, 0),
        (Qt.Key.Key_Left, 0, 0),
        (Qt.Key.Key_Down, 1, 0),
        (Qt.Key.Key_Up, 0, 0),
        (Qt.Key.Key_Up, 7, 0),
    ):
        QTest.keyClick(task.plot, key)
        assert (task.task, task.step) == (task_now, step_now)
    assert task._task_turn.label.text() == "task 8"
    assert task._step_turn.label.text() == "after step 0"
    wanted = shown_task(desk.run.experiment, state, 7, 2)
    desk.until(lambda: np.array_equal(task.figure.support_x, wanted.support_x))
    assert task.plot._now.empty
    assert points(task.plot._before)[1] == pytest.approx(wanted.guesses[0])


def test_buttons_and_menu_choose_the_task_and_the_step_too(open_window):
    _, workspace = finished(open_window, "sine-maml")
    task = workspace.task
    arrows = [button for turn in (task._task_turn, task._step_turn) for button in turn.widgets[::2]]
    assert [button.accessibleName() for button in arrows] == [
        "Previous task",
        "Next task",
        "Previous inner step",
        "Next inner step",
    ]
    for button in arrows[1:]:
        button.click()
    assert (task.task, task.step) == (1, 1)
    for name in ("nextTask", "nextInnerStep"):
        task.window().findChild(object, name).trigger()
    assert (task.task, task.step) == (2, 2)


def test_several_inputs_are_drawn_as_predictions_against_targets(open_window):
    _, workspace = finished(open_window, "linear-maml", {"task.inputs": 3})
    task, figure = workspace.task, workspace.task.figure
    assert isinstance(figure, ScatterFigure)
    x, y = task.plot._dots.getData()
    assert (x.tolist(), y.tolist()) == (figure.target.tolist(), figure.guesses[task.step].tolist())
    x, y = task.plot._first.getData()
    assert (x.tolist(), y.tolist()) == (figure.target.tolist(), figure.guesses[0].tolist())
    assert (task.plot.bottom_axis.labelText, task.plot.left_axis.labelText) == ("target", "prediction")


def test_pictures_say_how_many_are_read_right_before_and_after(open_window):
    _, workspace = finished(open_window, "digits-maml")
    task, figure = workspace.task, workspace.task.figure
    assert isinstance(figure, ImagesFigure)
    assert task.images.isVisible()
    assert not task.plot.isVisible()
    for step in (0, 1, 2):
        task.step = step
        task._draw()
        right = [int((figure.predicted[each] == figure.query_labels).sum()) for each in (0, step)]
        said = f"{right[0]} of 50 right before, {right[1]} after step {step}"
        assert task.images.accessibleDescription() == said
        assert said in task._about.text()


def test_right_and_wrong_pictures_are_told_apart_in_the_drawing(open_window):
    desk, workspace = finished(open_window, "digits-maml")
    figure = workspace.task.figure
    images = workspace.task.images
    steps, pictures = figure.predicted.shape
    drawn = []
    for predicted in (figure.query_labels, (figure.query_labels + 1) % 10):
        answers = np.tile(predicted, (steps, 1))
        images.show_images(ImagesFigure(**(figure.__dict__ | {"predicted": answers})), 1)
        drawn.append(images.grab().toImage())
    assert drawn[0] != drawn[1]
    assert images.summary() == f"0 of {pictures} right before, 0 after step 1"
    assert desk.window.theme.good != desk.window.theme.bad


def test_stepping_shows_the_task_of_the_first_iteration(open_window):
    desk = open_window("sine-maml")
    desk.trigger("stepAction")
    desk.until(lambda: desk.window.workspace.task.figure is not None)
    assert isinstance(desk.window.workspace.task.figure, FunctionFigure)


def test_forgetting_the_run_clears_the_plots(open_window):
    desk, workspace = finished(open_window, "sine-maml")
    desk.trigger("resetAction")
    assert workspace.task.figure is None
    assert workspace.inner.plot.figure is None
    for name in ("outerLoopPlot", "innerLoopPlot", "taskPlot"):
        assert desk.find(name)._empty.isVisible()
    assert workspace.finding.text() == "What is seen will be said here in words."


def test_pictures_stand_in_as_many_columns_as_their_names_have_room_for(qtbot):
    view = ImageTaskView()
    qtbot.addWidget(view)
    view.resize(346, 240)
    assert view._columns(SimpleNamespace(names=("0", "1", "2", "3", "4"))) == 10
    assert view._columns(SimpleNamespace(names=("f0f0", "5202", "5015", "2ad0", "f150"))) == 5
    assert view._columns(SimpleNamespace(names=tuple("0123456789"))) == 10
