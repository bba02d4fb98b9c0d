"""A run that is recorded is read back as it was told, goes on where it was left, and belongs to one program."""

import random

import pytest

from simulator.engine import Changed, Checkpoint, Control, Evaluated, Finished, Resumed, Stepped, Stopped, run
from simulator.engine import Testing as Judging
from simulator.store import StoreError, event_rows, recording
from simulator.store.event_rows import Row
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits

RELEASE = "UPDATE runs SET session = NULL, state = 'stopped'"


def timeless(events):
    """What must be the same again: all but seconds, states and checkpoints."""
    found = []
    for event in events:
        if isinstance(event, Stepped):
            found.append(bits([event.iteration, event.loss, event.gradient_evaluations, event.examples]))
        elif not isinstance(event, Checkpoint | Resumed | Judging):
            row = Row.of(0, event)
            found.append((row.kind, bits({**row.document, "seconds": 0}), bits(row.arrays)))
    return found


def test_a_history_is_read_back_in_the_order_in_which_it_was_told(store, recorded):
    told = ready_made.history(40)
    assert bits(list(store.history(recorded(store, told).run))) == bits(told)


def test_the_order_does_not_depend_on_when_it_was_written(store):
    dice, taken = random.Random(0), store.record(ready_made.experiment())
    told = ready_made.history(60)
    for event in told:
        taken.add(event)
        if dice.random() < 0.3:
            store._writer.empty().result(30)
    assert taken.safe
    assert bits(list(store.history(taken.run))) == bits(told)


def test_meta_iterations_are_kept_in_pieces_that_can_be_read(store, recorded, monkeypatch):
    monkeypatch.setattr(recording, "MOST_STEPS", 7)
    told = ready_made.history(40)
    taken = recorded(store, told)
    with store._reading() as connection:
        counts = [row[0] for row in connection.execute("SELECT count FROM steps ORDER BY first")]
    assert counts == [7, 7, 7, 7, 7, 5]
    assert bits(list(store.history(taken.run))) == bits(told)


def test_an_event_after_the_end_is_no_part_of_the_run(store, recorded):
    taken = recorded(store)
    taken.abandon()
    assert store.summary(taken.run).state == "completed"
    told = [*ready_made.history(), Stopped(), ready_made.stepped(31)]
    again = recorded(store, told)
    assert bits(list(store.history(again.run))) == bits(told[:-2])
    assert store.summary(again.run).state == "completed"


def test_a_run_that_is_abandoned_is_stopped_and_can_go_on(store, recorded):
    taken = recorded(store, [*ready_made.history()[:10], ready_made.checkpoint(7)])
    taken.abandon()
    assert taken.safe
    assert store.summary(taken.run).state == "stopped"
    assert store.summary(taken.run).resumable


def test_nothing_is_written_while_nothing_is_told(store, recorded, database):
    recorded(store, ready_made.history()[:10])
    before = changes(store)
    for _ in range(5):
        store._writer.empty().result(30)
    assert changes(store) == before


def changes(store) -> int:
    return store._writer.do(lambda connection: connection.total_changes)


@pytest.mark.parametrize("iteration", [0, 1, 3, 9, 10, 11, 14, 15, 25, 30])
def test_a_run_is_cut_at_its_checkpoint_also_in_the_middle_of_a_piece(store, recorded, iteration, monkeypatch):
    monkeypatch.setattr(recording, "to_bytes", lambda checkpoint: b"some")
    monkeypatch.setattr("simulator.store.runs.from_bytes", lambda data: ready_made.checkpoint(iteration))
    told = ready_made.history(30)
    place = (
        max(index for index, event in enumerate(told) if not isinstance(event, Stepped) or event.iteration <= iteration)
        if iteration == 30
        else next(
            index for index, event in enumerate(told) if isinstance(event, Stepped) and event.iteration == iteration + 1
        )
    )
    whole = [*told[:place], ready_made.checkpoint(iteration), *told[place:-1], Stopped()]
    taken = recorded(store, whole)
    resumption = store.resume(taken.run)
    assert bits(resumption.told) == bits(told[:place])
    assert store.summary(taken.run).iterations == iteration
    for event in (Resumed(iteration), *told[place:]):
        resumption.recording.add(event)
    assert bits(list(store.history(taken.run))) == bits([*told[:place], Resumed(iteration), *told[place:]])
    assert store.summary(taken.run).state == "completed"


@pytest.mark.parametrize("stop_at", [1, 2, 4, 5, 6])
def test_a_run_that_goes_on_through_the_store_equals_an_uninterrupted_one(store, small, stop_at):
    experiment, control = small("sine-maml"), Control()
    taken = store.record(experiment)
    for event in run(experiment, control):
        taken.add(event)
        if isinstance(event, Stepped) and event.iteration == stop_at:
            control.stop()
    assert store.summary(taken.run).state == "stopped"
    resumption = store.resume(taken.run)
    for event in run(resumption.experiment, checkpoint=resumption.checkpoint):
        resumption.recording.add(event)
    assert timeless(store.history(taken.run)) == timeless(run(experiment))
    resumed = [event for event in store.history(taken.run) if isinstance(event, Resumed)]
    assert resumed == [Resumed(stop_at)]


