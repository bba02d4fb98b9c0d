"""`export` and `import`: a run as a file, and back."""

import json
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from simulator.engine import run
from simulator.experiment import load, load_example, parse, set_value, to_document
from simulator.store import Store
from simulator.store.shared.file import write as share
from tests.cli.conftest import SHORT

RUN = ("run", "sine-maml", *SHORT, "--json", "-")


def test_a_result_is_exported_as_the_run_gave_it(simulator, tmp_path: Path):
    told = simulator(*RUN)
    done = simulator("export", "1", "--out", tmp_path / "result.json")
    written = tmp_path / "result.json"
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"Wrote {written} ({written.stat().st_size / 1000:,.0f} kB).\n"
    assert json.loads(written.read_text()) == json.loads(told.stdout)


def test_the_result_of_a_run_that_was_cut_short_says_so(simulator, database, tmp_path: Path, small):
    with closing(Store(database)) as store:
        recording = store.record(small())
        for event in list(run(small()))[:7]:
            recording.add(event)
    with closing(Store(database)):
        pass
    simulator("export", "1", "--out", tmp_path / "result.json")
    assert json.loads((tmp_path / "result.json").read_text())["state"] == "interrupted"


def test_an_experiment_is_exported_as_it_was_run(simulator, tmp_path: Path):
    told = simulator(*RUN, "--seed", "7")
    simulator("export", "1", "--out", tmp_path / "mine.toml")
    assert to_document(load(tmp_path / "mine.toml")) == json.loads(told.stdout)["experiment"]


def test_a_shared_run_arrives_elsewhere_as_it_was_and_only_once(simulator, tmp_path: Path):
    told, file, other = simulator(*RUN), tmp_path / "run.learnsim", tmp_path / "other.sqlite"
    assert simulator("export", "1", "--out", file).returncode == 0
    simulator(*RUN, "--database", other)
    first, again = (simulator("import", file, "--database", other) for _ in range(2))
    assert (first.returncode, first.stdout, first.stderr) == (0, "Imported as run 2.\n", "")
    assert (again.returncode, again.stdout) == (0, "Run 2 is there already.\n")
    simulator("export", "2", "--database", other, "--out", tmp_path / "result.json")
    assert json.loads((tmp_path / "result.json").read_text()) == json.loads(told.stdout) | {"run": 2}


def test_a_shared_file_is_run_like_any_experiment(simulator, tmp_path: Path):
    share(tmp_path / "Mine.LEARNSIM", load_example("sine-maml"))
    one, other = simulator("run", tmp_path / "Mine.LEARNSIM", *SHORT, "--json", "-"), simulator(*RUN)
    assert json.loads(one.stdout)["test"] == json.loads(other.stdout)["test"]
    assert simulator("import", tmp_path / "Mine.LEARNSIM").stdout == "There is no run in the file.\n"


def test_a_shared_experiment_whose_data_is_not_here_is_not_run_on_other_data(simulator, refused, tmp_path: Path):
    pictures, file = tmp_path / "pictures", tmp_path / "mine.learnsim"
    pictures.mkdir()
    document = set_value(to_document(load_example("digits-maml")), "task.kind", "images")
    share(file, parse(set_value(document, "task.path", str(pictures))))
    pictures.rmdir()
    said = refused("run", file, *SHORT)
    assert said.endswith("task.path was left empty; choose your own copy. Name it with --set task.path=FILE.")
    assert simulator("run", file, *SHORT, "--set", "task.kind=digits", "--quiet").returncode == 0


def test_what_a_shared_file_leaves_behind_is_told(simulator, tmp_path: Path):
    data = tmp_path / "data.csv"
    data.write_text("task,x,y\n" + "".join(f"{task},{x},{task * x}\n" for task in range(30) for x in range(30)))
    assert simulator(*RUN, "--set", "task.kind=table", "--set", f"task.path={data}").returncode == 0
    exported = simulator("export", "1", "--out", tmp_path / "mine.learnsim")
    assert exported.stderr.startswith("The shared file does not hold data.csv, which task.path names.\nWrote ")


