"""A run in a process of its own is the same run; what becomes of that process is told; it outlives nobody."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from torch import Tensor

from simulator.engine import Changed, Checkpoint, Control, Evaluated, Failed, Finished, Stepped, Stopped, apart, run
from simulator.engine.apart import child, running, spare
from simulator.engine.apart.host import Host
from simulator.engine.apart.messages import Assignment, merged, packed, unpacked
from simulator.engine.apart.spare import Spare
from simulator.experiment import to_document
from tests.engine.histories import history

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes as Linux tells of them"
)
ENDLESS = {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 1000}
PATIENCE = 60.0  # seconds, on a busy machine


@pytest.fixture
def host(monkeypatch):
    """The process that runs what is run next."""
    made = Host()

    class Known:
        prepare_soon = staticmethod(lambda: None)
        take = staticmethod(lambda: made)

    monkeypatch.setattr(running, "SPARE", Known)
    return made


def pid_of(host: Host) -> int:
    return host._process.pid


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


LISTENING = """
import sys
from dataclasses import replace
from simulator.engine import Evaluated, apart
from simulator.engine.states import to_bytes
from simulator.experiment import load_example

state = None
for event in apart.run(load_example("sine-maml").with_value("schedule.iterations", 5)):
    if isinstance(event, Evaluated):
        state = event.state
to_bytes(state)
print("torch" in sys.modules, state.count, state.nbytes, "torch" in sys.modules)
print(len(state.theta), len(state.moments), "torch" in sys.modules, replace(state, count=1).nbytes)
"""


def test_who_listens_needs_no_torch_before_it_looks_at_a_state(root):
    done = subprocess.run([sys.executable, "-c", LISTENING], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False 5 21132 False", "6 2 True 21132"]


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


def test_a_run_whose_process_is_killed_has_failed_and_says_so(small, host):
    events = []
    for event in apart.run(small("linear-maml", ENDLESS)):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 1:
            os.kill(pid_of(host), signal.SIGKILL)
    assert isinstance(events[-1], Failed)
    assert str(events[-1].message) == "The system ended the process of the run, as it does when memory runs out."


def test_a_run_that_was_to_stop_and_whose_process_dies_is_stopped(small, host):
    control, events = Control(), []
    for event in apart.run(small("linear-maml", ENDLESS), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 1:
            os.kill(pid_of(host), signal.SIGSTOP)  # or it would stop in time
            control.stop()
            os.kill(pid_of(host), signal.SIGKILL)
    assert isinstance(events[-1], Stopped)


def test_a_process_that_waited_and_was_killed_is_replaced():
    kept = Spare()
    kept.prepare()
    first = kept._host
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

    monkeypatch.setattr(spare, "Host", none)
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


def test_its_process_ends_with_the_run(small, host):
    events = list(apart.run(small()))
    assert events[-1] == Finished("completed")
    assert gone(pid_of(host))


def test_a_run_nobody_listens_to_any_more_ends(small, host):
    events = apart.run(small("linear-maml", ENDLESS))
    next(each for each in events if isinstance(each, Stepped))
    events.close()
    assert gone(pid_of(host))


ORPHAN = """
import os, signal, sys
from simulator.engine import Stepped, apart
from simulator.engine.apart import running
from simulator.experiment import load_example, parse, set_value, to_document

running.SPARE.prepare()
print(running.SPARE._host._process.pid, flush=True)
document = set_value(to_document(load_example("linear-maml")), "schedule.iterations", 1_000_000)
events = apart.run(parse(document))  # and nobody closes it
for event in events:
    if isinstance(event, Stepped) and event.iteration == 5:
        {end}
