"""Which programs are using a database: each holds a lock beside it, which the system frees however the program ends.

So a run that is still marked as going on, though nobody holds its session's lock, was interrupted.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from filelock import FileLock, Timeout

from simulator.declaration import sentence
from simulator.store.database import StoreError


class Session:
    """This program's presence at a database."""

    def __init__(self, database: Path) -> None:
        self.name = uuid.uuid4().hex
        self._lock = _lock(database, self.name)
        try:
            self._lock.acquire(timeout=0)
        except (OSError, Timeout) as error:
            why = getattr(error, "strerror", None) or str(error)
            message = sentence("The database {file} may not be written: {why}.", file=database, why=why)
            raise StoreError(message) from None

    def close(self) -> None:
        """Leave."""
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)


def alive(database: Path, session: str) -> bool:
    """Whether the program with that session is still there; clears away what a dead one left."""
    lock = _lock(database, session)
    path = Path(lock.lock_file)
    if not path.exists():
        return False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    path.unlink(missing_ok=True)
    return False


def _lock(database: Path, session: str) -> FileLock:
    return FileLock(database.with_name(f"{database.name}.{session}.lock"), thread_local=False)