def test_a_run_without_a_checkpoint_does_not_go_on_and_keeps_its_history(store, recorded):
    told = [*ready_made.history()[:10], Stopped()]
    taken = recorded(store, told)
    assert not store.summary(taken.run).resumable
    with pytest.raises(StoreError) as refused:
        store.resume(taken.run)
    assert str(refused.value) == (
        f"Run {taken.run} has no checkpoint from which it could go on. What it told is kept; to run it again, export "
        "its experiment."
    )
    assert bits(list(store.history(taken.run))) == bits(told)
    assert store.summary(taken.run).state == "stopped"


def test_a_run_that_made_no_meta_iteration_begins_anew(store, recorded):
    taken = recorded(store, [*ready_made.history()[:3], Stopped()])
    assert store.summary(taken.run).resumable
    resumption = store.resume(taken.run)
    assert resumption.checkpoint is None
    assert resumption.told == []
    assert store.summary(taken.run).iterations == 0
    told = ready_made.history()
    for event in told:
        resumption.recording.add(event)
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_checkpoint_that_cannot_be_kept_costs_no_history_and_not_the_one_before(store, recorded, monkeypatch, caplog):
    kept = iter([b"the first"])
    monkeypatch.setattr(recording, "to_bytes", lambda checkpoint: next(kept))
    told = ready_made.history()
    taken = store.record(ready_made.experiment())
    for event in told:
        taken.add(event)
        if isinstance(event, Evaluated) and event.iteration in (10, 20):
            taken.add(ready_made.checkpoint(event.iteration))
            store._writer.empty().result(30)
    assert bits(list(store.history(taken.run))) == bits(told)
    with store._reading() as connection:
        assert connection.execute("SELECT iteration, data FROM checkpoints").fetchall() == [(10, b"the first")]
    assert "There is no checkpoint" in caplog.text


def test_a_checkpoint_that_cannot_be_packed_is_trouble_until_one_can(store, monkeypatch, caplog):
    real, taken = recording.to_bytes, store.record(ready_made.experiment())

    def refuse(checkpoint):
        raise ZeroDivisionError("it is not to be packed")

    monkeypatch.setattr(recording, "to_bytes", refuse)
    for event in (*ready_made.history()[:5], ready_made.checkpoint(2)):
        taken.add(event)
    store._writer.empty().result(30)
    assert str(taken.trouble) == (
        "What the run has learned cannot be saved, so it could not go on from here. It cannot be packed: it is not to "
        "be packed."
    )
    taken.add(ready_made.checkpoint(2))
    store._writer.empty().result(30)
    assert caplog.text.count("There is no checkpoint") == 1
    monkeypatch.setattr(recording, "to_bytes", real)
    taken.add(ready_made.checkpoint(2))
    store._writer.empty().result(30)
    assert taken.trouble is None
    assert store.summary(taken.run).kept


def test_a_run_that_was_taken_for_interrupted_is_taken_back(store, recorded):
    told = ready_made.history()
    taken = recorded(store, told[:10])
    store._writer.do(
        lambda connection: connection.execute("UPDATE runs SET session = NULL, state = 'interrupted'").rowcount
    )
    taken.add(told[10])
    store._writer.empty().result(30)
    assert store.summary(taken.run).state == "running"
    for event in told[11:]:
        taken.add(event)
    assert taken.safe
    assert taken.trouble is None
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_run_that_another_program_went_on_with_and_left_is_not_taken_back(store, opened, recorded):
    taken = recorded(store, [*ready_made.history()[:10], ready_made.checkpoint(7)])
    interrupt = "UPDATE runs SET session = NULL, state = 'interrupted'"
    store._writer.do(lambda connection: connection.execute(interrupt).rowcount)
    other = opened()
    resumed = other.resume(taken.run)
    for event in (Resumed(7), ready_made.stepped(8)):
        resumed.recording.add(event)
    other._writer.do(lambda connection: connection.execute(interrupt).rowcount)
    taken.add(ready_made.stepped(8))
    store._writer.empty().result(30)
    assert "taken over by another program" in str(taken.trouble)
    told = [*ready_made.history()[:10], Resumed(7), ready_made.stepped(8)]
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_checkpoint_larger_than_a_row_may_be_is_left_out(store, recorded, monkeypatch):
    monkeypatch.setattr(recording, "LARGEST", 100)
    monkeypatch.setattr(recording, "to_bytes", lambda checkpoint: bytes(101))
    told = ready_made.history()
    taken = recorded(store, [*told[:5], ready_made.checkpoint(2), *told[5:]])
    assert taken.safe
    assert bits(list(store.history(taken.run))) == bits(told)


