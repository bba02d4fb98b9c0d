"""A database that may be read and not written: a disk that is read-only, or somebody else's folder."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simulator.experiment import load
from simulator.store import Store, reading
from tests.cli.conftest import SHORT


@pytest.fixture
def locked(simulator, tmp_path: Path, monkeypatch) -> Path:
    """A database with a run, which nobody may write from here on: SQLite refuses to, and so does the system."""
    path = tmp_path / "locked" / "runs.sqlite"
    assert simulator("run", "linear-maml", *SHORT, "--quiet", "--database", path).returncode == 0
    path.chmod(0o444)
    path.parent.chmod(0o555)
    real = os.access  # which lets the superuser do anything
    monkeypatch.setattr(
        os,
        "access",
        lambda file, mode: not (mode & os.W_OK and Path(file).is_relative_to(path.parent)) and real(file, mode),
    )
    yield path
    path.parent.chmod(0o755)


def test_runs_are_listed_and_nothing_is_made_beside_them(simulator, locked: Path):
    done = simulator("runs", "--json", "--database", locked)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(each["id"], each["state"]) for each in json.loads(done.stdout)] == [(1, "completed")]
    assert list(locked.parent.iterdir()) == [locked]


@pytest.mark.parametrize("ending", ["json", "toml", "learnsim"])
def test_a_run_is_exported(simulator, locked: Path, tmp_path: Path, ending: str):
    out = tmp_path / f"x.{ending}"
    assert simulator("export", "1", "--out", out, "--database", locked).returncode == 0
    if ending == "json":
        assert json.loads(out.read_text())["state"] == "completed"
    if ending == "toml":
        assert load(out).schedule.iterations == 3
    if ending == "learnsim":
        assert simulator("import", out).stdout == "Imported as run 1.\n"
    assert list(locked.parent.iterdir()) == [locked]


def test_what_would_change_it_is_refused(refused, locked: Path):
    said = f"The database {locked} may not be written. Give yourself the right to, or name another file."
    assert refused("delete", "1", "--yes", "--database", locked) == said
    assert refused("run", "linear-maml", *SHORT, "--database", locked) == said


def test_no_connection_for_reading_can_write(locked: Path):
    reader = reading.ReadOnly(locked)
    with pytest.raises(reading.StoreError, match="may not be written"):
        reader.look(lambda connection: connection.execute("DELETE FROM runs"))


def test_a_run_that_its_program_left_is_interrupted(simulator, locked: Path):
    with closing(sqlite3.connect(locked)) as connection, connection:
        connection.execute("UPDATE runs SET state = 'running', session = 'gone'")
    for beside in locked.parent.glob("*-*"):
        beside.unlink()
    (found,) = json.loads(simulator("runs", "--json", "--database", locked).stdout)
    assert found["state"] == "interrupted"


def test_what_another_program_is_writing_is_read_too(simulator, locked: Path):
    with closing(sqlite3.connect(locked)) as other:
        other.execute("UPDATE runs SET name = 'newer'")
        other.commit()
        assert locked.with_name("runs.sqlite-wal").stat().st_size
        (found,) = json.loads(simulator("runs", "--json", "--database", locked).stdout)
        assert found["name"] == "newer"


def test_a_database_that_may_not_even_be_read_is_refused_in_a_sentence(refused, locked: Path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda file, mode: False)
    said = f"The database {locked} may not be read. Give yourself the right to, or name another file."
    assert refused("runs", "--database", locked) == said


def test_a_file_that_is_no_database_is_refused_as_ever(refused, locked: Path):
    locked.write_bytes(b"not a database. " * 100)
    said = f"The file {locked} is not a database. It was left as it is; name another file."
    assert refused("runs", "--database", locked) == said


@pytest.mark.parametrize("words", [["runs"], ["run", "linear-maml"], ["resume", "1"], ["delete", "1", "--yes"]])
def test_a_folder_is_not_taken_for_a_database(refused, tmp_path: Path, words: list[str]):
    assert refused(*words, "--database", tmp_path) == f"{tmp_path} is a folder; name a file."


def test_a_database_that_may_be_written_is_opened_as_ever(database):
    Store(database).close()
    assert reading.writable(database)
