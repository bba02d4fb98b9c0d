"""The outer-loop plot: what is drawn is what happened, on every axis, and values can be read off it."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton

from simulator.analysis.rounding import uncertain_loss
from simulator.analysis.statistics import half_width
from simulator.engine import Evaluated, Progress
from simulator.strategies.base import State
from tests.gui.drawing import points, references
from tests.gui.made_up import progress

LOSSES = [4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.2, 1.1]
VALIDATION = [3.0, 2.0, 1.0]


@pytest.fixture
def shown(open_window):
    """A window on a run with known numbers, and its outer plot."""
    desk = open_window("sine-maml", {"schedule.iterations": 8})
    made = progress(LOSSES, VALIDATION)
    desk.window.session.replay(desk.window.model.experiment, made)
    desk.window.view_settings.set(step=2)
    return desk, desk.window.workspace.outer


def control(view, name: str):
    (found,) = [
        each for kind in (QComboBox, QToolButton) for each in view.findChildren(kind) if each.accessibleName() == name
    ]
    return found


def test_training_is_drawn_raw_and_smoothed(shown):
    _, view = shown
    x, y = points(view.plot._raw)
    assert (x, y) == (list(range(1, 9)), LOSSES)
    x, y = points(view.plot._smooth)
    assert y == pytest.approx([np.mean(LOSSES[: index + 1]) for index in range(8)])


def test_validation_is_drawn_after_the_chosen_step_with_its_band(shown):
    desk, view = shown
    assert points(view.plot._validation) == ([0, 4, 8], VALIDATION)
    band = half_width(0.01 * np.resize([1.0, -1.0], (1, 8)))[0]
    _, y = points(view.plot._band)
    assert sorted(y[:6]) == pytest.approx(sorted([value + sign * band for value in VALIDATION for sign in (1, -1)]))
    step = control(view, "Inner step of the validation curve")
    assert [step.itemText(index) for index in range(step.count())] == ["after step 0", "after step 1", "after step 2"]
    step.setCurrentIndex(0)
    assert desk.window.view_settings.step == 0
    assert points(view.plot._validation)[1] == [4 * value for value in VALIDATION]


@pytest.mark.parametrize(
    ("axis", "name", "unit", "end"),
    [
        ("iterations", "meta-iterations", 1, 8),
        ("gradients", "gradient evaluations", 50, 1000),
        ("seconds", "time in seconds", 0.5, 5),
    ],
)
def test_the_x_axis_counts_iterations_gradients_or_seconds(shown, axis: str, name: str, unit: float, end: float):
    _, view = shown
    choice = control(view, "Horizontal axis")
    choice.setCurrentIndex(choice.findData(axis))
    assert points(view.plot._raw)[0] == [unit * number for number in range(1, 9)]
    assert points(view.plot._validation)[0] == [0, 4 * unit, 8 * unit]
    assert view.plot.bottom_axis.labelText == name
    assert view.plot.limits[:2] == (0, end)


def test_a_logarithmic_axis_draws_powers_of_ten(shown):
    _, view = shown
    _, _, bottom, top = view.plot.limits
    assert (bottom, top) == (0.0, 5.0)
    control(view, "Logarithmic loss axis").click()
    assert points(view.plot._raw)[1] == pytest.approx(np.log10(LOSSES))
    assert points(view.plot._validation)[1] == pytest.approx(np.log10(VALIDATION))
    assert view.plot.limits[2:] == pytest.approx((np.log10(0.05), np.log10(5.0)))
    ticks = view.plot.left_axis.tickValues(*view.plot.limits[2:], 300)[0][1]
    assert len(ticks) <= 6
    words = view.plot.left_axis.tickStrings(ticks, 1, 1)
    assert [float(word) for word in words] == pytest.approx([10**tick for tick in ticks])
    control(view, "Logarithmic loss axis").click()
    assert points(view.plot._raw)[1] == LOSSES


def test_reference_lines_stand_at_their_values_and_are_named_at_their_right_end(shown):
    _, view = shown
    assert references(view.plot) == {"from scratch": pytest.approx(4.0), "true wave known": pytest.approx(0.1)}
    right = view.plot.limits[1]
    assert all(label.pos().x() == right for _, label in view.plot._references)


def test_a_reference_far_above_is_named_at_the_top_with_its_value(open_window):
    desk = open_window("sine-maml", {"schedule.iterations": 8})
    desk.window.session.replay(desk.window.model.experiment, progress(LOSSES, VALIDATION, scratch=512.0))
    plot = desk.window.workspace.outer.plot
    assert [label.toPlainText() for _, label in plot._references] == ["from scratch \u2191 512", "true wave known"]
    line, label = plot._references[0]
    assert not line.isVisible()
    assert label.pos().y() < plot.limits[3]


def test_the_first_evaluation_is_seen_before_there_is_a_line(open_window):
    desk = open_window("sine-maml", {"schedule.iterations": 8})
    made = progress(LOSSES, VALIDATION)
    alone = Progress()
    alone.add(Evaluated(0, made.evaluations[0].scores, State({}), 0.0, 0))
    desk.window.session.replay(desk.window.model.experiment, alone)
    desk.window.view_settings.set(step=2)
    x, y = desk.window.workspace.outer.plot._first.getData()
    assert (x.tolist(), y.tolist()) == ([0.0], [pytest.approx(VALIDATION[0])])


def test_references_that_lie_close_are_named_apart_and_in_their_order(open_window):
    desk = open_window("sine-maml", {"schedule.iterations": 8})
    desk.window.session.replay(desk.window.model.experiment, progress(LOSSES, VALIDATION, scratch=0.5, oracle=0.4))
    plot = desk.window.workspace.outer.plot
    (scratch, oracle) = [label.pos().y() for _, label in plot._references]
    assert scratch - oracle >= 0.99 * plot.label_height()


def test_what_is_counted_has_ticks_at_whole_numbers_only(shown):
    _, view = shown
    assert view.plot.bottom_axis.tickValues(0.0, 2.0, 300)[0][1] == [0, 1, 2]
    choice = control(view, "Horizontal axis")
    choice.setCurrentIndex(choice.findData("seconds"))
    assert 0.5 in view.plot.bottom_axis.tickValues(0.0, 2.0, 300)[0][1]


def test_the_cursor_reads_exact_values_by_keyboard(shown):
    desk, view = shown
    plot = view.plot
    plot.setFocus()
    assert not plot.cursor_line.text
    band = half_width(0.01 * np.resize([1.0, -1.0], (1, 8)))[0]
    seen = {}
    for _ in range(60):
        QTest.keyClick(plot, Qt.Key.Key_Left)
    for _ in range(60):
        lines = plot.cursor_line.text.split("\n")
        seen[lines[0]] = lines[1:]
        QTest.keyClick(plot, Qt.Key.Key_Right)
    made = desk.progress
    assert list(seen) == [f"meta-iteration {number}" for number in range(1, 9)]
    for number in range(1, 9):
        loss, smooth = made.losses.values[number - 1], made.smoothed.values[number - 1]
        value = VALIDATION[number // 4]
        assert seen[f"meta-iteration {number}"] == [
            f"training {loss:.3g}, smoothed {smooth:.3g}",
            f"validation {uncertain_loss(value, band)}",
        ]
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot.cursor_line.text
    assert not plot.cursor_line.text


def test_the_cursor_follows_the_mouse_and_leaves_with_it(shown):
    _, view = shown
    plot = view.plot
    box = plot.getPlotItem().vb
    plot.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(5.2, 1.0)))
    assert plot.cursor_line.text.startswith("meta-iteration 5\n")
    assert plot.cursor_line.at == 5
    plot.scene().sigMouseMoved.emit(QPointF(-50, -50))
    assert not plot.cursor_line.text


def test_the_x_range_moves_in_nice_steps_up_to_the_plan(open_window):
    desk = open_window("linear-maml", {"schedule.iterations": 1_500, "schedule.evaluate_every": 500})
    ends = []
    plot = desk.window.workspace.outer.plot
    desk.window.session.advanced.connect(lambda: ends.append((desk.progress.iteration, plot.limits[1])))
    desk.trigger("runAction")
    desk.finish()
    assert len(ends) > 3
    for made, end in ends:
        assert made <= end <= 1_500
        assert end in (100, 200, 500, 1000, 1500)
        assert end == 100 or made >= 0.4 * end
    assert ends[-1] == (1_500, 1_500)


def test_before_a_run_the_plots_say_what_will_appear(open_window):
    desk = open_window()
    for name in ("outerLoopPlot", "innerLoopPlot", "taskPlot"):
        plot = desk.find(name)
        assert plot._empty.isVisible()
        assert "will appear here" in plot._empty.text() or "will be drawn here" in plot._empty.text()
    desk.trigger("runAction")
    desk.finish()
    desk.until(lambda: desk.window.workspace.task.figure is not None)
    for name in ("outerLoopPlot", "innerLoopPlot", "taskPlot"):
        assert not desk.find(name)._empty.isVisible()


def test_accuracy_is_offered_where_there_are_classes_and_drawn_in_percent(open_window):
    desk = open_window("digits-too-few-classes")
    view = desk.window.workspace.outer
    made = progress(LOSSES, VALIDATION, accuracy=[0.2, 0.5, 0.8])
    desk.window.session.replay(desk.window.model.experiment, made)
    measure = control(view, "Measure")
    assert measure.isVisible()
    assert measure.currentData() == "accuracy"
    assert view.plot.limits[2:] == (0.0, 1.0)
    assert points(view.plot._validation)[1] == pytest.approx([0.2, 0.5, 0.8])
    assert view.plot._raw.empty
    assert view.plot.left_axis.tickStrings([0.5], 1, 1) == ["50%"]
    assert not control(view, "Logarithmic loss axis").isEnabled()
    measure.setCurrentIndex(measure.findData("loss"))
    assert points(view.plot._raw)[1] == LOSSES
    assert points(view.plot._validation)[1] == VALIDATION


def test_accuracy_is_not_offered_in_regression(shown):
    _, view = shown
    assert not control(view, "Measure").isVisible()
