"""Stores in a folder of their own, closed at the end of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.engine import Event
from simulator.experiment import Experiment
from simulator.store import Recording, Store, recording
from tests.unit.store import ready_made


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a run waits until it is safe, however slow the disk is that many programs write to."""
    monkeypatch.setattr(recording, "PATIENCE", 60.0)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


@pytest.fixture
def opened(database: Path) -> Iterator[Callable[..., Store]]:
    """Opens the database once more; all are closed at the end."""
    stores: list[Store] = []

    def open_(path: Path = database) -> Store:
        stores.append(Store(path))
        return stores[-1]

    yield open_
    for each in stores:
        each.close()


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()


@pytest.fixture
def recorded() -> Callable[..., Recording]:
    """Records events, by default a whole run, and gives the recording."""

    def record(store: Store, events: list[Event] | None = None, experiment: Experiment | None = None) -> Recording:
        recording = store.record(experiment or ready_made.experiment())
        for event in ready_made.history() if events is None else events:
            recording.add(event)
        store._writer.empty().result(30)
        return recording

    return record
