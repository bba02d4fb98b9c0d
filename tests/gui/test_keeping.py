"""Runs of the window in the database: what is shown is kept, it can go on, and no fault of the store stops a run."""

import sqlite3
import threading
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from simulator.declaration import sentence
from simulator.engine import run
from simulator.gui import keeping as gui_keeping
from simulator.gui import session as session_module
from simulator.gui import setting_aside
from simulator.store import Recording, Store, StoreError
from simulator.strategies.descent.maml import Maml
from tests.engine.histories import history
from tests.engine.test_data_files import gone, on_answers, on_pictures, on_table
from tests.gui.patience import until

LONGER = {"schedule.iterations": 40, "schedule.evaluate_every": 10}


@pytest.fixture
def endless(open_window, database):
    """A window with a database, on a run that goes on until it is stopped."""
    values = {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 200}
    desk = open_window("linear-maml", values, database=database)
    desk.until(lambda: desk.window.keeping.store)
    return desk


@pytest.fixture
def held(in_this_process, monkeypatch):
    """MAML whose third meta-step takes until it is let go: `held.set()`."""
    release, entered, calls = threading.Event(), threading.Event(), count(1)
    real = Maml.meta_step

    def meta_step(self, problem, state, batch):
        if next(calls) == 3:
            entered.set()
            release.wait(60)
        return real(self, problem, state, batch)

    monkeypatch.setattr(Maml, "meta_step", meta_step)
    release.entered = entered
    yield release
    release.set()


def stored(desk) -> Store:
    return desk.window.keeping.store


def numbers(progress):
    """What the plots draw."""
    columns = (progress.iterations, progress.losses, progress.seconds, progress.gradients)
    judged = [(each.iteration, each.scores.loss.tobytes()) for each in progress.evaluations]
    return [column.values.tolist() for column in columns], judged, progress.tested.scores.loss.tobytes()


def test_a_run_of_the_window_is_in_the_database_as_it_is_shown(kept):
    read = []
    kept.trigger("runAction")
    kept.finish()
    kept.window.keeping.read(kept.run.kept, read.append, read.append)
    kept.until(lambda: read)
    assert numbers(read[0].progress) == numbers(kept.progress)
    assert read[0].experiment == kept.run.experiment
    assert read[0].progress.state == kept.progress.state == "completed"


def test_a_run_is_not_shown_as_finished_before_the_database_has_it(kept):
    states = []

    def ended():
        with_another = sqlite3.connect(kept.window.keeping.path)
        states.extend(with_another.execute("SELECT state, session FROM runs").fetchall())
        with_another.close()

    kept.window.session.ended.connect(ended)
    kept.trigger("runAction")
    kept.finish()
    assert states == [("completed", None)]


def test_stopping_keeps_a_checkpoint_of_the_last_meta_iteration(endless):
    endless.trigger("runAction")
    endless.made(5)
    endless.trigger("stopAction")
    endless.finish()
    summary = stored(endless).summary(endless.run.kept)
    assert (summary.state, summary.resumable) == ("stopped", True)
    assert stored(endless).checkpoint(endless.run.kept).iteration == endless.progress.iteration


def test_pausing_keeps_a_checkpoint(endless):
    endless.trigger("runAction")
    endless.made(5)
    endless.trigger("runAction")
    endless.until(lambda: endless.run.kept and stored(endless).checkpoint(endless.run.kept))
    endless.until(lambda: stored(endless).checkpoint(endless.run.kept).iteration == endless.progress.iteration)
    assert stored(endless).summary(endless.run.kept).state == "running"


def test_a_run_taken_up_in_the_window_ends_as_if_it_had_never_been_interrupted(open_window, database, told, small):
    desk = open_window("linear-maml", LONGER, database=database)
    for made in range(1, 14):
        desk.trigger("stepAction")
        desk.made(made)
    desk.trigger("stopAction")
    desk.finish()
    assert desk.progress.iteration == 13
    before, taken = [event for event in told if type(event).__name__ not in ("Stopped", "Checkpoint")], []
    told.clear()
    desk.window.keeping.take_up(desk.run.kept, taken.append, taken.append)
    desk.until(lambda: taken)
    desk.window.session.go_on(taken[0])
    desk.finish()
    whole = list(run(small("linear-maml", LONGER)))
    assert history(before + told) == history(whole)
    assert len(desk.window.session.runs) == 1
    again = list(stored(desk).history(desk.run.kept))
    steps = [event for event in whole if type(event).__name__ == "Stepped"]
    assert [event.loss.hex() for event in again if type(event).__name__ == "Stepped"] == [
        event.loss.hex() for event in steps
    ]


