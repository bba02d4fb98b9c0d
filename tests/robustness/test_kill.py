"""A slice of `kill`: a few programs killed on one database; and that a loss would be found."""

import json

import pytest

from simulator.experiment import to_document
from simulator.store import Store, drafts
from tests.robustness import kill
from tests.robustness.kill import Life, Tally, check
from tests.unit.store import ready_made


def test_what_killed_programs_had_finished_is_there_and_the_rest_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(kill, "LONGEST", 1.5)
    monkeypatch.setattr(kill, "LONG_SHARE", 0.0)
    kinds = iter(("headless", "resume", "import", "window"))
    monkeypatch.setattr(kill, "kind_of", lambda *_: next(kinds))
    tally = kill.kill(tmp_path / "folder" / "runs.sqlite", times=4, window_share=0.0, seed=2, parallel=2)
    assert tally.misses == []
    assert (tally.kills, len(tally.kinds)) == (4, 4)
    assert tally.interrupted + len(tally.shown) > 0


@pytest.fixture
def lived(tmp_path):
    """A database with a finished run and one that was cut off, and what their program told of them."""
    store, life = Store(tmp_path / "runs.sqlite"), Life()
    whole, part = (store.record(ready_made.experiment()) for _ in range(2))
    for event in ready_made.history():
        whole.add(event)
    for event in ready_made.history()[:10]:
        part.add(event)
    store.close()
    life.hear(f"shown {whole.uid} {kill.digest(ready_made.history())}\n")
    life.hear(f"at {part.uid} 0.01\n")
    return tmp_path / "runs.sqlite", life, whole, part


def missed(database, life):
    tally = Tally()
    check(database, life, tally, exactly=False)
    return tally.misses


def test_what_is_as_it_was_told_is_no_miss(lived):
    database, life, _, _ = lived
    assert missed(database, life) == []


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("DELETE FROM runs WHERE id = 1", "is missing"),
        ("UPDATE runs SET state = 'interrupted' WHERE id = 1", "not as it was told"),
        ("DELETE FROM events WHERE run = 1 AND kind = 'finished'", "not as it was told"),
        ("UPDATE events SET kind = 'stopped' WHERE run = 1 AND kind = 'finished'", "not as it was told"),
        ("DELETE FROM steps WHERE run = 2", "says"),
        ("UPDATE runs SET state = 'failed', session = NULL WHERE id = 2", "is said to be failed"),
    ],
)
def test_a_loss_is_a_miss(lived, damage, found):
    database, life, _, _ = lived
    store = Store(database)
    store.runs()
    assert store.change(lambda connection: connection.execute(damage).rowcount) == 1
    store.close()
    assert any(found in miss for miss in missed(database, life))


def test_training_that_is_lost_for_longer_than_may_be_is_a_miss(lived):
    database, life, _, part = lived
    life.hear(f"at {part.uid} 0.5\n")
    life.hear(f"at {part.uid} {kill.CADENCE + kill.SLACK + 0.4}\n")
    assert missed(database, life) == []  # it may have been a single meta-iteration
    life.longest = 0.1
    assert any("are lost" in miss for miss in missed(database, life))


@pytest.mark.parametrize(("state", "misses"), [("missing", 0), ("whole", 0), ("half", 1)])
def test_a_run_is_imported_whole_or_not_at_all(lived, state, misses):
    database, life, whole, _ = lived
    life.shown.clear()
    uid, sum_ = ("0" * 32 if state == "missing" else whole.uid), kill.digest(ready_made.history())
    life.hear(f"begun {uid} {'another' if state == 'half' else sum_}\n")
    assert len(missed(database, life)) == misses


@pytest.mark.parametrize(
    ("kept", "age", "found"),
    [
        (3, 20.0, []),
        (2, 20.0, ["edits 2 of 3 should be kept and there is [1]"]),
        (None, 20.0, ["edits 2 of 3 should be kept and there is nothing"]),
        (None, 16.0, []),
    ],
)
def test_edits_made_longer_ago_than_may_be_lost_must_be_kept(lived, kept, age, found):
    database, life, _, _ = lived
    store, life.ended = Store(database), 1000.0
    for seed, when in ((1, 0.5), (2, 0.0), (3, -10.0)):
        life.hear(f"edit gone {seed} {life.ended - age - when}\n")
    if kept is not None:
        document = to_document(ready_made.experiment()) | {"seed": kept - (found != [])}
        store.change(lambda connection: drafts.keep(connection, ("gone", 0.0, json.dumps(document))))
    store.close()
    assert missed(database, life) == found


def test_a_program_that_ends_by_itself_is_a_miss(lived):
    database, life, _, _ = lived
    life.crashed = True
    assert missed(database, life) == ["a program ended by itself"]
