"""Every change of the experiment can be undone and redone, by its name, and a run that goes on hears of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QSpinBox

from simulator.experiment import load_example, save
from simulator.gui import undo
from simulator.gui.undo import Change


def texts(desk) -> tuple[str, str]:
    return desk.action("undoAction").text(), desk.action("redoAction").text()


@pytest.fixture
def slow(monkeypatch):
    """Changes never follow each other in quick succession."""
    monkeypatch.setattr(undo, "TOGETHER", -1.0)


def test_a_change_is_undone_and_redone_by_its_name(desk):
    before = desk.window.model.experiment
    assert texts(desk) == ("Undo", "Redo")
    assert not desk.action("undoAction").isEnabled()
    desk.find("strategy.inner_lr").setValue(0.05)
    after = desk.window.model.experiment
    assert texts(desk) == ("Undo Inner learning rate", "Redo")
    desk.trigger("undoAction")
    assert desk.window.model.experiment == before
    assert desk.find("strategy.inner_lr").value() == 0.1
    assert texts(desk) == ("Undo", "Redo Inner learning rate")
    desk.trigger("redoAction")
    assert desk.window.model.experiment == after
    assert desk.find("strategy.inner_lr").value() == 0.05


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda desk: desk.find("seed", QSpinBox).setValue(7), "Seed"),
        (lambda desk: desk.find("metaStrategy").setCurrentIndex(desk.find("metaStrategy").findData("reptile")), None),
        (lambda desk: desk.find("taskFamily").setCurrentIndex(desk.find("taskFamily").findData("sine")), None),
        (lambda desk: desk.trigger("example.sine-maml"), "opening"),
    ],
)
def test_seed_kinds_and_openings_are_undone_and_redone(desk, change, name):
    before = desk.window.model.experiment
    change(desk)
    after = desk.window.model.experiment
    assert after != before
    if name:
        assert texts(desk)[0] == f"Undo {name}"
    while desk.action("undoAction").isEnabled():
        desk.trigger("undoAction")
    assert desk.window.model.experiment == before
    while desk.action("redoAction").isEnabled():
        desk.trigger("redoAction")
    assert desk.window.model.experiment == after


def test_a_choice_of_a_kind_has_the_name_of_its_section(desk):
    combo = desk.find("metaStrategy")
    combo.setCurrentIndex(combo.findData("scratch"))
    assert texts(desk)[0] == "Undo Meta-strategy"
    desk.trigger("undoAction")
    assert combo.currentData() == "maml"
    assert desk.find("strategy.inner_lr").value() == 0.1


def test_a_drag_along_a_slider_is_one_change(desk):
    first = desk.window.model.experiment
    for value in (0.01, 0.02, 0.03, 0.04):
        desk.find("strategy.inner_lr").setValue(value)
    assert desk.window.safe.undo.stack.count() == 1
    desk.trigger("undoAction")
    assert desk.window.model.experiment == first


def test_changes_of_two_values_stay_two(desk):
    desk.find("strategy.inner_lr").setValue(0.05)
    desk.find("strategy.outer_lr").setValue(0.02)
    desk.find("strategy.inner_lr").setValue(0.04)
    assert desk.window.safe.undo.stack.count() == 3


def test_changes_of_one_value_that_lie_apart_stay_two(desk, slow):
    desk.find("strategy.inner_lr").setValue(0.05)
    desk.find("strategy.inner_lr").setValue(0.04)
    desk.trigger("undoAction")
    assert desk.window.model.experiment.strategy.inner_lr == 0.05


def test_a_drag_that_ends_where_it_began_is_no_change(desk):
    desk.find("strategy.inner_lr").setValue(0.05)
    desk.find("strategy.inner_lr").setValue(0.1)
    assert not desk.action("undoAction").isEnabled()


def test_a_refused_value_is_no_change_and_goes_with_the_next_undo(desk):
    desk.find("task.shots").setValue(5)
    desk.find("strategy.inner_lr").setValue(12.0)
    assert desk.window.safe.undo.stack.count() == 1
    desk.trigger("undoAction")
    assert desk.window.model.refusals == {}
    assert desk.find("strategy.inner_lr").value() == 0.1


def test_undoing_a_live_parameter_reaches_the_run(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.find("strategy.inner_lr").setValue(0.05)
    endless.until(lambda: len(endless.progress.changes) == 1)
    endless.trigger("undoAction")
    endless.until(lambda: len(endless.progress.changes) == 2)
    assert [change.new for change in endless.progress.changes] == [0.05, 0.1]
    assert endless.run.experiment.strategy.inner_lr == 0.1


def test_undoing_an_opening_returns_to_the_file_from_before(desk, monkeypatch, tmp_path, small):
    mine = tmp_path / "mine.toml"
    save(small("sine-maml"), mine)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mine), ""))
    desk.trigger("openAction")
    desk.settle()
    desk.trigger("example.linear-maml")
    assert desk.window.model.origin.file is None
    desk.trigger("undoAction")
    assert desk.window.model.origin.file == mine
    assert not desk.window.isWindowModified()
    desk.trigger("redoAction")
    assert desk.window.model.origin.file is None
    assert desk.window.model.experiment == load_example("linear-maml")


def test_the_changes_kept_are_bounded(desk, slow, monkeypatch):
    assert desk.window.safe.undo.stack.undoLimit() == undo.LIMIT == 200
    before = desk.window.model.experiment
    for _ in range(undo.LIMIT + 20):
        desk.window.safe.undo.stack.push(Change(desk.window.safe.undo, "seed", before, before))
    assert desk.window.safe.undo.stack.count() == undo.LIMIT


@pytest.fixture
def keyboard(desk):
    """Presses the platform's key for undo in the field that has the keyboard."""
    desk.window.activateWindow()

    def press(field) -> None:
        field.setFocus()
        desk.until(lambda: QApplication.focusWidget() is field)
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Undo))

    return press


def test_the_key_in_a_number_field_undoes_the_last_change(desk, keyboard):
    desk.find("task.shots").setValue(5)
    keyboard(desk.find("strategy.inner_lr"))
    assert desk.window.model.experiment.task.shots == 10


def test_the_key_in_a_number_that_is_being_typed_stays_with_the_field(desk, keyboard):
    desk.find("task.shots").setValue(5)
    field = desk.find("strategy.outer_lr")
    field.setFocus()
    desk.until(lambda: QApplication.focusWidget() is field)
    QTest.keyClicks(field, "1")
    keyboard(field)
    assert desk.window.model.experiment.task.shots == 5


def test_the_key_in_a_text_that_is_being_typed_stays_with_the_text(desk, keyboard):
    desk.trigger("example.sine-maml")
    desk.find("task.shots").setValue(5)
    field = desk.find("learner.hidden", QLineEdit)
    field.setFocus()
    desk.until(lambda: QApplication.focusWidget() is field)
    QTest.keyClicks(field, "7")
    keyboard(field)
    assert desk.window.model.experiment.task.shots == 5
    assert "7" not in field.text()


def test_both_keys_are_those_of_the_platform(desk):
    undo, redo = desk.action("undoAction"), desk.action("redoAction")
    assert undo.shortcut() == QKeySequence(QKeySequence.StandardKey.Undo)
    assert QKeySequence("Ctrl+Shift+Z") in redo.shortcuts()
    assert set(QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)[:1]) <= set(redo.shortcuts())
    assert Qt.Key.Key_Z in [key[0].key() for key in undo.shortcuts()]
