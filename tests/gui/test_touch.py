"""Touching the shown task: by mouse and by key; what is drawn is the adaptation to what was done, and can be kept."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton

from simulator.analysis.touched import OwnTask, own_of
from simulator.analysis.validation import bound
from simulator.experiment import load, misfits, save
from simulator.gui.views.task.shown import shown_own_task
from simulator.gui.views.touch.touch import Choice
from tests.gui.drawing import points

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton


class Hand:
    """A person before a window whose run has ended, or goes on."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.view = desk.window.workspace.task
        self.touch = self.view.touching.touch
        self.shown()

    @property
    def plot(self):
        return self.view._pages[type(self.view.figure)].widget

    @property
    def hands(self):
        return self.plot.hands

    def shown(self) -> None:
        """Wait until the picture is that of what is in hand."""
        self.desk.until(lambda: self.view.figure is not None)
        self.desk.until(lambda: self.touch.own is None or self.up_to_date())

    def up_to_date(self) -> bool:
        figure, own = self.view.figure, self.touch.own
        if self.view.touched is None or own is None or own.shots != len(self.hands.points):
            return False
        drawn = figure.support_y if hasattr(figure, "support_y") else figure.support[:, 1]
        wanted = own.targets[:, 0] if hasattr(figure, "support_y") else own.inputs[:, 1]
        known = figure.guesses if hasattr(figure, "guesses") else figure.regions
        every = self.desk.run.experiment.schedule.evaluation_steps + 1 if own.shots else 1
        return len(known) == every and len(drawn) == own.shots and np.allclose(drawn, wanted, atol=1e-4)

    def at(self, x: float, y: float) -> QPointF:
        """Where on the plot a place is."""
        scene = self.plot.getPlotItem().vb.mapViewToScene(QPointF(x, y))
        return QPointF(self.plot.mapFromScene(scene))

    def mouse(self, kind, x: float, y: float, button=LEFT) -> None:
        at, viewport = self.at(x, y), self.plot.viewport()
        held = NONE if kind == QEvent.Type.MouseButtonRelease else button
        pressed = NONE if kind == QEvent.Type.MouseMove else button
        modifiers = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(viewport, QMouseEvent(kind, at, viewport.mapToGlobal(at), pressed, held, modifiers))

    def drag(self, *places: tuple[float, float]) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, *places[0])
        for place in places[1:]:
            self.mouse(QEvent.Type.MouseMove, *place)
        self.mouse(QEvent.Type.MouseButtonRelease, *places[-1])
        self.shown()

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.plot, key, modifier)

    def press(self, name: str) -> None:
        self.desk.find(name, QToolButton).click()

    def keep(self, name: str) -> None:
        """Keep the task under a name, as a person would."""
        self.press("keepTask")
        field = self.desk.find("drawnName", QLineEdit)
        field.setText(name)
        QTest.keyClick(field, Qt.Key.Key_Return)

    @property
    def direct(self):
        """The picture of the points as they are, from the newest state."""
        run = self.desk.run
        inputs, targets = self.hands.points[:, :1], self.hands.points[:, 1:]
        if run.experiment.task.loss.classes:
            inputs, targets = self.hands.points, self.hands.labels.astype(float)
        own = OwnTask(inputs, targets, self.view.task if self.touch.choice is Choice.SAMPLED else None)
        return shown_own_task(run.experiment, run.progress.evaluations[-1].state, own, 2)


@pytest.fixture(scope="module")
def trained(open_shared):
    """A window whose run on sine waves has ended."""
    desk = open_shared("sine-maml")
    desk.trigger("runAction")
    desk.finish()
    return desk


@pytest.fixture
def hand(trained):
    """A person before the first task as it was sampled."""
    trained.window.model.set("drawn", [])
    view = trained.window.workspace.task
    view.touching.bar._tools["move"][0].click()
    view.touching.touch.choose(Choice.SAMPLED)
    view.touching.let_go()
    view.step, view.task, view.touched = 1, 0, None
    view.plot.hands._select(None)
    wanted = own_of(bound(trained.run.experiment)[1], 0).targets[:, 0]
    view.refresh()
    trained.until(lambda: view.figure is not None and np.array_equal(view.figure.support_y, wanted))
    return Hand(trained)


@pytest.fixture
def plane(open_window):
    desk = open_window("shapes-matching")
    desk.trigger("runAction")
    desk.finish()
    return Hand(desk)


