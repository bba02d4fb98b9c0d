"""Every text a person reads passes through here, and so through Qt's translation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication

from simulator.declaration import Sentence

CONTEXT = "simulator"


def tr(template: str, /, **values: Any) -> str:
    """The translation of an English template, with its ``{named}`` values filled in."""
    text = QCoreApplication.translate(CONTEXT, template)
    return text.format(**values) if values else text


def say(sentence: Sentence) -> str:
    """A sentence of the engine or the declarations, translated."""
    return sentence.render(tr)


def word(text: str | Sentence) -> str:
    """What is a name or a figure already, or else a sentence, translated."""
    return text if isinstance(text, str) else say(text)


def plain(text: str) -> str:
    """A text for where Qt would look for tags in it, such as a tooltip: names may be a stranger's."""
    return f"<span>{escape(text)}</span>".replace("\n", "<br>")


def joined(sentences: Sequence[str]) -> str:
    """Translated sentences one after the other, with the space between them that their language has."""
    return reduce(lambda said, next_: tr("{said} {next}", said=said, next=next_), sentences)
