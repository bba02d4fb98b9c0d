"""`runs` and `delete`: what is in the database, and taking something out of it."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from simulator.cli import stored
from simulator.engine import Started
from simulator.experiment import to_document
from simulator.store import Store
from tests.cli.conftest import SHORT

WHEN = r"\d{4}-\d\d-\d\d \d\d:\d\d"


@pytest.fixture
def three(simulator, database) -> Path:
    """Two runs that are complete, and between them one that diverged."""
    simulator("run", "linear-maml", *SHORT, "--quiet")
    diverging = ["--set", "strategy.inner_lr=10", "--set", "strategy.inner_steps=50"]
    assert simulator("run", "linear-maml", *SHORT, *diverging, "--quiet").returncode == 3
    other = ["--set", "title=Mine", "--set", "strategy.kind=reptile"]
    simulator("run", "linear-maml", *SHORT, *other, "--quiet")
    return database


def test_runs_are_listed_newest_first_each_on_a_line(simulator, three):
    done = simulator("runs")
    header, *rows = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert header.split() == ["Run", "Name", "Strategy", "State", "Iterations", "Result", "When"]
    assert [row.split()[0] for row in rows] == ["3", "2", "1"]
    assert re.fullmatch(rf"3 +Mine +Reptile +completed +3 of 3 +loss [\d.]+ +{WHEN}", rows[0])
    assert re.fullmatch(rf"2 +MAML on linear functions +MAML +diverged +1 of 3 +loss \S+ +{WHEN}", rows[1])
    assert {row.index(" of 3") for row in rows} == {rows[0].index(" of 3")}


def test_a_name_that_a_person_gave_comes_before_the_title(simulator, three):
    with closing(Store(three)) as store:
        store.rename(1, "Ours\x1b[2J, 多")
    assert "Ours\N{REPLACEMENT CHARACTER}[2J, 多  MAML" in re.sub(" {3,}", "  ", simulator("runs").stdout)


def test_json_has_all_that_is_known_of_each_run(simulator, three):
    with closing(Store(three)) as store:
        store.tag(1, ["slow", "odd"])
        expected = [asdict(each) | {"tags": list(each.tags)} for each in store.runs()]
    told = json.loads(simulator("runs", "--json").stdout)
    assert told == expected
    assert [each["tags"] for each in told] == [[], [], ["odd", "slow"]]


def test_runs_are_chosen_by_state_and_number(simulator, three):
    def numbers(*arguments: str) -> list[int]:
        return [each["id"] for each in json.loads(simulator("runs", "--json", *arguments).stdout)]

    assert numbers("--state", "completed") == [3, 1]
    assert numbers("--limit", "2") == [3, 2]
    assert numbers("--state", "completed", "--limit", "1") == [3]
    assert numbers("--state", "stopped") == []
    assert simulator("runs", "--state", "stopped").stdout == "There are no saved runs in state stopped.\n"


def test_an_empty_list_is_said_in_one_sentence_and_nothing_is_made(simulator, database):
    assert simulator("runs").stdout == "There are no saved runs.\n"
    assert simulator("runs", "--json").stdout == "[]\n"
    assert not database.parent.exists()


def test_a_database_that_is_not_there_is_said_to_be_so_where_it_was_named(refused, tmp_path: Path):
    missing = tmp_path / "none.sqlite"
    for arguments in (["runs"], ["resume", "1"], ["delete", "1"], ["export", "1", "--out", tmp_path / "x.json"]):
        assert refused(*arguments, "--database", missing) == f"There is no database {missing}."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--state", "done", "--state is 'done', which is not known; known are completed, diverged, failed, "),
        ("--state", "complete", "--state is 'complete', which is not known; did you mean completed?"),
        ("--limit", "0", "--limit is 0; it must be a whole number from 1 to 100,000,000."),
        ("--limit", "all", "--limit is 'all'; it must be a whole number from 1 to 100,000,000."),
    ],
)
def test_a_wrong_choice_of_runs_is_refused_in_one_sentence(refused, option: str, value: str, said: str):
    assert refused("runs", option, value).startswith(said)


def test_a_damaged_database_is_said_to_be_so_and_is_left_as_it_is(simulator, refused, three):
    with closing(sqlite3.connect(three)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = three.read_bytes()
    three.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    assert refused("runs") == (
        f"The database {three} is damaged. It was left as it is; move it away to begin a new one, or name another file."
    )
    assert three.read_bytes()[4096:] == b"\xa5" * (len(content) - 4096)


def test_deleting_needs_a_yes_where_nobody_can_be_asked(simulator, refused, three):
    assert refused("delete", "1", "3") == (
        "Deleting is for good; add --yes to delete 1 (MAML on linear functions), 3 (Mine)."
    )
    done = simulator("delete", "3", "1", "3", "--yes")
    assert (done.returncode, done.stdout) == (0, "Deleted run 3.\nDeleted run 1.\n")
    with closing(Store(three)) as store:
        assert [each.id for each in store.runs()] == [2]


@pytest.mark.parametrize(("answer", "status", "left"), [("y", 0, [3, 2]), ("n", 130, [3, 2, 1]), ("", 130, [3, 2, 1])])
def test_a_person_is_asked_before_a_run_is_deleted(simulator, three, monkeypatch, answer, status, left):
    monkeypatch.setattr(stored, "answers", lambda: True)
    done = simulator("delete", "1", answer=answer)
    assert done.returncode == status
    assert "Delete for good 1 (MAML on linear functions)? [y/N]" in done.stderr
    with closing(Store(three)) as store:
        assert [each.id for each in store.runs()] == left


def test_nothing_is_deleted_where_one_of_the_runs_is_not_there(refused, three):
    assert refused("delete", "1", "9", "--yes") == "There is no run 9."
    with closing(Store(three)) as store:
        assert len(store.runs()) == 3


def test_a_run_that_is_going_on_is_neither_deleted_nor_resumed(refused, database, small):
    with closing(Store(database)) as store:
        recording = store.record(small())
        recording.add(Started(to_document(small())))
        store.keep_draft(small())  # a change that waits until what was told is written
        store.annotate(1, "going on")
        assert refused("delete", "1", "--yes") == "Run 1 is going on; stop it first."
        assert refused("resume", "1") == "Run 1 is going on already."
