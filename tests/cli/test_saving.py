"""What a run leaves in the database, and what is said where it cannot."""

import json
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from simulator.cli import saving
from simulator.declaration import sentence
from simulator.engine import Stepped
from simulator.store import Store, StoreError, database, writer
from tests.cli.conftest import SHORT

RUN = ("run", "sine-maml", *SHORT, "--json", "-")
HOLDING: list[sqlite3.Connection] = []  # open to the end
FULL = "The disk with {file} is full. Free some space; saving goes on by itself."
FULL_AT_END = "The disk with {file} is full. Free some space and run it again."


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that somebody else holds is said to be so at once, and tried again at once."""
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    monkeypatch.setattr(writer, "EVERY", 0.01)


def with_first(statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writing connection begins with a statement."""
    real = database.connect

    def connect(path: Path) -> sqlite3.Connection:
        connection = real(path)
        connection.execute(statement)
        return connection

    monkeypatch.setattr(writer, "connect", connect)


def made(path: Path) -> Path:
    """An empty database at that path."""
    Store(path).close()
    return path


def hold(path: Path) -> sqlite3.Connection:
    """Another program in the middle of writing."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_a_run_is_saved_and_says_its_number(simulator, database):
    told, quiet = simulator("run", "linear-maml", *SHORT), simulator(*RUN)
    assert told.stdout.splitlines()[1] == "Saved as run 1."
    assert json.loads(quiet.stdout)["run"] == 2
    assert (told.stderr, quiet.stderr) == ("", "")
    with closing(Store(database)) as store:
        assert [(each.id, each.state, each.iterations) for each in store.runs()] == [
            (2, "completed", 3),
            (1, "completed", 3),
        ]


def test_a_run_is_saved_in_the_database_that_is_named_and_in_no_other(simulator, database, tmp_path: Path):
    done = simulator(*RUN, "--database", tmp_path / "new" / "mine.sqlite")
    assert (done.returncode, json.loads(done.stdout)["run"]) == (0, 1)
    assert not database.exists()
    with closing(Store(tmp_path / "new" / "mine.sqlite")) as store:
        assert len(store.runs()) == 1


def test_a_run_that_is_not_to_be_saved_leaves_nothing(simulator, database):
    done = simulator(*RUN, "--no-save")
    assert (done.returncode, done.stderr, json.loads(done.stdout)["run"]) == (0, "", None)
    assert list(database.parent.parent.iterdir()) == []
    assert "Saved" not in simulator("run", "linear-maml", *SHORT, "--no-save").stdout


def test_an_experiment_that_is_refused_makes_no_database(refused, database):
    refused("run", "linear-maml", "--set", "task.shots=0")
    assert not database.exists()


def test_to_save_and_not_to_save_exclude_each_other(refused, tmp_path: Path):
    said = "--database and --no-save exclude each other; give one of them."
    assert refused("run", "sine-maml", "--no-save", "--database", tmp_path / "x.sqlite") == said


def test_a_run_is_shown_as_finished_only_once_it_is_safe(simulator, database, monkeypatch: pytest.MonkeyPatch):
    from simulator.cli import running

    real, found = running.lines, []

    def lines(*arguments):
        with closing(sqlite3.connect(database)) as connection:
            found.extend(connection.execute("SELECT state, session FROM runs"))
        return real(*arguments)

    monkeypatch.setattr(running, "lines", lines)
    simulator("run", "linear-maml", *SHORT)
    assert found == [("completed", None)]


def damaged(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database. " * 1000)


def held(path: Path) -> None:
    other = sqlite3.connect(made(path), isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE runs SET note = ''")
    HOLDING.append(other)


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def below_a_file(path: Path) -> None:
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file")


def of_another_program(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE some (thing)")


def refusal(path: Path) -> str:
    """What the store says of a database that cannot be used."""
    with pytest.raises(StoreError) as error:
        Store(path)
    assert str(path.parent) in str(error.value)
    # nothing goes on by itself where the program ends
    return str(error.value).replace(
        "Saving goes on by itself as soon as it is free.", "Run it again as soon as it is free."
    )


BROKEN = [damaged, held, a_folder, below_a_file, of_another_program]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_named_database_that_cannot_be_used_is_refused_before_the_run(refused, impatient, tmp_path: Path, broken):
    path = tmp_path / "some" / "runs.sqlite"
    broken(path)
    assert refused(*RUN, "--database", path) == refusal(path)


@pytest.mark.parametrize("broken", BROKEN)
def test_the_usual_database_that_cannot_be_used_costs_nobody_the_run(simulator, impatient, database, broken):
    broken(database)
    before = database.read_bytes() if database.is_file() else None
    done = simulator(*RUN)
    assert (done.returncode, done.stderr) == (0, f"{refusal(database)} This run is not saved.\n")
    result = json.loads(done.stdout)
    assert (result["run"], result["state"]) == (None, "completed")
    assert (database.read_bytes() if database.is_file() else None) == before


@pytest.mark.parametrize(("named", "status"), [(True, 4), (False, 0)])
def test_a_full_disk_costs_nobody_the_result(simulator, database, monkeypatch, named: bool, status: int):
    made(database)
    with_first("PRAGMA max_page_count = 1", monkeypatch)  # no page can be had any more
    done = simulator(*RUN, *(["--database", database] if named else []))
    assert (done.returncode, done.stderr) == (status, f"{FULL_AT_END.format(file=database)} This run is not saved.\n")
    assert json.loads(done.stdout)["run"] is None


def test_trouble_that_was_told_is_not_told_again_at_the_end(simulator, impatient, database, meanwhile, monkeypatch):
    made(database)
    refusals = threading.Event()
    real = writer.Writer._made

    def noticed(self, change):
        try:
            return real(self, change)
        except StoreError:
            refusals.set()
            raise

    def wait(event, control):
        if isinstance(event, Stepped) and event.iteration == 2:
            assert refusals.wait(60)

    with_first("PRAGMA max_page_count = 1", monkeypatch)
    monkeypatch.setattr(writer.Writer, "_made", noticed)
    meanwhile(wait)
    first, *last = simulator(*RUN).stderr.splitlines()
    assert first == FULL.format(file=database)
    # what little room there is on the pages may hold the run's first checkpoint
    assert last in (
        ["This run is not saved."],
        ['The end of this run is not saved; "simulator resume 1" makes it again.'],
    )


@pytest.mark.parametrize("existed", [False, True])
def test_a_new_database_for_which_there_is_no_room_is_not_left_behind(
    refused, tmp_path: Path, monkeypatch, existed: bool
):
    path = tmp_path / "runs.sqlite"
    if existed:
        path.touch()

    def full(file: Path) -> Store:
        file.touch()
        raise StoreError(sentence(FULL, file=file))

    monkeypatch.setattr(saving, "Store", full)
    assert refused(*RUN, "--database", path) == FULL_AT_END.format(file=path)
    assert path.exists() == existed


def test_a_database_with_something_in_it_is_never_removed(refused, tmp_path: Path, monkeypatch):
    path = tmp_path / "runs.sqlite"

    def full(file: Path) -> Store:
        file.write_text("something")
        raise StoreError(sentence(FULL, file=file))

    monkeypatch.setattr(saving, "Store", full)
    refused(*RUN, "--database", path)
    assert path.read_text() == "something"


def test_a_database_that_may_no_longer_be_written_is_said_to_be_so(simulator, database, monkeypatch):
    made(database)
    with_first("PRAGMA query_only = ON", monkeypatch)
    done = simulator(*RUN, "--database", database)
    assert (done.returncode, done.stderr) == (
        4,
        f"The database {database} may not be written. Give yourself the right to, or name another file. "
        "This run is not saved.\n",
    )


def test_trouble_that_passes_is_told_once_and_the_run_is_saved(simulator, impatient, database, meanwhile, monkeypatch):
    other, refusals = hold(made(database)), threading.Event()
    real = writer.Writer._made

    def noticed(self, change):
        try:
            return real(self, change)
        except StoreError:
            refusals.set()
            raise

    def let_go(event, control):
        if isinstance(event, Stepped) and event.iteration == 2:
            assert refusals.wait(60)
        if isinstance(event, Stepped) and event.iteration == 3:
            other.close()

    monkeypatch.setattr(writer.Writer, "_made", noticed)
    meanwhile(let_go)
    done = simulator(*RUN)
    said = f"The database {database} is in use by another program. Saving goes on by itself as soon as it is free.\n"
    assert (done.returncode, done.stderr, json.loads(done.stdout)["run"]) == (0, said, 1)


def test_another_program_can_record_into_the_same_database_at_the_same_time(simulator, database, meanwhile, root):
    done = []

    def run_another(event, control):
        if isinstance(event, Stepped) and event.iteration == 2:
            command = [sys.executable, "-m", "simulator", *RUN, "--database", str(database)]
            done.append(subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120))

    meanwhile(run_another)
    here, there = simulator(*RUN, "--database", database), done[0]
    assert (here.returncode, here.stderr, there.returncode, there.stderr) == (0, "", 0, "")
    one, other = json.loads(here.stdout), json.loads(there.stdout)
    assert {one["run"], other["run"]} == {1, 2}
    assert one["test"] == other["test"]
    with closing(Store(database)) as store:
        assert [(each.state, each.session) for each in store.runs()] == [("completed", None)] * 2
