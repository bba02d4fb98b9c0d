"""Sentences that a person reads, kept apart from the values in them so that they can be translated."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LONGEST = 10_000  # characters of a template, a value and a whole sentence that is read
DEEPEST = 10  # sentences within sentences that are read


@dataclass(frozen=True)
class Sentence:
    """A template with ``{named}`` values; values may be sentences themselves. `str()` gives English."""

    template: str
    values: tuple[tuple[str, Any], ...] = ()

    def render(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, which maps an English template to its translation."""
        filled = {
            name: value.render(translate) if isinstance(value, Sentence) else value for name, value in self.values
        }
        return translate(self.template).format(**filled)

    def __str__(self) -> str:
        return self.render(lambda template: template)

    def table(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"template": self.template, "values": {name: _plain(value) for name, value in self.values}}

    @classmethod
    def read(cls, table: object, depth: int = DEEPEST) -> Sentence:
        """What `table` gave, from a source that need not be trusted. Raises `ValueError` for anything else."""
        if not depth:
            raise ValueError("sentences too deep within sentences")
        if not isinstance(table, dict) or set(table) != {"template", "values"} or not isinstance(table["values"], dict):
            raise ValueError("not a sentence")
        template, values = table["template"], table["values"]
        if not isinstance(template, str) or len(template) > LONGEST:
            raise ValueError("not a template")
        for _, name, how, conversion in string.Formatter().parse(template):
            # a format may ask for a width of gigabytes, a dotted name for any attribute
            if how or conversion or (name is not None and (not name.isidentifier() or name not in values)):
                raise ValueError("not a plain template")
        found = cls(template, tuple((str(name), _read(value, depth - 1)) for name, value in values.items()))
        if len(str(found)) > LONGEST:  # parts that are repeated within parts that are repeated would fill the memory
            raise ValueError("a sentence that is too long")
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, Sentence):
        return value.table()
    return value if isinstance(value, bool | int | float) else str(value)


def _read(value: Any, depth: int) -> Any:
    if isinstance(value, dict):
        return Sentence.read(value, depth)
    if not isinstance(value, str | bool | int | float) or len(str(value)) > LONGEST:
        raise ValueError("not a value of a sentence")
    return value


def sentence(template: str, /, **values: Any) -> Sentence:
    """A sentence from its template and values: ``sentence("{path} is missing.", path="task.kind")``."""
    return Sentence(template, tuple(values.items()))