def test_a_dragged_point_is_adapted_to_and_drawn_with_learning_from_scratch_beside_it(hand):
    start = tuple(hand.hands.points[0])
    hand.drag(start, (start[0], 0.3), (start[0] + 0.2, 0.6))
    assert hand.hands.points[0] == pytest.approx([start[0] + 0.2, 0.6], abs=0.15)  # as fine as a pixel
    wanted = hand.direct
    assert hand.view.figure.guesses == pytest.approx(wanted.figure.guesses)
    assert points(hand.plot._now)[1] == pytest.approx(wanted.figure.guesses[hand.view.step])
    assert points(hand.plot._scratch)[1] == pytest.approx(wanted.scratch.guesses[hand.view.step])
    assert hand.plot._scratch_name.toPlainText() == "from scratch"
    x, y = hand.plot._support.getData()
    assert np.stack([x, y], 1).tolist() == hand.hands.points.tolist()


def test_while_a_point_is_held_the_plot_stays_and_each_move_is_followed(hand):
    start, limits = tuple(hand.hands.points[0]), hand.plot.limits
    hand.mouse(QEvent.Type.MouseButtonPress, *start)
    for height in (limits[3], 5 * limits[3]):
        hand.mouse(QEvent.Type.MouseMove, start[0], height)
        hand.desk.until(lambda: hand.view.touched is not None)
        hand.desk.until(lambda: hand.view.figure.support_y[0] == pytest.approx(limits[3]))
        assert hand.plot.limits == limits
    hand.mouse(QEvent.Type.MouseButtonRelease, *start)


def test_a_double_click_adds_a_point_and_a_right_click_removes_one(hand):
    before = hand.hands.points
    hand.mouse(QEvent.Type.MouseButtonDblClick, 4.5, 0.0)
    hand.mouse(QEvent.Type.MouseButtonRelease, 4.5, 0.0)
    hand.shown()
    assert hand.hands.points[:-1].tolist() == before.tolist()
    assert hand.hands.points[-1] == pytest.approx([4.5, 0.0], abs=0.15)
    hand.mouse(QEvent.Type.MouseButtonPress, *before[3], RIGHT)
    hand.shown()
    assert hand.hands.points[:-1].tolist() == np.delete(before, 3, 0).tolist()
    assert hand.view.figure.guesses == pytest.approx(hand.direct.figure.guesses)


def test_points_are_selected_moved_added_and_removed_by_key(hand):
    before = hand.hands.points
    order = np.argsort(before[:, 0])
    hand.key(Qt.Key.Key_PageDown)
    hand.key(Qt.Key.Key_PageDown)
    hand.key(Qt.Key.Key_PageUp)
    assert hand.hands.selected == order[0]
    hand.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    bottom, top = hand.plot.limits[2:]
    wanted = before[order[0]] + [0, (top - bottom) / 100]
    assert hand.hands.points[order[0]] == pytest.approx(wanted, abs=1e-5)
    assert hand.hands.said().startswith(f"point {order[0] + 1} of {len(before)} at ")
    hand.key(Qt.Key.Key_Insert)
    assert len(hand.hands.points) == len(before) + 1
    hand.key(Qt.Key.Key_Delete)
    hand.shown()
    assert len(hand.hands.points) == len(before)
    assert hand.view.figure.guesses == pytest.approx(hand.direct.figure.guesses)


def test_arrow_keys_alone_still_choose_step_and_task_of_a_touched_task(hand):
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    hand.key(Qt.Key.Key_Right)
    assert hand.view.step == 2
    assert points(hand.plot._now)[1] == pytest.approx(hand.direct.figure.guesses[2])
    hand.key(Qt.Key.Key_Down)
    hand.desk.until(lambda: hand.view.touched is None)
    assert (hand.view.task, hand.touch.own) == (1, None)
    assert hand.plot._scratch.empty


def test_changes_are_undone_one_gesture_at_a_time_and_all_together(hand):
    before = hand.hands.points
    start = tuple(before[0])
    hand.drag(start, (start[0], 0.1), (start[0], 0.2))
    once = hand.hands.points
    hand.key(Qt.Key.Key_Insert)
    hand.press("undoTouch")
    hand.shown()
    assert hand.hands.points.tolist() == once.tolist()
    hand.press("restoreTask")
    hand.desk.until(lambda: hand.view.touched is None)
    assert hand.hands.points.tolist() == before.tolist()
    assert not hand.desk.find("undoTouch").isEnabled()


def test_a_click_that_moves_nothing_is_not_to_be_undone(hand):
    start = tuple(hand.hands.points[0])
    hand.drag(start)
    assert hand.hands.selected == 0
    assert not hand.desk.find("undoTouch").isEnabled()
    hand.drag(start, (start[0], 0.2))
    assert hand.desk.find("undoTouch").isEnabled()


def test_a_point_that_is_held_is_not_removed_by_key(hand):
    before = len(hand.hands.points)
    start = tuple(hand.hands.points[0])
    hand.mouse(QEvent.Type.MouseButtonPress, *start)
    hand.key(Qt.Key.Key_Delete)
    hand.mouse(QEvent.Type.MouseMove, start[0], 0.2)
    hand.mouse(QEvent.Type.MouseButtonRelease, start[0], 0.2)
    hand.shown()
    assert len(hand.hands.points) == before


