"""The list of runs over the database: what it shows, how it is searched and sorted, and what can be done with a run."""

from contextlib import closing
from itertools import islice

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from simulator.declaration import sentence
from simulator.engine import Progress, Stepped, run
from simulator.gui import run as run_module
from simulator.gui.run_list import reading as runs_reading
from simulator.store import Store, StoreError
from simulator.store.database import connect, transaction
from tests.benchmarks.stored import fill
from tests.gui.run_list import cell, do, listed, select, tick, ticked

MANY = 40


@pytest.fixture
def many(open_window, database):
    """A window on a database with forty runs that were never made."""
    fill(database, MANY)
    with closing(connect(database)) as connection, transaction(connection):  # so that those that can may go on
        connection.execute("INSERT INTO checkpoints SELECT id, iterations, 0, x'00' FROM runs")
    desk = open_window(database=database)
    desk.until(lambda: len(listed(desk, "run")) == MANY)
    return desk


def make(desk, runs: int) -> None:
    for _ in range(runs):
        desk.trigger("runAction")
        desk.finish()
    desk.until(lambda: all(row.summary is not None for row in rows(desk)))


def rows(desk):
    return desk.window.runs_panel.model.rows


def summaries(desk):
    return desk.window.keeping.store.runs()


def changed(desk, deed) -> None:
    """Do something that changes the database, and wait until the list shows it."""
    before = summaries(desk)
    deed()
    desk.until(lambda: summaries(desk) != before)
    desk.until(lambda: [row.summary for row in rows(desk)] != [] or not summaries(desk))
    desk.until(lambda: sorted(row.summary.id for row in rows(desk)) == sorted(each.id for each in summaries(desk)))
    desk.until(lambda: {row.summary for row in rows(desk)} == set(summaries(desk)))


def sort(desk, key: str, order=Qt.SortOrder.AscendingOrder) -> list[str]:
    desk.window.runs_panel.view.sortByColumn(cell(desk, 0, key).column(), order)
    return listed(desk, key)


def test_stored_runs_of_earlier_sessions_are_listed_newest_first(open_window, database):
    first = open_window(database=database)
    first.until(lambda: first.window.keeping.store)
    make(first, 2)
    first.window.close()
    desk = open_window(database=database)
    desk.until(lambda: listed(desk, "run"))
    assert listed(desk, "run") == ["2", "1"]
    assert listed(desk, "state") == ["completed", "completed"]
    assert listed(desk, "name") == [desk.window.model.experiment.title] * 2
    assert ticked(desk) == [False, False]


def test_a_run_keeps_its_result_when_it_is_read_from_the_database(open_window, database):
    first = open_window(database=database)
    first.until(lambda: first.window.keeping.store)
    make(first, 1)
    shown = listed(first, "result"), listed(first, "iterations")
    first.window.close()
    desk = open_window(database=database)
    desk.until(lambda: listed(desk, "run"))
    assert (listed(desk, "result"), listed(desk, "iterations")) == shown
    assert shown[0] != [""]


def test_numbers_are_sorted_as_numbers_and_empty_cells_come_last_both_ways(many):
    changed(many, lambda: many.window.runs_panel.pin([row for row in rows(many) if row.pinned]))  # takes the pins away
    assert sort(many, "run") == [str(number) for number in range(1, MANY + 1)]
    many.window.view_settings.set(measure="accuracy")
    for order in Qt.SortOrder:
        sort(many, "result", order)
        shares = [row.result for row in rows(many)]
        known = [share for share in shares if share is not None]
        assert 0 < len(known) < MANY
        assert known == sorted(known, reverse=order == Qt.SortOrder.DescendingOrder)
        assert shares[len(known) :] == [None] * (MANY - len(known))


def test_equal_rows_keep_newest_first_whichever_way_is_sorted(many):
    for order in Qt.SortOrder:
        sort(many, "state", order)
        found = [(row.state, row.stored) for row in rows(many) if not row.pinned]
        assert found == sorted(
            sorted(found, key=lambda each: -each[1]),
            key=lambda each: each[0],
            reverse=order == Qt.SortOrder.DescendingOrder,
        )


