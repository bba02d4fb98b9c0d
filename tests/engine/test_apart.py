"""A run in a process of its own is the same run; what becomes of that process is told; it outlives nobody."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from torch import Tensor

from simulator.engine import Changed, Checkpoint, Control, Evaluated, Failed, Finished, Stepped, Stopped, apart, run
from simulator.engine.apart import running, spare
from simulator.engine.apart.messages import packed, unpacked
from simulator.engine.apart.spare import Place, Spare
from tests.engine.histories import history

ENDLESS = {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 1000}
PATIENCE = 60.0  # seconds, on a busy machine


@pytest.fixture
def place(monkeypatch):
    """The process that runs what is run next."""
    made = Place()

    class Known:
        prepare = staticmethod(lambda: None)
        take = staticmethod(lambda: made)

    monkeypatch.setattr(running, "SPARE", Known)
    return made


def pid_of(place: Place) -> int:
    return place._process.pid


def gone(pid: int) -> bool:
    """Whether the process is no more, or only its exit status is left."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] in "ZX"
    except FileNotFoundError:
        return True


def until(condition) -> None:
    latest = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < latest
        time.sleep(0.01)


@pytest.mark.parametrize("example", ["linear-maml", "sine-reptile", "digits-anil", "students-irt"])
def test_it_tells_what_a_run_here_tells_bit_for_bit(small, example):
    experiment = small(example)
    assert history(list(apart.run(experiment))) == history(list(run(experiment)))


def test_learned_states_come_over_bit_for_bit(small):
    experiment = small("sine-maml")
    there, here = ([each.state for each in way(experiment) if isinstance(each, Evaluated)] for way in (apart.run, run))
    assert len(there) == len(here) == 3
    for one, other in zip(there, here, strict=True):
        assert list(one.theta) == list(other.theta)
        assert one.count == other.count
        assert all(isinstance(value, Tensor) and value.equal(other.theta[name]) for name, value in one.theta.items())
        assert all(value.equal(other.moments[name]) for name, value in one.moments.items())


def test_it_goes_on_from_a_checkpoint_as_a_run_here_does(small):
    experiment = small("sine-maml")
    checkpoint = next(each for each in run(experiment) if isinstance(each, Checkpoint) and each.iteration > 0)
    there, here = (history(list(way(experiment, checkpoint=checkpoint))) for way in (apart.run, run))
    assert there == here


def test_it_is_steered_as_a_run_here_is(small):
    control, events = Control(paused=True), []
    for event in apart.run(small("linear-maml", ENDLESS), control):
        events.append(event)
        made = sum(isinstance(each, Stepped) for each in events)
        if isinstance(event, Checkpoint) and made == 0:  # it is held
            control.step()
        elif isinstance(event, Checkpoint) and made == 1:
            control.change("strategy.inner_lr", 0.001)
            control.limit_speed(1000.0)
            control.resume()
        elif isinstance(event, Stepped) and made == 3:
            control.stop()
    changed = [each for each in events if isinstance(each, Changed)]
    assert {(each.iteration, each.path, each.new) for each in changed} == {
        (1, "strategy.inner_lr", 0.001),
        (1, "speed", 1000.0),
    }
    assert isinstance(events[-1], Stopped)
    steps = [each.iteration for each in events if isinstance(each, Stepped)]
    assert all(later == earlier + 1 for earlier, later in pairwise(steps))


def test_a_run_that_is_stopped_before_it_has_a_process_has_done_nothing(small):
    control = Control()
    control.stop()
    assert list(apart.run(small(), control)) == [Stopped()]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_run_whose_process_is_killed_has_failed_and_says_so(small, place):
    events = []
    for event in apart.run(small("linear-maml", ENDLESS)):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 1:
            os.kill(pid_of(place), signal.SIGKILL)
    assert isinstance(events[-1], Failed)
    assert str(events[-1].message) == (
        "The system ended the process of the run (signal 9), as it does when memory runs out; "
        "the run can go on from its last checkpoint."
    )


def test_a_run_that_was_to_stop_and_whose_process_dies_is_stopped(small, place):
    control, events = Control(), []
    for event in apart.run(small("linear-maml", ENDLESS), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 1:
            os.kill(pid_of(place), signal.SIGSTOP)  # or it would stop in time
            control.stop()
            os.kill(pid_of(place), signal.SIGKILL)
    assert isinstance(events[-1], Stopped)


def test_a_process_that_waited_and_was_killed_is_replaced():
    kept = Spare()
    kept.prepare()
    first = kept._place
    os.kill(pid_of(first), signal.SIGKILL)
    until(lambda: not first.alive)
    second = kept.take()
    assert second is not first
    assert second.alive
    first.close()
    second.close()


def test_where_no_process_can_be_begun_it_runs_here(small, monkeypatch, caplog):
    def none():
        raise OSError("too many processes")

    monkeypatch.setattr(spare, "Place", none)
    monkeypatch.setattr(spare, "AGAIN_AFTER", 0.0)
    monkeypatch.setattr(running, "SPARE", Spare())
    experiment = small()
    assert history(list(apart.run(experiment))) == history(list(run(experiment)))
    assert "The run has no process of its own" in caplog.text


@pytest.mark.parametrize("level", ["INFO", "WARNING"])
def test_what_it_logs_is_logged_here(small, caplog, tmp_path, level):
    with caplog.at_level(level):
        list(apart.run(small("linear-es-maml", {"schedule.compile": "on"}), code=tmp_path))
    told = [each.getMessage() for each in caplog.records if each.name == "simulator.engine.steps"]
    assert len(told) == (1 if level == "INFO" else 0)
    assert all("cannot be compiled" in each for each in told)


def test_steps_are_packed_and_come_out_as_they_were():
    told = [Stepped(1, 0.1, 0.2, 3, 4), Stepped(2, 0.3, 0.4, 6, 8), Stopped(), Stepped(3, 0.0, 0.5, 9, 12)]
    message = packed(told)
    assert [type(each) for each in message] == [list, Stopped, list]
    assert list(unpacked(message)) == told


def test_its_process_ends_with_the_run(small, place):
    events = list(apart.run(small()))
    assert events[-1] == Finished("completed")
    assert gone(pid_of(place))


def test_a_run_nobody_listens_to_any_more_ends(small, place):
    events = apart.run(small("linear-maml", ENDLESS))
    next(each for each in events if isinstance(each, Stepped))
    events.close()
    assert gone(pid_of(place))


ORPHAN = """
import os, signal, sys
from simulator.engine import Stepped, apart
from simulator.engine.apart import running
from simulator.experiment import load_example, parse, set_value, to_document

place = running.SPARE
place.prepare()
print(place._place._process.pid, flush=True)
document = set_value(to_document(load_example("linear-maml")), "schedule.iterations", 1_000_000)
for event in apart.run(parse(document)):
    if isinstance(event, Stepped) and event.iteration == 5:
        {end}
"""


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit()", "os._exit(0)"])
def test_no_process_is_left_when_the_program_is_gone(root, end):
    script = ORPHAN.format(end=end)
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=120)
    pid = int(done.stdout.split()[0])
    until(lambda: gone(pid))
