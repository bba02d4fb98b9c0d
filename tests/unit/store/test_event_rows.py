"""Every event comes back from its row as it was, bit for bit; what is no row is refused."""

import json
import math
import sqlite3
import zlib

import numpy as np
import pytest
from safetensors.numpy import save

from simulator.engine import Changed, Evaluated, Stepped
from simulator.engine.events import Scores
from simulator.experiment import to_document
from simulator.store import event_rows
from simulator.store.event_rows import Row, Steps, is_ending, steps_from_bytes
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits

DOCUMENT = to_document(ready_made.experiment())
EVERY_KIND = ready_made.of_every_kind()


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_its_row_bit_for_bit(event):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE rows (after INTEGER, kind TEXT, document TEXT, arrays BLOB)")
    connection.execute("INSERT INTO rows VALUES (?, ?, ?, ?)", Row.of(5, event).columns)
    row = Row.read(*connection.execute("SELECT * FROM rows").fetchone())
    assert row.after == 5
    assert bits(row.event(DOCUMENT)) == bits(event)


def test_there_is_an_event_of_every_kind_that_has_rows_among_those_tried():
    assert {type(event) for event in EVERY_KIND} == set(event_rows._DOCUMENTS)
    assert {type(event).__name__.lower() for event in EVERY_KIND} == set(event_rows._EVENTS)


def test_the_comparison_by_which_events_are_held_together_sees_the_sign_of_zero_and_a_type():
    assert bits(0.0) != bits(-0.0)
    assert bits([1]) != bits([True])
    assert bits(np.array([0.0])) != bits(np.array([-0.0]))
    assert bits(ready_made.scores(1)) != bits(ready_made.scores(2))


def test_the_state_of_an_evaluation_is_not_kept():
    event = Evaluated(3, ready_made.scores(1), ready_made.checkpoint(1).state, 0.5, 7)
    assert Row.of(3, event).event(DOCUMENT).state is None


def test_scores_of_another_precision_are_kept_as_they_are_read():
    single = np.array([[0.1, 0.2]], np.float32)
    read = Row.read(*Row.of(0, Evaluated(0, Scores("single", single), None, 0.0, 0)).columns).event(DOCUMENT)
    assert bits(read.scores.loss) == bits(single.astype(np.float64))


def test_a_changed_value_that_json_does_not_know_is_kept_in_words():
    row = Row.read(*Row.of(0, Changed(0, "strategy.odd", complex(1, 2), 1)).columns)
    assert row.event(DOCUMENT) == Changed(0, "strategy.odd", "(1+2j)", 1)


def test_only_the_three_endings_end_a_run():
    names = {type(event).__name__ for event in EVERY_KIND if is_ending(event)}
    assert names == {"Finished", "Stopped", "Failed"}


def test_meta_iterations_come_back_bit_for_bit_and_with_their_numbers():
    losses = [*ready_made.ODD, *np.random.default_rng(0).normal(size=200).tolist()]
    told = [ready_made.stepped(iteration, loss) for iteration, loss in enumerate(losses, start=41)]
    steps = Steps()
    for event in told:
        steps.append(event)
    assert len(steps) == len(told)
    assert bits(list(steps_from_bytes(41, len(told), steps.to_bytes()))) == bits(told)


def test_the_counts_of_meta_iterations_may_be_as_large_as_the_database_can_hold():
    steps, event = Steps(), Stepped(1, math.nan, 0.0, 2**63 - 1, 2**53)
    steps.append(event)
    assert bits(next(steps_from_bytes(1, 1, steps.to_bytes()))) == bits(event)


def packed(count: int) -> bytes:
    steps = Steps()
    for iteration in range(1, count + 1):
        steps.append(ready_made.stepped(iteration))
    return steps.to_bytes()


@pytest.mark.parametrize("bit", range(0, 8 * len(packed(5)), 7))
def test_a_flipped_bit_in_the_columns_is_noticed(bit: int):
    good = packed(5)
    bad = bytearray(good)
    bad[bit // 8] ^= 1 << bit % 8
    whole = bits(list(steps_from_bytes(1, 5, good)))
    try:
        found = bits(list(steps_from_bytes(1, 5, bytes(bad))))
    except ValueError:
        return
    assert found == whole  # a bit that says nothing, as the header of a compressed stream has


@pytest.mark.parametrize(
    ("first", "count", "data"),
    [
        (1, 4, packed(5)),
        (1, 6, packed(5)),
        (1, 5, packed(5)[:-1]),
        (1, 5, packed(5) + b"\0"),
        (1, 0, zlib.compress(b"")),
        (1, -1, packed(5)),
        (1, 2**62, packed(5)),
        (1, 10**30, packed(5)),
        (1, "5", packed(5)),
        (None, 5, packed(5)),
        (1, 5, "text"),
        (1, 5, None),
        (1, 5, b""),
        (1, 1, zlib.compress(bytes(10**8))),
    ],
    ids=str,
)
def test_columns_that_do_not_fit_are_refused(first, count, data):
    with pytest.raises(ValueError, match=r"."):
        list(steps_from_bytes(first, count, data))


def arrays(name: str, values: np.ndarray) -> bytes:
    return save({name: values})


@pytest.mark.parametrize(
    "columns",
    [
        (0, "evaluated", "{", None),
        (0, "evaluated", "[]", None),
        (0, "evaluated", "{}", None),
        (0, "evaluated", None, None),
        (None, "started", "{}", None),
        ("0", "started", "{}", None),
        (0, "nothing", "{}", None),
        (0, None, "{}", None),
        (0, "started", "{}", b"no tensors"),
        (0, "started", "{}", 3),
        (0, "started", "{}", arrays("here/loss", np.zeros(3, np.float32))),
        (0, "resumed", '{"iteration": Infinity, "differences": []}', None),
        (0, "resumed", '{"iteration": 1, "differences": [{"template": "{0.x}", "values": {}}]}', None),
        (0, "evaluated", '{"iteration": 1, "seconds": 0, "gradient_evaluations": 0, "here": 3}', None),
        (0, "finished", '{"reason": "another", "message": null}', None),
        (0, "failed", '{"message": "text", "details": ""}', None),
        (0, "tested", '{"scores": {"title": ""}, "references": 3, "elsewhere": null}', None),
        (0, "started", "[" * 100_000, None),
    ],
    ids=lambda columns: f"{columns[1]} {str(columns[2])[:30]} {type(columns[3]).__name__}",
)
def test_a_row_that_is_none_is_refused(columns):
    with pytest.raises((ValueError, RecursionError)):
        Row.read(*columns).event(DOCUMENT)


def test_scores_of_another_shape_are_refused():
    event = Evaluated(0, ready_made.scores(1, everything=True), None, 0.0, 0)
    after, kind, document, data = Row.of(0, event).columns
    for name, shape in (("loss", 3), ("auc", (3, 2))):
        assert data is not None
        with pytest.raises(ValueError, match="shape"):
            Row.read(after, kind, document, arrays(f"here/{name}", np.zeros(shape))).event(DOCUMENT)
    assert json.loads(document)["here"] == {"title": "MAML"}
