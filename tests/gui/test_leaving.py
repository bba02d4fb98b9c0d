"""Closing the window: what would be lost is asked about once, what was asked for is done, and it takes seconds."""

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from simulator.experiment import load
from simulator.gui.main_window import LEAVE_WITHIN
from simulator.store import Store, store
from simulator.strategies.descent.maml import Maml

EDITS = "The edits of the experiment are not saved."


@pytest.fixture
def unsaved(open_window, tmp_path):
    """A window whose database cannot be used."""
    (tmp_path / "folder").write_text("in the way")
    desk = open_window(database=tmp_path / "folder" / "runs.sqlite")
    desk.until(lambda: desk.window.keeping.trouble)
    return desk


@pytest.fixture
def answer(monkeypatch):
    """Gives an answer in place of a person; returns what was asked."""

    def answers(desk, answer: str) -> list[str]:
        asked = []
        monkeypatch.setattr(desk.window.safe.leaving, "answer", lambda text: asked.append(text) or answer)
        return asked

    return answers


@pytest.fixture
def blocked(monkeypatch):
    """A database that takes until `blocked.set()` to open."""
    release = threading.Event()
    real = store.Store

    def slowly(path):
        release.wait(60)
        return real(path)

    monkeypatch.setattr(store, "Store", slowly)
    yield release
    release.set()


def test_edits_that_cannot_be_saved_are_asked_about_and_the_window_stays(unsaved, answer):
    unsaved.find("task.shots").setValue(5)
    asked = answer(unsaved, "stay")
    unsaved.window.close()
    assert unsaved.window.isVisible()
    (said,) = asked
    assert said.startswith(str(unsaved.window.keeping.trouble))
    assert said.endswith(EDITS)


def test_closing_anyway_closes(unsaved, answer):
    unsaved.find("task.shots").setValue(5)
    asked = answer(unsaved, "close")
    unsaved.window.close()
    assert not unsaved.window.isVisible()
    assert len(asked) == 1


@pytest.mark.parametrize("chosen", [True, False])
def test_the_window_closes_once_the_experiment_was_written(unsaved, answer, tmp_path, monkeypatch, chosen: bool):
    file = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file) if chosen else "", ""))
    unsaved.find("task.shots").setValue(5)
    answer(unsaved, "save")
    unsaved.window.close()
    assert unsaved.window.isVisible() != chosen
    assert file.exists() == chosen
    if chosen:
        assert load(file).task.shots == 5


def test_a_finished_run_that_is_only_in_memory_is_asked_about(unsaved, answer):
    unsaved.trigger("runAction")
    unsaved.finish()
    asked = answer(unsaved, "close")
    unsaved.window.close()
    assert asked[0].endswith(" One run is not saved.")


def test_nothing_is_asked_where_nothing_would_be_lost(unsaved, answer):
    asked = answer(unsaved, "stay")
    unsaved.window.close()
    assert not unsaved.window.isVisible()
    assert asked == []


def test_nothing_is_asked_where_saving_works(kept, answer):
    kept.find("task.shots").setValue(5)
    kept.trigger("runAction")
    kept.finish()
    kept.find("task.shots").setValue(6)
    asked = answer(kept, "stay")
    kept.window.close()
    assert not kept.window.isVisible()
    assert asked == []


@pytest.mark.parametrize(
    ("button", "answer"), [("Save the experiment as...", "save"), ("Close anyway", "close"), ("Stay", "stay")]
)
def test_the_question_has_three_answers(desk, button: str, answer: str):
    leaving = desk.window.safe.leaving

    def click():
        (found,) = [each for each in leaving._box.buttons() if each.text().replace("&", "") == button]
        found.click()

    QTimer.singleShot(0, click)
    assert leaving.answer("Why.") == answer


def test_a_shutdown_answers_the_question_with_yes(unsaved):
    unsaved.find("task.shots").setValue(5)
    QTimer.singleShot(0, unsaved.window.safe.leaving.at_once)
    unsaved.window.close()
    assert not unsaved.window.isVisible()


def test_a_note_that_is_being_written_is_kept(kept, database):
    kept.trigger("runAction")
    kept.finish()
    panel = kept.window.runs_panel
    kept.until(lambda: panel.model.rows and panel.model.rows[0].summary)
    panel.notes.edit(panel.model.rows[0], note=True)
    panel.notes.note.setPlainText("the first one that worked")
    kept.window.close()
    assert Store(database).runs()[0].note == "the first one that worked"


