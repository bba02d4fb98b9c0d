"""What a run had learned at its evaluations, in the database: a bounded number of states, each read when it is wanted.

They are written with what else the run told, in the same transactions. There is room for some of them only, so that a
run stays small; which ones is decided by those that are there, also for a run that goes on another day.
"""

from __future__ import annotations

import logging
import sqlite3
from functools import lru_cache

from simulator.declaration import InputError, sentence
from simulator.engine import fit
from simulator.engine.events import Evaluated
from simulator.engine.run import bind
from simulator.engine.states import States, from_bytes, surplus, to_bytes
from simulator.engine.streams import generator
from simulator.experiment import Experiment
from simulator.store.database import StoreError, at_most
from simulator.strategies.base import State

MOST, MOST_BYTES = 64, 2**23  # of one run; more are let go
LARGEST = MOST_BYTES // 2  # bytes; of a larger state only the checkpoint is kept
LARGEST_ITERATION = 2**53
log = logging.getLogger(__name__)


class StatesToKeep:
    """States that a run told and that are not in the database yet. For the writer's thread."""

    def __init__(self) -> None:
        self._told = States(MOST, MOST_BYTES)
        self._packed: dict[int, bytes] = {}
        self._unpacked = False

    def add(self, event: Evaluated) -> None:
        """Take in the state of an evaluation, if it has one and is not too large."""
        if event.state is not None and event.state.nbytes <= LARGEST:
            self._told.add(event.iteration, event.state)

    def pack(self) -> None:
        """Make them ready to be written. One that cannot be packed is left out: the rest of the run is worth more."""
        for iteration in self._told.iterations:
            state = self._told.get(iteration)
            assert state is not None
            try:
                data = to_bytes(state)
                if len(data) <= LARGEST:
                    self._packed[iteration] = data
            except Exception as error:
                if not self._unpacked:  # once
                    log.warning("There are states that cannot be packed: %s", error, exc_info=error)
                self._unpacked = True
        self._told.clear()
        sizes = {iteration: len(data) for iteration, data in self._packed.items()}
        for gone in surplus(sizes, MOST, MOST_BYTES):  # where nothing can be written for long
            del self._packed[gone]

    def write(self, connection: sqlite3.Connection, run: int) -> None:
        """Write them, and take away others where there are too many then."""
        if not self._packed:
            return
        there = dict(connection.execute("SELECT iteration, length(data) FROM states WHERE run = ?", (run,)))
        gone = surplus({**there, **{key: len(data) for key, data in self._packed.items()}}, MOST, MOST_BYTES)
        new = [(run, iteration, data) for iteration, data in self._packed.items() if iteration not in gone]
        connection.executemany(
            "DELETE FROM states WHERE run = ? AND iteration = ?", [(run, each) for each in gone if each in there]
        )
        connection.executemany("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", new)

    def settle(self) -> None:
        """They are in the database."""
        self._packed = {}


def iterations(connection: sqlite3.Connection, run: int) -> list[int]:
    """After how many meta-iterations there are states of a run, in their order."""
    if not _known(connection):
        return []
    query = "SELECT iteration FROM states WHERE run = ? ORDER BY iteration"
    found = [iteration for (iteration,) in connection.execute(query, (run,))]
    return [each for each in found if type(each) is int and 0 <= each < LARGEST_ITERATION]


def read(connection: sqlite3.Connection, run: int, iteration: int, experiment: Experiment) -> State:
    """The state of a run of `experiment` after so many meta-iterations, on the device of the experiment.

    Raises `StoreError` where it is not there, is damaged, or does not fit the experiment.
    """
    query = f"SELECT {at_most('data', LARGEST)} FROM states WHERE run = ? AND iteration = ?"
    row = connection.execute(query, (run, iteration)).fetchone() if _known(connection) else None
    if row is None:
        raise StoreError(
            sentence("What run {run} had learned after {count} meta-iterations is not kept.", run=run, count=iteration)
        )
    try:
        if type(row[0]) is not bytes:
            raise InputError(sentence("The learned state is damaged."))
        return fit.fitted(from_bytes(row[0]), *_start(experiment))
    except InputError as error:
        raise StoreError(
            sentence(
                "What run {run} had learned after {count} meta-iterations cannot be used. {why}",
                run=run,
                count=iteration,
                why=error.message,
            )
        ) from error


def cut(connection: sqlite3.Connection, run: int) -> None:
    """Forget what a run had learned after the last evaluation that is left of it."""
    last = "SELECT coalesce(max(after), -1) FROM events WHERE run = ? AND kind = 'evaluated'"
    connection.execute(f"DELETE FROM states WHERE run = ? AND iteration > ({last})", (run, run))


def _known(connection: sqlite3.Connection) -> bool:
    """Whether there are states at all: a file that may only be read can be of an earlier format."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'states'"
    return connection.execute(query).fetchone() is not None


@lru_cache(maxsize=4)
def _start(experiment: Experiment) -> tuple[State, str]:
    """What a run begins with, and its device."""
    problem = bind(experiment)
    return experiment.strategy.init(problem, generator(experiment.seed, "initialisation")), problem.device