@pytest.mark.parametrize(
    "error", [StoreError(sentence("The disk is full.")), sqlite3.OperationalError("no"), OSError("broken")], ids=repr
)
@pytest.mark.parametrize("where", ["record", "add"])
def test_a_store_that_fails_never_stops_a_run(kept, monkeypatch, told, small, where: str, error: Exception):
    said = []
    kept.window.session.unsaved.connect(lambda why: said.append(str(why)))

    def fail(*_):
        raise error

    monkeypatch.setattr(*((Store, "record", fail) if where == "record" else (Recording, "add", fail)))
    kept.trigger("runAction")
    kept.finish()
    assert kept.progress.state == "completed"
    assert history(told) == history(list(run(small())))
    assert len(said) == 1
    assert str(error) in said[0]


def test_a_database_that_cannot_be_written_any_more_never_stops_a_run(kept, monkeypatch, told, small):
    def write(*_):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Recording, "write", write)
    kept.trigger("runAction")
    kept.finish()
    assert history(told) == history(list(run(small())))
    kept.until(lambda: stored(kept).trouble)


def test_a_run_ends_once_though_telling_the_database_of_its_end_fails(kept, monkeypatch, told):
    real = Recording.add

    def add(recording, event):
        real(recording, event)
        if type(event).__name__ == "Finished":
            raise OSError("too late")

    monkeypatch.setattr(Recording, "add", add)
    kept.trigger("runAction")
    kept.finish()
    assert [type(event).__name__ for event in told if type(event).__name__ in ("Finished", "Failed", "Stopped")] == [
        "Finished"
    ]
    assert kept.progress.state == "completed"


def test_closing_during_a_meta_iteration_that_takes_long_leaves_a_run_that_can_go_on(endless, held, monkeypatch):
    monkeypatch.setattr(session_module, "LEAVE_AFTER", 0.2)
    monkeypatch.setattr("simulator.engine.training.CHECKPOINT_EVERY", 0.0)
    endless.trigger("runAction")
    endless.until(held.entered.is_set)
    window, number = endless.window, []
    endless.until(lambda: endless.run.kept)
    number.append(endless.run.kept)
    window.session.close()
    assert window.session.stuck
    assert not held.is_set()  # it came back although the meta-iteration goes on
    window.session.close()  # a second time changes nothing
    summary = stored(endless).summary(number[0])
    assert (summary.state, summary.session) == ("stopped", None)
    assert stored(endless).checkpoint(number[0]).iteration == 2
    held.set()
    thread = window.session._thread
    until(lambda: thread.close(0.01))  # or the test would end before its thread
    summary = stored(endless).summary(number[0])
    assert (summary.state, summary.iterations) == ("stopped", 2)


def test_closing_waits_for_a_meta_iteration_at_most_as_long_as_a_person_would(endless):
    assert 2 * session_module.LEAVE_AFTER <= 3
    endless.trigger("runAction")
    endless.made(3)
    endless.window.close()
    assert not endless.window.session.stuck
    assert endless.progress.state == "stopped"


def test_a_run_that_is_resumed_after_closing_goes_on_where_it_was(open_window, database):
    desk = open_window("linear-maml", {"schedule.iterations": 1_000_000}, database=database)
    desk.trigger("runAction")
    desk.made(5)
    desk.until(lambda: desk.run.kept)
    number = desk.run.kept
    desk.window.close()
    made, taken = desk.progress.iteration, []
    again = open_window(database=database)
    again.until(lambda: again.window.keeping.store)
    again.window.keeping.take_up(number, taken.append, taken.append)
    again.until(lambda: taken)
    assert taken[0].progress.iteration == taken[0].checkpoint.iteration == made
    again.window.session.go_on(taken[0])
    again.made(made + 3)
    assert again.run.kept == number


def test_a_run_that_was_deleted_elsewhere_meanwhile_is_told_to_be_saved_no_more(endless, database):
    endless.trigger("runAction")
    endless.made(3)
    endless.until(lambda: endless.run.kept)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DELETE FROM runs")
        connection.commit()
    trouble = endless.window.safe.trouble.notice
    endless.until(lambda: "was deleted or taken over by another program" in trouble.text)
    assert "in memory" not in trouble.text
    assert endless.progress.state == "running"


def test_a_run_that_ended_and_is_not_saved_yet_is_said_to_be_so_until_it_is(kept, database, monkeypatch):
    monkeypatch.setattr("simulator.store.recording.PATIENCE", 0.05)
    trouble = kept.window.safe.trouble.notice
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        kept.trigger("runAction")
        kept.finish()
        kept.until(lambda: trouble.text)
        assert trouble.text == "The run that has ended is not saved yet."
        assert kept.progress.state == "completed"
        connection.execute("ROLLBACK")
    kept.until(lambda: not trouble.text)
    assert kept.run.safe


