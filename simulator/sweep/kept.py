"""A sweep and the database: begun there, found again, and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from simulator.declaration import InputError, Sentence, sentence
from simulator.store import Store, sweeps
from simulator.store.sessions import alive, claimed
from simulator.store.sweeps import FINISHED, Outcome, SweepSummary
from simulator.sweep.sweep import Sweep


@dataclass(frozen=True)
class Kept:
    """Where a sweep is kept, and what it has of it: `earlier` are the outcomes of the cells that are finished."""

    store: Store
    number: int
    earlier: dict[int, Outcome] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The file."""
        return self.store.path

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Within it, no other program runs the sweep. Raises `InputError` where one does.

        If this program is killed within it, that is seen afterwards (`cut_short`), whatever it was doing.
        """
        with claimed(self.database, _claim(self.number)) as free:
            if not free:
                raise _going_on(self.number)
            with suppress(InputError):  # without it the sweep goes on all the same
                self.store.change(lambda connection: sweeps.begin(connection, self.number))
            try:
                yield
            finally:
                with suppress(InputError):
                    self.store.change(lambda connection: sweeps.end(connection, self.number))

    def fail(self, position: int, message: Sentence) -> None:
        """Write down that a cell failed, which its run does not say. Raises `StoreError`."""
        self.store.change(lambda connection: sweeps.fail(connection, self.number, position, message))


def begin(store: Store, sweep: Sweep) -> Kept:
    """Keep a new sweep. Raises `StoreError`."""
    return Kept(store, store.change(lambda change: sweeps.add(change, sweep.experiment.title, sweep.document())))


def look(store: Store, number: int) -> tuple[Sweep, dict[int, Outcome]]:
    """A sweep and how its cells stand. Raises `InputError` where there is none, or this version does not know it."""
    sweep = Sweep.read(store.look(lambda connection: sweeps.document(connection, number)))
    gone = store.gone()
    found = store.look(lambda connection: sweeps.outcomes(connection, number, gone))
    return sweep, {position: outcome for position, outcome in found.items() if 0 <= position < sweep.size}


def go_on(store: Store, number: int) -> tuple[Sweep, Kept]:
    """A sweep that is to go on: finished cells stay as they are, failed ones are tried once more.

    Raises `InputError` also where it is going on already.
    """
    sweep, found = look(store, number)
    if any(outcome.state == "running" for outcome in found.values()):
        raise _going_on(number)
    store.change(lambda connection: sweeps.again(connection, number))
    earlier = {position: outcome for position, outcome in found.items() if outcome.state in FINISHED}
    return sweep, Kept(store, number, earlier)


def same(store: Store, sweep: Sweep) -> SweepSummary | None:
    """The newest sweep of a database that is the same as this one."""
    document = sweep.document()
    return next((each for each in listed(store) if each.document == document), None)


def listed(store: Store) -> list[SweepSummary]:
    """The sweeps of a database, newest first. Raises `StoreError`."""
    gone = store.gone()
    return store.look(lambda connection: sweeps.summaries(connection, gone))


def cut_short(store: Store) -> list[SweepSummary]:
    """The sweeps that are not finished because their program was killed, and about which nobody was asked yet."""
    found = [each for each in listed(store) if each.cut_off or (each.begun and each.finished < each.planned)]
    return [each for each in found if not each.going and not alive(store.path, _claim(each.id))]


def _claim(number: int) -> str:
    """The name of the lock of the program that runs a sweep."""
    return f"sweep{number}"


def _going_on(number: int) -> InputError:
    return InputError(sentence("Sweep {sweep} is going on already.", sweep=number))
