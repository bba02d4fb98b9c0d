"""Files of earlier formats are brought to today's; what is not ours, or is newer, stays byte for byte as it was."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from simulator.engine import Resumed, Stepped, events, run
from simulator.store import StoreError, formats
from simulator.store.reading import ReadOnly
from simulator.store.schema import APPLICATION, MIGRATIONS
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits
from tests.unit.store.samples import digest, learned, sample

DANGLING = """
CREATE TABLE new_runs AS SELECT * FROM runs WHERE 0;
DROP TABLE runs;
ALTER TABLE new_runs RENAME TO runs;
"""
REBUILT = """
CREATE TABLE made_up AS SELECT id, name FROM runs;
ALTER TABLE runs ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';
CREATE TABLE new_drafts AS SELECT * FROM drafts;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;
"""
NEXT = len(MIGRATIONS) + 1


def files(folder):
    """Every file, with what is in it."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(params=range(1, len(MIGRATIONS) + 1))
def old(request, database):
    """A copy of the sample of each format, and what is known of it."""
    shutil.copyfile(sample(request.param), database)
    return json.loads(sample(request.param).with_suffix(".json").read_text(encoding="utf-8"))


def test_there_is_a_sample_of_every_format_and_it_is_small():
    for format_ in range(1, len(MIGRATIONS) + 1):
        assert sample(format_).stat().st_size < 100_000
        with closing(sqlite3.connect(f"{sample(format_).as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (format_,)
            assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)


def test_the_list_of_an_old_file_is_read(old, store):
    found = [{name: getattr(each, name) for name in old["runs"][0]} for each in store.runs()]
    assert json.loads(json.dumps(found)) == old["runs"]
    assert {each["state"] for each in found} == {"completed", "stopped", "diverged"}


def test_the_histories_of_an_old_file_are_read_bit_for_bit(old, store):
    assert {str(each.id): digest(store.history(each.id)) for each in store.runs()} == old["histories"]


def test_what_the_runs_of_an_old_file_had_learned_is_read_where_it_was_kept(old, store):
    found = {
        str(run.id): {str(at): learned(store.state(run.id, at)) for at in store.states(run.id)} for run in store.runs()
    }
    assert found == old.get("states", {"1": {}, "2": {}, "3": {}})


def test_a_file_of_the_first_format_that_may_only_be_read_has_no_states(database):
    shutil.copyfile(sample(1), database)
    reader = ReadOnly(database)
    assert reader.states(1) == []
    with pytest.raises(StoreError, match=r"What run 1 had learned after 0 meta-iterations is not kept\."):
        reader.state(1, 0)


def test_a_run_of_the_first_format_that_goes_on_keeps_what_it_learns_from_then_on(database, opened):
    shutil.copyfile(sample(1), database)
    store = opened()
    resumption = store.resume(2)
    for event in run(resumption.experiment, checkpoint=resumption.checkpoint):
        resumption.recording.add(event)
    assert store.states(2) == [6]
    with closing(sqlite3.connect(database.with_name("runs.sqlite.format-1"))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)  # as it was, beside it


def test_the_unsaved_edits_of_an_old_file_are_read(old, store):
    assert [each.document["seed"] for each in store.drafts()] == [5]


def test_a_run_of_an_old_file_goes_on_from_its_checkpoint(old, store):
    stopped = next(each for each in store.runs() if each.state == "stopped")
    resumption = store.resume(stopped.id)
    for event in run(resumption.experiment, checkpoint=resumption.checkpoint):
        resumption.recording.add(event)
    found = list(store.history(stopped.id))
    assert store.summary(stopped.id).state == "completed"
    assert [event.iteration for event in found if isinstance(event, Resumed)] == [4]
    whole = [event for event in run(resumption.experiment) if isinstance(event, Stepped | events.Tested)]
    parts = [event for event in found if isinstance(event, Stepped | events.Tested)]
    assert [event.loss for event in parts[:-1]] == pytest.approx([event.loss for event in whole[:-1]], rel=1e-3)
    assert parts[-1].scores.loss == pytest.approx(whole[-1].scores.loss, rel=1e-3)


# A made-up next format.


def test_a_migration_keeps_the_data_and_a_copy_of_the_file_as_it_was(store, recorded, opened, database, monkeypatch):
    run = recorded(store).run
    store.rename(run, "of old")
    store.keep_draft(ready_made.experiment())
    store.close()
    monkeypatch.setattr(formats, "MIGRATIONS", (*MIGRATIONS, REBUILT))
    new = opened()
    assert bits(list(new.history(run))) == bits(ready_made.history())
    with new._reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("SELECT name, colour FROM runs").fetchall() == [("of old", "blue")]
        assert connection.execute("SELECT name FROM made_up").fetchall() == [("of old",)]
    assert len(new.drafts()) == 1
    copy = database.with_name(f"runs.sqlite.format-{NEXT - 1}")
    monkeypatch.undo()
    before = opened(copy)
    assert [each.name for each in before.runs()] == ["of old"]
    assert bits(list(before.history(run))) == bits(ready_made.history())


def test_a_table_that_is_made_anew_takes_no_rows_of_others_along(store, recorded, opened, database, monkeypatch):
    run = recorded(store).run
    store.close()
    again = "CREATE TABLE kept AS SELECT * FROM runs; DELETE FROM runs; INSERT INTO runs SELECT * FROM kept"
    monkeypatch.setattr(formats, "MIGRATIONS", (*MIGRATIONS, again))
    assert bits(list(opened().history(run))) == bits(ready_made.history())


def test_a_failing_migration_leaves_the_file_as_it_was_and_says_so(store, recorded, opened, database, monkeypatch):
    run = recorded(store).run
    store.close()
    before = contents(database)
    for broken in (f"{REBUILT}; CREATE TABLE runs (x)", DANGLING):  # the second leaves rows that refer to nothing
        monkeypatch.setattr(formats, "MIGRATIONS", (*MIGRATIONS, broken))
        with pytest.raises(StoreError) as refused:
            opened()
        said = f"The database {database} could not be brought to the format of this version and is as it was. "
        assert str(refused.value).startswith(said)
        assert contents(database) == before
    monkeypatch.undo()
    assert bits(list(opened().history(run))) == bits(ready_made.history())


def contents(database):
    """All rows and the schema."""
    with closing(sqlite3.connect(database)) as connection:
        return [connection.execute("PRAGMA user_version").fetchone(), *connection.iterdump()]


def test_a_migration_whose_copy_cannot_be_kept_is_not_begun(store, opened, database, monkeypatch):
    store.close()
    before = contents(database)
    monkeypatch.setattr(formats, "MIGRATIONS", (*MIGRATIONS, REBUILT))

    def full(one, other):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match=r"is as it was\. No space left on device"):
        opened()
    monkeypatch.undo()
    assert contents(database) == before
    assert sorted(files(database.parent)) == ["runs.sqlite"]