def test_pinned_runs_stay_on_top_whatever_is_sorted(many):
    row = next(row for row in rows(many) if row.stored == 7)
    changed(many, lambda: many.window.runs_panel.pin([row]))
    for key in ("run", "result", "name"):
        for order in Qt.SortOrder:
            sort(many, key, order)
            pinned = [row.pinned for row in rows(many)]
            assert pinned == sorted(pinned, reverse=True)
            assert any(row.stored == 7 for row in rows(many)[: sum(pinned)])


@pytest.mark.parametrize("words", ["reptile", "MAML stopped", "thesis", "seen again", "trial 1"])
def test_the_filter_shows_the_runs_in_which_all_words_occur(many, words: str):
    many.window.runs_panel.filter.setText(words)
    shown = {row.stored for row in rows(many)}
    titles = many.window.runs_panel.model._words_known
    wanted = set()
    for each in summaries(many):
        parts = (each.name, each.title, each.note, each.state, *each.tags, str(each.id))
        kinds = [titles[section, getattr(each, section)] for section in ("task", "learner", "strategy")]
        text = "\n".join((*parts, *kinds)).lower()
        if all(word in text for word in words.lower().split()):
            wanted.add(each.id)
    assert shown == wanted
    assert 0 < len(wanted) < MANY


def test_an_emptied_filter_shows_all_runs_again_and_what_was_selected_stays_so(many):
    select(many, 3)
    chosen = rows(many)[3].stored
    many.window.runs_panel.filter.setText(str(chosen))
    assert [row.stored for row in many.window.runs_panel.view.rows()] == [chosen]
    many.window.runs_panel.filter.clear()
    assert len(rows(many)) == MANY
    assert [row.stored for row in many.window.runs_panel.view.rows()] == [chosen]


def test_a_ticked_stored_run_is_read_and_laid_over_the_plots(open_window, database):
    first = open_window(database=database)
    first.until(lambda: first.window.keeping.store)
    make(first, 1)
    first.window.close()
    desk = open_window(database=database)
    desk.until(lambda: listed(desk, "run"))
    make(desk, 1)
    assert desk.window.workspace.outer.plot._overlays == []
    tick(desk, 1)
    desk.until(lambda: len(desk.window.workspace.outer.plot._overlays) == 1)
    assert ticked(desk) == [True, True]
    earlier = desk.window.session.runs[-1]
    assert (earlier.kept, earlier.progress.losses.values.tolist()) == (1, first.progress.losses.values.tolist())
    tick(desk, 1, False)
    assert desk.window.workspace.outer.plot._overlays == []


def test_only_so_many_stored_runs_stay_in_memory_and_the_oldest_unticked_go_first(kept, monkeypatch):
    monkeypatch.setattr(run_module, "LOADED", 4)
    make(kept, 4)
    session = kept.window.session
    assert [run.kept for run in session.runs] == [1, 2, 3, 4]
    session.show(session.runs[1], False)
    make(kept, 1)
    assert [run.kept for run in session.runs] == [1, 3, 4, 5]
    assert listed(kept, "run") == ["5", "4", "3", "2", "1"]
    tick(kept, 3)
    kept.until(lambda: ticked(kept)[3])
    assert sorted(run.kept for run in session.runs) == [1, 2, 3, 4, 5]


def test_enter_opens_a_stored_run_with_its_experiment(open_window, database, small):
    first = open_window("linear-maml", {"task.shots": 7}, database=database)
    first.until(lambda: first.window.keeping.store)
    make(first, 1)
    first.window.close()
    desk, opened = open_window(database=database), []
    desk.until(lambda: listed(desk, "run"))
    desk.window.runs_panel.opened.connect(lambda *told: opened.append(told))
    select(desk, 0)
    QTest.keyClick(desk.window.runs_panel.view, Qt.Key.Key_Return)
    desk.until(lambda: opened)
    ((experiment, progress, number),) = opened
    assert (experiment, number) == (small("linear-maml", {"task.shots": 7}), 1)
    assert desk.run.progress is progress
    assert progress.losses.values.tolist() == first.progress.losses.values.tolist()
    assert desk.run.kept == 1
    assert not desk.window.session.running
    assert [row.stored for row in rows(desk)] == [1]


def test_opening_a_run_never_stops_one_that_goes_on(open_window, database):
    desk = open_window("linear-maml", database=database)
    desk.until(lambda: desk.window.keeping.store)
    make(desk, 1)
    desk.window.model.set("schedule.iterations", 1_000_000)
    desk.trigger("runAction")
    desk.made(3)
    going = desk.run
    select(desk, 1)
    do(desk, "open")
    assert desk.run is going
    assert desk.window.session.running
    assert desk.window.runs_panel.question.text.startswith("A run goes on.")


