"""Commands that are shown to a person work as they stand."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from simulator.cli.invocation import command
from simulator.experiment import save


@pytest.fixture
def program(tmp_path: Path, monkeypatch) -> Path:
    """An executable file below the current folder."""
    file = tmp_path / "my env" / "bin" / "simulator"
    file.parent.mkdir(parents=True)
    file.touch()
    file.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return file


@pytest.fixture
def module(monkeypatch):
    """Has the program be started as ``python -m simulator`` by this python."""

    def start(python: str) -> None:
        monkeypatch.setattr(sys.modules["__main__"], "__spec__", SimpleNamespace(name="simulator.__main__"))
        monkeypatch.setattr(sys, "orig_argv", [python, "-m", "simulator"])

    return start


def test_a_program_that_is_found_by_its_name_is_called_by_it(program: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(sys, "argv", [str(program)])
    assert command("resume", "1") == "simulator resume 1"


def test_a_program_that_is_not_found_by_its_name_is_called_by_its_path(program: Path, monkeypatch):
    monkeypatch.setattr(sys, "argv", [str(program)])
    assert command("resume", "1") == "'my env/bin/simulator' resume 1"
    monkeypatch.chdir(program.parent.parent)
    assert command("resume", "1") == "bin/simulator resume 1"


def test_a_module_is_called_by_the_python_that_was_named(program: Path, module):
    module(str(program))
    assert command("resume", "1") == "'my env/bin/simulator' -m simulator resume 1"
    module("my env/bin/simulator")
    assert command("resume", "1") == "'my env/bin/simulator' -m simulator resume 1"


def test_a_python_outside_the_current_folder_keeps_its_whole_path(program: Path, module, tmp_path: Path, monkeypatch):
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    module(str(program))
    assert command("runs") == f"'{program}' -m simulator runs"


def test_a_python_whose_name_leads_nowhere_is_called_by_its_path(module, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    module("no-such-python")
    assert command("runs") == f"{shlex.quote(sys.executable)} -m simulator runs"


def test_a_command_that_is_shown_works_as_it_stands(small, tmp_path: Path, root: Path):
    save(small(), tmp_path / "mine.toml")
    environment = os.environ | {"PYTHONPATH": str(root)}

    def call(words: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)

    said = call([sys.executable, "-m", "simulator", "import", "mine.toml"]).stderr
    _, shown, _ = said.split('"')
    assert "completed after 6 meta-iterations" in call(shlex.split(shown)).stdout
