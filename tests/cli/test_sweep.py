"""`sweep` as a person meets it: the table, the result, the exit status, and going on."""

import json
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from simulator.cli import sweeping
from simulator.store import Store
from simulator.sweep import kept
from tests.cli.conftest import SHORT
from tests.unit.sweep.test_executing import Deadly

OVER = ("--over", "strategy.inner_lr=0.01:0.1:log:2", "--over", "seed=0..1")


class Inline(Deadly):
    """Does it here and now, without a process."""

    def submit(self, fn, task):
        task.document["seed"] += 10  # no cell is deadly
        return super().submit(fn, task)


@pytest.fixture(autouse=True)
def _inline(monkeypatch):
    monkeypatch.setattr(sweeping, "Workers", lambda jobs: Inline())


def test_a_sweep_ends_with_a_table_and_says_what_is_best(simulator):
    done = simulator("sweep", "linear-maml", *SHORT, *OVER)
    assert (done.returncode, done.stderr) == (0, "")
    first, head, low, high, empty, said = done.stdout.splitlines()
    assert first == "Sweep 1: 4 runs."
    assert head.split("  ")[:2] == ["Inner learning rate", "error on test tasks after 3 steps"]
    assert (low.split()[0], high.split()[0], empty) == ("0.01", "0.1", "")
    assert low.split()[-1] == "2"
    assert said.startswith("After 3 steps Inner learning rate ")


def test_the_result_as_json_has_the_grid_and_every_cell_with_its_run(simulator, tmp_path: Path):
    out = tmp_path / "out.json"
    quiet = simulator("sweep", "linear-maml", *SHORT, *OVER, "--json", out, "--quiet", "--step", "1")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    written = json.loads(out.read_text())
    assert (written["sweep"], written["state"], written["step"]) == (1, "completed", 1)
    assert written["tasks"] == "test"
    assert [row["values"]["strategy.inner_lr"] for row in written["grid"]] == [0.01, 0.1]
    cells = written["cells"]
    assert sorted(cell["run"] for cell in cells) == [1, 2, 3, 4]
    mean = (cells[0]["test"]["loss"][1] + cells[1]["test"]["loss"][1]) / 2
    assert written["grid"][0]["mean"] == pytest.approx(mean)


def test_the_same_command_again_makes_no_run_twice_unless_it_is_asked_for(simulator, database):
    first = simulator("sweep", "linear-maml", *SHORT, *OVER)
    again = simulator("sweep", "linear-maml", *SHORT, *OVER)
    assert again.stdout.splitlines()[0] == "Sweep 1 is complete: all its 4 runs are kept. --anew begins anew."
    assert again.stdout.splitlines()[1:] == first.stdout.splitlines()[1:]
    assert simulator("sweep", "linear-maml", *SHORT, *OVER, "--anew").stdout.startswith("Sweep 2: 4 runs.")
    with closing(Store(database)) as store:
        assert len(store.runs()) == 8


def test_a_sweep_that_was_cut_short_goes_on_by_its_number_or_by_the_same_command(simulator, database):
    simulator("sweep", "linear-maml", *SHORT, *OVER)
    for arguments in (("--continue", "1"), ("linear-maml", *SHORT, *OVER)):
        with closing(Store(database)) as store:
            store.delete(kept.look(store, 1)[1][2].run)
        done = simulator("sweep", *arguments)
        assert done.stdout.splitlines()[0] == "Sweep 1 goes on: 3 of 4 runs are kept."
        with closing(Store(database)) as store:
            assert len(store.runs()) == 4


def test_without_saving_no_database_is_touched(simulator, database):
    done = simulator("sweep", "linear-maml", *SHORT, *OVER, "--no-save")
    assert done.returncode == 0
    assert not done.stdout.startswith("Sweep")
    assert not database.exists()


def test_a_failed_cell_is_said_and_ends_with_four(simulator, monkeypatch):
    monkeypatch.setattr(sweeping, "Workers", lambda jobs: Deadly())
    done = simulator("sweep", "linear-maml", *SHORT, *OVER)
    assert done.returncode == 4
    assert done.stderr.startswith("The process of this run ended unexpectedly, twice.")
    assert done.stderr.endswith("(2 runs)\n")
    assert "1 (1 failed)" in done.stdout


def test_diverged_cells_are_a_result(simulator):
    done = simulator(
        "sweep", "linear-maml", *SHORT, "--set", "strategy.inner_steps=50", "--over", "strategy.inner_lr=0.01,10"
    )
    assert done.returncode == 0
    assert "0 (1 diverged)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["linear-maml"], "A sweep needs values; write --over PATH=VALUES, as in --over strategy.inner_lr="),
        (["--over", "seed=0..1"], "Name an experiment file or an example, or a sweep with --continue."),
        (["linear-maml", "--over", "task.shots=0,5"], "task.shots is 0; it must be a whole number from 1 to 500."),
        (["linear-maml", "--over", "seed=0..1", "--jobs", "0"], "--jobs is 0; it must be a whole number from 1 to "),
        (["linear-maml", "--over", "seed=0..1", "--continue", "1"], "--continue goes on with a sweep as it was "),
        (["linear-maml", "--over", "seed=0..1", "--no-save", "--database", "x"], "--database and --no-save exclude"),
        (["--continue", "7", "--database", "/nowhere/x.sqlite"], "There is no database /nowhere/x.sqlite."),
        (["linear-maml", "--over"], "Option '--over' requires an argument. See "),
        (["linear-maml", "--over", "seed=0..1", "--out", "x"], "No such option: --out"),
        (["linear-maml", "more"], "Got unexpected extra argument"),
        (["linear-maml", "--over", "task.shots"], "'task.shots' names no values; write PATH=VALUES, as in seed=0..4."),
        (["--continue", "many"], "--continue is 'many'; it must be a whole number from 1 to "),
    ],
)
def test_what_makes_no_sweep_is_refused_in_one_sentence(refused, database, arguments, said):
    Store(database).close()
    assert refused("sweep", *arguments).startswith(said)
    with closing(Store(database)) as store:
        assert kept.listed(store) == []


def test_a_number_that_no_sweep_has_is_refused(refused, database):
    Store(database).close()
    assert refused("sweep", "--continue", "7") == "There is no sweep 7."


def test_an_interrupt_keeps_what_was_done_and_says_how_to_go_on(root: Path, tmp_path: Path):
    database = tmp_path / "runs.sqlite"
    values = ["--set", "schedule.iterations=1_000_000", "--over", "seed=0..1", "--jobs", "1"]
    command = [sys.executable, "-m", "simulator", "sweep", "linear-maml", *values, "--database", str(database)]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "Sweep 1: 2 runs.\n"
    with closing(Store(database)) as store:
        until = time.monotonic() + 60
        while not kept.look(store, 1)[1] and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, kept.look(store, 1)[1][0].state) == (130, "stopped")
    assert 'Stopped after 0 of 2 runs; "' in errors
    assert "sweep --continue 1 --database" in errors