def test_a_name_is_typed_in_place_and_an_empty_one_gives_the_title_back(kept):
    make(kept, 1)
    view, title = kept.window.runs_panel.view, kept.window.model.experiment.title
    for typed, shown in (("my best", "my best"), ("", title)):
        select(kept, 0)
        do(kept, "rename")
        editor = view.findChild(QLineEdit, "runName")
        editor.setText(typed)
        changed(kept, lambda editor=editor: QTest.keyClick(editor, Qt.Key.Key_Return))
        kept.until(lambda: not view.findChildren(QLineEdit, "runName"))
        assert listed(kept, "name") == [shown]
        assert summaries(kept)[0].name == typed


def test_tags_and_a_note_are_written_in_place(kept):
    make(kept, 1)
    notes = kept.window.runs_panel.notes
    select(kept, 0)
    do(kept, "tags")
    notes.tags.setText("thesis,  figure 3 ,")
    changed(kept, lambda: QTest.keyClick(notes.tags, Qt.Key.Key_Return))
    assert summaries(kept)[0].tags == ("figure 3", "thesis")
    do(kept, "note")
    notes.note.setPlainText("It learns.")
    changed(kept, notes.finish)
    assert summaries(kept)[0].note == "It learns."
    do(kept, "note")
    notes.note.setPlainText("not meant")
    QTest.keyClick(notes.note, Qt.Key.Key_Escape)
    assert notes.isHidden()
    assert summaries(kept)[0].note == "It learns."


def test_deleting_asks_first_and_takes_several_runs_at_once(many):
    panel = many.window.runs_panel
    select(many, 0, 2)
    gone = [row.stored for row in panel.view.rows()]
    do(many, "delete")
    assert panel.question.text == "Delete 2 runs? This cannot be undone."
    panel.question.no.click()
    assert len(summaries(many)) == MANY
    do(many, "delete")
    changed(many, panel.question.yes.click)
    assert len(listed(many, "run")) == MANY - 2
    assert not {*gone} & {row.stored for row in rows(many)}


def test_deleting_the_run_that_is_shown_empties_the_plots(kept):
    make(kept, 1)
    select(kept, 0)
    do(kept, "delete")
    changed(kept, kept.window.runs_panel.question.yes.click)
    assert kept.run is None
    assert kept.window.session.runs == []
    assert listed(kept, "run") == []


def test_a_run_that_goes_on_cannot_be_deleted(open_window, database):
    desk = open_window("linear-maml", {"schedule.iterations": 1_000_000}, database=database)
    desk.trigger("runAction")
    desk.until(lambda: rows(desk) and rows(desk)[0].summary)
    select(desk, 0)
    entries = {entry.objectName(): entry.isEnabled() for entry in desk.window.runs_panel.menu().actions()}
    assert not entries["runs.delete"]
    assert not entries["runs.resume"]
    do(desk, "delete")
    assert desk.window.runs_panel.question.text == "A run that goes on cannot be deleted. Stop it first."
    assert len(summaries(desk)) == 1


def test_going_on_and_sharing_are_asked_of_the_window(many):
    panel, wanted, shared = many.window.runs_panel, [], []
    for signal in (panel.resume_wanted, panel.share_wanted):
        signal.disconnect()  # the window would begin to go on, and ask for a file
    panel.resume_wanted.connect(wanted.append)
    panel.share_wanted.connect(shared.append)
    for row in range(MANY):
        select(many, row)
        do(many, "resume")
    assert wanted == [row.stored for row in rows(many) if row.state in ("interrupted", "stopped", "failed")]
    assert 0 < len(wanted) < MANY
    select(many, 4, 5)
    do(many, "share")
    assert shared == [[rows(many)[4].stored, rows(many)[5].stored]]


def test_columns_can_be_shown_and_hidden(many):
    view = many.window.runs_panel.view
    entries = {entry.objectName(): entry for entry in view.column_menu(view).actions()}
    place = cell(many, 0, "learner").column()
    assert view.isColumnHidden(place)
    entries["column.learner"].setChecked(True)
    assert not view.isColumnHidden(place)
    entries["column.learner"].setChecked(False)
    assert view.isColumnHidden(place)


