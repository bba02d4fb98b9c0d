"""The wheel: everything the program needs is inside, and it runs far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
BUILD = "import sys, setuptools.build_meta as build; build.build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel of a copy of the checkout, so that no file is left in the checkout itself."""
    pytest.importorskip("setuptools", minversion="77")
    source, built, unpacked = (tmp_path_factory.mktemp(name) for name in ("source", "built", "unpacked"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, source)
    for name in ("simulator", "resources", "tests"):
        shutil.copytree(CHECKOUT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-c", BUILD, str(built)], cwd=source, check=True, capture_output=True, timeout=120)
    (file,) = built.glob("learning_strategy_simulator-*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(unpacked)
    return unpacked


def files(folder: Path, pattern: str = "*") -> set[str]:
    """The files below `folder`, as paths relative to it."""
    found = (path for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def test_every_module_is_in_the_wheel(wheel: Path) -> None:
    assert files(wheel / "simulator", "*.py") == files(CHECKOUT / "simulator", "*.py"), (
        "a new folder of modules needs its line under [tool.setuptools] packages in pyproject.toml"
    )


def test_the_resources_are_in_the_wheel_but_for_the_pictures_of_the_readme(wheel: Path) -> None:
    expected = {name for name in files(CHECKOUT / "resources") if not name.startswith("pictures/")}
    assert files(wheel / "simulator" / "_resources") == expected


def test_nothing_but_the_program_is_in_the_wheel(wheel: Path) -> None:
    folders = {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")}
    assert folders == {"simulator"}


def test_the_wheel_runs_an_example_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    quick = ["linear-maml", "--set", "schedule.iterations=5", "--set", "schedule.test_tasks=10", "--json", "-"]
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "run", *quick],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert '"state": "completed"' in done.stdout
