"""Edits of an experiment that were not saved: a program's own, on their way into the database, and those of others.

A program has one draft; the newest edits replace those before. When it closes with unsaved edits, or starts over, they
are put among the earlier ones, which are `closed`; what is not closed and has no program any more was cut off.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from simulator.experiment.documents import Document
from simulator.store.database import at_most, rows_of
from simulator.store.runs import LARGEST_EXPERIMENT
from simulator.store.values import moment, text
from simulator.store.writer import Source

MOST = 20  # earlier ones that are kept
LONGEST = 200  # bytes of a session


@dataclass(frozen=True)
class Draft:
    """Edits that their program did not save. `saved` is in seconds since 1970; `closed`: it could have."""

    session: str
    saved: float
    document: Document
    closed: bool = False


@dataclass(frozen=True)
class Wish:
    """What is to be done with a session's edits. `closing`: they are put among the earlier ones."""

    session: str
    change: Callable[[sqlite3.Connection], None]
    closing: bool = False


class Drafts(Source):
    """What a program wants to be done with edits: a `Source` of its writer, so that it is tried until it is done.

    `keep`, `forget` and `close` may be called from any thread. While nothing can be written only the newest edits wait.
    """

    def __init__(self, session: str) -> None:
        self._session = session
        self._changing = threading.Lock()
        self._wanted: list[Wish] = []
        self._taken: list[Wish] = []

    def keep(self, document: Document) -> None:
        """Keep these edits in place of those kept before."""
        row = (self._session, time.time(), json.dumps(document))
        self._want(Wish(self._session, lambda connection: keep(connection, row)))

    def forget(self, session: str) -> None:
        """There are no edits of that program to keep."""
        self._want(Wish(session, lambda connection: forget(connection, session)))

    def close(self, session: str) -> None:
        """Put the edits of that program among the earlier ones."""
        self._want(Wish(session, lambda connection: close(connection, session), closing=True))

    def gather(self) -> bool:
        with self._changing:
            self._taken, self._wanted = _latest([*self._taken, *self._wanted]), []
        return bool(self._taken)

    def write(self, connection: sqlite3.Connection) -> None:
        for wish in self._taken:
            wish.change(connection)

    def settle(self) -> bool:
        self._taken = []
        return True

    def _want(self, wish: Wish) -> None:
        with self._changing:
            self._wanted = _latest([*self._wanted, wish])


def _latest(wishes: list[Wish]) -> list[Wish]:
    """Without those that a later one undoes: of a session's edits the newest count, until they are closed."""
    found: list[Wish] = []
    settled: set[str] = set()
    for wish in reversed(wishes):
        if wish.closing:
            settled.discard(wish.session)
        elif wish.session in settled:
            continue
        else:
            settled.add(wish.session)
        found.append(wish)
    return found[::-1]


def keep(connection: sqlite3.Connection, row: tuple[str, float, str]) -> None:
    """Keep a session's edits."""
    connection.execute("INSERT OR REPLACE INTO drafts (session, saved, document) VALUES (?, ?, ?)", row)


def forget(connection: sqlite3.Connection, session: str) -> None:
    """Forget a session's edits."""
    connection.execute("DELETE FROM drafts WHERE session = ?", (session,))


def close(connection: sqlite3.Connection, session: str) -> None:
    """Put a session's edits among the earlier ones, of which the oldest go."""
    connection.execute(
        "UPDATE drafts SET closed = 1, session = lower(hex(randomblob(16))) WHERE session = ? AND NOT closed",
        (session,),
    )
    connection.execute(
        "DELETE FROM drafts WHERE closed AND id NOT IN (SELECT id FROM drafts WHERE closed ORDER BY id DESC LIMIT ?)",
        (MOST,),
    )


def left(connection: sqlite3.Connection, own: str, alive: Callable[[str], bool]) -> list[Draft]:
    """The edits that no program has open, newest first; what cannot be read is left out."""
    columns = f"{at_most('session', LONGEST)}, saved, {at_most('document', LARGEST_EXPERIMENT)}, closed IS 1"
    found = []
    for name, saved, document, closed in rows_of(connection, f"SELECT {columns} FROM drafts ORDER BY id DESC"):
        try:
            draft = Draft(
                text(name, LONGEST), moment(saved), json.loads(text(document, LARGEST_EXPERIMENT)), bool(closed)
            )
        except (ValueError, RecursionError):
            continue
        if isinstance(draft.document, dict) and draft.session != own and (closed or not alive(draft.session)):
            found.append(draft)
    return found