@pytest.fixture
def gone(simulator, tmp_path: Path) -> Path:
    """The file that run 1 was made on; it is gone."""
    data = tmp_path / "data.csv"
    data.write_text("task,x,y\n" + "".join(f"{task},{x},{task % 2}\n" for task in range(40) for x in range(30)))
    chosen = ("--set", "task.kind=table", "--set", f"task.path={data}", "--set", "task.target=class")
    prototypes = ("--set", "strategy.kind=prototypes")  # which only go together with what is in the file
    assert simulator("run", "digits-maml", *SHORT, *chosen, "--set", "learner.kind=mlp", *prototypes).returncode == 0
    data.unlink()
    return data


def test_a_run_whose_data_is_gone_is_exported_all_the_same(simulator, tmp_path: Path, gone: Path):
    for ending in ("json", "toml", "learnsim"):
        done = simulator("export", "1", "--out", tmp_path / f"x.{ending}")
        assert (done.returncode, done.stdout) == (0, "")
    result = json.loads((tmp_path / "x.json").read_text())
    assert result["state"] == "completed"
    assert tomllib.loads((tmp_path / "x.toml").read_text()) == result["experiment"]
    assert result["experiment"]["task"]["path"] == str(gone)
    arrived = simulator("import", tmp_path / "x.learnsim", "--database", tmp_path / "other.sqlite")
    assert arrived.stdout == "Imported as run 1.\n"


def test_a_run_whose_data_is_gone_is_not_resumed_and_the_file_is_named(simulator, refused, database, tmp_path, gone):
    with closing(Store(database)) as store:
        store.change(lambda connection: connection.execute("UPDATE runs SET state = 'stopped'"))
    assert refused("resume", "1") == f"task.path names {gone}, which is not there. Put it back to go on."


@pytest.mark.parametrize("name", ["result", "result.csv", "-"])
def test_an_ending_that_says_nothing_is_refused_in_one_sentence(simulator, refused, name: str):
    assert refused("export", "1", "--out", name) == f"--out is '{name}'; it must end in one of .learnsim, .json, .toml."


def test_what_cannot_be_exported_leaves_nothing_behind(simulator, refused, tmp_path: Path):
    simulator(*RUN)
    assert refused("export", "2", "--out", tmp_path / "x.json") == "There is no run 2."
    nowhere = tmp_path / "no" / "x.json"
    assert (
        refused("export", "1", "--out", nowhere) == f"The file {nowhere} cannot be written: No such file or directory."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_run_says_what_can_still_be_exported(simulator, database, tmp_path: Path):
    simulator(*RUN)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE events SET document = '{'")
    for ending in ("json", "learnsim"):
        done = simulator("export", "1", "--out", tmp_path / f"x.{ending}")
        assert (done.returncode, done.stderr) == (
            4,
            "What is kept of run 1 is damaged. It cannot go on; export its experiment with "
            '"simulator export 1 --out run-1.toml" and run it again.\n',
        )
    assert simulator("export", "1", "--out", tmp_path / "run-1.toml").returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["run-1.toml"]


def test_what_else_this_program_writes_is_not_taken_for_a_shared_file(simulator, refused, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    simulator(*RUN)
    for ending in ("json", "toml"):
        simulator("export", "1", "--out", f"out.{ending}")
    assert refused("import", "out.json") == (
        "The file 'out.json' is a result, not a shared file; export the run to a file that ends in .learnsim."
    )
    assert refused("import", "out.toml") == (
        "The file 'out.toml' is an experiment, not a shared file; \"simulator run out.toml\" runs it."
    )
    assert refused("run", "out.json") == (
        "The file 'out.json' is a result, not an experiment; an experiment is a TOML file."
    )


def test_a_shared_file_that_was_cut_short_is_to_be_asked_for_again(simulator, refused, tmp_path: Path):
    share(tmp_path / "whole.learnsim", load_example("sine-maml"))
    cut = tmp_path / "cut.learnsim"
    cut.write_bytes((tmp_path / "whole.learnsim").read_bytes()[:-40])
    said = "it is not complete or not a shared file; ask for it again."
    assert refused("import", cut) == f"{cut} is not a shared file that can be opened: {said}"


def test_a_file_that_is_not_a_shared_one_is_refused_and_makes_no_database(refused, database, tmp_path: Path):
    (tmp_path / "odd.learnsim").write_bytes(b"odd")
    assert str(tmp_path / "odd.learnsim") in refused("import", tmp_path / "odd.learnsim")
    assert str(tmp_path / "none.learnsim") in refused("import", tmp_path / "none.learnsim")
    assert not database.exists()
