"""What happens in a worker process: one cell at a time is run, and kept in the database where there is one.

A run that was cut short goes on from its checkpoint where all is as it was, and begins anew elsewhere. A worker does
as the sweep's program says (`begin`), and ends when that is gone.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from simulator.declaration import InputError
from simulator.engine import Control, Evaluated, Event, Failed, Finished, Stepped, Tested, run
from simulator.engine.circumstances import differing
from simulator.engine.events import Ending, Scores, state_of
from simulator.experiment import Experiment, parse
from simulator.experiment.documents import Document
from simulator.processes import ignore
from simulator.store import Recording, Resumption, RunSummary, Store, sweeps
from simulator.store.event_rows import is_ending
from simulator.store.sweeps import FINISHED, Outcome

GO, HOLD, STOP, END = range(4)  # what the sweep's program says
TICK = 0.1  # seconds between two looks at it
GONE_WITHIN = 3.0  # seconds that a worker that is taken for dead may take to be gone
SAFE_WITHIN = 10.0  # seconds that the end of a run waits until it is written, where nothing says that it cannot be


@dataclass(frozen=True)
class Place:
    """Where a cell is kept."""

    database: Path
    sweep: int
    position: int


@dataclass(frozen=True)
class Task:
    """A cell as it is handed to a worker: its experiment as a file holds it."""

    document: Document
    place: Place | None = None


def perform(task: Task) -> Outcome:
    """Run a cell to its end. What is wrong with it is in its outcome."""
    try:
        experiment = parse(task.document)
        with STEERING.steered() as control:
            if task.place is None:
                return _Ran().follow(run(experiment, control, cores=1)).outcome()
            return _kept(experiment, task.place, control)
    except InputError as error:
        return Outcome("failed", error.message)


def begin(order: Any, niceness: int) -> None:
    """Make this process a worker: `order` is the shared number that says what to do."""
    ignore("SIGINT", "SIGHUP")  # meant for the program in front
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    logging.getLogger().addHandler(logging.NullHandler())
    threading.Thread(target=_watch, args=(order,), daemon=True).start()


class Steering:
    """Hands what was said to the run that goes on, if any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._order = GO
        self._control: Control | None = None

    def say(self, order: int) -> None:
        """From now on this holds."""
        with self._lock:
            if order != self._order:
                self._order = order
                self._obey()

    @contextmanager
    def steered(self) -> Iterator[Control]:
        """A control that follows what is said."""
        with self._lock:
            self._control = control = Control()
            self._obey()
        try:
            yield control
        finally:
            with self._lock:
                self._control = None

    def _obey(self) -> None:
        if self._control is not None:
            does = {GO: self._control.resume, HOLD: self._control.pause, STOP: self._control.stop}
            does[self._order]()


STEERING = Steering()
_stores: dict[Path, Store] = {}


def _watch(order: Any) -> None:
    """Follow the order; end with the program that gave it, or when it says so, whatever this process is doing."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    while not wait([parent.sentinel], TICK) and order.value != END:
        STEERING.say(order.value)
    os._exit(1)


class _Ran:
    """The fold of a run: what its outcome tells."""

    def __init__(self, told: Iterable[Event] = ()) -> None:
        self._iterations, self._seconds = 0, 0.0
        self._validated: Scores | None = None
        self._tested: Scores | None = None
        self._ending: Ending | None = None
        self.follow(told)

    def follow(self, events: Iterable[Event], recording: Recording | None = None) -> _Ran:
        """Take events in, and hand each on."""
        for event in events:
            if isinstance(event, Stepped):
                self._iterations, self._seconds = event.iteration, event.seconds
            elif isinstance(event, Evaluated):
                self._validated = event.scores
            elif isinstance(event, Tested):
                self._tested = event.scores
            elif is_ending(event):
                self._ending = event
            if recording is not None:
                recording.add(event)
        return self

    def outcome(self, recording: Recording | None = None) -> Outcome:
        """How it came out."""
        ending = self._ending
        assert ending is not None
        message = ending.message if isinstance(ending, Finished | Failed) else None
        run_ = recording.run if recording is not None and recording.safe else None
        if recording is not None and run_ is None:
            message = message or recording.trouble
        return Outcome(state_of(ending), message, run_, self._iterations, self._seconds, self._validated, self._tested)


def _kept(experiment: Experiment, place: Place, control: Control) -> Outcome:
    store = _opened(place.database)
    earlier = store.look(lambda connection: sweeps.run_of(connection, place.sweep, place.position))
    begun: Resumption | None = None
    if earlier is not None:
        found = _left(store, earlier)
        if found.state in FINISHED:  # the worker before told nobody, or it is damaged and begins anew
            with suppress(InputError):
                return store.look(lambda connection: sweeps.outcome(connection, found.id, found.state))
        begun = _resumed(store, earlier, experiment)
    if begun is None:
        recording = store.record(
            experiment, lambda connection, run_: sweeps.give(connection, place.sweep, place.position, run_)
        )
        events, ran = run(experiment, control, cores=1), _Ran()
    else:
        recording, ran = begun.recording, _Ran(begun.told)
        events = run(experiment, control, begun.checkpoint, cores=1)
    ran.follow(events, recording)
    _wait(recording)
    return ran.outcome(recording)


def _left(store: Store, number: int) -> RunSummary:
    """A run that the worker before has left; one that is ending has a moment for it."""
    until = time.monotonic() + GONE_WITHIN
    while (found := store.summary(number)).state == "running" and time.monotonic() < until:
        time.sleep(TICK)
    return found


def _resumed(store: Store, number: int, experiment: Experiment) -> Resumption | None:
    """A run that was cut short, if it can go on as if it had not been; else it is deleted, to begin anew."""
    found = store.summary(number)
    exactly = found.resumable
    if exactly:
        try:
            checkpoint = store.checkpoint(number)
            exactly = checkpoint is None or not differing(experiment, checkpoint.circumstances)
        except InputError:  # what is kept is damaged, or the data is gone, as the run will say
            exactly = False
    if exactly:
        return store.resume(number)
    store.delete(number)
    return None


def _opened(database: Path) -> Store:
    """The database, opened once, and left when the process ends."""
    if database not in _stores:
        store = _stores[database] = Store(database)
        Finalize(store, store.close, exitpriority=10)
    return _stores[database]


def _wait(recording: Recording) -> None:
    """Until the run is safe, or something is known to be in the way."""
    until = time.monotonic() + SAFE_WITHIN
    while not recording.safe and recording.trouble is None and time.monotonic() < until:
        time.sleep(0.01)