def test_a_gesture_ends_where_its_plot_is_left(hand):
    start = tuple(hand.hands.points[0])
    hand.mouse(QEvent.Type.MouseButtonPress, *start)
    hand.mouse(QEvent.Type.MouseMove, start[0], 0.2)
    assert hand.touch.held
    hand.hands.drop()
    assert not hand.touch.held


def test_undoing_the_first_change_shows_the_sampled_task_again(hand):
    before = hand.view.figure
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    hand.press("undoTouch")
    hand.desk.until(lambda: hand.view.touched is None and len(hand.hands.points) == len(before.support_x))
    assert hand.view.figure.guesses == pytest.approx(before.guesses)


def test_a_task_is_painted_on_an_empty_plot_kept_saved_and_read_again(hand, tmp_path):
    choices = hand.desk.find("shownTask", QComboBox)
    choices.setCurrentIndex(choices.findText("Empty, to fill"))
    choices.activated.emit(choices.currentIndex())
    hand.shown()
    assert hand.view._about.text() == "There are no points yet: add them by double clicks, or paint them."
    hand.press("paintPoints")
    hand.drag(*((x, np.sin(x)) for x in np.linspace(-4, 4, 60)))
    painted = hand.hands.points
    assert len(painted) >= 5
    assert np.abs(painted[:, 1] - np.sin(painted[:, 0])).max() < 0.25  # within a pixel's height
    assert hand.view.figure.truth is None
    assert hand.view.figure.guesses == pytest.approx(hand.direct.figure.guesses)
    hand.keep("A wave of mine")
    experiment = hand.desk.window.model.experiment
    save(experiment, tmp_path / "mine.toml")
    (kept,) = load(tmp_path / "mine.toml").drawn
    assert kept.name == "A wave of mine"
    assert np.array(kept.inputs)[:, 0] == pytest.approx(painted[:, 0], abs=1e-5)
    assert kept.targets == pytest.approx(painted[:, 1], abs=1e-5)
    assert choices.currentText() == "A wave of mine"
    hand.desk.until(lambda: str(hand.view.figure.about) == "A wave of mine")


def test_keeping_a_task_can_be_undone_and_a_kept_one_removed(hand):
    hand.keep("One")
    hand.keep("Two")
    names = [task.name for task in hand.desk.window.model.experiment.drawn]
    assert names == ["One", "Two"]
    hand.press("forgetTask")
    assert [task.name for task in hand.desk.window.model.experiment.drawn] == ["One"]
    hand.desk.window.safe.undo.stack.undo()
    assert [task.name for task in hand.desk.window.model.experiment.drawn] == ["One", "Two"]
    choices = hand.desk.find("shownTask", QComboBox)
    assert [choices.itemText(index) for index in range(choices.count())][2:] == ["One", "Two"]


def test_undoing_to_keep_a_task_goes_back_to_what_was_in_hand_before(hand):
    choices = hand.desk.find("shownTask", QComboBox)
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    touched = hand.touch.own
    hand.keep("One")
    assert choices.currentText() == "One"
    hand.desk.window.safe.undo.stack.undo()
    hand.shown()
    assert (choices.currentText(), hand.touch.own) == ("Sampled", touched)
    assert hand.touch.edited
    hand.press("undoTouch")
    hand.desk.until(lambda: hand.view.touched is None)


def test_undoing_to_keep_a_task_in_the_place_of_another_goes_back_to_that_one_as_it_was_changed(hand):
    hand.keep("Mine")
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    changed = hand.touch.own
    hand.keep("Mine")
    assert hand.touch.own is not changed
    hand.desk.window.safe.undo.stack.undo()
    assert hand.touch.own is changed
    assert hand.touch.choice == hand.desk.window.model.experiment.drawn[0]
    assert hand.desk.find("shownTask", QComboBox).currentText() == "Mine"


def test_a_kept_task_that_does_not_fit_is_named_over_the_picture_and_stays_with_the_experiment(hand):
    note = hand.view._misfits
    table = {"name": "Flat", "kind": "classes", "inputs": [[0.5, 1]], "labels": [0]}
    hand.desk.window.model.set("drawn", [table])
    hand.desk.until(lambda: not note.isHidden())
    assert note.text() == str(misfits(hand.desk.window.model.experiment)[0])
    assert hand.desk.window.model.experiment.drawn[0].table() == table
    hand.desk.window.model.set("drawn", [])
    assert note.isHidden()


