"""A report as a document to print: the blocks of `simulator.analysis.page` laid out on pages, where nothing is cut.

Every block becomes pieces that stay whole: a paragraph, a picture with its caption, one row of a table, one line of
code. A piece that has no room goes to the next page; a heading goes with what follows it. A short table and a section
of code stay whole; a long table that goes on begins again with its header, and no row of it stands alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from simulator.analysis.page.blocks import Block, Code, Heading, Page, Paragraph, Picture, Table, writable
from simulator.gui.theme import LIGHT

MARGIN = 16.0  # mm
DPI = 96.0  # of the units that pieces are measured in
FINE = 1200  # dots an inch of the document
FOOT = 28.0  # units at the bottom of each page
GAP = 14.0  # between the columns of a table
SIZES = {1: 22, 2: 16, 3: 13}
TEXT, SMALL = 12, 10
WHOLE = 12  # rows of a table or lines of code that stay together


@dataclass(frozen=True)
class Piece:
    """What is never cut: its height, and what draws it at a place from the top.

    `kept` says that it stays with the next one; `header` is what a page begins with where it goes on before this.
    """

    height: float
    draw: Callable[[QPainter, float], None]
    kept: bool = False
    header: Piece | None = None


def pdf(page: Page) -> bytes:
    """The report as a PDF document."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _app = QApplication.instance() or QApplication(["simulator"])  # fonts need one
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(FINE)
    writer.setTitle(writable(page.title))
    writer.setCreator("Learning Strategy Simulator")
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    scale = FINE / DPI
    width, height = writer.width() / scale, writer.height() / scale
    pieces = list(_laid_out(page.blocks, width))
    painter = QPainter(writer)
    try:
        painter.scale(scale, scale)
        for number, placed in enumerate(paged(pieces, height - FOOT), start=1):
            if number > 1:
                writer.newPage()
            for piece, top in placed:
                piece.draw(painter, top)
            _number(painter, number, width, height)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def paged(pieces: Sequence[Piece], room: float) -> list[list[tuple[Piece, float]]]:
    """Pieces with their places from the top, page by page; one that is higher than a page has one of its own."""
    pages: list[list[tuple[Piece, float]]] = [[]]
    top = 0.0
    for index, piece in enumerate(pieces):
        if pages[-1] and top + _together(pieces, index) > room:
            pages.append([])
            top = 0.0
            if piece.header is not None:
                pages[-1].append((piece.header, top))
                top += piece.header.height
        pages[-1].append((piece, top))
        top += piece.height
    return pages


def _together(pieces: Sequence[Piece], index: int) -> float:
    """The height of a piece and of those that it stays with."""
    height = pieces[index].height
    while pieces[index].kept and index + 1 < len(pieces):
        index += 1
        height += pieces[index].height
    return height


