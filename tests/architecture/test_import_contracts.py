"""Imports point one way, only the window knows Qt, and both checks can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint(folder: Path) -> tuple[int, str]:
    """The import linter's exit status and report on the package in `folder`."""
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", program, "--no-cache"], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The package and its configuration, free to be spoiled."""
    shutil.copytree(root / "simulator", tmp_path / "simulator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_import_contracts_are_kept(root: Path):
    status, report = lint(root)
    assert status == 0, report
    assert "0 broken" in report


@pytest.mark.parametrize(
    ("module", "offence", "broken"),
    [
        ("engine/planted.py", "import PySide6", "simulator.engine.planted -> PySide6"),
        ("analysis/planted.py", "import pyqtgraph", "simulator.analysis.planted -> pyqtgraph"),
        ("tasks/planted.py", "import simulator.strategies", "simulator.tasks.planted -> simulator.strategies"),
        ("engine/planted.py", "import simulator.gui", "simulator.engine.planted -> simulator.gui"),
    ],
)
def test_a_planted_offence_breaks_a_contract(copy: Path, module: str, offence: str, broken: str):
    (copy / "simulator" / module).write_text(offence + "\n")
    status, report = lint(copy)
    assert status == 1
    assert broken in report
