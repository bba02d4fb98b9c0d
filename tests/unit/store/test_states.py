"""What a run had learned at its evaluations is kept with it: as it was, in bounds, as safe as all else it told."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
import torch

from simulator.engine import Checkpoint, Control, Evaluated, Stepped, run
from simulator.engine.run import bind, draw
from simulator.store import StoreError, states
from simulator.store.reading import ReadOnly
from simulator.strategies.base import State
from tests.unit.store import ready_made


def learned(number: float, size: int = 4) -> State:
    return State({"weight": torch.full((size,), float(number))}, count=int(number))


def told(iterations: int, every: int = 1, size: int = 4):
    """An unfinished run that was evaluated so often, with something learned each time."""
    events = ready_made.history(0)[:2]
    for iteration in range(iterations + 1):
        events += [ready_made.stepped(iteration)] if iteration else []
        if iteration % every == 0:
            events.append(replace(ready_made.evaluated(iteration), state=learned(iteration, size)))
    return events


def held(store, run):
    """The rows as they are."""
    with closing(sqlite3.connect(store.path)) as connection:
        return connection.execute("SELECT iteration, data FROM states WHERE run = ? ORDER BY 1", (run,)).fetchall()


@pytest.fixture
def real(store, small):
    """A short run that was recorded, what it told, and its number."""
    experiment = small("sine-maml")
    taken, events = store.record(experiment), []
    for event in run(experiment):
        taken.add(event)
        events.append(event)
    return experiment, [event for event in events if isinstance(event, Evaluated)], taken.run


def test_a_state_that_is_read_back_adapts_bit_for_bit_as_the_one_in_memory(store, real):
    experiment, evaluations, number = real
    assert store.states(number) == [0, 3, 6]
    problem = bind(experiment)
    batch = draw(experiment, problem, "validation", "validation", 3)
    for each in evaluations:
        again = store.state(number, each.iteration)
        before, after = (
            list(experiment.strategy.adapt(problem, state, batch.support, 2))[-1].predict(batch.query.inputs)
            for state in (each.state, again)
        )
        assert torch.equal(before, after)
        assert again.count == each.state.count
        assert list(again.moments) == list(each.state.moments)


def test_reading_a_run_back_loads_none_of_its_states(store, real, monkeypatch):
    monkeypatch.setattr(states, "from_bytes", None)
    monkeypatch.setattr(states, "read", None)
    assert [event.state for event in store.history(real[2]) if isinstance(event, Evaluated)] == [None] * 3
    assert store.states(real[2]) == [0, 3, 6]


def test_no_more_than_so_many_are_kept_however_often_they_are_written(store, monkeypatch):
    monkeypatch.setattr(states, "MOST", 5)
    taken = store.record(ready_made.experiment())
    for place, event in enumerate(told(8)):
        taken.add(event)
        if place % 3 == 0:
            store._writer.empty().result(30)
    store._writer.empty().result(30)
    assert store.states(taken.run) == [0, 2, 4, 6, 8]


def test_no_more_than_so_many_bytes_are_kept(store, recorded, monkeypatch):
    monkeypatch.setattr(states, "MOST_BYTES", 20_000)
    taken = recorded(store, told(30, size=1000))
    found = held(store, taken.run)
    assert sum(len(data) for _, data in found) <= 20_000
    assert len(found) == 20_000 // len(found[0][1])
    assert (found[0][0], found[-1][0]) == (0, 30)


def test_a_state_that_is_too_large_is_left_out_and_the_rest_is_kept(store, recorded, monkeypatch):
    monkeypatch.setattr(states, "LARGEST", 5000)
    events = told(2)
    events[-1] = replace(events[-1], state=learned(2, 100_000))
    taken = recorded(store, events)
    assert store.states(taken.run) == [0, 1]
    assert store.summary(taken.run).iterations == 2


def test_a_state_that_cannot_be_packed_costs_nothing_else(store, recorded, monkeypatch):
    events = told(3)
    events[-1] = replace(events[-1], state=State({"weight": torch.empty(2, device="meta")}))
    taken = recorded(store, events)
    assert store.states(taken.run) == [0, 1, 2]
    assert store.summary(taken.run).iterations == 3


def test_what_is_written_twice_is_the_same_as_written_once(store, opened, monkeypatch):
    """A commit that is told to have failed may have been made."""
    monkeypatch.setattr(states, "MOST", 5)
    taken = store.record(ready_made.experiment())
    events = told(12)
    for event in events[:9]:
        taken.add(event)
    settle = taken.settle
    monkeypatch.setattr(taken, "settle", lambda: True)
    store._writer.empty().result(30)  # made, but nobody knows
    monkeypatch.setattr(taken, "settle", settle)
    for event in events[9:]:
        taken.add(event)
    store._writer.empty().result(30)
    found = store.states(taken.run)
    assert (len(found), found[0], found[-1]) == (5, 0, 12)


def test_a_run_that_goes_on_keeps_what_it_had_until_its_checkpoint_and_goes_on_adding(store, small):
    experiment, control = small("sine-maml", {"schedule.evaluate_every": 1}), Control()
    taken, checkpoint = store.record(experiment), None
    for event in run(experiment, control):
        if not isinstance(event, Checkpoint) or checkpoint is None:
            taken.add(event)
        if isinstance(event, Stepped) and event.iteration == 4:
            control.stop()
        checkpoint = checkpoint or (event if isinstance(event, Checkpoint) else None)
    assert checkpoint.iteration == 0
    assert store.states(taken.run) == [0, 1, 2, 3]
    resumption = store.resume(taken.run)
    assert store.states(taken.run) == [0]
    for event in run(resumption.experiment, checkpoint=resumption.checkpoint):
        resumption.recording.add(event)
    assert store.states(taken.run) == [0, 1, 2, 3, 4, 5, 6]


def test_of_a_program_that_is_killed_those_of_the_last_commit_are_there(store, opened, tmp_path):
    taken, events = store.record(ready_made.experiment()), told(9)
    for event in events[:-4]:
        taken.add(event)
    store._writer.empty().result(30)
    left = tmp_path / "as it was left"
    left.mkdir()
    for name in ("runs.sqlite", "runs.sqlite-wal"):
        shutil.copyfile(tmp_path / name, left / name)
    for event in events[-4:]:
        taken.add(event)
    found = opened(left / "runs.sqlite")
    assert found.summary(taken.run).state == "interrupted"
    assert found.states(taken.run) == list(range(8))
    assert [iteration for iteration, _ in held(found, taken.run)] == list(range(8))


def test_a_run_that_is_deleted_leaves_none(store, real):
    store.delete(real[2])
    assert held(store, real[2]) == []
    assert store.states(real[2]) == []


def test_one_that_is_not_there_is_told(store, real):
    with pytest.raises(StoreError) as refused:
        store.state(real[2], 5)
    assert str(refused.value) == f"What run {real[2]} had learned after 5 meta-iterations is not kept."


PLANTED = {
    "a flipped bit": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "half of it": lambda data: data[: len(data) // 2],
    "a text": lambda data: "theta",
    "nothing": lambda data: b"",
    "more than there may be": lambda data: data + bytes(states.LARGEST),
}


@pytest.mark.parametrize("damage", PLANTED)
def test_a_damaged_one_is_told_in_a_sentence(store, real, damage):
    ((_, data), *_) = held(store, real[2])
    planted = PLANTED[damage](data)
    store.change(lambda connection: connection.execute("UPDATE states SET data = ? WHERE iteration = 0", (planted,)))
    with pytest.raises(StoreError) as refused:
        store.state(real[2], 0)
    said = f"What run {real[2]} had learned after 0 meta-iterations cannot be used. The learned state is damaged."
    assert str(refused.value) == said
    assert store.state(real[2], 3).count == 3


def test_one_of_another_experiment_is_told(store, real, small):
    other = store.record(small("sine-maml", {"learner.hidden": [7]}))
    for event in run(small("sine-maml", {"learner.hidden": [7]})):
        other.add(event)
    move = f"UPDATE states SET data = (SELECT data FROM states WHERE run = {other.run} LIMIT 1) WHERE run = {real[2]}"
    store.change(lambda connection: connection.execute(move))
    with pytest.raises(StoreError, match=r"cannot be used\. It does not fit the experiment, as when its data"):
        store.state(real[2], 3)


def test_iterations_that_make_no_sense_are_left_out(store, real):
    planted = [(real[2], each, b"") for each in (-1, 2**60)]
    store.change(lambda connection: connection.executemany("INSERT INTO states VALUES (?, ?, ?)", planted))
    assert store.states(real[2]) == [0, 3, 6]


def test_a_database_that_may_only_be_read_gives_them_too(store, real):
    reader = ReadOnly(store.path)
    assert reader.states(real[2]) == [0, 3, 6]
    assert reader.state(real[2], 6).count == 6
