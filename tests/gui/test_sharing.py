"""Files and texts to share: saved where they came from, dropped, pasted, and shared with or without runs."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from simulator.experiment import load, save
from simulator.experiment.files import from_text, to_text
from simulator.store.shared.file import read


@pytest.fixture
def name(monkeypatch):
    """Answers every question for a file."""

    def answer(path: Path | str) -> None:
        for question in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, question, lambda *_: (str(path), ""))

    return answer


@pytest.fixture
def keeping(open_window, tmp_path):
    """A window that keeps its runs."""
    desk = open_window(database=tmp_path / "runs.sqlite")
    desk.until(lambda: desk.window.keeping.store is not None)
    return desk


@pytest.fixture
def ran(keeping):
    """A window with one complete run in its database."""
    keeping.trigger("runAction")
    keeping.finish()
    keeping.until(lambda: keeping.run.kept is not None)
    return keeping


def drop(desk, *files: Path) -> bool:
    """Drag files over the window, and drop them if it takes them; returns whether it does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, none, copying = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPointF(5, 5).toPoint(), copying, data, left, none)
    entered.ignore()
    desk.window.dragEnterEvent(entered)
    if entered.isAccepted():
        desk.window.dropEvent(QDropEvent(QPointF(5, 5), copying, data, left, none))
    return entered.isAccepted()


def test_saving_writes_the_file_that_was_opened_without_asking(desk, small, name, tmp_path, monkeypatch):
    save(small("sine-maml"), tmp_path / "mine.toml")
    name(tmp_path / "mine.toml")
    desk.trigger("openAction")
    desk.settle()
    desk.find("task.shots").setValue(7)
    assert desk.window.isWindowModified()
    name("")
    desk.trigger("saveAction")
    assert load(tmp_path / "mine.toml") == desk.window.model.experiment
    assert not desk.window.isWindowModified()
    desk.trigger("undoAction")
    assert desk.window.isWindowModified()


def test_saving_under_another_name_makes_that_the_file(desk, name, tmp_path):
    name(tmp_path / "one.toml")
    desk.trigger("saveAction")
    name(tmp_path / "two")
    desk.trigger("saveAsAction")
    desk.find("task.shots").setValue(7)
    desk.trigger("saveAction")
    assert load(tmp_path / "two.toml").task.shots == 7
    assert load(tmp_path / "one.toml").task.shots == 10


def test_an_example_is_never_written_over(desk, name, tmp_path):
    desk.trigger("example.sine-maml")
    name(tmp_path / "asked.toml")
    desk.trigger("saveAction")
    assert (tmp_path / "asked.toml").exists()


def test_only_what_is_not_saved_is_marked_in_the_title(desk):
    assert not desk.window.isWindowModified()
    assert "[*]" not in desk.window.windowTitle()
    desk.find("task.shots").setValue(7)
    assert desk.window.windowTitle().startswith("MAML on linear functions[*] ")


def test_the_experiment_is_copied_as_text_and_pasted(desk):
    desk.find("task.shots").setValue(7)
    copied = desk.window.model.experiment
    desk.trigger("copyTextAction")
    assert from_text(QGuiApplication.clipboard().text()) == copied
    desk.trigger("example.sine-maml")
    desk.trigger("pasteAction")
    assert desk.window.model.experiment == copied
    assert desk.window.isWindowModified()
    desk.trigger("undoAction")
    assert desk.window.model.experiment.task.kind == "sine"


@pytest.mark.parametrize("text", ["", "hello", "format = 1\n[task]\nkind = 'sine'\nshots = 0\n"])
def test_a_wrong_text_is_a_sentence_in_place_and_changes_nothing(desk, text):
    QGuiApplication.clipboard().setText(text)
    before = desk.window.model.experiment
    desk.trigger("pasteAction")
    assert desk.notice.endswith(".")
    assert desk.window.model.experiment == before
    assert not desk.action("undoAction").isEnabled()


def test_a_shared_file_holds_the_experiment(desk, name, tmp_path):
    name(tmp_path / "mine")
    desk.trigger("shareAction")
    desk.until(lambda: desk.notice)
    assert desk.notice == "mine.learnsim holds the experiment."
    shared = read(tmp_path / "mine.learnsim")
    assert (shared.experiment, shared.runs) == (desk.window.model.experiment, ())


def test_without_a_saved_run_none_is_shared_and_that_is_said(keeping, name, tmp_path):
    name(tmp_path / "mine")
    keeping.trigger("shareRunsAction")
    assert keeping.notice == "There is no saved run to share yet. Run the experiment first."


def test_a_shared_run_is_added_to_the_list_of_another_database(ran, open_window, name, tmp_path):
    name(tmp_path / "mine")
    ran.trigger("shareRunsAction")
    ran.until(lambda: "holds the experiment and" in ran.notice)
    (tmp_path / "other").mkdir()
    other = open_window("sine-maml", database=tmp_path / "other" / "runs.sqlite")
    other.until(lambda: other.window.keeping.store is not None)
    name(tmp_path / "mine.learnsim")
    other.trigger("openAction")
    other.until(lambda: other.notice)
    other.until(lambda: other.notice == "One run was added to the list.")
    assert other.window.model.experiment == ran.window.model.experiment
    assert [each.state for each in other.window.keeping.store.runs()] == ["completed"]
    other.trigger("openAction")
    other.until(lambda: other.notice == "The runs in the file are in the list already.")


def test_saving_what_came_from_a_shared_file_asks_for_a_name(desk, name, tmp_path):
    name(tmp_path / "mine")
    desk.trigger("shareAction")
    desk.until(lambda: desk.notice)
    bytes_ = (tmp_path / "mine.learnsim").read_bytes()
    name(tmp_path / "mine.learnsim")
    desk.find("task.shots").setValue(7)
    desk.trigger("openAction")
    desk.until(lambda: desk.window.model.experiment.task.shots == 10)
    name(tmp_path / "asked.toml")
    desk.trigger("saveAction")
    assert (tmp_path / "asked.toml").exists()
    assert (tmp_path / "mine.learnsim").read_bytes() == bytes_


def test_a_wrong_shared_file_is_a_sentence_in_place_and_changes_nothing(desk, name, tmp_path):
    (tmp_path / "bad.learnsim").write_bytes(b"no zip")
    name(tmp_path / "bad.learnsim")
    before = desk.window.model.experiment
    desk.trigger("openAction")
    desk.until(lambda: desk.notice)
    assert "bad.learnsim" in desk.notice
    assert desk.window.model.experiment == before


def test_a_dropped_file_is_opened(desk, small, tmp_path):
    save(small("sine-maml", {"seed": 3}), tmp_path / "mine.toml")
    assert drop(desk, tmp_path / "mine.toml")
    desk.settle()
    assert desk.window.model.experiment.seed == 3


def test_of_several_dropped_files_the_first_is_opened_and_that_is_said(desk, small, tmp_path):
    for seed in (3, 4):
        save(small("sine-maml", {"seed": seed}), tmp_path / f"{seed}.toml")
    assert drop(desk, tmp_path / "3.toml", tmp_path / "4.toml")
    desk.settle()
    assert desk.window.model.experiment.seed == 3
    assert desk.window.statusBar().currentMessage() == "Only the first of 2 files was opened."


def test_what_is_no_experiment_cannot_be_dropped(desk, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"")
    assert not drop(desk, tmp_path / "picture.png")
    assert to_text(desk.window.model.experiment)