def _laid_out(blocks: Sequence[Block], width: float) -> Iterator[Piece]:
    """The pieces of all blocks; what a paragraph says of the table, picture or code below stays with it."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        *before, last = _LAYOUTS[type(block)](block, width)
        yield from before
        said_of = isinstance(following, Table | Picture | Code) or (
            isinstance(following, Heading) and following.level > 2
        )
        yield replace(last, kept=True) if isinstance(block, Paragraph) and said_of else last


def _heading(block: Heading, width: float) -> Iterator[Piece]:
    above = {1: 0.0, 2: 18.0, 3: 8.0}[block.level]
    yield _words(block.text, width, _font(SIZES[block.level], bold=True), LIGHT.text, above, 6.0, kept=True)


def _paragraph(block: Paragraph, width: float) -> Iterator[Piece]:
    """One piece for each of its lines of text, as a note may be longer than a page."""
    size, colour = (SMALL, LIGHT.muted) if block.muted else (TEXT, LIGHT.text)
    lines = block.text.splitlines() or [""]
    for place, line in enumerate(lines):
        yield _words(line, width, _font(size), colour, 0.0, 8.0 if place == len(lines) - 1 else 2.0)


def _words(text: str, width: float, font: QFont, colour: str, above: float, below: float, kept: bool = False) -> Piece:
    laid, height = _laid(text, width, font)

    def draw(painter: QPainter, top: float) -> None:
        painter.setPen(QColor(colour))
        laid.draw(painter, QPointF(0, top + above))

    return Piece(above + height + below, draw, kept)


def _picture(block: Picture, width: float) -> Iterator[Piece]:
    from PySide6.QtSvg import QSvgRenderer  # not needed to show the window

    renderer = QSvgRenderer(QByteArray(block.svg.encode()))
    height, font = width * block.height / block.width, _font(SMALL)
    laid, caption = _laid(block.text, width, font)

    def draw(painter: QPainter, top: float) -> None:
        painter.setFont(font)  # which the drawing takes over, but for its size
        renderer.render(painter, QRectF(0, top + 4, width, height))
        painter.setPen(QColor(LIGHT.muted))
        laid.draw(painter, QPointF(0, top + height + 8))

    yield Piece(height + caption + 22, draw)


def _code(block: Code, width: float) -> Iterator[Piece]:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(SMALL)
    lines = block.text.splitlines() or [""]
    together = stays([index for index, line in enumerate(lines) if not line], len(lines))
    for place, line in enumerate(lines):
        last = place == len(lines) - 1
        yield _words(line or " ", width - 12, font, LIGHT.text, 0.0, 12.0 if last else 1.0, kept=together[place])


def stays(ends: Sequence[int], count: int) -> list[bool]:
    """Which of `count` pieces stay with the next one, where parts of them end with those at `ends`, and with the last.

    Parts of at most `WHOLE` pieces stay whole; of others the first two do, and the last two.
    """
    found = [False] * count
    begin = 0
    for end in sorted({*ends, count - 1}):
        inner = range(begin, end) if end - begin < WHOLE else (begin, end - 1)
        for place in inner:
            found[place] = True
        begin = end + 1
    return found


def _table(block: Table, width: float) -> Iterator[Piece]:
    widths = _widths(block, width)
    header = _row(block.header, widths, block.words, bold=True, kept=True)
    yield header
    together = stays([], len(block.rows))
    for place, row in enumerate(block.rows):
        piece = _row(row, widths, block.words, bold=False)
        below = 10.0 if place == len(block.rows) - 1 else 0.0
        yield Piece(piece.height + below, piece.draw, together[place], header)


def _row(cells: Sequence[str], widths: Sequence[float], words: int, *, bold: bool, kept: bool = False) -> Piece:
    font, sides = _font(SMALL, bold=bold), (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
    laid = [
        _laid(text, width, font, sides[place >= words])
        for place, (text, width) in enumerate(zip(cells, widths, strict=True))
    ]
    height = max((each for _, each in laid), default=0.0)
    total = sum(widths) + GAP * (len(widths) - 1)

    def draw(painter: QPainter, top: float) -> None:
        painter.setPen(QColor(LIGHT.muted if bold else LIGHT.text))
        left = 0.0
        for (layout, _), width in zip(laid, widths, strict=True):
            layout.draw(painter, QPointF(left, top + 3))
            left += width + GAP
        painter.setPen(QPen(QColor(LIGHT.border), 0.7))
        painter.drawLine(QPointF(0, top + height + 6), QPointF(total, top + height + 6))

    return Piece(height + 7, draw, kept)


def _widths(block: Table, width: float) -> list[float]:
    """As wide as its widest cell, where there is room for all; else the widest ones share what there is."""
    metrics = [QFontMetricsF(_font(SMALL, bold=bold)) for bold in (True, False)]
    wanted = [
        max(
            metrics[0].horizontalAdvance(writable(name)),
            *(metrics[1].horizontalAdvance(writable(row[place])) for row in block.rows),
            8.0,
        )
        + 2
        for place, name in enumerate(block.header)
    ]
    room = width - GAP * (len(wanted) - 1)
    limit = max(wanted)
    while sum(min(each, limit) for each in wanted) > room and limit > 20:
        limit *= 0.97
    return [min(each, limit) for each in wanted]


def _number(painter: QPainter, number: int, width: float, height: float) -> None:
    painter.setFont(_font(SMALL))
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(QRectF(0, height - 16, width, 16), Qt.AlignmentFlag.AlignHCenter, str(number))


def _laid(
    text: str, width: float, font: QFont, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> tuple[QTextLayout, float]:
    """Text in lines as wide as `width`, broken between words where that is possible, and its height."""
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(writable(text), font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def _font(pixels: int, *, bold: bool = False) -> QFont:
    """In units of the page, whatever the screen is."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


_LAYOUTS: dict[type, Callable[[Any, float], Iterator[Piece]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Picture: _picture,
    Code: _code,
}
