"""Cells on worker processes: the same histories as alone, whatever dies, holds, stops or fails meanwhile."""

import os
import signal
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor

import pytest

from simulator.declaration import InputError
from simulator.engine import Checkpoint, Evaluated, Resumed, Started, Stepped, run
from simulator.engine import Testing as Judging
from simulator.store import StoreError
from simulator.store.event_rows import Row
from simulator.sweep import CellAgain, CellEnded, CellStarted, SweepControl, SweepEnded, execute, kept
from simulator.sweep.executing import DIED

LONG = {"schedule__iterations": 400, "schedule__evaluate_every": 200}


def told(events):
    """What a run told, without what is no part of its history: seconds, checkpoints, and that it went on."""
    found = []
    for event in events:
        if isinstance(event, Stepped):
            found.append((event.iteration, event.loss.hex(), event.gradient_evaluations, event.examples))
        elif not isinstance(event, Checkpoint | Resumed | Started | Judging):
            row = Row.of(0, event)
            arrays = {name: values.tobytes() for name, values in row.arrays.items()}
            found.append((row.kind, {key: each for key, each in row.document.items() if key != "seconds"}, arrays))
    return found


def alone(sweep):
    return [told(run(cell.experiment)) for cell in sweep.cells]


def histories(store, number):
    _, outcomes = kept.look(store, number)
    return [told(store.history(outcome.run)) for _, outcome in sorted(outcomes.items())]


def outcomes(events):
    return {event.position: event.outcome for event in events if isinstance(event, CellEnded)}


def test_every_cells_history_is_bit_for_bit_that_of_a_single_run(swept, store, pool):
    sweep = swept("strategy.inner_lr=0.05,0.2", "seed=0..1")
    place = kept.begin(store, sweep)
    events = list(execute(sweep, pool, 2, kept=place))
    assert {event.position for event in events if isinstance(event, CellStarted)} == {0, 1, 2, 3}
    assert events[-1] == SweepEnded("completed")
    assert histories(store, place.number) == alone(sweep)


def test_outcomes_tell_what_the_runs_told(swept, pool):
    sweep = swept("strategy.inner_lr=0.05,0.2")
    found = outcomes(execute(sweep, pool, 2))
    for cell in sweep.cells:
        events = list(run(cell.experiment))
        last = [event for event in events if isinstance(event, Evaluated)][-1]
        outcome = found[cell.position]
        assert (outcome.state, outcome.run, outcome.iterations) == ("completed", None, 6)
        assert (outcome.validated.loss == last.scores.loss).all()
        assert (outcome.tested.loss == events[-2].scores.loss).all()


def test_what_is_read_back_is_what_was_told(swept, store, pool):
    sweep = swept("strategy.inner_lr=0.05,10", strategy__inner_steps=50)
    place = kept.begin(store, sweep)
    found = outcomes(execute(sweep, pool, 2, kept=place))
    _, read = kept.look(store, place.number)
    assert [found[position].state for position in (0, 1)] == ["completed", "diverged"]
    for position, outcome in found.items():
        again = read[position]
        assert (again.state, again.message, again.run) == (outcome.state, outcome.message, outcome.run)
        assert (again.iterations, again.seconds) == (outcome.iterations, outcome.seconds)
        assert (again.validated.loss.tobytes()) == outcome.validated.loss.tobytes()
        assert (again.tested is None) == (outcome.tested is None)


def test_a_killed_worker_costs_only_the_cell_that_it_was_running(swept, store, pool, workers):
    sweep, killed = swept("strategy.inner_lr=0.05,0.2,0.4", **LONG), []
    process = workers.submit(os.getpid).result()
    place = kept.begin(store, sweep)
    events = []
    for event in execute(sweep, pool, 2, kept=place):
        events.append(event)
        if isinstance(event, CellStarted) and not killed and event.position == 1:
            killed.append(os.kill(process, signal.SIGKILL))
    again = [event.position for event in events if isinstance(event, CellAgain)]
    assert len(again) == 1
    assert sorted(event.position for event in events if isinstance(event, CellStarted)) == sorted([0, 1, 2, *again])
    assert histories(store, place.number) == alone(sweep)
    assert len(store.runs()) == 3


class Deadly(Executor):
    """Its process dies over every cell with the seed 1."""

    def __init__(self):
        self.shut = []

    def submit(self, fn, task):
        future = Future()
        if task.document["seed"] == 1:
            future.set_exception(BrokenExecutor("died"))
        else:
            future.set_result(fn(task))
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.shut.append(wait)


def test_a_cell_that_costs_two_processes_has_failed_and_the_rest_goes_on(swept, store):
    sweep = swept("seed=0..2")
    place = kept.begin(store, sweep)
    found = outcomes(execute(sweep, Deadly, 1, kept=place))
    assert [found[position].state for position in range(3)] == ["completed", "failed", "completed"]
    assert found[1].message == DIED
    assert kept.look(store, place.number)[1][1].message == DIED


def test_a_cell_that_fails_says_why_and_the_rest_goes_on(swept, store, pool):
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("every device can be used here")
    sweep = swept("schedule.device=cuda,cpu")
    place = kept.begin(store, sweep)
    found = outcomes(execute(sweep, pool, 2, kept=place))
    assert [found[position].state for position in (0, 1)] == ["failed", "completed"]
    assert str(found[0].message).startswith("schedule.device is 'cuda', but no such graphics card")
    assert kept.look(store, place.number)[1][0].message == found[0].message


