"""Moving a database out of the way, with the files of SQLite that belong to it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

PARTS = ("-wal", "-shm", "")  # the main file last: without the others it lacks the latest changes


def move(path: Path, aside: Path) -> None:
    """Move a database with what belongs to it, or nothing of it. Raises `OSError`."""
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in PARTS:
            old, new = (each.with_name(each.name + ending) for each in (path, aside))
            if old.exists():
                old.rename(new)
                moved.append((old, new))
    except OSError:
        for old, new in reversed(moved):
            with suppress(OSError):
                new.rename(old)
        raise


def free(path: Path, day: str) -> Path:
    """A name beside `path` for what is damaged, not taken yet."""
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        found = path.with_name(f"{path.stem}-damaged-{day}{again}{path.suffix}")
        if not any(found.with_name(found.name + ending).exists() for ending in PARTS):
            return found
        number += 1
