"""The benchmark that makes the README's table: its parts are there, and one that breaks does not go unseen."""

import subprocess

from tests.benchmarks import reproduce
from tests.benchmarks.rows import Row, at_most, shown, verdict


def test_every_section_of_the_table_is_a_function_of_its_benchmark():
    parts = reproduce.sections()
    assert len(parts) > 10
    assert all(callable(part) for part in parts.values())


def test_a_section_that_fails_is_a_row_that_is_missed(tmp_path, monkeypatch):
    broken = subprocess.CompletedProcess([], 1, stdout="", stderr="it broke")
    monkeypatch.setattr(reproduce.subprocess, "run", lambda *_, **__: broken)
    (row,) = reproduce._made("linear", tmp_path)
    assert "linear" in row.what
    assert verdict([row]) == 1
    assert "**no**" in reproduce.table([row])


def test_figures_that_only_stand_beside_others_are_not_judged(capsys):
    rows = [shown("a figure", 0.5), Row("another", 1.0, "<= 2", True)]
    assert verdict(rows) == 0
    assert "1 of 1 reached" in capsys.readouterr().out


def test_limits_that_were_worked_out_are_written_like_figures_and_counts_without_decimals():
    row = at_most("an error", 0.28, 0.289242)
    assert (row.figure, row.wanted) == ("0.280", "<= 0.289")
    count = at_most("strings", 11360, 5000)
    assert (count.figure, count.wanted, count.met) == ("11,360", "<= 5,000", False)