def test_any_executor_of_the_standard_library_will_do(swept):
    sweep = swept("seed=0..2")
    found = outcomes(execute(sweep, lambda: ThreadPoolExecutor(1), 1))
    assert [found[position].state for position in range(3)] == ["completed"] * 3


def test_an_executor_is_shut_down_after_the_last_cell_and_not_waited_for_when_left_early(swept):
    executor = Deadly()
    list(execute(swept("seed=2..3"), lambda: executor, 1))
    events = execute(swept("seed=2..3"), lambda: executor, 1)
    next(events)
    events.close()
    assert executor.shut == [True, False]


def test_a_held_sweep_begins_no_cell_until_it_goes_on(swept):
    sweep, control = swept("seed=2..4"), SweepControl()
    events = execute(sweep, Deadly, 1, control)
    seen = [next(events), next(events)]
    control.pause()
    waits = []
    control.wait = lambda seconds: (waits.append(seconds), control.resume() if len(waits) == 3 else None)
    seen += list(events)
    assert len(waits) == 3
    assert [type(event) for event in seen] == [CellStarted, CellEnded] * 3 + [SweepEnded]


def test_a_stopped_sweep_goes_on_with_the_cells_it_lacks_as_if_it_had_not_been_stopped(swept, store, pool):
    sweep, control = swept("strategy.inner_lr=0.05,0.2,0.4", **LONG), SweepControl()
    place = kept.begin(store, sweep)
    events = []
    for event in execute(sweep, pool, 2, control, place):
        events.append(event)
        if isinstance(event, CellEnded):
            control.stop()
    assert events[-1] == SweepEnded("stopped")
    done = outcomes(events)
    again, rest = kept.go_on(store, place.number)
    assert again == sweep
    assert rest.earlier.keys() == done.keys()
    events = list(execute(again, pool, 2, kept=rest))
    assert {event.position for event in events if isinstance(event, CellEnded) and event.earlier} == done.keys()
    assert histories(store, place.number) == alone(sweep)


def test_failed_cells_are_tried_once_more_when_a_sweep_goes_on(swept, store, pool):
    sweep = swept("seed=0..2")
    place = kept.begin(store, sweep)
    list(execute(sweep, Deadly, 1, kept=place))
    again, rest = kept.go_on(store, place.number)
    assert rest.earlier.keys() == {0, 2}
    assert outcomes(execute(again, pool, 2, kept=rest))[1].state == "completed"


def test_a_run_that_was_deleted_is_made_again(swept, store, pool):
    sweep = swept("seed=0..1")
    place = kept.begin(store, sweep)
    list(execute(sweep, pool, 2, kept=place))
    _, found = kept.look(store, place.number)
    store.delete(found[1].run)
    again, rest = kept.go_on(store, place.number)
    assert rest.earlier.keys() == {0}
    assert outcomes(execute(again, pool, 2, kept=rest)).keys() == {0, 1}
    assert histories(store, place.number) == alone(sweep)


def test_a_run_that_is_damaged_is_made_again_and_costs_nothing_else(swept, store, pool):
    sweep = swept("seed=0..1")
    place = kept.begin(store, sweep)
    list(execute(sweep, pool, 2, kept=place))
    _, found = kept.look(store, place.number)
    damage = "UPDATE events SET arrays = x'00' WHERE run = ? AND kind = 'tested'"
    store.change(lambda connection: connection.execute(damage, (found[0].run,)))
    assert [outcome.state for _, outcome in sorted(kept.look(store, place.number)[1].items())] == [
        "failed",
        "completed",
    ]
    again, rest = kept.go_on(store, place.number)
    list(execute(again, pool, 2, kept=rest))
    assert histories(store, place.number) == alone(sweep)


def test_runs_of_a_sweep_are_tagged_and_never_offered_one_by_one_after_a_crash(swept, store, pool):
    sweep = swept("seed=0..1")
    place = kept.begin(store, sweep)
    list(execute(sweep, pool, 2, kept=place))
    assert [each.tags for each in store.runs()] == [("sweep 1",)] * 2
    store.change(lambda connection: connection.execute("UPDATE runs SET state = 'interrupted'"))
    assert store.unfinished() == []


def test_a_sweep_that_goes_on_elsewhere_is_left_alone(swept, store, pool):
    sweep = swept("seed=0..1")
    place = kept.begin(store, sweep)
    list(execute(sweep, pool, 2, kept=place))
    store.change(
        lambda change: change.execute("UPDATE runs SET state = 'running', session = ?", (store._session.name,))
    )
    with pytest.raises(StoreError, match="is going on already"):
        store.resume(kept.look(store, place.number)[1][0].run)
    with pytest.raises(Exception, match="Sweep 1 is going on already"):
        kept.go_on(store, place.number)


def test_of_two_programs_that_continue_a_sweep_at_once_one_is_refused(swept, store):
    sweep = swept("seed=0..1")
    place = kept.begin(store, sweep)
    first = execute(sweep, Deadly, 1, kept=place)
    next(first)
    _, other = kept.go_on(store, place.number)  # nothing of it runs at this moment
    with pytest.raises(InputError, match="Sweep 1 is going on already"):
        list(execute(sweep, Deadly, 1, kept=other))
    list(first)
    assert len(store.runs()) == 1
    assert isinstance(list(execute(sweep, Deadly, 1, kept=other))[-1], SweepEnded)


def test_the_same_sweep_is_found_again_and_another_is_not(swept, store):
    place = kept.begin(store, swept("seed=0..1"))
    assert kept.same(store, swept("seed=0..1")).id == place.number
    assert kept.same(store, swept("seed=0..2")) is None
