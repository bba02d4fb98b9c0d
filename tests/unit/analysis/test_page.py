"""The pictures of the report: where lines stand and where they are cut; and all kinds of tasks are drawn."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from simulator.analysis.page.blocks import Code, Heading, Page, Paragraph, Table
from simulator.analysis.page.html import html
from simulator.analysis.page.svg import Drawing, Plot, legend_height
from simulator.analysis.page.tasks import task_picture
from simulator.analysis.task_figure import task_figure
from simulator.engine.streams import generator
from simulator.engine.training import bind, draw


def lines(drawing: Drawing, name: str) -> list[list[tuple[float, float]]]:
    found = [shape for shape in drawing.shapes if f'class="l {name}"' in shape]
    points = [re.search(r'points="([^"]*)"', shape)[1].split() for shape in found]
    return [[tuple(map(float, each.split(","))) for each in every] for every in points]


def plot() -> tuple[Drawing, Plot]:
    """A plot of a hundred pixels from 0 to 10 in both directions."""
    drawing = Drawing(140, 140)
    return drawing, Plot(drawing, (0.0, 10.0), (0.0, 10.0), frame=(20.0, 20.0, 120.0, 120.0))


def test_a_point_stands_where_its_axes_say():
    _, made = plot()
    assert [made.at(0, 0), made.at(10, 10), made.at(5, 2)] == [(20, 120), (120, 20), (70, 100)]


def test_a_line_is_cut_where_it_leaves_the_plot_and_goes_on_where_it_comes_back():
    drawing, made = plot()
    made.line(np.array([0.0, 2.0, 4.0, 6.0]), np.array([5.0, 15.0, 15.0, 5.0]), "s0")
    assert lines(drawing, "s0") == [[(20, 70), (30, 20)], [(70, 20), (80, 70)]]


def test_a_line_through_the_whole_plot_is_cut_at_both_edges():
    drawing, made = plot()
    made.line(np.array([0.0, 10.0]), np.array([-10.0, 20.0]), "s0")
    assert lines(drawing, "s0") == [[(53.3, 120), (86.7, 20)]]


def test_a_line_is_interrupted_where_a_value_is_no_number():
    drawing, made = plot()
    made.line(np.arange(5.0), np.array([1.0, 2.0, np.nan, 3.0, 4.0]), "s0")
    assert [len(line) for line in lines(drawing, "s0")] == [2, 2]


def test_more_names_than_a_row_holds_get_another_row():
    assert legend_height(720, ["MAML"]) == 22
    assert legend_height(300, ["a name of some length"] * 4) > 22


def test_every_text_of_a_page_is_escaped():
    bad = "<script>&\"'"
    text = html(Page(bad, (Heading(bad), Paragraph(bad), Table((bad,), ((bad,),)), Code(bad)), bad))
    assert "<script" not in text
    assert text.count("&lt;script&gt;&amp;") == 7


def test_what_no_document_can_hold_is_replaced():
    drawing = Drawing(10, 10)
    drawing.text(0, 0, "a\x00b\ud800\u4e2d\U0001f600")
    (text,) = [each.text for each in ElementTree.fromstring(drawing.written("\x0b")) if each.text.startswith("a")]
    assert text == "a\ufffdb\ufffd\u4e2d\U0001f600"
    assert "<p>a\ufffd</p>" in html(Page("\x1b", (Paragraph("a\udfff"),))).encode().decode()


def test_a_title_of_a_drawing_is_escaped():
    drawing = Drawing(10, 10)
    drawing.text(0, 0, "<a>&")
    found = ElementTree.fromstring(drawing.written("<script>"))
    assert [each.text for each in found] == ["<script>", "<a>&"]


@pytest.mark.parametrize(
    "example", ["sine-maml", "shapes-matching", "students-irt", "glyphs-prototypes", "learned-optimizer-2d"]
)
def test_every_kind_of_task_is_drawn_before_and_after(small, example: str):
    experiment = small(example)
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(0, "initialisation"))
    figure = task_figure(problem, experiment.strategy, state, draw(experiment, problem, "test", "test", 2), 0, 1)
    picture = task_picture(figure, 1, "A task", str)
    found = ElementTree.fromstring(picture.svg)
    assert found.attrib["width"] == f"{picture.width}"
    assert "nan" not in re.sub(r"base64,[^\"]*", "", picture.svg)
    assert len(list(found.iter())) > 10
