"""Back in time: the timeline shows what was learned by then, plays it, and saves it as an animated picture."""

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from simulator.analysis.task_figure import task_figure
from simulator.declaration import InputError
from simulator.engine import Changed, Evaluated, Finished, Progress, run
from simulator.engine.events import Scores
from simulator.engine.run import bind, draw
from simulator.gui.film import save, spread
from simulator.gui.moment import at
from simulator.gui.views.track import place_of
from simulator.strategies.base import State

DIFFERENT = {"schedule.evaluate_every": 1, "strategy.outer_lr": 0.1}  # each evaluation is clearly another


def timeline(desk):
    return desk.window.workspace.timeline


def moment(desk):
    return desk.window.moment


@pytest.fixture(scope="module")
def finished(open_shared, tmp_path_factory):
    """A window with a finished and kept run of six meta-iterations, evaluated after each; and its evaluations."""
    desk = open_shared("linear-maml", DIFFERENT, database=tmp_path_factory.mktemp("kept") / "runs.sqlite")
    desk.until(lambda: desk.window.keeping.store)
    desk.trigger("runAction")
    desk.finish()
    desk.original = desk.run
    desk.until(lambda: desk.original.safe)
    desk.evaluations = [event for event in run(desk.run.experiment) if isinstance(event, Evaluated)]
    return desk


@pytest.fixture
def done(finished):
    """The window as it was when the run had ended."""
    workspace, original = finished.window.workspace, finished.original
    workspace.tabs.setCurrentIndex(0)
    finished.window.session.open(original)
    workspace.notice.hide()
    experiment, changes = original.experiment, list(original.progress.changes)
    yield finished
    original.experiment, original.progress.changes = experiment, changes
    finished.until(lambda: timeline(finished).film is None)


@pytest.fixture
def again(done):
    """The window, as it shows the run as it is read back from the database."""
    session, keeping, number, kept = done.window.session, done.window.keeping, done.original.kept, []
    keeping.read(number, kept.append, kept.append)
    done.until(lambda: kept)
    session.replay(kept[0].experiment, kept[0].progress, number)
    done.until(lambda: len(moment(done).iterations) == 7)
    rows = keeping.store.look(lambda connection: connection.execute("SELECT * FROM states").fetchall())
    yield done
    keeping.store.change(
        lambda connection: connection.executemany("INSERT OR REPLACE INTO states VALUES (?,?,?)", rows)
    )


def same(one, other):
    return one.count == other.count and all(torch.equal(one.theta[name], other.theta[name]) for name in one.theta)


def test_before_anything_was_evaluated_it_says_what_it_will_do(desk):
    row = timeline(desk)
    assert row.where.text() == "Once a run was evaluated twice, you can go back in time here."
    assert not any(part.isVisible() for part in (row.play, row.track, row.newest, row.save))


def test_after_the_first_evaluation_it_says_what_the_views_show_and_when_the_next_one_comes(open_window):
    desk = open_window("linear-maml", {"schedule.iterations": 20_000, "schedule.evaluate_every": 500})
    made = Progress()
    made.add(Evaluated(0, Scores("MAML", np.ones((3, 8))), State({}), 0.0, 0))
    desk.window.session.replay(desk.window.model.experiment, made)
    text = "The views show the run after 0 meta-iterations; the next evaluation is after 500."
    assert timeline(desk).where.text() == text
    made.add(Finished("completed"))
    timeline(desk).refresh()
    assert timeline(desk).where.text() == "This run was evaluated only once, so there is no going back."


def test_the_chosen_moment_is_marked_in_the_outer_plot_and_its_curve_drawn_in_the_inner_one(done):
    outer, inner = done.window.workspace.outer.plot, done.window.workspace.inner
    progress = done.original.progress
    assert (outer.moment.at, outer.moment.text) == (None, "")
    timeline(done).track.setValue(2)
    assert (outer.moment.at, outer.moment.text) == (2.0, "looked at: 2")
    assert inner.plot.figure.iteration == 2
    np.testing.assert_allclose(inner.plot.figure.now, done.evaluations[2].scores.loss.mean(1))
    assert [iteration for iteration, _ in inner.plot.figure.earlier] == [0, 1]
    assert "after 2" in inner._legend.text()
    done.window.view_settings.set(axis="gradients")
    assert outer.moment.at == progress.evaluated_gradients.values[2]
    done.window.view_settings.set(axis="iterations")
    timeline(done).newest.click()
    assert (outer.moment.at, inner.plot.figure.iteration) == (None, 6)
    assert "now" in inner._legend.text()


