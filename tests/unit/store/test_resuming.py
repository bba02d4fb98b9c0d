"""A run that was claimed has a recording, or is given back."""

import threading
import time

import pytest

from simulator.engine import Resumed
from simulator.store import StoreError, writer
from tests.unit.store import ready_made
from tests.unit.store.ready_made import bits

TOLD = [*ready_made.history()[:10], ready_made.checkpoint(7)]


@pytest.fixture
def stopped(store, recorded):
    """A run that can go on."""
    taken = recorded(store, TOLD)
    taken.abandon()
    assert store.summary(taken.run).resumable
    return taken.run


def until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_run_that_is_released_before_it_begins_is_stopped_and_goes_on_another_time(store, opened, stopped):
    store.resume(stopped)
    assert store.summary(stopped).state == "running"
    store.release(stopped)
    assert (store.summary(stopped).state, store.summary(stopped).session) == ("stopped", None)
    again = opened().resume(stopped)
    assert bits(again.told) == bits(TOLD[:-1])
    assert again.recording.trouble is None


def test_releasing_a_run_that_was_not_taken_up_here_does_nothing(store, opened, stopped):
    other = opened()
    other.resume(stopped)
    store.release(stopped)
    store.release(999)
    assert store.summary(stopped).state == "running"


def test_a_run_is_taken_up_and_released_as_often_as_one_likes(store, stopped):
    for _ in range(3):
        resumed = store.resume(stopped)
        assert bits(resumed.told) == bits(TOLD[:-1])
        store.release(stopped)
    resumed = store.resume(stopped)
    for event in (Resumed(7), *ready_made.history()[10:]):
        resumed.recording.add(event)
    assert bits(list(store.history(stopped))) == bits([*TOLD[:-1], Resumed(7), *ready_made.history()[10:]])


def test_a_claim_that_took_too_long_is_given_back(store, stopped, monkeypatch):
    monkeypatch.setattr(writer, "EVERY", 0.02)
    monkeypatch.setattr(writer, "LONGEST", 0.05)
    hold, held, cut = threading.Event(), threading.Event(), "simulator.store.runs.cut"

    def slow(connection, *place):
        held.set()
        hold.wait(60)

    monkeypatch.setattr(cut, slow)
    with pytest.raises(StoreError, match="does not answer"):
        store.resume(stopped)
    assert held.wait(60)
    hold.set()  # the claim is made after all
    monkeypatch.setattr(writer, "LONGEST", 60)
    until(lambda: store.summary(stopped).state == "stopped" and not store._resuming._failed)
    assert store.summary(stopped).session is None
    assert store.summary(stopped).resumable


def test_a_claim_that_was_given_up_before_its_turn_is_not_made(store, stopped, monkeypatch):
    monkeypatch.setattr(writer, "LONGEST", 0.05)
    hold, held = threading.Event(), threading.Event()
    store._writer.ask(lambda connection: (held.set(), hold.wait(60)))
    assert held.wait(60)
    with pytest.raises(StoreError, match="does not answer"):
        store.resume(stopped)
    before = list(store.history(stopped))
    hold.set()
    store._writer.empty().result(60)
    assert bits(list(store.history(stopped))) == bits(before)
    assert store.summary(stopped).state == "stopped"
    assert store._resuming._failed == []


def test_a_claim_for_which_a_person_would_not_wait_is_not_made_later(store, stopped, monkeypatch):
    hold, held = threading.Event(), threading.Event()
    store._writer.ask(lambda connection: (held.set(), hold.wait(60)))
    assert held.wait(60)

    def interrupted(future):
        raise KeyboardInterrupt

    monkeypatch.setattr(store._writer, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.resume(stopped)
    hold.set()
    store._writer.empty().result(60)
    assert (store.summary(stopped).state, store.summary(stopped).session) == ("stopped", None)


def test_a_claim_that_seemed_to_fail_and_did_not_is_given_back(store, stopped, monkeypatch):
    real, failing = store._writer._made, [True]

    def made(change):
        result = real(change)
        if failing and getattr(change, "__name__", "") == "make":
            failing.pop()
            raise StoreError(store._writer._gone().message)
        return result

    monkeypatch.setattr(store._writer, "_made", made)
    with pytest.raises(StoreError):
        store.resume(stopped)
    assert failing == []
    store._writer.empty().result(60)
    resumed = store.resume(stopped)
    assert bits(resumed.told) == bits(TOLD[:-1])


def test_a_run_that_goes_on_here_is_not_given_back_because_it_was_asked_for_again(store, stopped):
    resumed = store.resume(stopped)
    with pytest.raises(StoreError, match="going on already"):
        store.resume(stopped)
    store._writer.empty().result(60)
    assert store.summary(stopped).state == "running"
    resumed.recording.add(Resumed(7))
    store._writer.empty().result(60)
    assert resumed.recording.trouble is None
