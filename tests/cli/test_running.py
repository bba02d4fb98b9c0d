"""`run` as a person meets it: exit statuses, what goes where, and one sentence for what is wrong."""

import errno
import json
import os
import random
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from simulator.cli.following import _bar, followed
from simulator.cli.output import check_writable, printable, put
from simulator.cli.saving import Saving
from simulator.engine import Progress, run
from simulator.engine import Testing as Judging
from simulator.experiment import load_example, save
from tests.cli.conftest import SHORT

WITHOUT_TITLE = """
task.kind = "linear"
learner.kind = "linear"
strategy.kind = "maml"
"""
STEERED = """
import os, signal, sys
import simulator.engine
from simulator.__main__ import main

for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # which whoever runs the tests may ignore, and its children with it
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)
real = simulator.engine.run

def run(*arguments):
    for number, event in enumerate(real(*arguments)):
        if number == 8:
            os.kill(os.getpid(), signal.{signal})
        yield event

simulator.engine.run = run
sys.argv = ["simulator", *sys.argv[1:]]
main()
"""


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
    assert refused("run", "sine-maml", "--set", "evaluation.task.kind=digits").endswith(
        "cannot be judged on Handwritten digits, whose loss is cross-entropy and not mean squared error."
    )


def test_a_diverged_run_ends_with_three_and_says_where(simulator):
    settings = ["--set", "strategy.inner_lr=10", "--set", "strategy.inner_steps=50"]
    done = simulator("run", "linear-maml", *SHORT, *settings, "--json", "-")
    said = (
        r"The inner learning rate 10 makes the loss overflow at inner step \d+ of iteration 1\. Try a value below 1\..*"
    )
    assert done.returncode == 3
    assert re.fullmatch(said, done.stderr.rstrip("\n"))
    assert json.loads(done.stdout)["state"] == "diverged"


@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP"])
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
    assert done.returncode == 130
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
        (
            "schedule.iterations=1e9",
            "schedule.iterations is 1000000000; it must be a whole number from 1 to 100,000,000.",
        ),
        ("task.shots=7.0", "task.shots is 7.0; write it without a point or exponent, as 7."),
        ("task.shots=7.5", "task.shots is 7.5; it must be a whole number from 1 to 500."),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(refused, setting: str, said: str):
    assert refused("run", "linear-maml", "--set", setting) == said


def test_an_unknown_setting_lists_all_that_can_be_set(refused):
    known = refused("run", "linear-maml", "--set", "nope=1").removeprefix("nope is not known; known are ")
    assert {"title", "seed", "evaluation.task", "task.shots"} <= set(known.rstrip(".").split(", "))


def test_an_incompatible_pair_is_refused_in_one_sentence(refused):
    said = refused("run", "linear-maml", "--set", "strategy.kind=anil")
    assert said.startswith("strategy.kind is 'anil': ANIL adapts only")


def test_a_wrong_seed_is_refused_in_one_sentence(refused):
    allowed = "it must be a whole number from 0 to 2,147,483,647."
    assert refused("run", "linear-maml", "--seed", "abc") == f"seed is 'abc'; {allowed}"
    assert refused("run", "linear-maml", "--seed", "-1") == f"seed is -1; {allowed}"


def test_an_unknown_example_suggests_the_nearest(refused):
    assert refused("run", "linear-mamml") == "There is no file or example 'linear-mamml'; did you mean linear-maml?"


def test_a_missing_file_a_folder_and_a_file_taken_for_a_folder_are_refused(refused, tmp_path: Path):
    missing, inside = tmp_path / "missing.toml", tmp_path / "file" / "x.toml"
    (tmp_path / "file").write_text("format = 1")
    assert refused("run", missing) == f"The file {missing} cannot be read: No such file or directory."
    assert refused("run", tmp_path) == f"{tmp_path} is a folder; an experiment is a TOML file."
    assert refused("run", inside) == f"The file {inside} cannot be read: Not a directory."


@pytest.mark.parametrize(
    ("content", "times", "why"),
    [
        (b"", 1, "is empty; an experiment needs its sections [task], [learner] and [strategy]."),
        (b"not toml\n", 1, "is not valid TOML: Expected '=' after a key in a key/value pair (at line 1, column 5)."),
        (b"\xff\xfe\x00", 1, "is not text, so it is not an experiment."),
        (random.Random(0).randbytes(1000), 50_000, "is larger than 200,000 bytes, so it is not an experiment."),
    ],
    ids=["empty", "not toml", "binary", "50 MB of noise"],
)
def test_a_file_that_is_no_experiment_is_refused_in_one_sentence(
    refused, tmp_path: Path, content: bytes, times: int, why: str
):
    path = tmp_path / "odd.toml"
    path.write_bytes(content * times)
    assert refused("run", path) == f"The file {path} {why}"


