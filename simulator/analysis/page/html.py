"""A report as one HTML file: no scripts, nothing fetched from anywhere, light or dark as its reader's system is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape as escaped
from typing import Any

from simulator.analysis.page.blocks import Block, Code, Heading, Page, Paragraph, Picture, Table, writable

_DARK = {
    "text": "#E6E6E6",
    "muted": "#A3A9B2",
    "grid": "#3C4047",
    "axis": "#5A606A",
    "card": "#26282C",
    "reference": "#9AA1AB",
    "good": "#3CC79B",
    "bad": "#FF9248",
    **dict(
        zip(
            map("s{}".format, range(6)), ("#56B4E9", "#FF8A3D", "#2DC496", "#E3A3C8", "#F0B93A", "#4C9BD6"), strict=True
        )
    ),
}
_STYLE = """
:root { color-scheme: light dark; --surface: #FAFAFA; --card: #FFFFFF; --text: #1F2328; --muted: #59636E;
  --border: #D8DCE1; }
@media (prefers-color-scheme: dark) {
  :root { --surface: #1E1F22; --card: #26282C; --text: #E6E6E6; --muted: #A3A9B2; --border: #3C4047; }
  %s
}
body { background: var(--surface); color: var(--text); max-width: 760px; margin: 32px auto; padding: 0 16px;
  font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.2; } h2 { font-size: 19px; margin-top: 36px; } h3 { font-size: 15px; }
.muted { color: var(--muted); font-size: 13px; }
figure { background: var(--card); border: 1px solid var(--border); border-radius: 6px; padding: 12px; margin: 16px 0; }
figcaption { color: var(--muted); font-size: 13px; }
figure svg { width: 100%%; height: auto; display: block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; margin: 12px 0; }
th, td { border-bottom: 1px solid var(--border); padding: 4px 14px 4px 0; text-align: left; vertical-align: top; }
th { color: var(--muted); font-weight: 600; }
.n { text-align: right; white-space: nowrap; }
pre { background: var(--card); border: 1px solid var(--border); border-radius: 6px; padding: 12px; overflow-x: auto;
  font: 12px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
@media print { body { max-width: none; margin: 0; } figure, tr, h2, h3 { break-inside: avoid; }
  h2, h3, thead { break-after: avoid; } thead { display: table-header-group; } .wide, pre { overflow: visible; }
  tr:first-child { break-after: avoid; } tr:last-child { break-before: avoid; } p { orphans: 3; widows: 3; }
  pre { white-space: pre-wrap; orphans: 3; widows: 3; } }
"""


def html(page: Page) -> str:
    """The whole file as text. Every text of the report is escaped."""
    dark = "\n  ".join(
        f".l.{name} {{ stroke: {colour}; }} .f.{name} {{ fill: {colour}; }}" for name, colour in _DARK.items()
    )
    body = "\n".join(map(written, page.blocks))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'img-src data:">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{_STYLE % dark}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def written(block: Block) -> str:
    """One block."""
    return _WRITERS[type(block)](block)


def _heading(block: Heading) -> str:
    return f"<h{block.level}>{escape(block.text)}</h{block.level}>"


def _paragraph(block: Paragraph) -> str:
    return f'<p class="muted">{escape(block.text)}</p>' if block.muted else f"<p>{escape(block.text)}</p>"


def _table(block: Table) -> str:
    head = "".join(_cell(text, place >= block.words, "th") for place, text in enumerate(block.header))
    rows = "\n".join(
        "<tr>" + "".join(_cell(text, place >= block.words) for place, text in enumerate(row)) + "</tr>"
        for row in block.rows
    )
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'


def _cell(text: str, figure: bool, tag: str = "td") -> str:
    return f'<{tag} class="n">{escape(text)}</{tag}>' if figure else f"<{tag}>{escape(text)}</{tag}>"


def _picture(block: Picture) -> str:
    return f"<figure>{block.svg}<figcaption>{escape(block.text)}</figcaption></figure>"


def _code(block: Code) -> str:
    return f"<pre>{escape(block.text)}</pre>"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Picture: _picture,
    Code: _code,
}


def escape(text: str) -> str:
    """As HTML holds it."""
    return escaped(writable(text))
