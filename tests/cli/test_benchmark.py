"""`simulator benchmark` measures what this machine does."""

import json

import pytest
from typer.testing import CliRunner

from simulator.cli import benchmark
from simulator.cli.program import app
from simulator.cli.windows import Windows
from simulator.declaration import sentence
from simulator.engine import Started, Stepped

SMALL = {"linear": ("linear-maml", {"schedule.meta_batch": 2})}


@pytest.fixture
def measured(monkeypatch):
    """Runs the command on one small problem; the window is a stub that makes seven meta-iterations a second."""
    monkeypatch.setattr(benchmark, "PROBLEMS", SMALL)
    monkeypatch.setattr(benchmark.os, "cpu_count", lambda: 1)
    seen = []

    def watched(experiment, seconds):
        seen.append((experiment.schedule.compile, seconds))
        return 7.0

    def call(*arguments):
        given = ["benchmark", "--seconds", "0.1", "--turns", "1", *arguments]
        return CliRunner().invoke(app, given, obj=Windows(None, None, watched), catch_exceptions=False)

    call.seen = seen
    return call


def test_it_measures_the_engine_and_the_window(measured):
    told = json.loads(measured("--no-compiled", "--json").stdout)
    rates = told["iterations_a_second"]["linear"]
    assert list(rates) == ["plain", "plain, window"]
    assert rates["plain"] > 7
    assert rates["plain, window"] == 7.0
    assert told["machine"]["cores"] == 1
    assert measured.seen == [("off", 0.1)]


def test_it_prints_a_table_with_a_line_for_each_problem(measured):
    said = measured("--no-compiled", "--no-window").stdout.splitlines()
    assert any(line.startswith("linear ") for line in said)


def test_without_a_compiler_it_says_so_and_measures_the_rest(measured, monkeypatch):
    monkeypatch.setattr(benchmark, "objection", lambda: sentence("There is no C++ compiler on this machine."))
    found = measured("--json", "--no-window")
    assert "There is no C++ compiler on this machine." in found.stderr
    assert list(json.loads(found.stdout)["iterations_a_second"]["linear"]) == ["plain"]


def test_a_rate_is_counted_from_the_first_meta_iteration_on(small, monkeypatch):
    told = [Started({}), Stepped(1, 0.5, 10.0, 1, 1), Stepped(3, 0.5, 10.5, 3, 3)]
    monkeypatch.setattr(benchmark, "run", lambda experiment, code: (event for event in told))
    assert benchmark.measured(small("linear-maml"), 100.0) == 4.0