def test_two_programs_that_migrate_at_once_keep_the_older_copy(store, recorded, opened, database, monkeypatch):
    recorded(store)
    store.close()
    monkeypatch.setattr(formats, "MIGRATIONS", (*MIGRATIONS, REBUILT))
    real, opening = formats._format, []

    def format_(connection):
        """As the first program asks for the format, the second one is quicker."""
        found = real(connection)
        if not opening:
            opening.append(True)
            opened()
        return found

    monkeypatch.setattr(formats, "_format", format_)
    opened()
    monkeypatch.undo()
    with closing(sqlite3.connect(database.with_name(f"runs.sqlite.format-{NEXT - 1}"))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)


# What is not ours.


def of_another_program(path: Path, application: int = 0, mode: str = "DELETE") -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE bookmarks (address TEXT)")
        connection.execute("INSERT INTO bookmarks VALUES ('somewhere')")
        connection.commit()


def refused(path, opened):
    """The sentence; nothing in the folder may have changed."""
    before = files(path.parent)
    with pytest.raises(StoreError) as error:
        opened(path)
    assert files(path.parent) == before
    return str(error.value)


@pytest.mark.parametrize("application", [0, 1, APPLICATION + 1])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_the_database_of_another_program_is_left_as_it_was(tmp_path, opened, application, mode):
    path = tmp_path / "places.sqlite"
    of_another_program(path, application, mode)
    assert refused(path, opened) == f"The file {path} is a database of another program."


