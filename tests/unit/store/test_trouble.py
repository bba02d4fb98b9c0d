"""What goes wrong with the file while it is in use: it is said, the program goes on, and nothing told is missing."""

import random
import shutil
import sqlite3
import threading
import time
from concurrent.futures import Future
from contextlib import closing

import pytest

from simulator.declaration import InputError
from simulator.store import StoreError, formats, recording, writer
from simulator.store import database as databases
from simulator.store.database import explained
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits


@pytest.fixture
def quick(monkeypatch):
    """Little patience, so that a test need not have more."""
    monkeypatch.setattr(writer, "EVERY", 0.02)
    monkeypatch.setattr(databases, "PATIENCE", 0.05)
    monkeypatch.setattr(formats, "PATIENCE", 0.05)
    monkeypatch.setattr(recording, "PATIENCE", 0.1)


def until(condition):
    """Wait for what must come."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_while_another_program_holds_the_file_nothing_is_lost(quick, database, store):
    taken = store.record(ready_made.experiment())
    told = ready_made.history(60)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for event in told:
            taken.add(event)
        until(lambda: taken.trouble is not None)
        assert not taken.safe
        assert str(taken.trouble) == (
            f"The database {database} is in use by another program. Saving goes on by itself as soon as it is free."
        )
        assert store.runs() == []  # reading goes on meanwhile
        other.execute("ROLLBACK")
    until(lambda: taken.safe)
    assert taken.trouble is None
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_change_that_cannot_be_made_is_refused_in_a_sentence_and_works_later(quick, database, store, recorded):
    run = recorded(store).run
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for work in (lambda: store.rename(run, "a"), lambda: store.tag(run, ["a"]), lambda: store.delete(run)):
            with pytest.raises(StoreError, match="in use by another program"):
                work()
        other.execute("ROLLBACK")
    assert store.summary(run).name == ""
    store.rename(run, "a")
    assert store.summary(run).name == "a"


def test_a_file_that_is_held_is_refused_at_the_opening_only_where_it_cannot_be_read(quick, database, store, opened):
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert opened().runs() == []
        other.execute("ROLLBACK")
    store.close()


def test_opening_and_reading_wait_for_nobody_who_writes(database, opened, recorded, monkeypatch):
    store = opened()
    recorded(store, ready_made.history()[:10])
    gone = "UPDATE runs SET session = 'gone'"
    store._writer.do(lambda connection: connection.execute(gone).rowcount)
    monkeypatch.setattr(databases, "PATIENCE", 3600.0)
    monkeypatch.setattr(writer, "LONGEST", 3600.0)
    found = []

    def open_and_read():
        again = opened()
        found.append([each.state for each in again.runs()])
        found.append([each.state for each in again.unfinished()])
        found.append([again.summary(1).state])

    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        reading = threading.Thread(target=open_and_read, daemon=True)
        reading.start()
        reading.join(60)
        assert found == [["interrupted"]] * 3
        assert other.execute("SELECT state, session FROM runs").fetchall() == [("running", "gone")]
        other.execute("ROLLBACK")
        until(lambda: other.execute("SELECT state, session FROM runs").fetchall() == [("interrupted", None)])


def test_a_change_that_nobody_waits_for_is_made_at_the_closing_at_the_latest(store, opened, recorded):
    runs = [recorded(store).run for _ in range(2)]
    hold, held = threading.Event(), threading.Event()
    store._writer.ask(lambda connection: (held.set(), hold.wait(60)))
    assert held.wait(60)
    futures = [
        store.rename(runs[0], "a", wait=False),
        store.annotate(runs[0], "b", wait=False),
        store.pin(runs[0], True, wait=False),
        store.tag(runs[0], ["c"], wait=False),
        store.leave([store.summary(runs[0])], wait=False),
        store.delete(runs[1], wait=False),
        store.forget_draft("nobody", wait=False),
    ]
    assert not any(each.done() for each in futures)
    hold.set()
    store.close()
    assert [each.result(60) for each in futures] == [None] * len(futures)
    (found,) = opened().runs()
    assert (found.name, found.note, found.pinned, found.tags, found.offered) == ("a", "b", True, ("c",), True)


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.rename(7, "a", wait=False),
        lambda store: store.annotate(7, "a", wait=False),
        lambda store: store.pin(7, True, wait=False),
        lambda store: store.tag(7, ["a"], wait=False),
        lambda store: store.delete(7, wait=False),
    ],
)
def test_what_goes_wrong_with_a_change_that_nobody_waits_for_is_in_its_future(store, change):
    with pytest.raises(StoreError, match="There is no run 7"):
        change(store).result(60)


def test_a_change_that_takes_too_long_is_given_up_and_not_made_later(quick, store, recorded, monkeypatch):
    run = recorded(store).run
    monkeypatch.setattr(writer, "LONGEST", 0.05)
    hold, held = threading.Event(), threading.Event()

    def slow(connection):
        held.set()
        hold.wait(60)

    store._writer.ask(slow)
    assert held.wait(60)
    with pytest.raises(StoreError, match=r"does not answer\. Try again later"):
        store.rename(run, "late")
    hold.set()
    monkeypatch.setattr(writer, "LONGEST", 60)
    store.pin(run, True)
    assert store.summary(run).name == ""


def test_an_exception_in_a_change_reaches_the_one_who_asked_and_the_next_one_works(store, recorded):
    run = recorded(store).run

    def broken(connection):
        connection.execute("UPDATE runs SET name = 'half'")
        raise ZeroDivisionError("in the middle")

    with pytest.raises(ZeroDivisionError):
        store._writer.do(broken)
    assert store.summary(run).name == ""
    store.rename(run, "whole")
    assert store.summary(run).name == "whole"


def test_an_exception_that_nobody_asks_for_is_in_the_log_and_costs_nothing(store, recorded, caplog):
    def broken(connection):
        raise ZeroDivisionError("nobody reads this")

    futures = [store._writer.ask(broken) for _ in range(3)]
    assert recorded(store).safe
    assert all(isinstance(each, Future) and each.done() for each in futures)
    assert "nobody reads this" in caplog.text


def test_a_source_that_raises_is_told_once_and_does_not_stop_the_others(quick, store, recorded, monkeypatch, caplog):
    broken = store.record(ready_made.experiment())

    def gather():
        raise ZeroDivisionError("it cannot be gathered")

    monkeypatch.setattr(broken, "gather", gather)
    for _ in range(3):
        assert recorded(store).safe
    assert str(store.trouble) == "The run cannot be saved: it cannot be gathered."
    assert caplog.text.count("Traceback") == 1
    monkeypatch.undo()
    until(lambda: store.trouble is None)


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_file_that_goes_away_is_told_and_what_was_told_since_is_there_once_it_is_back(
    quick, how, database, store, recorded
):
    first = recorded(store)
    aside = database.with_name("aside")
    for name in ("", "-wal", "-shm"):
        path = database.with_name(database.name + name)
        if path.exists():
            path.rename(aside.with_name(aside.name + name))
    if how == "replaced":
        database.write_bytes(b"another file")
    taken = store.record(ready_made.experiment())
    told = ready_made.history()
    for event in told:
        taken.add(event)
    until(lambda: store.trouble is not None)
    assert "was moved or deleted while it was in use. Put it back" in str(store.trouble)
    with pytest.raises(InputError):
        store.runs()
    assert database.exists() == (how == "replaced")  # no empty file is made in its place
    if how == "deleted":
        return
    for name in ("", "-wal", "-shm"):
        path = aside.with_name(aside.name + name)
        if path.exists():
            path.rename(database.with_name(database.name + name))
    until(lambda: taken.safe)
    assert bits(list(store.history(first.run))) == bits(ready_made.history())
    assert bits(list(store.history(taken.run))) == bits(told)


def test_what_is_left_of_a_damaged_file_is_read_and_the_rest_is_refused_in_sentences(database, opened, recorded):
    store = opened()
    for _ in range(6):
        recorded(store, ready_made.history(200))
    store.close()
    whole, dice = database.read_bytes(), random.Random(0)
    pages, told = len(whole) // 4096, bits(ready_made.history(200))
    wrong = 0
    for _ in range(60):
        data = bytearray(whole)
        for page in dice.sample(range(1, pages), 3):
            data[4096 * page : 4096 * (page + 1)] = dice.randbytes(4096)
        database.write_bytes(data)
        try:
            damaged = opened()
        except StoreError as error:
            assert str(error).endswith(".")
            wrong += 1
            continue
        try:
            for each in damaged.runs():
                assert bits(list(damaged.history(each.id))) == told
        except InputError as error:
            assert str(error).endswith(".")
            wrong += 1
        damaged.close()
    assert wrong > 30


def test_a_damaged_first_page_leaves_the_file_as_it_is(database, opened, recorded):
    store = opened()
    recorded(store)
    store.close()
    data = b"\xaa" * 4096 + database.read_bytes()[4096:]
    database.write_bytes(data)
    with pytest.raises(StoreError, match=r"is not a database\. It was left as it is"):
        opened()
    assert database.read_bytes() == data


def test_missing_rows_are_noticed(store, recorded, monkeypatch):
    monkeypatch.setattr(recording, "MOST_STEPS", 7)
    for number, damage in enumerate(
        (
            "DELETE FROM steps WHERE run = ? AND first = 8",
            "DELETE FROM events WHERE run = ? AND position = 2",
            "UPDATE events SET after = 10000 WHERE run = ? AND position = 3",
            "UPDATE events SET document = 'x' WHERE run = ? AND position = 3",
            "UPDATE experiments SET document = '[]' WHERE run = ?",
            "UPDATE experiments SET document = 'x' WHERE run = ?",
        ),
        start=1,
    ):
        run = recorded(store, ready_made.history()).run
        assert run == number
        store._writer.do(lambda connection, damage=damage, run=run: connection.execute(damage, (run,)).rowcount)
        with pytest.raises(StoreError) as error:
            list(store.history(run))
        assert str(error.value) == f"What is kept of run {run} is damaged."


def test_a_clock_that_goes_backwards_disturbs_nothing(quick, store, monkeypatch):
    moments = iter(range(2_000_000_000, 0, -1_000_000))
    monkeypatch.setattr(time, "time", lambda: float(next(moments)))
    told, runs = ready_made.history(), []
    for _ in range(3):
        taken = store.record(ready_made.experiment())
        for event in told:
            taken.add(event)
            store.keep_draft(ready_made.experiment())
        until(lambda taken=taken: taken.safe)
        runs.append(taken.run)
    assert [each.id for each in store.runs()] == runs[::-1]
    assert [bits(list(store.history(run))) == bits(told) for run in runs] == [True] * 3
    created = [each.created for each in store.runs()]
    assert created == sorted(created)  # as the clock said


def test_a_disk_without_room_is_told_and_all_is_there_once_there_is_room_again(quick, store, recorded):
    pages = store._writer.do(lambda connection: connection.execute("PRAGMA page_count").fetchone()[0])
    real, limit = writer.connect, [pages]

    def small(path, **asked):
        connection = real(path, **asked)
        connection.execute(f"PRAGMA max_page_count = {limit[0]}")  # what is beyond it does not fit on the disk
        return connection

    writer.connect = small
    try:
        store._writer.do(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchone())
        taken = store.record(ready_made.experiment())
        told = ready_made.history(300)
        for event in told:
            taken.add(event)
        until(lambda: taken.trouble is not None)
        assert str(taken.trouble) == (f"The disk with {store.path} is full. Free some space; saving goes on by itself.")
        limit[0] = 10**6
        until(lambda: taken.safe)
    finally:
        writer.connect = real
    assert bits(list(store.history(taken.run))) == bits(told)
    assert taken.trouble is None


@pytest.mark.parametrize("name", [name for name in vars(sqlite3) if name.startswith("SQLITE_")])
def test_every_fault_of_the_database_is_a_sentence_that_names_the_file(name, database):
    error = sqlite3.OperationalError("the reason")
    error.sqlite_errorname = name
    said = str(explained(error, database))
    assert str(database) in said
    assert said.endswith(".")


def test_a_failure_of_a_disk_without_room_is_a_full_disk(database, monkeypatch):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    assert "The disk failed" in str(explained(error, database))
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(1, 1, 0))
    assert "is full. Free some space" in str(explained(error, database))


def test_readers_are_not_held_up_by_a_writer_and_see_whole_transactions_only(quick, store, recorded):
    taken, told = store.record(ready_made.experiment()), ready_made.history(400)
    reading = threading.Thread(target=lambda: [taken.add(event) or time.sleep(0) for event in told])
    reading.start()
    lengths = []
    while reading.is_alive() or not taken.safe:
        if taken.run is not None:
            found = list(store.history(taken.run))
            assert bits(found) == bits(told[: len(found)])
            lengths.append(len(found))
    reading.join()
    assert lengths == sorted(lengths)
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_history_is_read_as_it_was_when_the_reading_began(store, recorded):
    told = ready_made.history()
    taken = recorded(store, told[:3])
    reading = store.history(taken.run)
    assert bits([next(reading) for _ in range(3)]) == bits(told[:3])
    for event in told[3:]:
        taken.add(event)
    assert taken.safe
    assert list(reading) == []


def test_the_closing_ends_while_the_file_is_held_and_keeps_its_lock_until_it_has_written(
    quick, database, opened, monkeypatch
):
    monkeypatch.setattr("simulator.store.store.PATIENCE", 3600.0)
    store = opened()
    taken = store.record(ready_made.experiment())
    release, started = threading.Event(), threading.Event()
    store._writer.ask(lambda connection: (started.set(), release.wait(60)))
    assert started.wait(60)
    for event in ready_made.history()[:-1]:
        taken.add(event)
    store.close(patience=0.01)
    assert opened().drafts() == []
    assert len(list(database.parent.glob("*.lock"))) == 2
    release.set()
    store._writer._thread.join(60)
    store.close()
    assert bits(list(opened().history(1))) == bits(ready_made.history()[:-1])


def test_a_copy_of_the_file_while_it_is_in_use_is_no_danger_to_it(store, recorded, database, tmp_path):
    run = recorded(store).run
    shutil.copyfile(database, tmp_path / "copy")
    assert bits(list(store.history(run))) == bits(ready_made.history())
