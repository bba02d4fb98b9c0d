"""What a person does with runs, and what the next start finds of a program that was cut off."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from simulator.engine import Stepped, Stopped
from simulator.experiment import parse, set_value, to_document
from simulator.store import Store, StoreError, sessions
from simulator.store.runs import LONGEST_NAME, LONGEST_NOTE
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits


def test_a_name_a_note_and_a_pin_are_kept_and_change_nothing_else(store, recorded, opened):
    run = recorded(store).run
    before = store.summary(run)
    store.rename(run, "first try")
    store.annotate(run, "It went \N{SNOWMAN} well.\n")
    store.pin(run, True)
    found = opened().summary(run)
    assert (found.name, found.note, found.pinned) == ("first try", "It went \N{SNOWMAN} well.\n", True)
    store.rename(run, "")
    store.annotate(run, "")
    store.pin(run, False)
    assert store.summary(run) == before


def test_names_notes_and_tags_are_cut_to_what_the_list_holds(store, recorded):
    run = recorded(store).run
    store.rename(run, "n" * 10_000)
    store.annotate(run, "a" * 1_000_000)
    store.tag(run, ["t" * 10_000, "t" * 20_000])
    found = store.summary(run)
    assert (len(found.name), len(found.note)) == (LONGEST_NAME, LONGEST_NOTE)
    assert [len(tag) for tag in found.tags] == [LONGEST_NAME]


def test_text_that_no_database_can_hold_is_kept_as_far_as_it_goes(store, recorded):
    run = recorded(store).run
    store.rename(run, "half \ud800 a pair")
    store.annotate(run, "\udcff")
    store.tag(run, ["\ud800"])
    found = store.summary(run)
    assert (found.name, found.note, found.tags) == ("half ? a pair", "?", ("?",))


def test_tags_replace_those_before_and_come_sorted_and_once(store, recorded):
    run, other = recorded(store).run, recorded(store).run
    store.tag(other, ["class"])
    store.tag(run, [" b", "a", "a ", "", "  "])
    assert store.summary(run).tags == ("a", "b")
    store.tag(run, ["c"])
    assert {each.id: each.tags for each in store.runs()} == {run: ("c",), other: ("class",)}
    store.tag(run, [])
    assert store.summary(run).tags == ()


def test_the_list_is_newest_first_whatever_the_clock_says(store, recorded, monkeypatch):
    moments = iter((2e9, 1e9, 1.5e9, 0.0))
    monkeypatch.setattr("time.time", lambda: next(moments, 5.0))
    runs = [recorded(store).run for _ in range(4)]
    assert [each.id for each in store.runs()] == sorted(runs, reverse=True)
    assert bits(list(store.history(runs[1]))) == bits(ready_made.history())


def test_the_newest_draft_is_first_whatever_the_clock_says(opened, monkeypatch):
    for moment in (3e9, 2e9, 1e9):
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        program = opened()
        program.keep_draft(ready_made.experiment())
        program.close()
    assert [each.saved for each in opened().drafts()] == [1e9, 2e9, 3e9]


def test_a_deleted_run_leaves_nothing_and_its_number_is_not_given_again(store, recorded):
    first, second = recorded(store).run, recorded(store).run
    store.tag(second, ["tag"])
    store.delete(second)
    assert [each.id for each in store.runs()] == [first]
    with store._reading() as connection:
        tables = ("runs", "experiments", "steps", "events", "tags", "checkpoints")
        left = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
        kept = connection.execute("SELECT count(*) FROM events WHERE run = ?", (first,)).fetchone()[0]
    assert left == [1, 1, 1, kept, 0, 0]
    assert recorded(store).run > second
    with pytest.raises(StoreError, match=f"There is no run {second}"):
        store.delete(second)


def test_a_run_whose_program_ended_since_anybody_looked_can_be_deleted(store, recorded):
    run = recorded(store, ready_made.history()[:10]).run
    store._writer.do(lambda connection: connection.execute("UPDATE runs SET session = 'gone'").rowcount)
    store.delete(run)
    assert store.runs() == []


def test_a_run_that_is_going_on_cannot_be_deleted_here_or_elsewhere(store, opened, recorded):
    run = recorded(store, ready_made.history()[:10]).run
    for each in (store, opened()):
        with pytest.raises(StoreError) as refused:
            each.delete(run)
        assert str(refused.value) == f"Run {run} is going on; stop it first."
    assert store.summary(run).state == "running"


@pytest.mark.parametrize("what", ["summary", "experiment", "document", "resume", "delete"])
def test_a_number_that_no_run_has_is_answered_in_a_sentence(store, what):
    with pytest.raises(StoreError) as refused:
        getattr(store, what)(7)
    assert str(refused.value) == "There is no run 7."


@pytest.mark.parametrize(("what", "value"), [("rename", "a"), ("annotate", "a"), ("pin", True), ("tag", ["a"])])
def test_nothing_can_be_said_about_a_run_that_is_not_there(store, what, value):
    with pytest.raises(StoreError, match="There is no run 7"):
        getattr(store, what)(7, value)
    with pytest.raises(StoreError, match="There is no run 7"):
        list(store.history(7))


def test_the_experiment_of_a_run_comes_back(store, recorded):
    assert store.experiment(recorded(store).run) == ready_made.experiment()


def test_an_experiment_that_this_version_does_not_know_is_refused_and_still_listed(store, recorded):
    run = recorded(store).run
    store._writer.do(lambda connection: connection.execute("UPDATE experiments SET document = '{}'").rowcount)
    with pytest.raises(ValueError, match=r"\.$"):
        store.experiment(run)
    assert store.document(run) == {}
    assert [each.id for each in store.runs()] == [run]


def test_a_closed_store_says_so_and_closing_again_does_nothing(store, recorded):
    run = recorded(store).run
    store.close()
    store.close()
    for work in (lambda: store.rename(run, "late"), lambda: store.record(ready_made.experiment())):
        with pytest.raises(StoreError, match="was closed"):
            work()
    assert store.summary(run).name == ""


def test_what_was_told_last_is_written_at_the_closing(store, opened):
    taken = store.record(ready_made.experiment())
    told = ready_made.history()[:-1]
    for event in told:
        taken.add(event)
    store.close()
    assert bits(list(opened().history(taken.run))) == bits(told)


# A program that is killed.

PROGRAM = """
    import sys, time
    from pathlib import Path
    from simulator.store import Store
    from tests.unit.store import ready_made

    store = Store(Path(sys.argv[1]))
    taken = store.record(ready_made.experiment())
    for event in (*ready_made.history()[:20], ready_made.checkpoint(15)):
        taken.add(event)
    store.keep_draft(ready_made.experiment())
    store._writer.empty().result(30)
    print(taken.run, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def program(database):
    """Another program with a run that is going on and edits."""
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(database)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "1\n"
    yield child
    child.kill()
    child.communicate()


def locks(database):
    return sorted(database.parent.glob("*.lock"))


def test_the_run_of_a_program_that_is_alive_is_its_own(database, program, opened):
    store = opened()
    assert store.summary(1).state == "running"
    assert store.unfinished() == []
    assert store.drafts() == []
    with pytest.raises(StoreError, match="Run 1 is going on already"):
        store.resume(1)


def test_a_killed_program_leaves_an_interrupted_run_and_a_draft_that_are_offered_once(database, program, opened):
    program.kill()
    program.wait()
    store = opened()
    unfinished = store.unfinished()
    assert [(each.id, each.state, each.iterations) for each in unfinished] == [(1, "interrupted", 15)]
    assert bits(list(store.history(1))) == bits(ready_made.history()[:20])
    [draft] = store.drafts()
    assert parse(draft.document) == ready_made.experiment()
    assert not draft.closed
    store.leave(unfinished)
    store.forget_draft(draft.session)
    store.close()
    again = opened()
    assert again.unfinished() == []
    assert again.drafts() == []
    assert again.summary(1).resumable


def test_a_program_killed_while_another_looks_is_noticed_without_a_new_start(database, program, opened):
    store = opened()
    assert store.runs()[0].state == "running"
    program.kill()
    program.wait()
    assert store.runs()[0].state == "interrupted"
    store.delete(1)
    assert store.runs() == []


def test_a_program_that_is_merely_held_is_not_taken_for_dead(database, program, opened):
    os.kill(program.pid, signal.SIGSTOP)
    try:
        assert opened().summary(1).state == "running"
    finally:
        os.kill(program.pid, signal.SIGCONT)


def test_an_interrupted_run_is_taken_up_by_one_of_two_programs(database, program, opened):
    program.kill()
    program.wait()
    one, other = opened(), opened()
    one.resume(1)
    with pytest.raises(StoreError, match="Run 1 is going on already"):
        other.resume(1)
    assert other.unfinished() == []


def test_the_locks_of_dead_programs_are_cleared_away_and_those_of_live_ones_stay(database, program, monkeypatch):
    monkeypatch.setattr(sessions, "OLD", -60.0)  # even those made just now
    dead = sessions.Session(database)
    dead._lock.release()  # as the system does at the end of a program
    names = locks(database)
    assert len(names) == 2
    store = Store(database)
    assert len(locks(database)) == 2
    store.close()
    assert len(locks(database)) == 1
    program.kill()
    program.wait()
    Store(database).close()
    assert locks(database) == []


def test_a_lock_that_was_made_just_now_is_left_to_its_program(database):
    young = sessions.Session(database)
    young._lock.release()
    sessions.Session(database).close()
    assert len(locks(database)) == 1


def test_a_lock_that_is_cleared_away_is_made_again_and_the_run_stays_its_programs(database, opened):
    store, other = opened(), opened()
    taken, told = store.record(ready_made.experiment()), ready_made.history()
    for event in told[:10]:
        taken.add(event)
    store._writer.empty().result(30)
    name = store._session.name
    for path in locks(database):
        path.unlink()
    assert not sessions.alive(database, name)
    assert [each.state for each in other.runs()] == ["interrupted"]
    other._writer.empty().result(30)  # that is written down
    taken.add(told[10])
    store._writer.empty().result(30)
    assert sessions.alive(database, name)
    assert [each.state for each in other.runs()] == ["running"]
    for event in told[11:]:
        taken.add(event)
    assert taken.safe
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_closed_program_does_not_make_its_lock_again(database):
    store = Store(database)
    store.close()
    assert locks(database) == []


def test_a_session_that_is_no_name_is_no_path_either(tmp_path):
    database = tmp_path / "folder" / "runs.sqlite"
    database.parent.mkdir()
    (tmp_path / "precious.lock").touch()
    for name in ("/../../precious", "../precious", "", "a/b", "\0", "a" * 10_000):
        assert not sessions.alive(database, name)
    assert (tmp_path / "precious.lock").exists()


# Edits.


def edited(seed):
    return parse(set_value(to_document(ready_made.experiment()), "seed", seed))


def seeds(store):
    return [each.document.get("seed", 0) for each in store.drafts()]


def test_the_newest_edits_of_a_program_replace_those_before(opened):
    one, other = opened(), opened()
    for seed in (1, 2, 3):
        one.keep_draft(edited(seed))
    assert one.drafts() == []
    one.close()
    assert seeds(other) == [3]
    assert [each.closed for each in other.drafts()] == [True]


def test_saved_edits_are_no_draft(opened):
    one, other = opened(), opened()
    one.keep_draft(edited(1))
    one.drop_draft()
    one.close()
    assert other.drafts() == []


def test_only_so_many_earlier_edits_are_kept(opened, monkeypatch):
    monkeypatch.setattr("simulator.store.drafts.MOST", 3)
    store = opened()
    for seed in range(5):
        store.keep_draft(edited(seed + 1))
        store.close_draft()
    store._writer.empty().result(30)
    assert seeds(store) == [5, 4, 3]


def test_edits_that_wait_for_room_on_the_disk_do_not_pile_up(opened):
    store, other = opened(), opened()
    kept = store._drafts
    for seed in range(1, 6):
        store.keep_draft(edited(seed))
        kept.gather()  # and then it cannot be written
    store.close_draft()
    for seed in range(6, 9):
        store.keep_draft(edited(seed))
        kept.gather()
    assert len([*kept._taken, *kept._wanted]) == 3
    store.close()
    assert seeds(other) == [8, 5]


def test_edits_that_are_forgotten_while_nothing_can_be_written_are_forgotten(opened):
    store, other = opened(), opened()
    store.keep_draft(edited(1))
    store._drafts.gather()
    store.drop_draft()
    store.keep_draft(edited(2))
    store.drop_draft()
    store.close()
    assert seeds(other) == []


def test_a_draft_that_cannot_be_read_is_left_out(opened):
    store = opened()
    huge = '{"seed": 5, "title": "' + "a" * 2**20 + '"}'
    rows = [("a", 1.0, "{"), ("b", 1.0, "[]"), ("c", 1.0, '{"seed": 4}')]
    rows += [("d", "soon", "{}"), (b"e", 1.0, "{}"), ("f", 1.0, huge), ("g" * 10_000, 1.0, "{}"), ("h", 1.0, b"{}")]
    statement = "INSERT INTO drafts (session, saved, document) VALUES (?, ?, ?)"
    store._writer.do(lambda connection: connection.executemany(statement, rows).rowcount)
    assert seeds(store) == [4]


# Two programs at once.

WRITER = """
    import sys, time
    from pathlib import Path
    from simulator.store import Store, writer
    from tests.unit.store import ready_made

    writer.EVERY = 0.01
    store = Store(Path(sys.argv[1]))
    for _ in range(3):
        taken = store.record(ready_made.experiment())
        for event in ready_made.history(100):
            taken.add(event)
            time.sleep(0.0005)
        until = time.monotonic() + 60
        while not taken.safe and time.monotonic() < until:
            time.sleep(0.01)
        print(taken.run if taken.safe else taken.trouble, flush=True)
    store.close()
"""


def test_programs_that_make_the_database_and_record_at_the_same_time_lose_nothing(database, opened):
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(database)]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [each.communicate(timeout=120) for each in programs]
    assert [each.returncode for each in programs] == [0, 0, 0], said
    runs = sorted(int(line) for out, _ in said for line in out.split())
    assert runs == list(range(1, 10))
    store = opened()
    whole = bits(ready_made.history(100))
    assert [bits(list(store.history(run))) == whole for run in runs] == [True] * 9


def test_the_start_of_a_program_does_not_import_torch():
    code = "import simulator.store, sys; raise SystemExit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_stopping_is_told_as_stopped(store, recorded):
    told = [event for event in ready_made.history()[:12] if not isinstance(event, Stepped)]
    run = recorded(store, [*told, Stopped()]).run
    assert (store.summary(run).state, store.summary(run).iterations) == ("stopped", 0)
    assert time.time() - store.summary(run).created < 3600