def test_a_screen_reader_is_told_what_the_icons_show(many):
    row = rows(many)[0]
    spoken = cell(many, 0, "name").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"{row.name}, {row.state}, ")
    assert cell(many, 1, "run").data(Qt.ItemDataRole.AccessibleTextRole) == f"Run {rows(many)[1].stored}"


def test_space_ticks_what_is_selected(kept):
    make(kept, 3)
    select(kept, 1, 2)
    assert ticked(kept) == [True, True, True]
    QTest.keyClick(kept.window.runs_panel.view, Qt.Key.Key_Space)
    assert ticked(kept) == [True, False, False]
    QTest.keyClick(kept.window.runs_panel.view, Qt.Key.Key_Space)
    assert ticked(kept) == [True, True, True]


@pytest.fixture
def noted(kept):
    """A window with one run that is stored, about which a note is being written; what was typed is told soon."""
    make(kept, 1)
    kept.window.runs_panel.notes._soon.setInterval(1)
    select(kept, 0)
    do(kept, "note")
    return kept


def test_a_note_is_kept_a_moment_after_the_last_key_though_it_is_still_being_written(noted):
    notes = noted.window.runs_panel.notes
    changed(noted, lambda: QTest.keyClicks(notes.note, "It learns"))
    noted.until(lambda: summaries(noted)[0].note == "It learns")
    assert not notes.isHidden()


def test_giving_up_a_note_takes_back_what_was_kept_of_it(noted):
    notes = noted.window.runs_panel.notes
    changed(noted, lambda: notes.note.setPlainText("not meant"))
    changed(noted, lambda: QTest.keyClick(notes.note, Qt.Key.Key_Escape))
    assert summaries(noted)[0].note == ""


def test_a_note_that_is_opened_again_shows_what_was_just_written(noted, monkeypatch):
    notes, old = noted.window.runs_panel.notes, summaries(noted)
    monkeypatch.setattr(Store, "runs", lambda _: old)  # whatever is read now is from before
    notes.note.setPlainText("first words")
    notes.finish()
    do(noted, "note")
    assert notes.note.toPlainText() == "first words"
    QTest.keyClicks(notes.note, "More: ")
    notes.finish()
    assert rows(noted)[0].note == "More: first words"
    noted.until(lambda: noted.window.keeping.store.summary(1).note == "More: first words")


def test_what_another_program_writes_counts_once_the_own_change_was_read_back(noted, database):
    panel = noted.window.runs_panel
    changed(noted, lambda: panel.notes.note.setPlainText("mine"))
    panel.notes.finish()
    noted.until(lambda: not panel.changes._asked)
    with closing(Store(database)) as other:
        other.annotate(1, "theirs")
    panel.read()
    noted.until(lambda: rows(noted)[0].note == "theirs")


def test_a_note_that_could_not_be_written_stays_and_is_written_when_the_window_goes(noted, monkeypatch):
    panel = noted.window.runs_panel
    with monkeypatch.context() as broken:

        def refuse(_):
            raise StoreError(sentence("The disk is full."))

        broken.setattr(Store, "annotate", lambda store, run, note, wait: store._asked(refuse, wait))
        panel.notes.note.setPlainText("not lost")
        panel.notes.finish()
        noted.until(lambda: panel.question.text)
    assert panel.question.text == "The disk is full."
    assert rows(noted)[0].note == "not lost"
    assert summaries(noted)[0].note == ""
    panel.finish()
    noted.until(lambda: summaries(noted)[0].note == "not lost")


def test_a_name_that_is_being_typed_is_taken_when_the_window_goes(kept):
    make(kept, 1)
    panel = kept.window.runs_panel
    select(kept, 0)
    do(kept, "rename")
    panel.view.findChild(QLineEdit, "runName").setText("my best")
    changed(kept, panel.finish)
    assert listed(kept, "name") == ["my best"]


def test_the_list_keeps_still_while_a_name_is_typed_and_shows_what_came_meanwhile_afterwards(many, database):
    panel = many.window.runs_panel
    select(many, 0)
    do(many, "rename")
    with closing(Store(database)) as other:
        other.delete(rows(many)[5].stored)
    came = []
    panel.reading.came.connect(came.append)
    panel.read()
    many.until(lambda: came)
    assert len(rows(many)) == MANY
    QTest.keyClick(panel.view.findChild(QLineEdit, "runName"), Qt.Key.Key_Escape)
    many.until(lambda: len(rows(many)) == MANY - 1)