def test_a_film_can_be_saved_from_the_file_menu_which_says_why_where_it_cannot(done, tmp_path, monkeypatch):
    path = tmp_path / "film.gif"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    entry = done.action("filmAction")
    menu = next(action.menu() for action in done.window.menuBar().actions() if action.text() == "&File")
    assert entry in menu.actions()
    assert menu.toolTipsVisible()
    assert entry.text() == timeline(done).save.text()
    entry.trigger()
    assert timeline(done).film is not None
    done.until(lambda: timeline(done).film is None)
    assert path.exists()
    done.window.workspace.tabs.setCurrentWidget(done.window.workspace.tabs.page("comparePage"))
    assert not entry.isEnabled()
    assert "choose another page" in entry.toolTip()


def test_before_a_run_the_entry_for_films_says_when_there_can_be_one(desk):
    entry = desk.action("filmAction")
    assert not entry.isEnabled()
    assert entry.toolTip() == "Once a run was evaluated twice, it can be saved as a film."


def test_at_each_moment_the_task_is_drawn_as_it_is_adapted_to_from_that_state(done):
    experiment, view = done.run.experiment, done.window.workspace.task
    problem = bind(experiment)
    batch = draw(experiment, problem, "validation", "validation", experiment.schedule.evaluation_tasks)
    for event in (done.evaluations[2], done.evaluations[0], done.evaluations[5]):
        view.figure = None
        timeline(done).track.setValue(event.iteration)
        done.until(lambda: view.figure is not None)
        directly = task_figure(problem, experiment.strategy, event.state, batch, 0, 2)
        np.testing.assert_array_equal(view.figure.losses, directly.losses)


def test_the_states_of_all_moments_are_those_of_the_evaluations(done):
    assert moment(done).iterations == [0, 1, 2, 3, 4, 5, 6]
    for event in done.evaluations:
        moment(done).choose(event.iteration)
        assert moment(done).iteration == event.iteration
        assert same(moment(done).state, event.state)


def test_an_iteration_between_two_moments_means_the_nearest(done):
    moment(done).choose(1_000)
    assert moment(done).iteration == 6
    moment(done).choose(-5)
    assert moment(done).iteration == 0


def test_it_is_moved_by_keys_and_says_where_it_is(done):
    track = timeline(done).track
    seen = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End):
        QTest.keyClick(track, key)
        seen.append(moment(done).iteration)
    assert seen == [0, 1, 2, 1, 6]
    QTest.keyClick(track, Qt.Key.Key_Left)
    assert timeline(done).where.text() == "after 5 of 6 meta-iterations"
    assert track.accessibleDescription() == "after 5 of 6 meta-iterations"


def test_it_follows_a_run_unless_a_moment_was_chosen(endless):
    row, looked = timeline(endless), moment(endless)
    endless.trigger("runAction")
    endless.until(lambda: len(looked.iterations) > 3)
    assert looked.following
    assert row.track.value() == row.track.maximum()
    assert not row.newest.isEnabled()
    row.track.setValue(1)
    there = len(looked.iterations)
    endless.until(lambda: len(looked.iterations) > there)
    assert (looked.iteration, row.track.value(), looked.state.count) == (200, 1, 200)
    QTest.mouseClick(row.newest, Qt.MouseButton.LeftButton)
    assert looked.following
    endless.until(lambda: looked.iteration > 600)
    assert row.track.value() == row.track.maximum()


