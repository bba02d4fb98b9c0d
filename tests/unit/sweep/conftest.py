"""Two worker processes for all tests of sweeps, lent to one after the other; and databases that are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from simulator.experiment import Experiment
from simulator.store import Store
from simulator.sweep import Axis, Sweep, Workers


class Lent(Executor):
    """Workers that are not ended by whoever has borrowed them."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        workers.steer("go")

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._workers.submit(fn, *args, **kwargs)

    def steer(self, order: Any) -> None:
        self._workers.steer("stop" if order == "end" else order)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with Workers(2) as workers:
        yield workers


@pytest.fixture
def pool(workers: Workers) -> Callable[[], Executor]:
    """Makes an executor for a sweep."""
    return lambda: Lent(workers)


@pytest.fixture
def swept(small: Callable[..., Experiment]) -> Callable[..., Sweep]:
    """Makes a sweep of tiny runs over what is written, ``swept("seed=0..1")``."""

    def build(*over: str, **values: Any) -> Sweep:
        experiment = small("linear-maml", {path.replace("__", "."): value for path, value in values.items()})
        return Sweep.of(experiment, [Axis.parse(each, experiment) for each in over])

    return build


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "runs.sqlite")
    yield store
    store.close()
