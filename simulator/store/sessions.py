"""Which programs are using a database: each holds a lock beside it, which the system frees however the program ends.

So a run that is still marked as going on, though nobody holds its session's lock, was interrupted.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from filelock import FileLock, Timeout

from simulator.declaration import sentence
from simulator.store.database import StoreError

LONGEST = 64  # characters of a name
OLD = 60.0  # seconds after which a lock file has certainly been locked by whoever made it
log = logging.getLogger(__name__)


class Session:
    """This program's presence at a database."""

    def __init__(self, database: Path) -> None:
        self.name = uuid.uuid4().hex
        self._database = database
        self._lock = _lock(database, self.name)
        try:
            self._lock.acquire(timeout=0)
        except (OSError, Timeout, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or str(error)
            message = sentence("The database {file} may not be written: {why}.", file=database, why=why)
            raise StoreError(message) from None
        with suppress(OSError):
            _clear(database)

    def renew(self) -> None:
        """Make the lock again where somebody cleared it away, if that can be done now."""
        path = Path(self._lock.lock_file)
        try:
            if self._lock.is_locked and path.exists():
                return
            log.warning("The lock %s is gone; it is made again", path)
            self._lock.release()
            self._lock.acquire(timeout=0)
        except (OSError, Timeout, NotImplementedError) as error:
            log.warning("The lock %s cannot be made: %s", path, error)

    def gone(self, names: Iterable[str]) -> list[str]:
        """Those of other programs that are no longer there."""
        return [name for name in names if name != self.name and not alive(self._database, name)]

    def close(self) -> None:
        """Leave."""
        self._lock.release()
        _remove(Path(self._lock.lock_file))


@contextmanager
def claimed(database: Path, name: str) -> Iterator[bool]:
    """Within it, something of a database is this program's, by a lock; gives whether it is: not where another has it.

    `name` is of letters and figures. Where there can be no lock, nothing stands in the way.
    """
    lock = _lock(database, name)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except (OSError, NotImplementedError) as error:
        log.warning("The lock %s cannot be made: %s", lock.lock_file, error)
        yield True
        return
    try:
        yield True
    finally:
        lock.release()
        _remove(Path(lock.lock_file))


def alive(database: Path, session: str) -> bool:
    """Whether the program with that session is still there; clears away what a dead one left."""
    if not (session.isascii() and session.isalnum() and len(session) <= LONGEST):  # no name that one has: a path?
        return False
    lock = _lock(database, session)
    path = Path(lock.lock_file)
    if not path.exists():
        return False
    try:
        lock.acquire(timeout=0)
    except (OSError, Timeout, NotImplementedError):  # where nobody can tell, it is not taken from anybody
        return True
    lock.release()
    _remove(path)
    return False


def _clear(database: Path) -> None:
    """Remove the locks of programs that were killed. A young one may not be locked yet."""
    before = time.time() - OLD
    for path in database.parent.glob(f"{escape(database.name)}.*.lock"):
        if path.stat().st_mtime < before:
            alive(database, path.name.removeprefix(f"{database.name}.").removesuffix(".lock"))


def _lock(database: Path, session: str) -> FileLock:
    return FileLock(database.with_name(f"{database.name}.{session}.lock"), thread_local=False)


def _remove(path: Path) -> None:
    with suppress(OSError):  # another program is looking whether it is locked, and will remove it
        path.unlink(missing_ok=True)
