"""Sentences that a person reads, kept apart from the values in them so that they can be translated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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


def sentence(template: str, /, **values: Any) -> Sentence:
    """A sentence from its template and values: ``sentence("{path} is missing.", path="task.kind")``."""
    return Sentence(template, tuple(values.items()))
