"""All that is in a folder that a person names, with a limit: the folder may be a whole disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from simulator.declaration import InputError, sentence

MOST = 200_000  # files and folders that are looked at


def entries(place: Path, path: str = "") -> Iterator[os.DirEntry[str]]:
    """What is in a folder and in those below it; links to folders are not followed, what may not be read is left out.

    Raises `InputError`, with `path` as the parameter that it is about, where there are too many.
    """
    left, seen = [os.fspath(place)], 0
    while left:
        try:
            with os.scandir(left.pop()) as found:
                for entry in found:
                    seen += 1
                    if seen > MOST:
                        raise too_many(place, path)
                    yield entry
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
        except OSError:
            continue


def too_many(place: Path, path: str = "") -> InputError:
    """The error for a folder with more in it than is looked at."""
    most = f"{MOST:,}"
    return InputError(
        sentence("{place} holds more than {most} files and folders; choose a smaller one.", place=place, most=most),
        path,
    )