def test_what_was_asked_of_the_database_is_done_before_the_window_is_gone(kept, database):
    kept.trigger("runAction")
    kept.finish()
    run, held = kept.run.kept, threading.Event()
    keeping = kept.window.keeping
    keeping.background.ask("hold", lambda: held.wait(60), lambda _: None)
    keeping.ask(lambda store: store.rename(run, "mine"))
    keeping.change(lambda store: store.tag(run, ["first"], wait=False))
    threading.Timer(0.2, held.set).start()
    kept.window.close()
    (found,) = Store(database).runs()
    assert (found.name, found.tags) == ("mine", ("first",))


def test_a_change_does_not_wait_for_what_is_being_read(kept):
    kept.trigger("runAction")
    kept.finish()
    run, held, done = kept.run.kept, threading.Event(), []
    keeping = kept.window.keeping
    keeping.background.ask("hold", lambda: held.wait(60), lambda _: None)
    keeping.change(lambda store: store.rename(run, "mine", wait=False), done.append)
    kept.until(lambda: done)
    assert not held.is_set()
    held.set()


def test_a_preview_does_not_hold_up_the_database(kept):
    held, done = threading.Event(), []
    kept.window.background.ask("preview", lambda: held.wait(60), lambda _: None)
    kept.window.keeping.ask(lambda store: store.runs(), done.append)
    kept.until(lambda: done)
    assert not held.is_set()
    held.set()


def test_a_database_that_does_not_open_holds_the_closing_up_no_longer_than_allowed(open_window, database, blocked):
    desk = open_window(database=database)
    desk.trigger("runAction")
    desk.window.close()  # which would wait for a minute
    assert not blocked.is_set()
    assert desk.window.stuck
    assert desk.progress.state == "stopped"
    assert LEAVE_WITHIN < 3
    blocked.set()
    desk.until(lambda: not desk.window.keeping.background.busy)
    assert desk.window.keeping.store is None


def test_a_run_can_be_stopped_while_the_database_does_not_open(open_window, database, blocked):
    desk = open_window(database=database)
    desk.trigger("runAction")
    desk.trigger("stopAction")
    desk.finish()
    assert not blocked.is_set()
    assert desk.progress.state == "stopped"


def test_a_long_meta_iteration_holds_the_closing_up_no_longer_than_allowed(kept, in_this_process, monkeypatch):
    entered, release = threading.Event(), threading.Event()

    def meta_step(*_):
        entered.set()
        release.wait(60)
        raise RuntimeError("let go")

    monkeypatch.setattr(Maml, "meta_step", meta_step)
    kept.trigger("runAction")
    kept.until(entered.is_set)
    kept.until(lambda: kept.run.kept)
    kept.window.close()  # which would wait for a minute
    thread = kept.window.session._thread
    assert kept.window.stuck
    assert not release.is_set()
    release.set()
    kept.until(lambda: thread.close(0.01))


SIGNALLED = """
import os, signal, sys
from simulator import app
watch = app.close_on_interrupt

def begin(window):
    watch(window)
    def look():
        if window.session.current.kept and window.session.current.progress.iteration > 3:
            os.kill(os.getpid(), signal.{name})
    window.session.advanced.connect(look)
    window.background.ready.connect(window.commands.run.trigger)

app.close_on_interrupt = begin
sys.exit(app.main(["--database", sys.argv[1], "linear-maml"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(
    "name", ["SIGTERM", *(pytest.param(name, marks=pytest.mark.long) for name in ("SIGINT", "SIGHUP"))]
)
def test_a_signal_to_end_closes_the_window_with_a_checkpoint(root, tmp_path, database, name: str):
    places = {each: str(tmp_path) for each in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    command = [sys.executable, "-c", SIGNALLED.format(name=name), str(database)]
    done = subprocess.run(command, cwd=root, env=os.environ | places, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")
    store = Store(database)
    (found,) = store.runs()
    assert (found.state, found.resumable) == ("stopped", True)
    assert store.checkpoint(found.id).iteration == found.iterations > 3
    assert store.unfinished() == []
