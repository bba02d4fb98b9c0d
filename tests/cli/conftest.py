"""The program without a process of its own, each test with a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from simulator.cli import running
from simulator.cli.program import app
from simulator.engine import Control
from simulator.store import usual_database

SHORT = [
    *("--set", "schedule.iterations=3"),
    *("--set", "schedule.evaluation_tasks=4"),
    *("--set", "schedule.test_tasks=4"),
]


@dataclass(frozen=True)
class Done:
    """What a call of the program came to."""

    returncode: int
    stdout: str
    stderr: str


Call = Callable[..., Done]


@pytest.fixture(autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where runs are saved when nobody says otherwise: there is nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    return usual_database()


@pytest.fixture
def simulator() -> Call:
    """Runs ``simulator`` with these arguments; `answer` is what is typed."""

    def call(*arguments: str | Path, answer: str | None = None) -> Done:
        done = CliRunner().invoke(app, [*map(str, arguments)], input=answer, catch_exceptions=False)
        return Done(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture
def refused(simulator: Call) -> Call:
    """Runs something wrong and returns the one sentence it is refused with."""

    def call(*arguments: str | Path) -> str:
        done = simulator(*arguments)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        return done.stderr.rstrip("\n")

    return call


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any, Control], None]], None]:
    """Has something done with every event of a run, and its control, before it is told."""

    def install(done: Callable[[Any, Control], None]) -> None:
        real = running.run_events

        def run(experiment: Any, control: Control, *more: Any) -> Iterator[Any]:
            for event in real(experiment, control, *more):
                done(event, control)
                yield event

        monkeypatch.setattr(running, "run_events", run)

    return install
