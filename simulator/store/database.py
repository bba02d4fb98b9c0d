"""One SQLite file: opened safely, brought to today's format, and its faults put into sentences."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from simulator.declaration import InputError, Sentence, sentence
from simulator.store.schema import APPLICATION, MIGRATIONS

PATIENCE = 5.0  # seconds to wait for another program that writes
LARGEST = 2**30  # bytes of one value; SQLite's own limit is about the same
log = logging.getLogger(__name__)


class StoreError(InputError):
    """What is kept cannot be read or written; `str()` says what happened and what to do."""


def prepare(path: Path) -> None:
    """Make the file where there is none, and bring an older one to today's format. Raises `StoreError`."""
    with translated(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = error.strerror or str(error)
            message = sentence("The folder {folder} cannot be made: {why}.", folder=path.parent, why=why)
            raise StoreError(message) from None
        with closing(connect(path)) as connection:
            _check_ours(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, path)


def connect(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    """A connection that waits for others, and survives the program's end and a power cut."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
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
    for beginning, template in _EXPLAINED.items():
        if name.startswith(beginning):
            return sentence(template, file=path)
    return sentence("The database {file} cannot be used: {why}.", file=path, why=error)


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and tables:
        raise StoreError(sentence("The file {file} is a database of another program.", file=path))
    if format_ > len(MIGRATIONS):
        raise StoreError(
            sentence(
                "The database {file} has format {format}, which a newer version of this program made; this one knows "
                "up to {known}. Install the newer version, or name another file.",
                file=path,
                format=format_,
                known=len(MIGRATIONS),
            )
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to today's format in one transaction; an older one is copied first, beside it."""
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    if format_ == len(MIGRATIONS):
        return
    if format_:
        copy = path.with_name(f"{path.name}.format-{format_}")
        with closing(sqlite3.connect(copy)) as kept:
            connection.backup(kept)
        log.info("The database %s is brought to format %s; as it was it is kept in %s", path, len(MIGRATIONS), copy)
    with transaction(connection):
        # Another program may have been quicker.
        (format_,) = connection.execute("PRAGMA user_version").fetchone()
        for number, script in enumerate(MIGRATIONS[format_:], start=format_ + 1):
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


_EXPLAINED = {
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