def test_the_list_follows_other_programs_on_the_same_database(kept, database, small, monkeypatch):
    make(kept, 1)
    kept.window.runs_panel.reading._looking.setInterval(50)
    monkeypatch.setattr(runs_reading, "SETTLED", 1.0)
    with closing(Store(database)) as other:
        other.annotate(1, "seen from elsewhere")
        kept.until(lambda: rows(kept)[0].note == "seen from elsewhere")
        monkeypatch.setattr(runs_reading, "WHILE_RUNNING", 0.0)
        recording = other.record(small())
        for event in islice(run(small()), 3):
            recording.add(event)
        kept.until(lambda: listed(kept, "run") == ["2", "1"])
        assert rows(kept)[0].state == "running"
    # Its lock is gone with it: it writes no more, and says so nowhere.
    kept.until(lambda: rows(kept)[0].state == "interrupted")


def test_nothing_is_read_where_nothing_was_written(kept, monkeypatch):
    monkeypatch.setattr(runs_reading, "SETTLED", 0.0)
    make(kept, 1)
    reading = kept.window.runs_panel.reading
    kept.until(lambda: not reading._soon.isActive())
    kept.settle()
    reading._looking.setInterval(10)
    kept.until(lambda: reading._trace == runs_reading.trace(kept.window.keeping.path) and reading._sure)
    came = []
    reading.came.connect(came.append)
    for _ in range(3):
        reading._ended = 0.0
        reading.look()
        kept.settle()
        kept.settle()
    assert came == []


def test_nobody_looks_for_news_while_the_list_is_put_away(kept, monkeypatch):
    kept.settle()
    reading, asked = kept.window.runs_panel.reading, []
    monkeypatch.setattr(reading._background, "ask", lambda topic, *_: asked.append(topic))
    kept.window.docks["runs"].hide()
    reading._ended = reading._cost = 0.0
    reading.look()
    assert asked == []
    kept.window.docks["runs"].show()
    assert asked == ["look"]


def test_reading_takes_no_more_than_a_small_share_of_the_time(kept):
    reading = kept.window.runs_panel.reading
    kept.settle()
    for cost, since, due in ((1.0, 49.0, False), (1.0, 51.0, True), (0.0, 0.0, True)):
        reading._cost, reading._ended = cost, runs_reading.time.monotonic() - since
        assert reading._due() == due


@pytest.mark.parametrize("held", [True, False], ids=["of this session", "read from the database"])
def test_a_run_that_is_ticked_where_none_is_shown_is_opened_with_its_experiment(open_window, database, small, held):
    desk = open_window("linear-maml", {"task.shots": 7}, database=database)
    desk.until(lambda: desk.window.keeping.store)
    make(desk, 2)
    if held:
        desk.window.open_experiment(small("linear-maml"))
    else:
        desk.window.close()
        desk = open_window("linear-maml", database=database)
        desk.until(lambda: listed(desk, "run"))
    assert ticked(desk) == [False, False]
    assert desk.run is None
    tick(desk, 1)
    desk.until(lambda: desk.run)
    assert desk.run.kept == 1
    assert ticked(desk) == [False, True]
    assert desk.window.model.experiment == small("linear-maml", {"task.shots": 7})
    assert desk.window.workspace.outer.plot._smooth.isVisible()


def test_a_note_leaves_most_of_the_room_to_the_list_and_its_run_in_sight(many):
    panel = many.window.runs_panel
    row = 2
    select(many, row)
    do(many, "note")
    assert panel.notes.height() <= max(panel.height() / 3, panel.notes.minimumSizeHint().height())
    assert panel.view.height() > panel.notes.height()
    seen = panel.view.visualRect(cell(many, row, "name"))
    assert panel.view.viewport().rect().contains(seen)


def test_a_run_that_is_shown_in_its_middle_is_called_the_same_in_the_list_and_in_the_status_line(desk):
    made = Progress()
    for event in run(desk.window.model.experiment):
        if isinstance(event, Stepped) and event.iteration > 3:
            break
        made.add(event)
    desk.window.session.replay(desk.window.model.experiment, made)
    assert [row.state for row in rows(desk)] == ["paused"]
    assert desk.find("statusText").text().startswith("paused   iteration 3 of 6")
