"""The tasks that are kept with an experiment: a stranger's names are no markup, and a note says which do not fit."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

NAME = "<img src='file:///x'>"
FLAT = {"name": NAME, "kind": "classes", "inputs": [[0.5, 1]], "labels": [0]}
SURFACE = {"name": NAME, "kind": "points", "inputs": [[0.5, 1]], "targets": [0]}
WAVE = {"name": "Wave", "kind": "points", "inputs": [[0.5]], "targets": [0]}


@pytest.fixture(scope="module")
def trained(open_shared):
    """A window whose run on sine waves has ended."""
    desk = open_shared("sine-maml")
    desk.trigger("runAction")
    desk.finish()
    desk.original = desk.run.experiment
    return desk


@pytest.fixture
def desk(trained):
    """The window as it was, before a sampled task."""
    trained.run.experiment = trained.original
    trained.window.model.replace(trained.original)
    trained.window.workspace.task.touching.let_go()
    trained.until(lambda: trained.window.background.idle)
    return trained


class Late:
    """A background whose work is done when the test says so."""

    def __init__(self):
        self.asked = []

    def ask(self, topic, work, then):
        self.asked.append((work, then))

    def deliver(self):
        work, then = self.asked.pop(0)
        then(work())


def note(desk):
    return desk.window.workspace.task._misfits


def test_tags_in_the_name_of_a_kept_task_that_does_not_fit_are_shown_as_they_are(desk):
    desk.window.model.set("drawn", [FLAT])
    desk.until(lambda: not note(desk).isHidden())
    assert NAME in note(desk).text()
    assert note(desk).textFormat() == Qt.TextFormat.PlainText
    assert "&lt;img" in note(desk).toolTip()
    assert "<img" not in note(desk).toolTip()


def test_tags_in_the_name_of_a_kept_task_are_shown_as_they_are_where_it_cannot_be_shown(desk):
    desk.window.model.set("drawn", [SURFACE])
    choices, about = desk.find("shownTask", QComboBox), desk.window.workspace.task._about
    desk.until(lambda: choices.findText(NAME) >= 0)
    choices.activated.emit(choices.findText(NAME))
    desk.until(lambda: "does not fit" in about.text())
    assert about.textFormat() == Qt.TextFormat.PlainText
    assert "&lt;img" in about.toolTip()
    assert "<img" not in about.toolTip()


def test_a_task_fits_that_the_picture_can_show_whatever_was_edited_since_the_run(desk, small):
    desk.window.model.set("drawn", [WAVE])
    other = replace(small("shapes-matching"), drawn=desk.window.model.experiment.drawn)
    desk.window.model.replace(other)
    desk.until(lambda: desk.window.background.idle)
    assert note(desk).isHidden()


def test_what_was_found_out_for_another_strategy_is_not_told(desk, small, monkeypatch):
    late = Late()
    monkeypatch.setattr(note(desk), "_background", late)
    desk.window.model.set("drawn", [FLAT])
    desk.run.experiment = desk.original.with_value("strategy.inner_lr", 0.02)
    desk.window.moment.changed.emit()
    assert len(late.asked) == 2
    late.deliver()
    assert note(desk).isHidden()
    late.deliver()
    assert not note(desk).isHidden()


@pytest.mark.parametrize(("deed", "what"), [("_keep", "keep"), ("_forget", "forget")])
def test_after_keeping_a_task_went_wrong_losing_one_is_noticed_again(desk, monkeypatch, deed, what):
    touching, lost = desk.window.workspace.task.touching, []
    bar = touching.bar
    desk.window.model.set("drawn", [WAVE])
    bar.show_choice(desk.window.model.experiment.drawn[0])

    def broken(*_):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(touching._kept, what, broken)
        with pytest.raises(RuntimeError):
            getattr(bar, deed)()
    bar.lost.connect(lambda: lost.append(True))
    desk.window.model.set("drawn", [])
    assert lost
