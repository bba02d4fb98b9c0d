"""The panel that explains: two sentences, the rule in symbols, and where it comes from."""

import pytest

from simulator.gui.panels.explain import explained
from tests.made_up import Blobs


class Told(Blobs):
    title = "Told"
    explanation = "One sentence. And another."
    formula = "\u03b8<sub>i</sub> \u2190 \u03b8"
    paper = "Finn & Levine 2017, <Meta>"


def test_a_part_is_explained_with_its_formula_and_its_paper():
    text = explained(Told, "#123456")
    assert "<b>Told</b><br>One sentence. And another.</p>" in text
    assert "font-family" in text
    assert "\u03b8<sub>i</sub> \u2190 \u03b8" in text
    assert "<span style='color: #123456; font-size: 12px'>Finn &amp; Levine 2017, &lt;Meta&gt;</span>" in text


def test_without_an_explanation_the_summary_is_said_and_nothing_is_set_apart():
    text = explained(Blobs, "#123456")
    assert "Three heaps of points." in text
    assert "span" not in text


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_chosen_part_is_explained_in_the_colours_of_the_appearance(open_window, appearance: str):
    desk = open_window("sine-maml", {"evaluation.task.kind": "linear"})
    desk.trigger(f"theme.{appearance}")
    text = desk.find("explainText").text()
    for part in ("task", "learner", "strategy", "evaluation.task"):
        assert explained(type(desk.window.model.experiment.section(part)), desk.window.theme.muted) in text
