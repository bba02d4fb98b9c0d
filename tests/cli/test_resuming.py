"""A run that was cut short goes on: as if nothing had been, or not without a word."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from simulator.cli import running
from simulator.engine import Stepped, circumstances
from simulator.engine.training import Training
from simulator.store import Store

RUN = (
    *("run", "sine-maml", "--json", "-"),
    *("--set", "schedule.iterations=12"),
    *("--set", "schedule.evaluate_every=5"),
    *("--set", "schedule.evaluation_tasks=4"),
    *("--set", "schedule.test_tasks=4"),
)
KILLED = """
import os, signal, sys, time
import simulator.engine
from simulator.engine import Checkpoint, Stepped, training
from simulator.store import writer

training.CHECKPOINT_EVERY = 0.0
writer.EVERY = 0.01
real = simulator.engine.run

def run(*arguments):
    for event in real(*arguments):
        if isinstance(event, Stepped) and event.iteration == 7:
            time.sleep(1.0)  # meanwhile what was told is written
            os.kill(os.getpid(), signal.{signal})
        yield event

simulator.engine.run = run
from simulator.__main__ import main
sys.argv = ["simulator", *sys.argv[1:]]
main()
"""


@pytest.fixture
def stopped(simulator, meanwhile, monkeypatch):
    """Has run 1 stopped after so many meta-iterations."""

    def stop(after: int, *arguments: str):
        def at(event, control):
            if isinstance(event, Stepped) and event.iteration == after:
                control.stop()

        meanwhile(at)
        done = simulator(*RUN, *arguments)
        monkeypatch.setattr(running, "run_events", real)
        assert done.returncode == 130
        return done

    real = running.run_events
    return stop


@pytest.fixture
def newer(monkeypatch):
    """Has the program be of another version than when the run began."""
    return lambda: monkeypatch.setattr(circumstances, "__version__", "99.0")


def comparable(written: str):
    """A result without what tells when and where it was had."""
    apart = ("run", "seconds", "iterations_per_second", "resumed")
    return {key: value for key, value in json.loads(written).items() if key not in apart}


def cut_in_a_process(root: Path, signal: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED.replace("{signal}", signal), *RUN]
    return subprocess.run(command, cwd=root, env=os.environ, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("after", [1, 5, 8])
def test_a_resumed_run_ends_as_the_uninterrupted_one(simulator, stopped, after: int):
    stopped(after)
    resumed, whole = simulator("resume", "1", "--json", "-"), simulator(*RUN)
    assert (resumed.returncode, resumed.stderr) == (0, "")
    told = json.loads(resumed.stdout)
    assert (told["run"], told["state"], told["iterations"]) == (1, "completed", 12)
    assert told["resumed"] == [{"iteration": after, "differences": []}]
    assert json.loads(whole.stdout)["resumed"] == []
    assert comparable(resumed.stdout) == comparable(whole.stdout)


def test_a_run_can_be_stopped_and_resumed_more_than_once(simulator, stopped, meanwhile):
    stopped(3)
    with pytest.MonkeyPatch.context() as patch:
        real = running.run_events

        def run(experiment, control, *more):
            for event in real(experiment, control, *more):
                if isinstance(event, Stepped) and event.iteration == 9:
                    control.stop()
                yield event

        patch.setattr(running, "run_events", run)
        assert simulator("resume", "1").returncode == 130
    resumed = simulator("resume", "1", "--json", "-")
    assert [each["iteration"] for each in json.loads(resumed.stdout)["resumed"]] == [3, 9]
    assert comparable(resumed.stdout) == comparable(simulator(*RUN).stdout)


def test_a_stop_says_where_it_was_and_how_the_run_goes_on(stopped):
    assert stopped(4).stderr == 'Stopped at iteration 4; "simulator resume 1" goes on from there.\n'


def test_the_command_that_goes_on_names_the_database_where_it_was_named(simulator, stopped, tmp_path: Path):
    file = tmp_path / "my runs.sqlite"
    said = stopped(4, "--database", str(file)).stderr
    assert said == f"Stopped at iteration 4; \"simulator resume 1 --database '{file}'\" goes on from there.\n"
    assert simulator("resume", "1", "--database", file).returncode == 0


def test_a_stop_with_nothing_saved_promises_nothing(stopped):
    assert stopped(4, "--no-save").stderr == ""


def test_an_interrupted_process_keeps_what_was_done_and_the_run_goes_on(simulator, root: Path):
    done = cut_in_a_process(root, "SIGINT")
    assert (done.returncode, done.stderr) == (
        130,
        'Stopped at iteration 7; "simulator resume 1" goes on from there.\n',
    )
    assert json.loads(done.stdout)["run"] == 1
    assert comparable(simulator("resume", "1", "--json", "-").stdout) == comparable(simulator(*RUN).stdout)


def test_a_killed_process_leaves_an_interrupted_run_that_goes_on_from_its_last_checkpoint(simulator, root: Path):
    assert cut_in_a_process(root, "SIGKILL").returncode == -9
    (found,) = json.loads(simulator("runs", "--json").stdout)
    assert (found["state"], found["session"]) == ("interrupted", None)
    resumed = simulator("resume", "1", "--json", "-")
    assert json.loads(resumed.stdout)["resumed"] == [{"iteration": 6, "differences": []}]
    assert comparable(resumed.stdout) == comparable(simulator(*RUN).stdout)


def test_under_other_circumstances_a_run_goes_on_only_on_request(simulator, refused, stopped, newer, database):
    stopped(4)
    newer()
    said = refused("resume", "1")
    assert said.startswith("The version of this program was ")
    assert said.endswith(" and is 99.0. Run 1 may end otherwise than it would have; add --anyway to continue it.")
    with closing(Store(database)) as store:
        assert store.summary(1).state == "stopped"
    done = simulator("resume", "1", "--anyway", "--json", "-")
    (resumed,) = json.loads(done.stdout)["resumed"]
    assert (done.returncode, resumed["iteration"]) == (0, 4)
    assert resumed["differences"] == [said.partition(" Run 1")[0]]


def test_what_differed_is_told_with_the_result(simulator, stopped, newer):
    stopped(4)
    newer()
    told = simulator("resume", "1", "--anyway").stdout.splitlines()
    assert told[2].startswith("Resumed after iteration 4 though something differed: The version of this program was ")


@pytest.mark.parametrize(
    ("answer", "status", "state"), [("y", 0, "completed"), ("n", 130, "stopped"), ("", 130, "stopped")]
)
def test_a_person_is_asked_whether_to_go_on(simulator, stopped, newer, database, monkeypatch, answer, status, state):
    stopped(4)
    newer()
    monkeypatch.setattr(running, "answers", lambda: True)
    done = simulator("resume", "1", "--quiet", answer=answer)
    assert done.returncode == status
    assert done.stderr.startswith("The version of this program was ")
    assert "Run 1 may end otherwise than it would have. Continue it? [y/N]" in done.stderr
    with closing(Store(database)) as store:
        assert store.summary(1).state == state


@pytest.mark.parametrize("number", ["x", "-- -1", "0", "1.0", "1_0", "٣", "9" * 30, ""])
def test_what_is_no_number_of_a_run_is_refused_in_one_sentence(refused, number: str):
    number = number.removeprefix("-- ")
    shown = repr(number)
    assert refused("resume", "--", number) == (
        f"RUN is {shown}; it must be the number of a run, as 'simulator runs' shows it."
    )


def test_a_run_that_is_not_there_or_complete_is_refused_in_one_sentence(simulator, refused, database):
    assert refused("resume", "1") == f"There is no database {database}."
    simulator(*RUN)
    assert refused("resume", "2") == "There is no run 2."
    assert refused("resume", "1") == "Run 1 is complete; there is nothing to resume."


def test_a_damaged_checkpoint_is_refused_in_one_sentence(refused, stopped, database):
    stopped(4)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE checkpoints SET data = CAST(substr(data, 1, length(data) - 1) || X'00' AS BLOB)")
    assert refused("resume", "1") == (
        "The checkpoint is damaged. It cannot go on; export its experiment with "
        '"simulator export 1 --out run-1.toml" and run it again.'
    )


def test_a_run_that_lost_its_experiment_too_promises_no_export(refused, stopped, database):
    stopped(4)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE experiments SET document = '{'")
    assert refused("resume", "1") == "What is kept of run 1 is damaged."


def test_a_run_whose_data_is_gone_is_refused_and_stays_as_it_was(simulator, refused, stopped, database, tmp_path: Path):
    data = tmp_path / "data.csv"
    data.write_text("task,x,y\n" + "".join(f"{task},{x},{task * x}\n" for task in range(30) for x in range(30)))
    table = ["--set", "task.kind=table", "--set", f"task.path={data}"]
    stopped(4, *table)
    data.unlink()
    assert refused("resume", "1") == f"task.path names {data}, which is not there. Put it back to go on."
    with closing(Store(database)) as store:
        assert store.summary(1).state == "stopped"


def test_where_a_short_path_was_looked_for_is_said(refused, stopped, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{task},{x},{task * x}\n" for task in range(30) for x in range(30))
    (tmp_path / "data.csv").write_text(f"task,x,y\n{rows}")
    stopped(4, "--set", "task.kind=table", "--set", "task.path=data.csv")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert refused("resume", "1") == (
        f"task.path names 'data.csv', and there is no {tmp_path / 'elsewhere' / 'data.csv'}: "
        "paths count from the folder in which the program is started."
    )


def test_a_failed_run_says_how_to_try_again(simulator, meanwhile, monkeypatch):
    real = Training.stepped

    def failing(self):
        if self.iteration == 6:
            raise RuntimeError("planted")
        yield from real(self)

    with monkeypatch.context() as patch:
        patch.setattr(Training, "stepped", failing)
        done = simulator(*RUN)
    assert (done.returncode, done.stderr) == (
        4,
        'The run failed on an unexpected error: planted\n"simulator resume 1" tries again from iteration 6.\n',
    )
    assert comparable(simulator("resume", "1", "--json", "-").stdout) == comparable(simulator(*RUN).stdout)
