"""Lists of TOML text on as few lines as they fit on: the writer gives every value a line of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

WIDEST = 100  # characters of a line


def compact(text: str) -> str:
    """The text as `tomli_w` wrote it, with each list on one line that fits there, the values of others side by side.

    That writer ends only those lines in an opening bracket that begin a list.
    """
    return "\n".join(_compacted(text.split("\n")))


def _compacted(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        end = _end(lines, at) if lines[at].endswith("[") else at
        values = lines[at + 1 : end]
        joined = _joined(lines[at : end + 1])
        if end > at and len(joined) <= WIDEST:
            yield joined
            at = end
        elif values and all(map(_plain, values)):
            yield lines[at]
            margin = " " * _margin(values[0])
            words = " ".join(map(str.strip, values))
            yield from textwrap.wrap(
                words, WIDEST, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
            )
            yield lines[end]
            at = end
        else:
            yield lines[at]
        at += 1


def _end(lines: list[str], at: int) -> int:
    """The line that closes the list which begins at one: the next one that is as far from the left."""
    margin = _margin(lines[at])
    return next((place for place in range(at + 1, len(lines)) if _margin(lines[place]) == margin), at)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _plain(line: str) -> bool:
    """Whether a line is a number, or another value without blanks or brackets."""
    return not set(line.strip()) & set(" \t\"'[]{}")


def _joined(lines: list[str]) -> str:
    """A list on one line: a space between values, none inside the brackets, no comma before one that closes."""
    written = lines[0]
    for value in (line.strip() for line in lines[1:]):
        if value.startswith("]"):
            written = written.removesuffix(",") + value
        else:
            written += value if written.endswith("[") else f" {value}"
    return written
