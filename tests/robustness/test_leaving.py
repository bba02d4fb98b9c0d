"""Two processes stop, run again and are left: they end cleanly, and what they kept goes on. The full size, with times,
is `python -m tests.robustness.leaving`."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import get_args

import pytest

from simulator.engine import Checkpoint, Control, Stepped, run
from simulator.engine import Testing as Judging
from simulator.store import Store
from tests.robustness.leaving import QUIT, Left, _faults, _members, leave, plans, report
from tests.robustness.window_child import Moment, Plan

PLANS = (Plan("linear-maml", "running", 0.2, 0.3), Plan("sine-reptile", "final test", None, 0.05))


def test_a_window_left_at_any_moment_ends_cleanly_and_its_runs_can_go_on():
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(leave, PLANS))
    assert [each.complaints for each in made] == ["", ""]
    assert made[0].stopped_in is not None


def test_a_meta_iteration_that_does_not_end_keeps_nobody_from_leaving():
    left = leave(Plan("linear-maml", "running", None, 0.1, stuck=True))
    assert (left.status, left.said, left.left_over) == (0, "", ())
    assert left.quit_in < 60.0  # of 600 that it would take


def test_every_moment_has_its_turn():
    made = list(plans(["sine-maml", "linear-maml"], 6, Random(0)))
    for example in ("sine-maml", "linear-maml"):
        own = [plan for plan in made if plan.example == example]
        assert {plan.moment for plan in own} == set(get_args(Moment))
        assert [plan.stuck for plan in own] == [*[False] * 6, True]


def test_a_database_that_another_program_holds_keeps_nobody_from_stopping_and_leaving():
    left = leave(Plan("linear-maml", "locked", 0.2, 0.3))
    assert left.complaints == ""
    assert None not in (left.stopped_in, left.quit_in)


@pytest.mark.parametrize(
    "plan", [Plan("linear-maml", "locked", None, 0.0), Plan("x", "running", None, 0.0, stuck=True)]
)
def test_a_quit_that_takes_too_long_is_a_miss_whatever_is_in_the_way(plan, capsys):
    quick, slow = (Left(plan, 0, "", None, seconds, (), ()) for seconds in (QUIT - 0.1, QUIT + 0.1))
    report([quick])
    said = capsys.readouterr().out
    report([quick, slow])
    assert capsys.readouterr().out.count("MISS") == said.count("MISS") + 1


def test_a_process_that_stays_behind_is_found():
    child = f"import subprocess, sys; subprocess.Popen([{sys.executable!r}, '-c', 'input()'], stdin=sys.stdin)"
    parent = subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE, start_new_session=True)
    while parent.poll() is None:
        pass
    assert len(_members(parent.pid)) == 1
    parent.communicate(b"\n")


def test_a_run_that_was_kept_without_a_checkpoint_is_a_fault(tmp_path, small):
    store, control = Store(tmp_path / "runs.sqlite"), Control()
    recording = store.record(small())
    for event in run(small(), control):
        if isinstance(event, Stepped):
            control.stop()
        if not isinstance(event, Checkpoint | Judging):
            recording.add(event)
    store.close()
    (fault,) = _faults(tmp_path, [])
    assert fault.startswith("run 1, left at iteration 1: ")
    assert "no checkpoint" in fault


def test_a_run_that_is_missing_is_a_fault(tmp_path):
    Store(tmp_path / "runs.sqlite").close()
    assert _faults(tmp_path, [{"what": "ended", "at": 0.0, "iterations": 3}]) == ["1 runs were made and 0 kept"]
