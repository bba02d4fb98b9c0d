"""A student's answers are toggled, and the numbers of all students are a tab away."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from simulator.analysis.validation import bound
from simulator.experiment.drawn import DrawnAnswers
from simulator.experiment.drawn_fit import unfit
from tests.gui.drawing import points

EXAMPLES = ["students-bkt", "students-memory", "students-class"]


def finished(desk):
    """The view by hand once the run has ended."""
    view = desk.by_hand("studentsView")
    desk.until(lambda: view.imagining.figure is not None)
    return view


@pytest.fixture(scope="module")
def opened(open_shared):
    desk = open_shared("students-irt")
    finished(desk)
    return desk


@pytest.fixture
def students(opened):
    """The window on a finished run, its first student's answers as they were given."""
    task = opened.window.workspace.task
    task.move_task(-task.task)
    task.by_hand.setChecked(True)
    view = opened.find("studentsView")
    view.tabs.setCurrentIndex(0)
    view.imagining._imagined.clear()
    view.imagining.toggles._at = 0
    view.imagining._chosen("sampled")
    problem, batch = bound(opened.run.experiment)
    first = problem.family.describe(batch, 0)
    pane = view.imagining
    opened.until(lambda: pane.current and pane.figure.about == first and not changed(pane.figure))
    return opened, task, view


def changed(figure) -> list[int]:
    return np.flatnonzero(figure.right != figure.imagined).tolist()


def keep_changed(desk, pane) -> None:
    """Change the first answer, and keep what is imagined."""
    QTest.keyClick(pane.toggles, Qt.Key.Key_Space)
    desk.until(lambda: changed(pane.figure) == [0])
    pane.bar.save.click()
    QTest.keyClick(pane.bar.name, Qt.Key.Key_Return)


def test_the_space_bar_changes_the_answer_in_hand_and_adapts_again(students):
    desk, _, view = students
    pane = view.imagining
    QTest.keyClick(pane.toggles, Qt.Key.Key_Right)
    QTest.keyClick(pane.toggles, Qt.Key.Key_Space)
    desk.until(lambda: changed(pane.figure) == [1])
    item, right = pane.figure.seen[1], pane.figure.imagined[1]
    assert pane.toggles.accessibleDescription().endswith(f"to item {item}: {'right' if right else 'wrong'}")
    assert view.summary().startswith(f"If item {item} were {'right' if right else 'wrong'}")
    QTest.keyClick(pane.toggles, Qt.Key.Key_Space)
    desk.until(lambda: changed(pane.figure) == [])


def test_a_click_changes_an_answer_and_all_can_be_taken_back(students):
    desk, task, view = students
    pane = view.imagining
    QTest.mouseClick(pane.toggles, Qt.MouseButton.LeftButton, pos=QPoint(3 * pane.toggles._pitch + 8, 10))
    desk.until(lambda: changed(pane.figure) == [3])
    assert desk.window.workspace.columns(task)["difference"] == pane.figure.difference.tolist()
    pane.restore.click()
    desk.until(lambda: changed(pane.figure) == [])
    assert not pane.restore.isEnabled()


def test_what_was_imagined_of_a_student_is_still_there_after_looking_at_another(students):
    desk, task, view = students
    pane = view.imagining
    QTest.keyClick(pane.toggles, Qt.Key.Key_Space)
    desk.until(lambda: changed(pane.figure) == [0])
    mine = pane.figure.about
    task.move_task(1)
    desk.until(lambda: pane.figure.about != mine)
    assert changed(pane.figure) == []
    task.move_task(-1)
    desk.until(lambda: pane.figure.about == mine)
    assert changed(pane.figure) == [0]


def test_a_key_that_comes_before_the_next_student_is_seen_changes_nothing_of_either(students):
    desk, task, view = students
    pane = view.imagining
    task.move_task(1)
    pane._student = replace(pane._student, task=1)  # as it is looked at, while the picture is on its way
    QTest.keyClick(pane.toggles, Qt.Key.Key_Space)
    assert pane._imagined == {}
    desk.until(lambda: task.figure is not None and pane.current)
    QTest.keyClick(pane.toggles, Qt.Key.Key_Space)
    desk.until(lambda: changed(pane.figure) == [0])


def test_it_is_said_where_a_strategy_gives_no_bands(students):
    _, _, view = students
    assert "gives no bands" in view.imagining._legend.text()
    assert "exact posterior" in view.imagining._legend.text()