def test_the_database_of_another_program_that_is_using_it_is_left_as_it_was(tmp_path, opened):
    path = tmp_path / "places.sqlite"
    of_another_program(path, mode="WAL")
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("INSERT INTO bookmarks VALUES ('elsewhere')")
        theirs.commit()  # it is in the log, not in the database
        assert refused(path, opened) == f"The file {path} is a database of another program."


@pytest.mark.parametrize(
    "data",
    [b"x", b"Dear diary,\n" * 100, bytes(5000), b"SQLite format 3", b"SQLite format 3\0" + bytes(84), b"\xff" * 4096],
    ids=lambda data: f"{data[:16]!r} {len(data)}",
)
def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path, opened, data):
    path = tmp_path / "diary.txt"
    path.write_bytes(data)
    said = refused(path, opened)
    assert said.startswith(f"The file {path} is")
    assert said.endswith(".")


def test_a_folder_is_no_database(tmp_path, opened):
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="is a folder; name a file"):
        opened(tmp_path / "folder")


def test_a_pipe_is_no_database(tmp_path, opened):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="is not a database"):
        opened(tmp_path / "pipe")


def test_a_newer_format_is_left_as_it_was(store, database, opened):
    store.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    said = refused(database, opened)
    assert "which a newer version of this program made" in said
    assert "Install the newer version, or name another file." in said


def test_an_empty_file_becomes_a_database(tmp_path, opened, recorded):
    path = tmp_path / "new.sqlite"
    path.touch()
    assert recorded(opened(path)).safe


def test_folders_that_are_missing_are_made(tmp_path, opened):
    assert opened(tmp_path / "a" / "b" / "runs.sqlite").runs() == []


def test_a_folder_that_is_a_file_is_told(tmp_path, opened):
    (tmp_path / "a").write_text("a file")
    with pytest.raises(StoreError, match=r"The folder .*a cannot be used"):
        opened(tmp_path / "a" / "runs.sqlite")


@pytest.mark.parametrize("name", ["a?mode=memory", "file:b", ":memory:", "50%20.db", "a#b", "\N{SNOWMAN} ü.sqlite"])
def test_a_name_means_a_file_whatever_is_in_it(tmp_path, opened, recorded, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    store = opened(Path(name))
    assert recorded(store).safe
    assert (tmp_path / name).stat().st_size > 1000


UNPRIVILEGED = """
import os, sys, tempfile
from pathlib import Path
from simulator.store import Store, StoreError
with tempfile.TemporaryDirectory() as folder:
    Store(Path(folder) / "runs.sqlite").close()  # all that is needed is imported now
if os.getuid() == 0:  # who may write anywhere
    os.setgid(65534)
    os.setuid(65534)
try:
    Store(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("what", ["folder", "file", "secret"])
def test_what_may_not_be_written_is_told_and_stays_as_it_was(what, recorded, opened):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "runs.sqlite"
        store = opened(database)
        recorded(store)
        store.close()
        before = files(folder)
        database.chmod(0o000 if what == "secret" else 0o444)
        folder.chmod(0o555 if what == "folder" else 0o777)
        command = [sys.executable, "-c", UNPRIVILEGED, str(database)]
        child = subprocess.run(command, capture_output=True, text=True, check=False)
        folder.chmod(0o700)
        database.chmod(0o600)
        assert child.returncode == 0, child.stderr
        assert f"The database {database} may not be written" in child.stdout
        assert files(folder) == before
