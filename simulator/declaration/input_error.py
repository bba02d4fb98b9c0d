"""The one exception for input that a person can mend: what is wrong, where, and what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from simulator.declaration.sentence import Sentence, sentence


class InputError(ValueError):
    """A person's input is not acceptable; `str()` is one sentence fit to be shown.

    `path` is the dotted name of the offending key (``strategy.inner_lr``), or empty where the whole
    file or argument is meant.
    """

    def __init__(self, message: Sentence, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return str(self.message)


def nearest(word: str, known: Iterable[str]) -> Sentence:
    """How a sentence about an unknown word ends: with the known word closest to it, or with what is known."""
    options = sorted(known)
    close = difflib.get_close_matches(word, options, n=1, cutoff=0.6)
    if close:
        return sentence("; did you mean {word}?", word=close[0])
    return sentence("; known are {words}.", words=", ".join(options)) if options else sentence(".")


def shown(value: object) -> str:
    """A value as it may stand in a sentence: as Python writes it, and short."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, or tables nested as deep
        return "a value too large to show"
    return _short(text)


def named(key: str) -> str:
    """A key as it may stand in a sentence: on one line, and short."""
    return _short(repr(key)[1:-1])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