def test_it_stays_said_why_a_chosen_task_is_not_shown_until_another_one_is_chosen(hand):
    surface = {"name": "Surface", "kind": "points", "inputs": [[0.5, 1]], "targets": [0]}
    hand.desk.window.model.set("drawn", [surface])
    choices = hand.desk.find("shownTask", QComboBox)
    choices.setCurrentIndex(choices.findText("Surface"))
    before = hand.view.figure
    choices.activated.emit(choices.currentIndex())
    hand.desk.until(lambda: hand.view.figure is not before)
    assert hand.view._about.text() == str(misfits(hand.desk.window.model.experiment)[0])
    assert choices.currentText() == "Sampled"
    hand.view.move_task(1)
    hand.desk.until(lambda: "does not fit" not in hand.view._about.text())


def test_a_point_far_away_is_hinted_at_and_a_loss_without_bounds_is_told_in_words(hand):
    far = {"name": "Far", "kind": "points", "inputs": [[0.5], [1.0]], "targets": [1e6, 0.0]}
    hand.desk.window.model.set("drawn", [far])
    choices = hand.desk.find("shownTask", QComboBox)
    choices.setCurrentIndex(choices.findText("Far"))
    choices.activated.emit(choices.currentIndex())
    hand.desk.until(lambda: hand.view.touched is not None)
    assert hand.view._about.text().startswith("1 of 2 points lie far above or below those of all sampled tasks")
    lost = replace(hand.view.figure, losses=np.array([2.0, np.inf, np.nan]))
    hand.view.show_touched(replace(hand.view.touched, figure=lost))
    assert "loss 2 \N{RIGHTWARDS ARROW} too large for a number" in hand.view._about.text()


def test_a_task_kept_under_its_own_name_takes_its_place(hand):
    hand.keep("Mine")
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    hand.press("keepTask")
    field = hand.desk.find("drawnName", QLineEdit)
    assert field.text() == "Mine"
    QTest.keyClick(field, Qt.Key.Key_Return)
    (kept,) = hand.desk.window.model.experiment.drawn
    assert len(kept.inputs) == len(hand.hands.points) == 11


def test_a_name_that_is_refused_is_answered_in_place_and_escape_leaves_it(hand):
    hand.keep("  ")
    assert "it must be text of 1 to 60 characters" in hand.view._about.text()
    field = hand.desk.find("drawnName", QLineEdit)
    assert not field.isHidden()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.isHidden()
    assert hand.desk.window.model.experiment.drawn == ()


def test_a_touched_task_follows_a_run_that_goes_on_and_keeping_it_says_nothing_of_a_new_run(endless):
    desk = endless
    desk.trigger("runAction")
    hand = Hand(desk)
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    first, own = hand.view.figure, hand.touch.own
    desk.until(lambda: hand.view.figure is not first and not np.array_equal(hand.view.figure.guesses, first.guesses))
    assert hand.touch.own is own
    assert len(hand.view.figure.support_x) == own.shots
    hand.keep("Mine")
    assert desk.window.session.running
    assert desk.notice == "" or not desk.window.workspace.notice.isVisible()


def test_the_points_of_one_family_are_let_go_for_another(desk):
    desk.trigger("runAction")
    desk.finish()
    hand = Hand(desk)
    hand.key(Qt.Key.Key_Insert)
    hand.shown()
    other = hand.desk.run.experiment.with_value("task.noise", 0.5)
    hand.desk.window.session.start(other)
    hand.desk.finish()
    hand.desk.until(lambda: hand.view.figure is not None and hand.view.touched is None)
    assert hand.touch.own is None


def test_points_of_a_plane_are_dragged_and_added_in_the_chosen_class(plane):
    start = tuple(plane.hands.points[0])
    plane.drag(start, (0.0, 0.0))
    assert plane.hands.points[0] == pytest.approx([0, 0], abs=0.1)
    assert np.array_equal(plane.view.figure.regions, plane.direct.figure.regions)
    labels = plane.desk.find("newLabel", QComboBox)
    labels.setCurrentIndex(1)
    labels.activated.emit(1)
    plane.press("addPoints")
    plane.drag((1.0, 1.0), (1.2, 1.0))
    assert plane.hands.labels[-1] == 1
    assert plane.view.figure.support_labels[-1] == 1
    assert np.array_equal(plane.view.figure.regions, plane.direct.figure.regions)
    assert "; from scratch " in plane.view._about.text()
    plane.keep("Classes")
    (kept,) = plane.desk.window.model.experiment.drawn
    assert kept.labels == tuple(plane.hands.labels.tolist())


def test_no_more_points_are_added_than_a_task_has_room_for(hand):
    hand.hands.take(np.zeros((200, 2)))
    hand.hands.add()
    assert len(hand.hands.points) == 200
    assert hand.view._about.text() == "A task has room for 200 points."