def test_another_run_is_followed_whatever_was_chosen_before(desk):
    desk.trigger("runAction")
    desk.finish()
    before = desk.run
    moment(desk).choose(3)
    desk.trigger("runAction")
    assert moment(desk).following
    desk.finish()
    assert (moment(desk).iteration, desk.run is before) == (6, False)
    desk.trigger("resetAction")
    assert (moment(desk).iteration, moment(desk).state, moment(desk).iterations) == (None, None, [])


def test_changes_that_were_made_later_do_not_apply(done):
    shown = done.run
    then = shown.experiment.value("strategy.inner_lr")
    for place, value in ((2, 0.3), (4, 0.4)):
        change = Changed(place, "strategy.inner_lr", shown.experiment.value("strategy.inner_lr"), value)
        shown.progress.changes += [change, Changed(place, "speed", None, 5)]
        shown.experiment = shown.experiment.with_value("strategy.inner_lr", value)
    rates = [at(shown, each).value("strategy.inner_lr") for each in range(7)]
    assert rates == [then, then, then, 0.3, 0.3, 0.4, 0.4]
    moment(done).choose(3)
    assert moment(done).experiment.value("strategy.inner_lr") == 0.3
    moment(done).follow()
    assert moment(done).experiment is shown.experiment


def test_changes_are_marked_where_they_were_made(done):
    assert [place_of(each, [0, 100, 200]) for each in (0, 50, 100, 175, 200)] == [0, 0.5, 1, 1.75, 2]
    done.run.progress.changes += [Changed(3, "strategy.inner_lr", 0.1, 0.2), Changed(4, "speed", None, 5)]
    assert timeline(done)._marks() == [3.0]


def test_of_a_run_that_was_read_back_each_state_is_read_when_it_is_wanted(again):
    assert again.progress.states.iterations == [6]
    for event in (again.evaluations[3], again.evaluations[1]):
        moment(again).choose(event.iteration)
        again.until(lambda event=event: moment(again).iteration == event.iteration)
        assert same(moment(again).state, event.state)
    assert again.progress.states.iterations == [6]


def test_until_a_state_is_read_the_views_stay_where_they_are(again):
    newest = moment(again).state
    moment(again).choose(2)
    assert (moment(again).wanted, moment(again).iteration) == (2, 6)
    assert moment(again).state is newest
    again.until(lambda: moment(again).iteration == 2)


def test_a_damaged_state_is_told_and_the_views_stay_where_they_are(again):
    store = again.window.keeping.store
    store.change(lambda connection: connection.execute("UPDATE states SET data = x'00' WHERE iteration = 3"))
    moment(again).choose(2)
    again.until(lambda: moment(again).iteration == 2)
    moment(again).choose(3)
    again.until(lambda: again.notice)
    assert "had learned after 3 meta-iterations cannot be used. The learned state is damaged." in again.notice
    assert (moment(again).iteration, moment(again).wanted, timeline(again).track.value()) == (2, 2, 2)


def test_a_run_of_which_no_states_are_kept_says_so(again):
    again.window.keeping.store.change(lambda connection: connection.execute("DELETE FROM states"))
    again.window.session.open(again.run)
    again.until(lambda: "what was learned last" in timeline(again).where.text())
    assert moment(again).state is not None


def test_of_a_run_that_is_left_fewer_states_stay_in_memory(desk, monkeypatch):
    monkeypatch.setattr("simulator.gui.moment.MOST", 2)
    desk.trigger("runAction")
    desk.finish()
    before = desk.run
    assert before.progress.states.iterations == [0, 3, 6]
    desk.trigger("runAction")
    assert before.progress.states.iterations == [0, 6]
    desk.finish()
    assert desk.progress.states.iterations == [0, 3, 6]


def test_playing_shows_every_moment_in_its_order_and_stops_at_the_newest(done):
    row, seen = timeline(done), []
    row._playing.setInterval(1)
    moment(done).changed.connect(lambda: seen.append(moment(done).iteration))
    row.play.click()
    assert row.playing
    done.until(lambda: not row.playing)
    assert seen == [0, 1, 2, 3, 4, 5, 6]
    assert moment(done).following


