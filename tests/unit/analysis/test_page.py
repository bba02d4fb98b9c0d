"""The pictures of the report: where lines stand and where they are cut; and all kinds of tasks are drawn."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from simulator.analysis.compared_curves import NamedCurve
from simulator.analysis.comparison import compared, pairing
from simulator.analysis.contenders import Tried, contenders
from simulator.analysis.outer_loop import Line
from simulator.analysis.page.blocks import Code, Heading, Page, Paragraph, Table
from simulator.analysis.page.html import html
from simulator.analysis.page.numbers import numbers
from simulator.analysis.page.pictures import curves, difference
from simulator.analysis.page.svg import Drawing, Plot, legend_height
from simulator.analysis.page.tasks import task_picture
from simulator.analysis.task_figure import task_figure
from simulator.declaration import sentence
from simulator.engine import Progress
from simulator.engine import Tested as OnUnseenTasks
from simulator.engine.events import Scores
from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import load_example
from simulator.experiment.documents import parse, set_value, to_document


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


def test_references_are_named_beside_the_plot_apart_from_each_other():
    curve = NamedCurve("MAML", np.arange(3.0), np.array([2.0, 1.0, 0.5]), np.zeros(3))
    known = [Line("a", "one", 0.5), Line("b", "two", 0.52), Line("c", "three", 0.0), Line("d", "four", 1.5)]
    svg = curves([curve], known, "loss", sentence("steps"), "", str).svg
    names = {name: (float(x), float(y)) for x, y, name in re.findall(r'x="([\d.]+)" y="([\d.]+)"[^>]*>(\w+)<', svg)}
    ends = [max(float(x) for x in re.findall(r"([\d.]+),", each)) for each in re.findall(r's0" points="([^"]*)"', svg)]
    heights = sorted((names[line.title][1] for line in known), reverse=True)
    assert [y for _, y in (names[name] for name in ("three", "one", "two", "four"))] == heights
    assert np.diff(heights).max() <= -14
    assert min(names[line.title][0] for line in known) > max(ends)
    assert len(set(re.findall(r'class="l reference"[^>]*dasharray="([^"]*)"', svg))) == len(known)


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


def judged(number: int, scratch: float, kind: str = "maml", tasks: int = 4, ends: bool = False) -> Tried:
    """A run that was tested after 0 to 5 steps; `ends` where nothing changes after the first one."""
    document = set_value(to_document(load_example("sine-maml")), "strategy.kind", kind)
    document = set_value(set_value(document, "schedule.test_tasks", tasks), "schedule.evaluation_steps", 5)
    losses = np.minimum(np.arange(6), 1 if ends else 5)[:, None] + np.arange(tasks) / 10
    known = {"scratch": Scores("from scratch", losses + scratch), "best": Scores("best", losses[:1])}
    progress = Progress()
    progress.add(OnUnseenTasks(Scores("ours", losses), known))
    return Tried(number, parse(document), progress)


def table_of(*runs: Tried) -> tuple[str, list[tuple[str, ...]]]:
    """What is said of the final test of some runs, and the rows of its first table."""
    blocks = list(numbers(contenders(runs), str))
    said = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    return said, next(list(block.rows) for block in blocks if isinstance(block, Table))


def test_what_is_known_beside_all_has_one_row_and_what_is_not_tells_whose_it_is():
    _, rows = table_of(judged(1, 1.0), judged(2, 2.0, "anil"), judged(3, 1.0, "meta-sgd"))
    names = [row[0] for row in rows[3:]]
    assert names == ["from scratch, beside ANIL", "from scratch, beside MAML; Meta-SGD", "best"]


def test_many_beside_which_the_same_is_known_are_the_others():
    kinds = ("maml", "anil", "meta-sgd", "reptile")
    _, rows = table_of(*(judged(n, float(kind == "anil"), kind) for n, kind in enumerate(kinds)))
    assert [row[0] for row in rows[4:6]] == ["from scratch, beside ANIL", "from scratch, beside the 3 others"]


def test_after_the_last_stage_of_a_strategy_there_is_a_dash_and_no_repeated_figure():
    _, (ends, goes_on, *_, limit) = table_of(judged(1, 1.0, ends=True), judged(2, 1.0, "anil"))
    assert [cell == "\N{EN DASH}" for cell in ends] == [False, False, False, True, True]
    assert "\N{EN DASH}" not in goes_on + limit


def test_how_many_tasks_each_was_tested_on_is_told_for_each():
    assert table_of(judged(1, 1.0), judged(2, 1.0, "anil"))[0].startswith("On 4 tasks never seen before,")
    assert "inner steps: 4 for MAML; 6 for ANIL." in table_of(judged(1, 1.0), judged(2, 1.0, "anil", 6))[0]


def test_two_names_that_are_cut_to_the_same_are_told_apart_by_their_order():
    pair = pairing(*contenders([judged(1, 1.0), judged(2, 1.0, "anil")]))
    named = compared(replace(pair, names=(f"{'a name of some length ' * 2}1", f"{'a name of some length ' * 2}2")))
    svg = difference(named, "", str).svg
    assert svg.count("here the first one is better") == svg.count("here the second one is better") == 2


def test_words_in_a_table_are_not_broken_since_wide_tables_scroll():
    style = html(Page("", (Table(("",), (("",),)),)))
    assert "overflow-wrap: anywhere" in style
    assert re.search(r"\.wide {[^}]*overflow-x: auto;[^}]*overflow-wrap: normal", style)
    assert "td:first-child, th:first-child { min-width: 11em; }" in style


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
