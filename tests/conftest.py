"""What all tests share: seeded hypothesis, one processor thread, and experiments cut down to a moment's work."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any import of Qt
HOME = Path(tempfile.mkdtemp(prefix="simulator-tests-"))  # the user's settings, runs and log stay untouched
for name in ("config", "data", "state", "cache"):
    (HOME / name).mkdir()
    os.environ[f"XDG_{name.upper()}_HOME"] = str(HOME / name)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
# The fifty programs that tests start would each compile the whole package anew, half a second each.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest
from hypothesis import settings

from simulator.experiment import Experiment, load_example, parse, set_value, to_document

settings.register_profile("seeded", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("seeded")

SHORT = {
    "schedule.iterations": 6,
    "schedule.meta_batch": 4,
    "schedule.evaluate_every": 3,
    "schedule.evaluation_tasks": 8,
    "schedule.evaluation_steps": 2,
    "schedule.test_tasks": 8,
    "schedule.compile": "off",  # a run is the same again whatever was compiled before
}


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[Any]:
    """Look for no garbage among the thousands of tests that are made, nor in them and the libraries ever after."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def small() -> Callable[..., Experiment]:
    """Makes a bundled example that runs in milliseconds, with the values given by path changed."""

    def build(example: str = "linear-maml", values: dict[str, Any] | None = None) -> Experiment:
        document = to_document(load_example(example))
        for path, value in (SHORT | (values or {})).items():
            document = set_value(document, path, value)
        return parse(document)

    return build


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds the package, its configuration and these tests."""
    return Path(__file__).resolve().parent.parent