def test_a_run_that_another_program_deleted_is_given_up_in_a_sentence(store, opened, recorded):
    taken = recorded(store, ready_made.history()[:10])
    store._writer.do(lambda connection: connection.execute("DELETE FROM runs").rowcount)
    taken.add(Finished("completed"))
    assert not taken.safe
    assert str(taken.trouble) == (
        f"Run {taken.run} was deleted or taken over by another program; what it does from now on is not saved."
    )
    assert store.trouble is None
    assert store.runs() == []


def test_a_run_that_another_program_took_over_is_not_written_by_two(store, opened, recorded):
    taken = recorded(store, [*ready_made.history()[:10], ready_made.checkpoint(7)])
    store._writer.do(
        lambda connection: connection.execute("UPDATE runs SET session = NULL, state = 'stopped'").rowcount
    )
    other = opened().resume(taken.run)
    for event in ready_made.history()[10:]:
        taken.add(event)
    for event in ready_made.history()[10:]:
        other.recording.add(event)
    assert other.recording.safe
    assert not taken.safe
    assert bits(list(store.history(taken.run))) == bits(ready_made.history())


def test_a_commit_that_seemed_to_fail_and_did_not_is_made_once(store, monkeypatch):
    taken = store.record(ready_made.experiment())
    real, failing = taken.settle, [True, True]
    told = ready_made.history()

    def settle() -> bool:
        """The rows are in the database, and the program does not know."""
        if failing:
            failing.pop()
            raise OSError("the disk did not answer")
        return real()

    monkeypatch.setattr(taken, "settle", settle)
    for event in told[:-1]:
        taken.add(event)
    store._writer.empty().result(30)
    assert str(store.trouble) == "The run cannot be saved: the disk did not answer."
    taken.add(told[-1])
    store._writer.empty().result(30)
    assert store.trouble is None
    assert taken.safe
    assert bits(list(store.history(taken.run))) == bits(told)
    assert len(store.runs()) == 1


def test_two_programs_of_one_process_record_at_the_same_time(opened, recorded):
    stores = [opened(), opened()]
    told = [ready_made.history(iterations) for iterations in (200, 300)]
    taken = [store.record(ready_made.experiment()) for store in stores]
    for place in range(max(map(len, told))):
        for events, each in zip(told, taken, strict=True):
            if place < len(events):
                each.add(events[place])
                if place % 50 == 0:
                    each._writer.empty()
    for store, events, each in zip(stores, told, taken, strict=True):
        store._writer.empty().result(30)
        assert each.safe
        assert bits(list(stores[0].history(each.run))) == bits(events)


def test_the_list_shows_how_a_run_ended(store, recorded):
    from simulator.declaration import sentence
    from simulator.engine import Failed

    endings = {
        "completed": Finished("completed"),
        "diverged": Finished("diverged", sentence("Too far.")),
        "stopped": Stopped(),
        "failed": Failed(sentence("It broke."), ""),
    }
    for state, ending in endings.items():
        *told, last = ready_made.history(ending=ending)
        found = store.summary(recorded(store, [*told, ready_made.checkpoint(30), last]).run)
        assert (found.state, found.iterations, found.gradient_evaluations) == (state, 30, 240)
        assert found.resumable == (state in ("stopped", "failed"))
        assert found.seconds == 30 / 700


def test_a_diverged_or_complete_or_running_run_does_not_go_on(store, recorded):
    for ending, why in (
        (Finished("completed"), "Run 1 is complete; there is nothing to resume."),
        (Finished("diverged"), "Run 2 diverged, and would diverge again."),
        (None, "Run 3 is going on already."),
    ):
        told = ready_made.history(ending=ending)
        taken = recorded(store, told if ending else told[:-1])
        with pytest.raises(StoreError) as refused:
            store.resume(taken.run)
        assert str(refused.value) == why


def test_a_run_whose_history_is_damaged_does_not_go_on_and_stays_as_it_is(store, recorded):
    taken = recorded(store, [*ready_made.history()[:-1], ready_made.checkpoint(30), Stopped()])
    store._writer.do(lambda connection: connection.execute("UPDATE steps SET columns = x'00'").rowcount)
    with pytest.raises(StoreError, match="damaged"):
        store.resume(taken.run)
    assert store.summary(taken.run).state == "stopped"
    assert store.summary(taken.run).session is None


def test_changes_and_evaluations_between_two_meta_iterations_keep_their_order(store, recorded):
    told = [
        *ready_made.history()[:8],
        *(Changed(5, "strategy.inner_lr", value, value / 2) for value in (0.4, 0.2)),
        ready_made.evaluated(5),
        Changed(5, "speed", None, 10.0),
        ready_made.stepped(6),
        Finished("target"),
    ]
    assert bits(list(store.history(recorded(store, told).run))) == bits(told)


def test_more_meta_iterations_than_a_piece_may_have_are_refused_by_the_reader():
    assert recording.MOST_STEPS == event_rows.MOST_STEPS
