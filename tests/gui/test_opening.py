"""Opening and saving experiments: what is good is edited, what is not is one sentence in place."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QMenu, QSpinBox

from simulator.declaration import InputError
from simulator.experiment import example_names, load, load_example, save
from simulator.gui import files


@pytest.fixture
def choose(monkeypatch):
    """Opens a file as from the menu and returns what is then said."""

    def opened(desk, path: Path | str) -> str:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        desk.window.workspace.notice.hide()
        desk.trigger("openAction")
        desk.settle()
        return desk.notice

    return opened


@pytest.fixture(scope="module")
def shared(open_shared):
    """A window whose experiment no test changes."""
    return open_shared()


def test_a_file_is_opened_into_the_forms_and_the_title(desk, choose, small, tmp_path: Path):
    save(small("sine-maml", {"task.shots": 7, "title": "My waves", "seed": 5}), tmp_path / "mine.toml")
    assert choose(desk, tmp_path / "mine.toml") == ""
    assert desk.window.model.experiment == load(tmp_path / "mine.toml")
    assert desk.window.windowTitle() == "My waves \u2014 Learning Strategy Simulator"
    assert desk.find("task.shots", QSpinBox).value() == 7
    assert desk.find("seed", QSpinBox).value() == 5
    assert desk.find("taskFamily").currentData() == "sine"


def test_a_file_is_read_away_from_the_window(desk, choose, small, monkeypatch, tmp_path: Path):
    threads = []

    def reading(file):
        threads.append(threading.current_thread())
        return load(file)

    monkeypatch.setattr(files, "load", reading)
    save(small(), tmp_path / "mine.toml")
    choose(desk, tmp_path / "mine.toml")
    assert len(threads) == 1
    assert threading.main_thread() not in threads


def wrong_files(folder: Path) -> dict[str, Path]:
    good = "format = 1\n[task]\nkind = 'sine'\n[learner]\nkind = 'mlp'\n[strategy]\nkind = 'maml'\n"
    texts = {
        "not TOML": "this is = = not TOML",
        "empty": "",
        "unknown key": good + "inner_rl = 0.1\n",
        "wrong type": good + "inner_lr = 'quick'\n",
        "out of range": good + "inner_lr = 12\n",
        "unknown kind": good.replace("maml", "mamel"),
        "incompatible": good.replace("mlp", "linear").replace("'maml'", "'anil'"),
        "no format": good.replace("format = 1", ""),
    }
    paths = {name: folder / f"{name}.toml" for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name])
    noise = folder / "noise.toml"
    noise.write_bytes(np.random.default_rng(0).bytes(2_000_000))
    return paths | {"noise": noise, "a folder": folder, "missing": folder / "missing.toml"}


KINDS = [
    "not TOML",
    "empty",
    "unknown key",
    "wrong type",
    "out of range",
    "unknown kind",
    "incompatible",
    "no format",
    "noise",
    "a folder",
    "missing",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_file_is_one_sentence_in_place_and_changes_nothing(shared, choose, tmp_path: Path, kind: str):
    path = wrong_files(tmp_path)[kind]
    before, title = shared.window.model.experiment, shared.window.windowTitle()
    with pytest.raises(InputError) as raised:
        load(path)
    assert choose(shared, path) == str(raised.value) != ""
    assert shared.window.model.experiment == before
    assert shared.window.windowTitle() == title


def test_a_wrong_file_does_not_disturb_a_run(endless, monkeypatch, tmp_path: Path):
    endless.trigger("runAction")
    endless.made(3)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path), ""))
    endless.trigger("openAction")
    endless.settle()
    assert "is a folder" in endless.notice
    endless.made(endless.progress.iteration + 3)
    assert endless.progress.state == "running"


def test_the_menu_opens_every_bundled_example(desk):
    (menu,) = [menu for menu in desk.window.findChildren(QMenu) if menu.objectName() == "examplesMenu"]
    assert [action.objectName() for action in menu.actions()] == [f"example.{name}" for name in example_names()]
    for name, action in zip(example_names(), menu.actions(), strict=True):
        action.trigger()
        example = load_example(name)
        assert action.text() == example.title
        assert desk.window.model.experiment == example
        assert desk.window.windowTitle() == f"{example.title} \u2014 Learning Strategy Simulator"
        assert desk.find("metaStrategy").currentData() == example.strategy.kind


def test_opening_another_experiment_stops_the_run_and_keeps_it_in_the_list(endless):
    endless.trigger("runAction")
    endless.made(3)
    first = endless.run
    endless.trigger("example.sine-maml")
    assert not endless.window.session.running
    endless.until(lambda: first.progress.state == "stopped")
    assert endless.window.session.runs == [first]
    assert endless.window.session.current is None
    assert endless.find("statusText").text().startswith("ready   20,000 meta-iterations planned")


def test_what_is_edited_can_be_saved_and_opened_again(desk, choose, monkeypatch, tmp_path: Path):
    desk.find("task.shots", QSpinBox).setValue(3)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    desk.trigger("saveAction")
    edited = desk.window.model.experiment
    assert load(tmp_path / "mine.toml") == edited
    desk.trigger("example.sine-maml")
    assert choose(desk, tmp_path / "mine.toml") == ""
    assert desk.window.model.experiment == edited


def test_saving_where_nothing_can_be_written_is_a_sentence_in_place(desk, monkeypatch, tmp_path: Path):
    path = tmp_path / "no such folder" / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.trigger("saveAction")
    why = f"there is no folder {path.parent}; choose one that exists"
    assert desk.notice == f"The file {path} cannot be written: {why}."


def test_choosing_no_file_changes_nothing(desk, choose):
    before = desk.window.model.experiment
    assert choose(desk, "") == ""
    assert desk.window.model.experiment == before
