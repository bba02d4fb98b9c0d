"""A report on paper: nothing is cut, headings stay with what follows, tables go on with their header."""

import pytest

from simulator.analysis.page.blocks import Code, Heading, Page, Paragraph, Picture, Table
from simulator.gui.report_export import WHOLE, Piece, paged, pdf, stays


def piece(height: float, **more) -> Piece:
    return Piece(height, lambda painter, top: None, **more)


def heights(pages) -> list[list[tuple[float, float]]]:
    return [[(each.height, top) for each, top in page] for page in pages]


def test_what_has_no_room_goes_to_the_next_page():
    assert heights(paged([piece(60), piece(30), piece(20)], 100)) == [[(60, 0), (30, 60)], [(20, 0)]]


def test_a_heading_goes_with_what_follows_it():
    assert heights(paged([piece(60), piece(10, kept=True), piece(40)], 100)) == [[(60, 0)], [(10, 0), (40, 10)]]


def test_a_table_that_goes_on_begins_with_its_header():
    header = piece(10, kept=True)
    rows = [piece(30, header=header) for _ in range(4)]
    assert heights(paged([header, *rows], 100)) == [
        [(10, 0), (30, 10), (30, 40), (30, 70)],
        [(10, 0), (30, 10)],
    ]


def test_what_is_higher_than_a_page_has_one_of_its_own():
    assert heights(paged([piece(20), piece(150), piece(20)], 100)) == [[(20, 0)], [(150, 0)], [(20, 0)]]


def test_short_parts_stay_whole_and_of_long_ones_the_first_two_and_the_last_two():
    assert stays([], 3) == [True, True, False]
    assert stays([2], 5) == [True, True, False, True, False]
    long = stays([], WHOLE + 3)
    assert [place for place, stay in enumerate(long) if stay] == [0, WHOLE + 1]


@pytest.mark.usefixtures("qapp")
def test_all_kinds_of_blocks_are_printed_on_as_many_pages_as_they_need():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="9" height="9"/></svg>'
    table = Table(("name", "value"), tuple((f"row {row}", f"{row}") for row in range(90)))
    blocks = (
        Heading("Title", 1),
        Paragraph("words " * 200),
        table,
        Picture(drawing, 100, 50, "A box"),
        Code("x = 1\n" * 50),
    )
    content = pdf(Page("Title", blocks))
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") >= 3
