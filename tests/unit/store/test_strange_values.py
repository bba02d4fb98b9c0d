"""A database that a stranger made: whatever is in its rows, reading gives what makes sense of it, or a sentence."""

import math
from datetime import datetime

import pytest

from simulator.store import StoreError, runs
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits

SENSELESS = {
    "created": ["soon", b"\0"],
    "seed": ["many", 0.5, -1, b"1"],
    "planned": ["many", 1e300, -5],
    "iterations": ["many", 1e300, -1],
    "gradient_evaluations": ["many", 2.5],
    "seconds": ["long"],
    "loss": ["low", b"0"],
    "accuracy": ["high"],
    "state": ["odd", b"completed", "c" * 10_000],
    "session": [b"session"],
    "uid": [b"uid"],
    "name": [b"name"],
    "task": [b"sine"],
    "title": [b"title"],
}


@pytest.fixture
def spoil(store):
    """Puts a value into a column of a run."""

    def spoil(run, column, value):
        statement = f"UPDATE runs SET {column} = ? WHERE id = ?"
        store._writer.do(lambda connection: connection.execute(statement, (value, run)).rowcount)

    return spoil


@pytest.mark.parametrize(
    ("column", "value"),
    [(column, value) for column, values in SENSELESS.items() for value in values],
)
def test_a_row_that_makes_no_sense_is_left_out_and_the_others_are_there(store, recorded, spoil, column, value, caplog):
    runs._log_once.cache_clear()
    first, second = recorded(store).run, recorded(store).run
    spoil(second, column, value)
    for _ in range(2):
        assert [each.id for each in store.runs()] == [first]
    assert caplog.text.count("left out") == 1
    with pytest.raises(StoreError, match=f"What is kept of run {second} is damaged"):
        store.summary(second)


@pytest.mark.parametrize("number", [0, -7, 2**40])
def test_a_run_with_a_number_that_is_never_given_is_left_out(store, recorded, spoil, number):
    first, second = recorded(store).run, recorded(store).run
    for table in ("events", "steps", "experiments"):  # they refer to it
        statement = f"DELETE FROM {table}"
        store._writer.do(lambda connection, statement=statement: connection.execute(statement).rowcount)
    spoil(second, "id", number)
    assert [each.id for each in store.runs()] == [first]


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("created", 1e300, 3.2e10),
        ("created", math.inf, 3.2e10),
        ("created", -1e300, 0.0),
        ("seconds", 1e300, 1e10),
        ("seconds", -1.0, 0.0),
        ("loss", math.inf, None),
        ("loss", math.nan, None),
        ("loss", 3, 3.0),
        ("accuracy", -math.inf, None),
        ("pinned", "yes", False),
        ("offered", b"no", False),
        ("name", "n" * 10_000_000, "n" * 200),
        ("note", "n" * 10_000_000, "n" * 100_000),
        ("title", "n" * 10_000_000, "n" * 200),
        ("name", 5, "5"),
    ],
)
def test_a_value_beyond_what_can_be_shown_is_cut_to_it(store, recorded, spoil, column, value, shown):
    run = recorded(store).run
    spoil(run, column, value)
    (found,) = store.runs()
    assert bits(getattr(found, column)) == bits(shown)
    datetime.fromtimestamp(found.created)


def test_a_text_that_is_none_is_read_as_far_as_it_goes(store, recorded):
    run = recorded(store).run
    statement = "UPDATE runs SET name = CAST(x'61ff62' AS TEXT)"
    store._writer.do(lambda connection: connection.execute(statement).rowcount)
    assert store.summary(run).name == "a\N{REPLACEMENT CHARACTER}b"


def test_tags_that_are_none_are_left_out_and_long_ones_cut(store, recorded):
    run = recorded(store).run
    rows = [(run, b"bytes"), (run, "t" * 10_000), (run, "ok")]
    statement = "INSERT INTO tags VALUES (?, ?)"
    store._writer.do(lambda connection: connection.executemany(statement, rows).rowcount)
    assert store.summary(run).tags == ("ok", "t" * 200)


def test_a_run_whose_row_makes_no_sense_can_be_deleted(store, recorded, spoil):
    run = recorded(store).run
    spoil(run, "iterations", "many")
    store.delete(run)
    with pytest.raises(StoreError, match="There is no run"):
        store.summary(run)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("experiments", "document", '{"title": "' + "a" * 2**20 + '"}'),
        ("experiments", "document", b"{}"),
        ("experiments", "document", "[" * 100_000),
        ("experiments", "document", "{}\0" + "a" * 2**20),
        ("events", "document", 5),
        ("events", "document", b"\xff"),
        ("events", "document", '{"title": 1e999}'),
        ("events", "kind", b"finished"),
        ("events", "kind", "k" * 1000),
        ("events", "after", "many"),
        ("events", "arrays", "text"),
        ("events", "arrays", 1e300),
        ("steps", "count", "many"),
        ("steps", "columns", "text"),
    ],
)
def test_a_history_of_strange_values_is_damaged_and_no_exception(store, recorded, table, column, value):
    run = recorded(store).run
    statement = f"UPDATE {table} SET {column} = ?"
    store._writer.do(lambda connection: connection.execute(statement, (value,)).rowcount)
    with pytest.raises(StoreError) as error:
        list(store.history(run))
    assert str(error.value) == f"What is kept of run {run} is damaged."


def test_a_document_larger_than_an_event_may_have_is_not_read(store, recorded, monkeypatch):
    run = recorded(store).run
    told = bits(list(store.history(run)))
    monkeypatch.setattr(runs, "LARGEST_EVENT", 10_000)
    assert bits(list(store.history(run))) == told
    monkeypatch.setattr(runs, "LARGEST_EVENT", 20)
    with pytest.raises(StoreError, match="damaged"):
        list(store.history(run))


@pytest.mark.parametrize(
    ("column", "value"), [("position", "many"), ("position", -1), ("data", "text"), ("data", b""), ("data", 5)]
)
def test_a_strange_checkpoint_is_refused_in_a_sentence_and_costs_nothing(store, recorded, column, value):
    taken = recorded(store, [*ready_made.history()[:10], ready_made.checkpoint(7)])
    taken.abandon()
    before = bits(list(store.history(taken.run)))
    statement = f"UPDATE checkpoints SET {column} = ?"
    store._writer.do(lambda connection: connection.execute(statement, (value,)).rowcount)
    with pytest.raises(ValueError, match=r"\.$"):
        store.resume(taken.run)
    assert bits(list(store.history(taken.run))) == before