def test_every_tab_is_drawn_in_both_appearances_and_hands_its_numbers_out(students):
    desk, task, view = students
    panes, pictures = (view.imagining, view.needed, view.served), {}
    for name in ("dark", "light"):
        desk.trigger(f"theme.{name}")
        for index, pane in enumerate(panes):
            view.tabs.setCurrentIndex(index)
            desk.until(lambda pane=pane: pane.figure is not None)
            assert view.summary()
            assert desk.window.workspace.columns(task) == pane.figure.columns()
            pictures[name, index] = view.grab().toImage()
    assert all(pictures["dark", index] != pictures["light", index] for index in range(3))


def test_the_curve_and_the_number_that_is_enough_follow_the_limit(students):
    desk, _, view = students
    view.tabs.setCurrentIndex(1)
    pane = view.needed
    desk.until(lambda: pane.figure is not None)
    assert points(pane.plot.ours)[1] == pane.figure.measures["loss"].mean.tolist()
    pane.limit.setValue(1.0)
    assert points(pane.plot.enough)[0] == [0.0, 0.0]
    assert view.summary().startswith("Within 1 in loss of the exact posterior after 0 answers")
    pane.limit.setValue(0.0)
    assert pane.plot.enough.empty == (pane.figure.enough(0.0) is None)
    pane.measure.setCurrentIndex(2)
    assert points(pane.plot.ours)[1] == pane.figure.measures["auc"].mean.tolist()


def test_a_worst_served_student_is_seen_by_a_click_or_by_enter(students):
    desk, task, view = students
    view.tabs.setCurrentIndex(2)
    desk.until(lambda: view.served.figure is not None)
    (worst,) = view.served.figure.worst
    item = view.served.list.item(0)
    assert item.text().startswith(f"task {worst + 1}: loss")
    view.served.list.itemActivated.emit(item)
    assert not task.by_hand.isChecked()
    assert task.task == worst
    desk.until(lambda: task.figure.about == view.served.figure.about[0])


def test_imagined_answers_are_kept_with_the_experiment_and_come_back(students):
    desk, _, view = students
    pane = view.imagining
    keep_changed(desk, pane)
    (kept,) = desk.window.model.experiment.drawn
    assert isinstance(kept, DrawnAnswers)
    assert kept.items == tuple(pane.figure.seen)
    assert [int(each) for each in kept.right] == pane.figure.imagined.tolist()
    desk.until(lambda: pane.bar.shown == kept and changed(pane.figure) == [0])
    pane._chosen("sampled")
    desk.until(lambda: pane.current)
    pane.restore.click()
    desk.until(lambda: changed(pane.figure) == [])
    pane._chosen(kept)
    desk.until(lambda: changed(pane.figure) == [0])


def test_kept_answers_of_others_are_a_student_of_their_own_or_refused_in_a_sentence(students):
    desk, _, view = students
    pane = view.imagining
    pane._chosen(DrawnAnswers("mine", (1, 2), (True, False)))
    desk.until(lambda: pane.figure.seen.tolist() == [1, 2])
    assert str(pane.figure.about) == "mine"
    far = DrawnAnswers("far", (99,), (True,))
    pane._chosen(far)
    desk.until(lambda: view.summary() == str(unfit(far, desk.run.experiment.task)))
    assert pane.bar.shown == "sampled"


def test_undoing_to_keep_answers_shows_them_as_they_were_imagined_before(students):
    desk, _, view = students
    pane = view.imagining
    keep_changed(desk, pane)
    desk.until(lambda: pane._student.kept is not None and pane.current)
    desk.window.safe.undo.stack.undo()
    assert pane.bar.shown == "sampled"
    desk.until(lambda: pane._student.kept is None and pane.current and changed(pane.figure) == [0])


def test_every_family_of_students_has_its_numbers_also_when_the_example_is_switched(opened, small):
    for example in EXAMPLES:
        opened.window.model.replace(small(example))
        view, shots = finished(opened), opened.run.experiment.task.shots
        imagining, needed = view.imagining, view.needed
        view.tabs.setCurrentIndex(0)
        opened.until(lambda pane=imagining, shots=shots: len(pane.figure.seen) == shots)
        before = needed.figure
        view.tabs.setCurrentIndex(1)
        opened.until(lambda pane=needed, before=before: pane.figure is not before)
        assert needed.figure.seen[-1] == shots
        assert (needed.figure.exact == {}) == (example != "students-bkt")
        view.tabs.setCurrentIndex(2)
        opened.until(lambda pane=view.served: pane.figure is not None)
