"""One SQLite file: connections to it, transactions, and its faults put into sentences."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simulator.declaration import InputError, Sentence, sentence

PATIENCE = 5.0  # seconds to wait for another program that writes
LARGEST = 2**30  # bytes of one value; SQLite's own limit is about the same
LARGEST_LOG = 2**24  # bytes that the file of latest changes keeps once they are in the database
ROOM = 2**17  # bytes; with less the disk is full
log = logging.getLogger(__name__)


class StoreError(InputError):
    """What is kept cannot be read or written; `str()` says what happened and what to do."""


def connect(
    path: Path, *, reading: bool = False, create: bool = False, fixed: bool | None = None
) -> sqlite3.Connection:
    """A connection that waits for others, and what it commits survives the program's end and a power cut.

    Without `create` there must be a file: one that was deleted does not come back empty. `fixed` is given for a file
    that may not be written: whether nobody else writes it either, so that it is the whole database.
    """
    mode = ("rwc" if create else "rw") if fixed is None else ("ro&immutable=1" if fixed else "ro")
    where = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(where, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")
        if reading:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors roll back by themselves
            connection.execute("ROLLBACK")
        raise


def rows_of(connection: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
    """All that a query finds. A text that is none is read as far as it goes."""
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.OperationalError:  # perhaps of such a text; reading leniently takes longer
        connection.text_factory = lambda data: data.decode(errors="replace")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.text_factory = str


def at_most(column: str, size: int) -> str:
    """SQL for a column's value, without reading it where it has more bytes: it is then null."""
    return f"CASE WHEN length(CAST({column} AS BLOB)) <= {size} THEN {column} END"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Put what SQLite raises into a sentence; the details go to the log."""
    try:
        yield
    except sqlite3.Error as error:
        log.warning("Database %s: %s", path, error, exc_info=error)
        raise StoreError(explained(error, path)) from error


def explained(error: sqlite3.Error, path: Path) -> Sentence:
    """What happened to the database, and what to do."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith("SQLITE_IOERR") and _is_full(path):
        name = "SQLITE_FULL"  # SQLite tells so only of some calls
    for beginning in EXPLAINED:
        if name.startswith(beginning):
            return sentence(EXPLAINED[beginning], file=path)
    return sentence("The database {file} cannot be used: {why}.", file=path, why=error)


def is_damage(said: Sentence) -> bool:
    """Whether a sentence says that the file is damaged, or no database at all."""
    return said.template in (EXPLAINED["SQLITE_CORRUPT"], EXPLAINED["SQLITE_NOTADB"])


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < ROOM
    except OSError:
        return False


EXPLAINED = {
    "SQLITE_FULL": "The disk with {file} is full. Free some space; saving goes on by itself.",
    "SQLITE_READONLY": "The database {file} may not be written. Give yourself the right to, or name another file.",
    "SQLITE_CANTOPEN": "The database {file} cannot be opened. Check that its folder exists and that you may write "
    "there, or name another file.",
    "SQLITE_PERM": "The database {file} may not be opened. Give yourself the right to, or name another file.",
    "SQLITE_AUTH": "The database {file} may not be opened. Give yourself the right to, or name another file.",
    "SQLITE_BUSY": "The database {file} is in use by another program. Saving goes on by itself as soon as it is free.",
    "SQLITE_LOCKED": "The database {file} is in use by another program. Saving goes on by itself as soon as it is "
    "free.",
    "SQLITE_CORRUPT": "The database {file} is damaged. It was left as it is; move it away to begin a new one, or name "
    "another file.",
    "SQLITE_NOTADB": "The file {file} is not a database. It was left as it is; name another file.",
    "SQLITE_IOERR": "The disk failed to read or write {file}. Check the disk; saving is tried again by itself.",
    "SQLITE_NOMEM": "There was not enough memory to use the database {file}.",
    "SQLITE_TOOBIG": "Something is too large to be kept in the database {file}.",
}
