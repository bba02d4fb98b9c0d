"""Every page on every example: it draws something or says why not, while the run goes on and is left for the next one.

All in one window, as a person would go through the examples: nothing is closed in between, and no page may raise,
complain or wait for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel

from simulator.experiment import Experiment, example_names
from simulator.gui.pages.page import Page
from tests.gui.conftest import Desk, Opening
from tests.gui.patience import until
from tests.robustness.watch import Troubles

FEW = ("sine-maml", "search-genetic", "glyphs-prototypes", "students-irt", "learned-optimizer", "sine-alpaca")
GOES_ON = {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 5}
SPEED = 30.0  # meta-iterations a second: the pages have most of the processor
FOR_A_PERSON = ("sweepPage", "comparePage")  # who begins what is seen there, so a promise is all that they can show
PROMISE = re.compile(r"\b(will (appear|be)|to appear)\b")  # of what is not there yet

Small = Callable[..., Experiment]


class Tour:
    """Goes from example to example, and from page to page."""

    def __init__(self, desk: Desk, small: Small) -> None:
        self.desk, self._small = desk, small
        self.at = "nothing"
        desk.window.session.limit_speed(SPEED)

    def begin(self, example: str) -> None:
        """Open an example while whatever went on goes on, and run it."""
        self.at = example
        self.desk.window.open_experiment(self._small(example, GOES_ON))
        self.desk.trigger("runAction")
        self.desk.until(lambda: len(self.desk.progress.evaluations) > 1)

    def look(self, index: int) -> str:
        """Turn to a page, and wait for what it has to show."""
        tabs = self.desk.window.workspace.tabs
        tabs.setCurrentIndex(index)
        self.at = f"{self.at.partition(',')[0]}, {tabs.tabText(index)}"
        until(self.shown)
        return self.shown()

    def shown(self) -> str:
        """What is on the page: numbers, or what it says in their place; empty where there is neither yet."""
        workspace = self.desk.window.workspace
        view = workspace.tabs.currentWidget()
        if any(len(list(values)) for values in workspace.columns(view).values()):
            return "numbers"
        if not isinstance(view, Page):
            return ""
        said = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
        waits = view.objectName() not in FOR_A_PERSON
        return " ".join(text for text in said if text.endswith(".") and not (waits and PROMISE.search(text)))


@pytest.fixture(scope="module")
def tour(open_shared: Opening, small: Small) -> Iterator[Tour]:
    made = Tour(open_shared("linear-maml"), small)
    yield made
    made.desk.window.session.stop()
    made.desk.finish()


def go_through(tour: Tour, examples: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """What each page showed of each example; another page is the last one each time."""
    tabs, seen = tour.desk.window.workspace.tabs, {}
    with Troubles(lambda: [tour.at]) as troubles:
        for turn, example in enumerate(examples):
            tour.begin(example)
            for place in range(tabs.count()):
                index = (turn + 1 + place) % tabs.count()
                seen[example, tabs.tabText(index)] = tour.look(index)
            assert tour.desk.window.session.running, example
    assert [(each.where, each.deeds, each.text) for each in troubles.found] == []
    return seen


def test_pages_show_examples_of_each_kind_one_after_the_other(tour: Tour):
    seen = go_through(tour, FEW)
    drawn = {key for key, shown in seen.items() if shown == "numbers"}
    assert {(example, page) for example in FEW for page in ("Training", "Slow motion", "What was learned")} <= drawn


@pytest.mark.long
def test_every_page_shows_every_example(tour: Tour):
    examples = tuple(example_names())
    assert len(examples) >= 31
    seen = go_through(tour, examples)
    assert {seen[example, "Training"] for example in examples} == {"numbers"}


def test_a_page_follows_the_run(tour: Tour):
    tour.begin("sine-maml")
    tabs, columns = tour.desk.window.workspace.tabs, tour.desk.window.workspace.columns
    for index in range(5):
        tour.look(index)
        before = dict(columns(tabs.currentWidget()))
        tour.desk.until(lambda before=before: dict(columns(tabs.currentWidget())) != before)