def test_a_run_left_in_a_long_meta_iteration_ends_on_its_own_while_another_begins(endless, held):
    endless.trigger("runAction")
    endless.until(held.entered.is_set)
    first, session = endless.run, endless.window.session
    endless.trigger("example.linear-maml")
    assert not session.running
    assert session.going(first) == "stopping"
    (listed,) = [row for row in endless.window.runs_panel.model.rows if row.run is first]
    assert (listed.state_word, listed.deletable) == ("stopping", False)
    endless.trigger("runAction")
    endless.made(3)
    second = endless.run
    assert not held.is_set()
    assert session.runs == [first, second]
    held.set()
    endless.until(lambda: not session.going(first))
    assert (first.progress.state, first.progress.iteration) == ("stopped", 3)
    assert endless.run is second
    assert second.progress.state == "running"
    endless.until(lambda: first.safe)
    assert stored(endless).checkpoint(first.kept).iteration == 3


def test_closing_ends_the_runs_that_were_left_too(endless, held):
    endless.trigger("runAction")
    endless.until(held.entered.is_set)
    first = endless.run
    endless.trigger("example.linear-maml")
    endless.trigger("runAction")
    endless.made(3)
    held.set()
    endless.window.close()
    assert first.progress.state == endless.progress.state == "stopped"
    assert not endless.window.stuck


@pytest.mark.parametrize("on", [on_table, on_answers, on_pictures])
def test_a_finished_run_is_shown_though_its_data_file_is_gone(kept, small, tmp_path, on):
    experiment, file, _ = on(small, tmp_path)
    kept.window.open_experiment(experiment)
    kept.trigger("runAction")
    kept.finish()
    assert kept.progress.state == "completed"
    gone(file)
    before, read, session = kept.progress, [], kept.window.session

    def show(found):
        read.append(found)
        session.replay(found.experiment, found.progress, found.number)

    kept.window.keeping.read(kept.run.kept, show, read.append)
    kept.until(lambda: read)
    assert numbers(read[0].progress) == numbers(before)
    assert read[0].experiment.task.path == ""
    assert kept.find("statusText").text().startswith("completed")
    assert kept.notice.endswith(" The run is shown without its files.")


def test_a_database_and_what_belongs_to_it_are_moved_together_or_not_at_all(tmp_path, monkeypatch):
    path, aside = tmp_path / "runs.sqlite", tmp_path / "aside.sqlite"
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"runs.sqlite{ending}").write_text(ending)
    real = Path.rename

    def rename(old, new):
        if old == path and new == aside:
            raise PermissionError(13, "Permission denied")
        return real(old, new)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(PermissionError):
        setting_aside.move(path, aside)
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {
        "runs.sqlite": "",
        "runs.sqlite-wal": "-wal",
        "runs.sqlite-shm": "-shm",
    }
    monkeypatch.undo()
    setting_aside.move(path, aside)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["aside.sqlite", "aside.sqlite-shm", "aside.sqlite-wal"]


def test_where_setting_aside_fails_saving_goes_on_as_it_was(kept, monkeypatch):
    kept.trigger("runAction")
    kept.finish()
    number, before = kept.run.kept, stored(kept)

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(gui_keeping, "move", fail)
        kept.window.safe.trouble._set_aside()
        kept.until(lambda: "cannot be set aside: Permission denied." in kept.notice)
    kept.until(lambda: stored(kept) not in (None, before))
    assert kept.run.kept == number
    kept.trigger("runAction")
    kept.finish()
    assert [each.id for each in stored(kept).runs()] == [number + 1, number]


def test_runs_of_a_database_that_was_set_aside_are_not_taken_for_those_of_the_next(kept):
    kept.trigger("runAction")
    kept.finish()
    first = kept.run
    kept.window.safe.trouble._set_aside()
    kept.until(lambda: "A new database was begun." in kept.notice)
    assert first.kept is None
    kept.trigger("shareRunsAction")
    assert kept.notice == "There is no saved run to share yet. Run the experiment first."
    kept.trigger("runAction")
    kept.finish()
    assert kept.window.session.runs == [first, kept.run]
    assert kept.run.kept == 1


def test_a_run_whose_database_is_set_aside_goes_on_unsaved(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.until(lambda: endless.run.kept)
    endless.window.safe.trouble._set_aside()
    endless.until(lambda: "The run that goes on is not saved" in endless.notice)
    endless.made(endless.progress.iteration + 3)
    assert endless.run.kept is None
    assert stored(endless).runs() == []
