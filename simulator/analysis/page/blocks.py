"""What a report is made of, one after the other. All texts are plain: whoever writes them out escapes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is the title of the report."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Some sentences; `muted` for what is only said aside."""

    text: str
    muted: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a header. The first `words` columns hold words, the others figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, `width` times `height` in pixels; `text` says what it shows."""

    svg: str
    width: int
    height: int
    text: str


@dataclass(frozen=True)
class Code:
    """Lines to be copied as they are."""

    text: str


Block = Heading | Paragraph | Table | Picture | Code


@dataclass(frozen=True)
class Page:
    """A whole report. `language` is the tag of the language that it is written in."""

    title: str
    blocks: tuple[Block, ...]
    language: str = "en"


def writable(text: str) -> str:
    """The text with a sign in place of what no document can hold, such as control characters in a stranger's names."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