@pytest.mark.parametrize("ending", ["gif", "png", "webp"])
def test_a_film_has_a_frame_for_each_moment(done, tmp_path, ending):
    moment(done).choose(4)
    path = tmp_path / f"film.{ending}"
    timeline(done).save_film(path)
    done.until(lambda: timeline(done).film is None)
    assert done.notice == f"The film is saved in film.{ending}."
    with Image.open(path) as film:
        assert (film.n_frames, film.format) == (7, ending.upper())
        assert film.width <= 960
    assert moment(done).iteration == 4


def test_a_film_shows_what_was_learned_by_then(done, tmp_path):
    timeline(done).save_film(tmp_path / "film.gif")
    done.until(lambda: timeline(done).film is None)
    with Image.open(tmp_path / "film.gif") as film:
        frames = []
        for place in range(film.n_frames):
            film.seek(place)
            frames.append(np.asarray(film.convert("RGB"))[: -2 * 26].tobytes())  # without the strip below
    assert len(set(frames)) == 7


def test_a_film_of_a_run_that_was_read_back_reads_its_states(again, tmp_path):
    timeline(again).save_film(tmp_path / "film.gif")
    again.until(lambda: timeline(again).film is None)
    with Image.open(tmp_path / "film.gif") as film:
        assert film.n_frames == 7
    assert moment(again).following


def test_a_film_that_is_cancelled_leaves_nothing(done, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "film"), ""))
    row = timeline(done)
    row.save.click()
    done.until(lambda: moment(done).iteration == 2)
    assert row.save.text() == "Cancel"
    assert not row.track.isEnabled()
    row.save.click()
    assert row.film is None
    assert row.track.isEnabled()
    assert moment(done).following
    assert list(tmp_path.iterdir()) == []


def test_a_film_that_is_cancelled_while_it_is_written_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cancelled"):
        save([Image.new("P", (8, 8))] * 2, tmp_path / "film.gif", lambda: False)
    assert list(tmp_path.iterdir()) == []


def test_a_film_goes_on_with_the_nearest_where_a_moment_was_let_go_meanwhile(done, tmp_path, monkeypatch):
    states, read = done.run.progress.states, moment(done)._read
    done.until(lambda: moment(done)._stored)
    monkeypatch.setattr(moment(done), "_stored", ())
    monkeypatch.setattr(states, "_states", dict(states._states))
    read.clear()
    timeline(done).save_film(tmp_path / "film.gif")
    del states._states[3]
    done.until(lambda: timeline(done).film is None)
    assert done.notice == "The film is saved in film.gif."


def test_what_is_no_longer_at_hand_is_told_and_not_offered_again(again):
    again.run.stored = None  # its database was left
    moment(again).choose(2)
    assert again.notice == "What was learned by then is no longer at hand."
    assert (moment(again).iteration, moment(again).iterations) == (6, [6])


def test_a_film_that_cannot_be_written_is_told(done, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "film"), ""))
    timeline(done).save.click()
    done.until(lambda: timeline(done).film is None)
    assert done.notice.startswith(f"The file {tmp_path / 'no' / 'film.gif'} cannot be written: there is no folder")


def test_a_film_whose_page_is_left_is_given_up(done, tmp_path):
    timeline(done).save_film(tmp_path / "film.gif")
    done.window.workspace.tabs.setCurrentIndex(1)
    done.until(lambda: timeline(done).film is None)
    assert done.notice == "The film was not saved: its run or page was left."
    assert list(tmp_path.iterdir()) == []


def test_pages_that_do_not_change_along_a_run_are_not_filmed(done):
    workspace = done.window.workspace
    for page in workspace.tabs.every_page():
        workspace.tabs.setCurrentWidget(page)
        assert timeline(done).save.isEnabled() == (page.objectName() not in ("sweepPage", "comparePage"))


def test_a_long_film_takes_moments_spread_evenly():
    assert spread(list(range(5)), 10) == [0, 1, 2, 3, 4]
    assert spread(list(range(0, 1010, 10)), 5) == [0, 250, 500, 750, 1000]
