"""`list`, `examples` and what the program says of itself, quickly and without touching anything."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from simulator import __version__
from simulator.cli import COMMANDS
from simulator.cli.program import app
from simulator.experiment import example_names

LISTED = """
import sys
sys.argv = ["simulator", "list", "--json"]
from simulator.__main__ import main
try:
    main()
finally:
    heavy = [name for name in ("torch._C", "sklearn", "PySide6", "pyqtgraph") if name in sys.modules]
    print(heavy, file=sys.stderr)
"""


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


def test_listing_loads_no_torch_and_opens_no_database(root: Path, tmp_path: Path):
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-c", LISTED]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert "maml" in json.loads(done.stdout)["strategy"]
    assert not (tmp_path / "data").exists()


def test_whether_a_word_is_a_command_is_known_without_loading_the_commands(root: Path):
    script = "import sys, simulator.__main__; print([each for each in ('typer', 'numpy') if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_help_says_what_the_window_takes(simulator):
    told = simulator("--help").stdout
    assert all(each in told for each in ("FILE", "EXAMPLE", "--example", "--database"))


def test_help_names_every_command(simulator):
    told = simulator("--help").stdout
    assert all(f" {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_argument_and_option_says_what_it_does(name: str):
    command = typer.main.get_command(app).commands[name]
    assert command.help
    assert [each.name for each in command.params if not each.help] == []