"""


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit()", "os._exit(0)", "break"])
def test_no_process_is_left_when_the_program_is_gone(root, end):
    script = ORPHAN.format(end=end)
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=120)
    pid = int(done.stdout.split()[0])
    until(lambda: gone(pid))


def test_a_run_that_begins_with_a_limit_has_it_from_its_first_step(small):
    """It is no change of the run."""
    control = Control(speed=200.0)
    events = list(apart.run(small("linear-maml"), control))
    assert not [event for event in events if isinstance(event, Changed)]


def test_a_change_before_the_first_step_is_made_before_it(small):
    control = Control(paused=True)
    control.change("strategy.inner_lr", 0.001)
    control.step()
    kinds = []
    for event in apart.run(small("linear-maml", ENDLESS), control):
        kinds.append(type(event))
        if isinstance(event, Stepped):
            control.stop()
    assert kinds.index(Changed) < kinds.index(Stepped)
    assert kinds.count(Stepped) == 1


def test_of_what_waits_to_be_said_the_last_word_counts():
    calls = [
        ("limit_speed", (1.0,)),
        ("change", ("strategy.inner_lr", 0.1)),
        ("step", ()),
        ("change", ("strategy.outer_lr", 0.2)),
        ("limit_speed", (2.0,)),
        ("change", ("strategy.inner_lr", 0.3)),
        ("step", ()),
    ]
    assert merged(calls) == [calls[2], calls[3], calls[4], calls[5], calls[6]]


def test_a_process_that_does_not_listen_holds_nobody_up(small, host):
    control = Control()
    events = apart.run(small("linear-maml", ENDLESS), control)
    next(each for each in events if isinstance(each, Stepped))
    os.kill(pid_of(host), signal.SIGSTOP)
    saying = threading.Thread(target=lambda: [control.change(f"speed {turn}", turn) for turn in range(20_000)])
    saying.start()
    saying.join(PATIENCE)
    assert not saying.is_alive()
    control.stop()
    events.close()
    assert gone(pid_of(host))


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_ends_the_program_in_front_leaves_the_run_to_it(small, host, name):
    control, events = Control(), []
    for event in apart.run(small("linear-maml", ENDLESS), control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 1:
            os.kill(pid_of(host), getattr(signal, name))
        if isinstance(event, Stepped) and event.iteration == 200:
            control.stop()
    assert isinstance(events[-1], Stopped)


def test_what_is_wrong_with_an_experiment_is_said_in_its_own_words(small, monkeypatch):
    experiment = small()
    wrong = to_document(experiment) | {"task": {"kind": "nothing"}}
    monkeypatch.setattr(running, "to_document", lambda _: wrong)
    (failed,) = apart.run(experiment)
    assert str(failed.message).startswith("task.kind is 'nothing', which is not known")


def test_the_ending_is_told_after_the_run_has_cleared_up(small, monkeypatch):
    happened = []

    def running_out(*_):
        try:
            yield Stopped()
        finally:
            happened.append("cleared up")

    connection = SimpleNamespace(recv=threading.Event().wait)
    monkeypatch.setattr(child, "run", running_out)
    assignment = Assignment(to_document(small()), None, None, (), logging.WARNING)
    child._run(connection, assignment, SimpleNamespace(add=happened.append))
    assert happened == ["cleared up", Stopped()]


def test_a_run_waits_where_nobody_takes_its_large_events():
    let_go, sent = threading.Event(), []

    def send(message):
        let_go.wait(PATIENCE)
        sent.extend(unpacked(message))

    outbox, told = child.Outbox(SimpleNamespace(send=send)), []

    def tell():
        for count in range(50):
            outbox.add(Changed(count, "strategy.inner_lr", 0.0, 1.0))
            told.append(count)

    telling = threading.Thread(target=tell)
    telling.start()
    telling.join(0.2)
    assert telling.is_alive()
    assert len(told) <= child.MOST_LARGE
    let_go.set()
    telling.join(PATIENCE)
    outbox.close()
    assert [event.iteration for event in sent] == list(range(50))


def test_an_event_that_cannot_be_handed_over_ends_the_run_with_its_reason(monkeypatch):
    sent = []

    def send(message):
        if not isinstance(message[0], Failed):
            raise TypeError("this cannot be pickled")
        sent.extend(message)

    ended = threading.Event()
    monkeypatch.setattr(child.os, "_exit", lambda _: ended.set())
    outbox = child.Outbox(SimpleNamespace(send=send))
    outbox.add(Stopped())
    assert ended.wait(PATIENCE)
    assert str(sent[0].message) == "The run failed on an unexpected error: this cannot be pickled"
