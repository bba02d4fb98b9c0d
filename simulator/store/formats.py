"""Making a database, knowing one that is ours, and bringing an older one to today's format.

Whatever is not ours is told so without a byte of it being touched: it is looked at as on a read-only disk first.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
import uuid
from contextlib import closing, suppress
from pathlib import Path

from simulator.declaration import sentence
from simulator.store.database import EXPLAINED, PATIENCE, StoreError, connect, explained, transaction, translated
from simulator.store.schema import APPLICATION, MIGRATIONS

TICK = 0.02  # seconds
log = logging.getLogger(__name__)


def prepare(path: Path) -> None:
    """Make the file where there is none, and bring an older one to today's format. Raises `StoreError`."""
    _make_folder(path)
    with translated(path):
        look(path)
        if path.exists() and not os.access(path, os.W_OK):
            raise StoreError(sentence(EXPLAINED["SQLITE_READONLY"], file=path))
        with closing(connect(path, create=True)) as connection:
            _check(connection, path)
            _log_ahead(connection)
            _migrate(connection, path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        empty = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = sentence("The folder {folder} cannot be used: {why}.", folder=path.parent, why=why)
        raise StoreError(message) from None
    if path.is_dir():
        raise StoreError(sentence("{file} is a folder; name a file.", file=path))
    if not empty and not path.is_file():
        raise StoreError(
            sentence("The file {file} is not a database. It was left as it is; name another file.", file=path)
        )


def look(path: Path) -> None:
    """Refuse what is not ours. Raises `StoreError`, or what SQLite raises.

    Not by opening the file here: closing it would free the locks that SQLite has on it.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(where, uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (format_,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:
        return  # the opening will tell
    except sqlite3.DatabaseError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_NOTADB"):
            raise
        return  # the file of latest changes may mend it
    _refuse(application, format_, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is not ours; mark a new file as ours, before anything else is in it."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    (things,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not application and not format_ and not things:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    else:
        _refuse(application, format_, path)


def _refuse(application: int, format_: int, path: Path) -> None:
    if application != APPLICATION:
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


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Let changes go to a log first, so that readers and a writer do not wait for each other."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:  # for this one SQLite itself does not wait
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(TICK)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to today's format in one transaction; an older one is copied first, beside it."""
    if _format(connection) == len(MIGRATIONS):
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # a table that is made anew is dropped first
    with transaction(connection):
        format_ = _format(connection)  # another program may have been quicker
        try:
            if 0 < format_ < len(MIGRATIONS):
                _keep_copy(path, format_)
            for number, script in enumerate(MIGRATIONS[format_:], start=format_ + 1):
                for statement in script.split(";"):
                    if statement.strip():
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError("a row refers to nothing")
        except (sqlite3.Error, OSError) as error:
            if not format_:
                raise
            log.warning("The database %s stays in format %s", path, format_, exc_info=error)
            why = explained(error, path) if isinstance(error, sqlite3.Error) else error.strerror or str(error)
            raise StoreError(
                sentence(
                    "The database {file} could not be brought to the format of this version and is as it was. {why}",
                    file=path,
                    why=why,
                )
            ) from error


def _format(connection: sqlite3.Connection) -> int:
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    return int(format_)


def _keep_copy(path: Path, format_: int) -> None:
    """Keep the file as it is under another name, whole or not at all."""
    copy = path.with_name(f"{path.name}.format-{format_}")
    part = path.with_name(f"{copy.name}.{uuid.uuid4().hex}")
    try:
        with closing(connect(path, reading=True)) as source, closing(sqlite3.connect(part)) as kept:
            source.backup(kept)
            kept.execute("PRAGMA journal_mode = DELETE")
        os.replace(part, copy)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    log.info("The database %s is brought to format %s; as it was it is kept in %s", path, len(MIGRATIONS), copy)
