"""A run of the command line on its way into the database, and what is said where it does not get there."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from simulator.cli.invocation import command
from simulator.cli.output import at_end, tell
from simulator.declaration import sentence
from simulator.engine import Event, Failed, Finished, Stopped
from simulator.experiment import Experiment
from simulator.store import Recording, Store, StoreError, usual_database
from simulator.store.database import EXPLAINED
from simulator.store.reading import Reader, ReadOnly, writable

PATIENCE = 10.0  # seconds that the end of a run waits until it is written, where nothing says that it cannot be
TICK = 0.02  # seconds


class Saving:
    """Takes in a run's events on behalf of a database, or of nobody.

    Trouble is told once when it begins; the end then only says what it has cost.
    """

    def __init__(self, store: Store | None = None, recording: Recording | None = None, named: bool = False) -> None:
        self._store, self._recording, self._named = store, recording, named
        self._told: set[str] = set()

    @property
    def run(self) -> int | None:
        """The number of the run, once it is safe to its end."""
        return self._recording.run if self._recording is not None and self._recording.safe else None

    @property
    def unwritten(self) -> bool:
        """Whether the run is not in the database that a person named for it."""
        return self._named and self.run is None

    def add(self, event: Event) -> None:
        """Take an event in; the last one of a run returns when the run is safe, or cannot be made so."""
        if self._recording is None:
            return
        self._recording.add(event)
        if isinstance(event, Finished | Stopped | Failed):
            self._wait(self._recording)
            return  # `close` says how it ended
        trouble = self._recording.trouble
        if trouble is not None and str(trouble) not in self._told:
            self._told.add(str(trouble))
            tell(trouble)

    def close(self) -> None:
        """Leave the database; say so if the run is not in it."""
        if self._store is None or self._recording is None:
            return
        self._store.close()  # tries once more to write
        if self._recording.safe:
            return
        why = self._recording.trouble or sentence("The database {file} does not answer.", file=self._store.path)
        again = self._resume(self._recording.run)
        if again is None:
            lost = sentence("This run is not saved.")
        else:
            lost = sentence('The end of this run is not saved; "{command}" makes it again.', command=again)
        tell(lost if str(why) in self._told else sentence("{why} {lost}", why=at_end(why), lost=lost))

    def resume(self) -> str | None:
        """The command that continues this run, if it was saved."""
        return self._resume(self.run)

    def _resume(self, run: int | None) -> str | None:
        if run is None or self._store is None:
            return None
        where = ("--database", str(self._store.path)) if self._named else ()
        return command("resume", str(run), *where)

    def _wait(self, recording: Recording) -> None:
        """Until the run is safe, or something is known to be in the way."""
        until = time.monotonic() + PATIENCE
        while not recording.safe and recording.trouble is None and time.monotonic() < until:
            time.sleep(TICK)


def saving(experiment: Experiment, database: Path | None = None) -> Saving:
    """Save a run in a database, or else in the usual one. Raises `StoreError` where the one named cannot be used.

    Where the usual one cannot be used, that is said, and the run is not saved.
    """
    try:
        store = made(database or usual_database())
    except StoreError as error:
        if database is not None:
            raise
        tell(sentence("{why} {lost}", why=at_end(error.message), lost=sentence("This run is not saved.")))
        return Saving()
    return Saving(store, store.record(experiment), named=database is not None)


def made(file: Path) -> Store:
    """The database in that file, a new one where there is none. Raises `StoreError` where it cannot be used.

    A new file for which the disk has no room is removed again.
    """
    existed = os.path.lexists(file)
    try:
        return Store(file)
    except StoreError as error:
        if not existed and error.message.template == EXPLAINED["SQLITE_FULL"]:
            with suppress(OSError):
                if file.stat().st_size == 0:
                    file.unlink()
        raise


def kept(database: Path | None) -> Store:
    """The database with what was saved. Raises `StoreError` where there is none, or it cannot be used."""
    return Store(_there(database))


def read(database: Path | None) -> Reader:
    """The database for reading, which it may be without the right to write. Raises `StoreError` as `kept` does."""
    file = _there(database)
    return Store(file) if file.is_dir() or writable(file) else ReadOnly(file)


def _there(database: Path | None) -> Path:
    file = database or usual_database()
    try:
        file.stat()
    except FileNotFoundError:
        raise StoreError(sentence("There is no database {file}.", file=file)) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        why = getattr(error, "strerror", None) or str(error)
        raise StoreError(sentence("The database {file} cannot be used: {why}.", file=file, why=why)) from None
    return file
