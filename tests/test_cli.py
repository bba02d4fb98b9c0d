"""The command line as a person meets it: exit statuses, what goes where, and one sentence for what is wrong."""

import json
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import __version__
from simulator.experiment import example_names, load_example, save

SHORT = [
    *("--set", "schedule.iterations=3"),
    *("--set", "schedule.evaluation_tasks=4"),
    *("--set", "schedule.test_tasks=4"),
]
STEERED = """
import os, signal, sys
import simulator.engine
from simulator.__main__ import main

real = simulator.engine.run

def run(experiment, control):
    for number, event in enumerate(real(experiment, control)):
        if number == 8:
            os.kill(os.getpid(), signal.{signal})
        yield event

simulator.engine.run = run
sys.argv = ["simulator", *sys.argv[1:]]
main()
"""


@pytest.fixture
def simulator(root: Path):
    """Runs ``python -m simulator`` with these arguments."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "simulator", *map(str, arguments)]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)

    return call


@pytest.fixture
def refused(simulator):
    """Runs something wrong and returns the one sentence it is refused with."""

    def call(*arguments: str | Path) -> str:
        done = simulator("run", *arguments)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1
        return done.stderr.rstrip("\n")

    return call


def test_a_run_reports_its_test_on_standard_output_and_ends_with_zero(simulator):
    done = simulator("run", "linear-maml", *SHORT)
    assert (done.returncode, done.stderr) == (0, "")
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("MAML on linear functions: completed after 3 meta-iterations, ")
    assert last.startswith("After 3 steps the error is ")


def test_json_on_standard_output_is_all_there_is_and_in_a_file_the_same(simulator, tmp_path: Path):
    told, written = simulator("run", "linear-maml", *SHORT, "--json", "-"), tmp_path / "out.json"
    quiet = simulator("run", "linear-maml", *SHORT, "--json", written, "--quiet")
    assert (told.returncode, quiet.returncode, told.stderr, quiet.stdout, quiet.stderr) == (0, 0, "", "", "")
    one, other = json.loads(told.stdout), json.loads(written.read_text())
    assert one["state"] == "completed"
    for key in ("version", "experiment", "iterations", "history", "test"):
        assert one[key] == other[key]


def test_settings_and_seed_replace_the_files_values(simulator, tmp_path: Path):
    save(load_example("linear-maml"), tmp_path / "mine.toml")
    settings = ["--set", "task.shots=3", "--set", "strategy.kind=reptile", "--set", "strategy.inner_lr = 0.05"]
    done = simulator("run", tmp_path / "mine.toml", *SHORT, *settings, "--seed", "7", "--json", "-")
    experiment = json.loads(done.stdout)["experiment"]
    assert (experiment["seed"], experiment["task"]["shots"]) == (7, 3)
    assert (experiment["strategy"]["kind"], experiment["strategy"]["inner_lr"]) == ("reptile", 0.05)


def test_a_strategy_is_judged_on_another_family_too_on_request(simulator):
    settings = ["--set", "evaluation.task.kind=sine", "--set", "evaluation.task.amplitude=[5, 8]"]
    done = simulator("run", "sine-maml", *SHORT, *settings, "--json", "-")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result["experiment"]["evaluation"]["task"]["amplitude"] == [5, 8]
    assert set(result["test"]["elsewhere"]) >= {"loss", "ci95", "baselines"}
    told = simulator("run", "sine-maml", *SHORT, *settings).stdout
    assert "On 4 of Sine waves, after" in told
    assert "On Sine waves, without training there: After one step the error is " in told


def test_another_family_of_another_shape_is_refused_in_one_sentence(refused):
    assert refused("sine-maml", "--set", "evaluation.task.kind=digits").endswith(
        "cannot be judged on Handwritten digits, whose loss is cross-entropy and not mean squared error."
    )


def test_the_list_says_what_each_choice_does_and_where_it_comes_from(simulator):
    catalogue, told = json.loads(simulator("list", "--json").stdout), simulator("list").stdout
    maml = catalogue["strategy"]["maml"]
    assert set(maml) == {"title", "summary", "explanation", "formula", "paper", "parameters"}
    known = [entry for kinds in catalogue.values() for entry in kinds.values() if entry["paper"]]
    assert len(known) > 10
    words = " ".join(told.split())
    for entry in known:
        assert entry["paper"] in words
        assert entry["explanation"] in words


def test_a_diverged_run_ends_with_three_and_says_where(simulator):
    settings = ["--set", "strategy.inner_lr=10", "--set", "strategy.inner_steps=50"]
    done = simulator("run", "linear-maml", *SHORT, *settings, "--json", "-")
    said = (
        r"The inner learning rate 10 makes the loss overflow at inner step \d+ of iteration 1\. Try a value below 1\..*"
    )
    assert done.returncode == 3
    assert re.fullmatch(said, done.stderr.rstrip("\n"))
    assert json.loads(done.stdout)["state"] == "diverged"


@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_an_interrupted_run_ends_with_130_and_keeps_what_was_done(root: Path, sent: str):
    assert getattr(signal, sent)
    arguments = ["run", "linear-maml", "--set", "schedule.iterations=100_000_000", "--json", "-"]
    done = subprocess.run(
        [sys.executable, "-c", STEERED.replace("{signal}", sent), *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (130, "")
    result = json.loads(done.stdout)
    assert (result["state"], result["test"]) == ("stopped", None)
    assert 5 <= result["iterations"] <= 7


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("task.shot=3", "task.shot is not known; did you mean task.shots?"),
        ("task.shots=many", "task.shots is 'many'; it must be a whole number from 1 to 500."),
        ("task.shots=501", "task.shots is 501; it must be a whole number from 1 to 500."),
        ("seed=" + "9" * 5000, "seed is '" + "9" * 56 + "...; it must be a whole number from 0 to 2,147,483,647."),
        ("strategy.kind=mamml", "strategy.kind is 'mamml', which is not known; did you mean maml?"),
        ("task.shots", "--set task.shots has no value; write PATH=VALUE."),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(refused, setting: str, said: str):
    assert refused("linear-maml", "--set", setting) == said


def test_an_incompatible_pair_is_refused_in_one_sentence(refused):
    assert refused("linear-maml", "--set", "strategy.kind=anil").startswith("strategy.kind is 'anil': ANIL adapts only")


def test_a_wrong_seed_is_refused_in_one_sentence(refused):
    allowed = "it must be a whole number from 0 to 2,147,483,647."
    assert refused("linear-maml", "--seed", "abc") == f"seed is 'abc'; {allowed}"
    assert refused("linear-maml", "--seed", "-1") == f"seed is -1; {allowed}"


def test_an_unknown_example_suggests_the_nearest(refused):
    assert refused("linear-mamml") == "There is no file or example 'linear-mamml'; did you mean linear-maml?"


def test_a_missing_file_a_folder_and_a_file_taken_for_a_folder_are_refused(refused, tmp_path: Path):
    missing, inside = tmp_path / "missing.toml", tmp_path / "file" / "x.toml"
    (tmp_path / "file").write_text("format = 1")
    assert refused(missing) == f"The file {missing} cannot be read: No such file or directory."
    assert refused(tmp_path) == f"{tmp_path} is a folder; an experiment is a TOML file."
    assert refused(inside) == f"The file {inside} cannot be read: Not a directory."


@pytest.mark.parametrize(
    ("content", "times", "why"),
    [
        (b"", 1, "is empty; an experiment needs its sections [task], [learner] and [strategy]."),
        (b"not toml\n", 1, "is not valid TOML: Expected '=' after a key in a key/value pair (at line 1, column 5)."),
        (b"\xff\xfe\x00", 1, "is not text, so it is not an experiment."),
        (random.Random(0).randbytes(1000), 50_000, "is larger than 1,000,000 bytes, so it is not an experiment."),
    ],
    ids=["empty", "not toml", "binary", "50 MB of noise"],
)
def test_a_file_that_is_no_experiment_is_refused_in_one_sentence(
    refused, tmp_path: Path, content: bytes, times: int, why: str
):
    path = tmp_path / "odd.toml"
    path.write_bytes(content * times)
    assert refused(path) == f"The file {path} {why}"


def test_an_output_that_cannot_be_written_is_refused_before_the_run(refused, tmp_path: Path):
    nowhere = tmp_path / "no" / "where.json"
    said = f"The file {nowhere} cannot be written: No such file or directory."
    assert refused("linear-maml", "--json", nowhere) == said
    assert refused("linear-maml", "--json", tmp_path) == f"{tmp_path} is a folder; name a file to write."
    assert list(tmp_path.iterdir()) == []


def test_a_result_that_cannot_be_written_goes_to_standard_output_and_ends_with_four(simulator):
    done = simulator("run", "linear-maml", *SHORT, "--json", "/dev/full")
    assert (done.returncode, done.stderr) == (
        4,
        "The file /dev/full cannot be written: No space left on device. The result follows.\n",
    )
    assert json.loads(done.stdout[done.stdout.index("{") :])["state"] == "completed"


def test_checking_an_output_neither_leaves_nor_removes_a_file(tmp_path: Path):
    from simulator.cli import _check_writable

    there, new = tmp_path / "empty", tmp_path / "new"
    there.touch()
    _check_writable(str(there))
    _check_writable(str(new))
    assert list(tmp_path.iterdir()) == [there]


def test_the_list_names_every_choice_with_its_parameters(simulator):
    catalogue, told = json.loads(simulator("list", "--json").stdout), simulator("list")
    assert list(catalogue) == ["task", "learner", "strategy", "schedule"]
    assert catalogue["strategy"]["maml"]["parameters"]["inner_lr"] == {
        "title": "Inner learning rate",
        "description": "How far one inner step goes. Larger: adapts faster, may overshoot.",
        "default": 0.01,
        "allowed": "a number above 0 and at most 10",
        "unit": "",
        "live": True,
    }
    assert (told.returncode, told.stderr) == (0, "")
    assert "    task.shots = 10: a whole number from 1 to 200\n" in told.stdout
    assert "    task.phase = [0.0, 3.141592653589793] rad: two numbers [low, high]" in told.stdout
    for section, kinds in catalogue.items():
        for kind, entry in kinds.items():
            assert f"{section} {kind}  {entry['title']} " in " ".join(told.stdout.split("\n"))


def test_the_examples_are_told_by_name(simulator):
    told, listed = simulator("examples"), json.loads(simulator("examples", "--json").stdout)
    assert [each["name"] for each in listed] == example_names()
    assert listed[0]["experiment"]["format"] == 1
    assert (told.returncode, told.stderr) == (0, "")
    assert all(any(line.startswith(name) for line in told.stdout.splitlines()) for name in example_names())


def test_the_version_is_told(simulator):
    assert simulator("--version").stdout == f"simulator {__version__}\n"
