"""After a crash what was cut off is offered; after a normal end nothing is asked, and edits are found in the menu."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from simulator.declaration import sentence
from simulator.engine import Checkpoint, Control, Stepped, run
from simulator.engine.circumstances import circumstances
from simulator.gui import keeping as gui_keeping
from simulator.gui import unsaved_edits
from simulator.store import Store, sweeps
from simulator.sweep import Axis, Sweep, execute, kept

END = "schedule.iterations"


def die(store: Store) -> None:
    """End without a farewell, as a program that is killed: its rows stay as they were last written."""
    store._writer.empty().result(10)
    store._writer.close(10)
    store._session.close()


def interrupt(database: Path, experiment, *, runs: int = 1) -> None:
    """Runs that were cut off at iteration 3, with a checkpoint there."""
    store = Store(database)
    for _ in range(runs):
        recording, control = store.record(experiment), Control()
        for event in run(experiment, control):
            recording.add(event)
            if isinstance(event, Stepped) and event.iteration == 3:
                control.pause()
            if isinstance(event, Checkpoint) and event.iteration == 3:
                break
    die(store)


def abandon(database: Path, experiment) -> None:
    """Edits that were cut off."""
    store = Store(database)
    store.keep_draft(experiment)
    die(store)


def cut_off_between_cells(database: Path, experiment) -> None:
    """A sweep that was killed when the first of its two cells had ended, and the second had not begun."""
    sweep = Sweep.of(experiment, [Axis("seed", (0, 1))])
    with closing(Store(database)) as store:
        place = kept.begin(store, sweep)
        list(execute(sweep, lambda: ThreadPoolExecutor(1), 1, kept=place))
        store.delete(2)
        store.change(lambda change: change.execute("DELETE FROM cells WHERE position = 1"))
        store.change(lambda change: sweeps.begin(change, place.number))


@pytest.fixture
def restart(open_window, database):
    """Opens a window on the database and waits until it has been read."""

    def opened():
        read = []
        desk = open_window(database=database)
        desk.until(lambda: desk.window.keeping._known)
        desk.window.keeping.ask(lambda store: store.runs(), lambda _: read.append("asked last"))
        desk.until(lambda: "asked last" in read)
        return desk

    return opened


def card(desk) -> list[str]:
    return desk.window.safe.recovery.card.texts()


def press(desk, name: str) -> None:
    desk.window.safe.recovery.card.findChild(QPushButton, name).click()


def menu(desk) -> list[str]:
    return [action.text() for action in desk.window.commands.earlier.actions()]


def test_where_nothing_was_lost_nothing_is_shown(restart):
    desk = restart()
    assert card(desk) == []
    assert desk.notice == ""
    assert menu(desk) == []
    assert not desk.window.commands.earlier.isEnabled()


def test_an_interrupted_run_is_offered_and_goes_on_to_its_end(restart, database, small):
    interrupt(database, small("linear-maml", {"seed": 5}))
    desk = restart()
    desk.until(lambda: card(desk))
    assert card(desk) == [
        "The program ended unexpectedly.",
        "MAML on linear functions was interrupted at iteration 3 of 6.",
    ]
    press(desk, "recoveryAct1")
    desk.until(lambda: desk.run is not None)
    desk.finish()
    assert desk.progress.state == "completed"
    assert desk.progress.iterations.values.tolist() == [1, 2, 3, 4, 5, 6]
    assert desk.window.model.experiment.seed == 5
    assert card(desk) == []
    (listed,) = desk.window.keeping.store.runs()
    assert listed.state == "completed"


def test_a_run_that_would_go_on_otherwise_says_why_and_asks(restart, database, small, monkeypatch):
    interrupt(database, small())
    now = circumstances

    def changed(experiment, means):
        return replace(now(experiment, means), torch="99.0")

    monkeypatch.setattr("simulator.engine.circumstances.circumstances", changed)
    desk = restart()
    desk.until(lambda: card(desk))
    press(desk, "recoveryAct1")
    desk.until(lambda: desk.notice)
    assert "The version of torch was" in desk.notice
    assert "99.0" in desk.notice
    assert desk.run is None
    button = desk.find("noticeAct", QPushButton)
    assert button.text() == "Go on anyway"
    button.click()
    desk.until(lambda: desk.run is not None)
    desk.finish()
    assert desk.progress.state == "completed"


def test_a_run_that_goes_on_is_not_stopped_for_another(restart, database, small, monkeypatch):
    interrupt(database, small())
    desk = restart()
    desk.until(lambda: card(desk))
    desk.window.model.set(END, 1_000_000)
    desk.trigger("runAction")
    desk.made(2)
    first, refused = desk.run, "A run goes on. Stop it first, or tick run 1 to lay it over the plots."
    press(desk, "recoveryAct1")
    assert desk.notice == refused
    desk.window.safe.resuming._compared(1, [sentence("It is another day.")])  # begun while that was found out
    desk.find("noticeAct", QPushButton).click()
    assert desk.notice == refused
    assert desk.run is first
    assert desk.window.session.running


def test_a_run_that_was_claimed_while_another_began_is_given_back(restart, database, small):
    interrupt(database, small())
    desk = restart()
    desk.until(lambda: card(desk))
    desk.window.safe.resuming._take_up(1)
    desk.window.model.set(END, 1_000_000)
    desk.trigger("runAction")
    desk.until(lambda: desk.notice.startswith("A run goes on."))
    store = desk.window.keeping.store
    desk.until(lambda: store.summary(1).session is None)
    assert store.summary(1).resumable


def test_of_many_runs_three_are_offered_and_the_others_counted(restart, database, small):
    interrupt(database, small(), runs=5)
    desk = restart()
    desk.until(lambda: card(desk))
    assert len(card(desk)) == 5
    assert card(desk)[-1] == "and 2 more, in the list of runs"


def test_what_is_left_is_not_offered_again_but_stays(restart, database, small):
    interrupt(database, small())
    abandon(database, small("linear-maml", {"seed": 9}))
    desk = restart()
    desk.until(lambda: card(desk))
    press(desk, "recoveryLeave")
    assert card(desk) == []
    desk.until(lambda: menu(desk))
    desk.window.close()
    again = restart()
    assert card(again) == []
    assert [each.state for each in again.window.keeping.store.runs()] == ["interrupted"]
    assert len(menu(again)) == 1


def test_a_sweep_that_was_cut_off_between_two_cells_is_offered_and_when_left_stays_in_its_list(
    restart, database, small
):
    cut_off_between_cells(database, small())
    desk = restart()
    desk.until(lambda: card(desk))
    assert card(desk)[1:] == ["Sweep 1 was interrupted; one of its runs is finished."]
    press(desk, "recoveryLeave")
    assert card(desk) == []
    desk.until(lambda: not kept.cut_short(desk.window.keeping.store))
    desk.window.close()
    again = restart()
    assert card(again) == []
    again.find("sweepPage")
    earlier = again.find("sweepEarlier", QComboBox)
    again.until(lambda: earlier.findData(1) == 0)


def test_what_was_neither_taken_up_nor_left_is_offered_again(restart, database, small):
    interrupt(database, small())
    first = restart()
    first.until(lambda: card(first))
    first.window.close()
    second = restart()
    second.until(lambda: card(second))
    assert "interrupted at iteration 3 of 6" in card(second)[1]


def test_a_run_that_went_on_and_was_cut_off_again_is_offered_again(restart, database, small):
    interrupt(database, small())
    store = Store(database)
    store.resume(store.unfinished()[0].id)
    die(store)
    desk = restart()
    desk.until(lambda: card(desk))
    assert "was interrupted" in card(desk)[1]


def test_edits_that_were_cut_off_are_offered_and_restored(restart, database, small):
    edited = small("linear-maml", {"seed": 9, "title": "Mine"})
    abandon(database, edited)
    desk = restart()
    desk.until(lambda: card(desk))
    assert card(desk)[1].startswith("Edits of Mine, last kept ")
    assert card(desk)[1].endswith(", were not saved.")
    press(desk, "recoveryAct1")
    assert desk.window.model.experiment == edited
    assert desk.window.isWindowModified()
    assert card(desk) == []


def test_restored_edits_survive_the_next_crash(restart, database, small):
    edited = small("linear-maml", {"seed": 9})
    abandon(database, edited)
    desk = restart()
    desk.until(lambda: card(desk))
    press(desk, "recoveryAct1")
    die(desk.window.keeping.store)
    desk.window.keeping.store = None
    again = restart()
    again.until(lambda: card(again))
    press(again, "recoveryAct1")
    assert again.window.model.experiment == edited


def test_edits_are_kept_within_fifteen_seconds_and_only_when_something_changed(restart, monkeypatch):
    assert unsaved_edits.KEEP_AFTER < 15_000
    monkeypatch.setattr(unsaved_edits, "KEEP_AFTER", 20)
    desk = restart()
    kept = []
    keep = desk.window.keeping.store.keep_draft
    monkeypatch.setattr(desk.window.keeping.store, "keep_draft", lambda each: (kept.append(each), keep(each)))
    assert not desk.window.safe.edits._soon.isActive()
    desk.find("task.shots").setValue(5)
    desk.until(lambda: kept)
    assert kept == [desk.window.model.experiment]
    assert not desk.window.safe.edits._soon.isActive()


def test_edits_that_are_taken_back_are_kept_no_more(restart, database):
    desk = restart()
    desk.find("task.shots").setValue(5)
    desk.window.safe.edits.keep()
    desk.trigger("undoAction")
    desk.window.safe.edits.keep()
    desk.window.close()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_a_normal_end_asks_nothing_and_leaves_the_edits_in_the_menu(restart):
    desk = restart()
    desk.find("task.shots").setValue(5)
    edited = desk.window.model.experiment
    desk.window.close()
    again = restart()
    again.until(lambda: menu(again))
    assert card(again) == []
    assert again.window.model.experiment != edited
    assert menu(again)[0].startswith("MAML on linear functions, ")
    again.window.commands.earlier.actions()[0].trigger()
    assert again.window.model.experiment == edited
    assert again.window.isWindowModified()


def test_saved_edits_are_not_among_the_earlier_ones(restart, monkeypatch, tmp_path):
    desk = restart()
    desk.find("task.shots").setValue(5)
    desk.window.safe.edits.keep()
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "a.toml"), ""))
    desk.trigger("saveAction")
    desk.window.close()
    assert menu(restart()) == []


def test_edits_that_another_experiment_replaces_are_found_in_the_menu(restart):
    desk = restart()
    desk.find("task.shots").setValue(5)
    edited = desk.window.model.experiment
    desk.trigger("example.sine-maml")
    desk.until(lambda: menu(desk))
    desk.window.commands.earlier.actions()[0].trigger()
    assert desk.window.model.experiment == edited


def test_the_menu_has_ten_at_most_and_the_same_edits_once(restart, database, small):
    store = Store(database)
    for seed in (*range(1, 13), 12):
        store.keep_draft(small("linear-maml", {"seed": seed}))
        store.close_draft()
    store.close()
    desk = restart()
    desk.until(lambda: menu(desk))
    assert len(menu(desk)) == 10
    desk.window.commands.earlier.actions()[1].trigger()
    assert desk.window.model.experiment.seed == 11


def test_a_damaged_database_is_set_aside_on_request_and_a_new_one_begun(open_window, database):
    database.write_bytes(b"not a database " * 1000)
    desk = open_window(database=database)
    trouble = desk.window.safe.trouble.notice
    desk.until(lambda: trouble.text)
    assert "is not a database" in trouble.text
    assert "Runs are not saved meanwhile." in trouble.text
    assert database.read_bytes().startswith(b"not a database")
    button = trouble.findChild(QPushButton, "troubleAct")
    assert button.text() == "Set it aside and begin a new one"
    button.click()
    desk.until(lambda: "A new database was begun" in desk.notice)
    (aside,) = database.parent.glob("runs-damaged-*.sqlite")
    assert aside.read_bytes().startswith(b"not a database")
    assert aside.name in desk.notice
    desk.trigger("runAction")
    desk.finish()
    desk.until(lambda: [each.state for each in Store(database).runs()] == ["completed"])


def test_trouble_that_goes_is_said_to_be_over(open_window, database, monkeypatch):
    monkeypatch.setattr(gui_keeping, "AGAIN_AFTER", 0.1)
    database.parent.joinpath("folder").write_text("in the way")
    database = database.parent / "folder" / "runs.sqlite"
    desk = open_window(database=database)
    trouble = desk.window.safe.trouble.notice
    desk.until(lambda: trouble.text)
    assert not trouble.findChild(QPushButton, "troubleAct").isVisible()
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "completed"
    database.parent.unlink()
    desk.until(lambda: desk.notice == "Saving works again.")
    assert trouble.text == ""


def test_what_a_strangers_file_says_is_not_taken_for_a_layout(restart, database, small):
    abandon(database, small("linear-maml", {"title": "<b>bold</b>"}))
    desk = restart()
    desk.until(lambda: card(desk))
    assert card(desk)[1].startswith("Edits of <b>bold</b>, ")
    (label,) = desk.window.safe.recovery.card.findChildren(QLabel, "recoveryText")
    assert label.textFormat().name == "PlainText"