def test_an_output_that_cannot_be_written_is_refused_before_the_run(refused, tmp_path: Path):
    nowhere = tmp_path / "no" / "where.json"
    said = f"The file {nowhere} cannot be written: No such file or directory."
    assert refused("run", "linear-maml", "--json", nowhere) == said
    assert refused("run", "linear-maml", "--json", tmp_path) == f"{tmp_path} is a folder; name a file to write."
    assert list(tmp_path.iterdir()) == []


def test_a_result_that_cannot_be_written_goes_to_standard_output_and_ends_with_four(simulator):
    done = simulator("run", "linear-maml", *SHORT, "--json", "/dev/full")
    assert (done.returncode, done.stderr) == (
        4,
        "The file /dev/full cannot be written: No space left on device. The result follows.\n",
    )
    assert json.loads(done.stdout[done.stdout.index("{") :])["state"] == "completed"


def test_standard_output_on_a_full_disk_is_said_to_be_so(root: Path):
    command = [sys.executable, "-m", "simulator", "run", "linear-maml", *SHORT, "--no-save", "--json", "-"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    said = "The result cannot be written to standard output: No space left on device.\n"
    assert (done.returncode, done.stderr) == (4, said)


def test_a_result_takes_the_place_of_an_older_one_whole_or_not_at_all(simulator, tmp_path: Path, monkeypatch):
    out = tmp_path / "result.json"
    out.write_text("older")
    with monkeypatch.context() as patched:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "full")

        patched.setattr("os.fsync", full)
        patched.setattr("simulator.cli.running.saving", lambda *_: Saving())
        done = simulator("run", "linear-maml", *SHORT, "--json", out)
    said = f"The file {out} cannot be written: the disk is full; free some space or choose another folder."
    assert (done.returncode, done.stderr) == (4, f"{said} The result follows.\n")
    assert json.loads(done.stdout[done.stdout.index("{") :])["state"] == "completed"
    assert out.read_text() == "older"
    assert simulator("run", "linear-maml", *SHORT, "--json", out).returncode == 0
    assert json.loads(out.read_text())["state"] == "completed"
    assert list(tmp_path.iterdir()) == [out]


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        put(pipe, b"told")
        assert read.result(60) == b"told"
    assert pipe.is_fifo()


def test_a_picture_is_a_png(refused):
    assert refused("screenshot", "linear-maml", "--out", "s.xyz") == "--out is 's.xyz'; it must end in .png."


def test_an_output_in_a_folder_that_takes_no_new_file_is_refused_before_the_run(refused, tmp_path: Path, monkeypatch):
    out = tmp_path / "result.json"
    out.touch()
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != tmp_path)
    said = f"The file {out} cannot be written: you may not write in its folder."
    assert refused("run", "linear-maml", "--json", out) == said


def test_whoever_asked_for_closed_terminals_not_to_matter_is_obeyed(small):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with followed(small()):
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        with followed(small()) as (control, _):
            signal.raise_signal(signal.SIGHUP)
            assert control.stopped
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_checking_an_output_neither_leaves_nor_removes_a_file(tmp_path: Path):
    there, new = tmp_path / "empty", tmp_path / "new"
    there.touch()
    check_writable(str(there))
    check_writable(str(new))
    assert list(tmp_path.iterdir()) == [there]


def test_what_a_file_says_cannot_steer_the_terminal(simulator, tmp_path: Path):
    (tmp_path / "odd.toml").write_text('format = 1\ntitle = "\\u001b[2Jodd\\n[/]"\n' + WITHOUT_TITLE)
    done = simulator("run", tmp_path / "odd.toml", *SHORT)
    assert (done.returncode, "\x1b" in done.stdout) == (0, False)
    assert done.stdout.startswith("\N{REPLACEMENT CHARACTER}[2Jodd\N{REPLACEMENT CHARACTER}[/]: completed")
    assert printable("Zeile\u2028é 多") == "Zeile\N{REPLACEMENT CHARACTER}é 多"


def test_the_bar_of_a_terminal_shows_how_far_the_test_is(small):
    experiment, terminal = small("sine-maml"), StringIO()
    progress = Progress()
    with _bar(experiment, Console(file=terminal, force_terminal=True, width=120), 0, 6) as advance:
        for event in run(experiment):
            progress.add(event)
            advance(progress)
            if isinstance(event, Judging) and event.share == 0.5:
                break
    shown = Text.from_ansi(terminal.getvalue()).plain.splitlines()
    assert any("6/6" in line for line in shown)
    assert any(line.startswith("test on 8 unseen tasks") and " 50% " in line for line in shown)
