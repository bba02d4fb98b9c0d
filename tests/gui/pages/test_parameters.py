"""The parameter page: a run's path and adaptations over a loss surface, and a start that can be moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox

from simulator.analysis.parameters import Question, losses
from simulator.gui.pages.parameters import ParametersPage
from simulator.gui.views.parameters.plane import tints
from simulator.gui.views.parameters.survey import COARSE, FINE, Surveyor
from tests.gui.conftest import Desk, Opening
from tests.gui.drawing import points

SHORT = {"schedule.iterations": 6, "schedule.evaluate_every": 2}


def shown(desk: Desk) -> ParametersPage:
    """The page, brought to the front."""
    page = desk.find("parametersPage", ParametersPage)
    desk.window.workspace.tabs.setCurrentWidget(page)
    return page


def drawn(desk: Desk, page: ParametersPage) -> None:
    """Wait until everything is there."""
    desk.until(lambda: page.complete)


def finished(opening: Opening, example: str = "linear-maml", values: dict[str, Any] | None = None) -> Desk:
    """A window on a run that has ended, with the page in front."""
    desk = opening(example, SHORT | (values or {}))
    shown(desk)
    desk.trigger("runAction")
    desk.finish()
    return desk


@pytest.fixture(scope="module")
def ended(open_shared: Opening) -> Desk:
    desk = finished(open_shared)
    drawn(desk, shown(desk))
    return desk


@pytest.fixture
def page(ended: Desk) -> ParametersPage:
    found = shown(ended)
    found.controls.plane.setCurrentIndex(0)
    found.go_back()
    drawn(ended, found)
    return found


def at(page: ParametersPage, x: float, y: float) -> QPoint:
    return page.plot.position(x, y).toPoint()


def test_before_a_run_the_page_says_what_it_will_show(desk: Desk):
    page = shown(desk)
    assert page.plot._empty.isVisible()
    assert "will appear here" in page.plot._empty.text()
    assert page.columns() == {}


def test_after_a_run_its_path_leads_to_the_start_and_ways_lead_from_there(page: ParametersPage):
    figure = page.made.figure
    assert figure.iterations.tolist() == [0, 2, 4, 6]
    assert figure.path[-1] == pytest.approx(figure.start)
    assert page.plot.start == pytest.approx(tuple(figure.start))
    x, y = points(page.plot._ways[0])
    assert (x[0], y[0]) == pytest.approx(tuple(figure.start))
    assert (x[-1], y[-1]) == pytest.approx(tuple(figure.ways[-1, 0]))
    assert {"path_1", "adapted_2", "surface_loss"} <= page.columns().keys()


@pytest.mark.parametrize(("share", "said"), [(0.27, True), (0.93, False), (None, False)])
def test_a_plane_that_holds_little_of_the_path_says_so(page: ParametersPage, share: float | None, said: bool):
    made = replace(page.made, figure=replace(page.made.figure, path_share=share))
    page.words.show_made(made, None, page.theme)
    assert page.words.caution.isVisible() == said
    text = "Only 27% of how the path varies lies in this plane: the rest is not seen."
    assert page.words.caution.text().startswith(text) == said
    page.words.show_made(page.made, None, page.theme)


def test_the_legend_says_which_colour_is_low_loss(page: ParametersPage):
    colour = tints(page.theme)[0].name()
    sign = f"<span style='color:{colour}'>\N{EM DASH}</span> low loss: the bluer, the lower"
    assert sign in page.words._legend.text()
    assert page.bar.accessibleDescription().startswith("Losses from ")


def test_the_surface_is_the_loss_of_what_was_chosen(ended: Desk, page: ParametersPage):
    controls = page.controls
    controls.of.setCurrentIndex(controls.of.findData(1))
    controls.examples.setCurrentIndex(controls.examples.findData("support"))
    controls.when.setCurrentIndex(1)
    drawn(ended, page)
    surface, plane = page.surface, page.made.figure.plane
    place = np.array([[surface.x[3], surface.y[7]]])
    direct = losses(page.made.ground, plane.points(place), Question(1, "support", controls.steps.value()))
    assert surface.loss[7, 3] == pytest.approx(direct[0], rel=1e-5)
    for combo in (controls.of, controls.examples, controls.when):
        combo.setCurrentIndex(0)


def test_dragging_the_start_changes_every_adaptation_and_says_so(ended: Desk, page: ParametersPage):
    learned = page.made.figure.start.copy()
    before = page.made.figure.ways[-1]
    target = learned + 0.2 * (page.plot.limits[1] - page.plot.limits[0])
    QTest.mousePress(page.plot.viewport(), Qt.MouseButton.LeftButton, pos=at(page, *learned))
    QTest.mouseMove(page.plot.viewport(), at(page, *target))
    QTest.mouseRelease(page.plot.viewport(), Qt.MouseButton.LeftButton, pos=at(page, *target))
    ended.until(lambda: page.ways is not None)
    assert page.plot.start == pytest.approx(tuple(target), abs=0.05)
    ends = page.made.figure.plane.coordinates(page.ways.points[-1])
    assert (np.abs(ends - before).max(axis=1) > 1e-6).all()
    x, _ = points(page.plot._ways[0])
    assert x[-1] == pytest.approx(ends[0, 0])
    assert "from here" in page.words.finding.text()
    ended.find("parameterBack", QPushButton).click()
    assert page.plot.start == pytest.approx(tuple(learned))
    assert "from here" not in page.words.finding.text()


def test_a_press_beside_the_start_does_not_take_hold_of_it(page: ParametersPage):
    left, right, bottom, top = page.plot.limits
    beside = at(page, left + 0.95 * (right - left), bottom + 0.95 * (top - bottom))
    QTest.mousePress(page.plot.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    QTest.mouseMove(page.plot.viewport(), beside - QPoint(20, 0))
    QTest.mouseRelease(page.plot.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert page.start is None


def test_arrow_keys_move_the_start_and_home_brings_it_back(ended: Desk, page: ParametersPage):
    learned = page.plot.start
    QTest.keyClick(page.plot, Qt.Key.Key_Right)
    QTest.keyClick(page.plot, Qt.Key.Key_Up)
    moved = page.plot.start
    assert moved[0] > learned[0]
    assert moved[1] > learned[1]
    ended.until(lambda: page.ways is not None)
    QTest.keyClick(page.plot, Qt.Key.Key_Home)
    assert page.plot.start == pytest.approx(learned)


def test_zooming_shows_less_around_the_start(ended: Desk, page: ParametersPage):
    wide = page.plot.limits
    QTest.keyClick(page.plot, Qt.Key.Key_Plus)
    left, right, bottom, top = page.plot.limits
    assert right - left < wide[1] - wide[0]
    assert ((left + right) / 2, (bottom + top) / 2) == pytest.approx(page.plot.start)
    QTest.keyClick(page.plot, Qt.Key.Key_Minus)
    assert page.plot.limits == pytest.approx(wide)


def test_hovering_tells_place_and_loss(page: ParametersPage):
    x, y = page.plot.start
    page.plot.hovered.emit((x, y))
    loss = page.surface.at(x, y)
    assert f"the loss is {loss:.3g}" in page.words.hovered.text()
    page.plot.hovered.emit(None)
    assert "The plane holds" in page.words.hovered.text()


def test_two_parameters_can_be_the_plane_of_a_small_learner(ended: Desk, page: ParametersPage):
    plane = ended.find("parameterPlane", QComboBox)
    plane.setCurrentIndex(plane.findData("parameters"))
    ended.until(lambda: page.made.figure.choice == "parameters")
    assert page.plot.start == pytest.approx(tuple(page.made.ground.start))
    assert (page.plot.bottom_axis.labelText, page.plot.left_axis.labelText) == (
        "last layer weights [1, 1]",
        "last layer offsets [1, 1]",
    )


def test_as_many_tasks_are_adapted_to_as_are_wanted(ended: Desk, page: ParametersPage):
    ended.find("parameterTasks", QSpinBox).setValue(3)
    ended.until(lambda: page.made.figure.ways.shape[1] == 3)
    assert page.controls.of.count() == 4
    assert sum(not line.empty for line in page.plot._ways) == 3
    ended.find("parameterTasks", QSpinBox).setValue(8)


def test_an_earlier_moment_ends_the_path_there(ended: Desk, page: ParametersPage):
    moment = page.around.moment
    moment.choose(2)
    ended.until(lambda: page.made.figure.iteration == 2)
    assert page.made.figure.iterations.tolist() == [0, 2]
    moment.follow()
    ended.until(lambda: page.made.figure.iteration == 6)


def test_a_strategy_without_a_start_to_move_says_so(open_window: Opening):
    desk = finished(open_window, "sine-alpaca")
    page = shown(desk)
    desk.until(lambda: "no initialisation to move" in page.plot._empty.text())
    assert page.plot._empty.isVisible()
    assert not page.controls.isEnabled()


def test_it_follows_a_run_and_another_that_is_begun_meanwhile(open_window: Opening):
    desk = open_window("linear-maml", {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 50})
    page = shown(desk)
    desk.trigger("runAction")
    desk.until(lambda: page.made is not None and page.surface is not None)
    first = page.made.figure.iteration
    desk.until(lambda: page.made.figure.iteration > first)
    page.move_start((0.5, 0.5))
    plane = page.made.figure.plane
    desk.until(lambda: page.made.figure.plane is plane and page.ways is not None)
    other = desk.run
    desk.window.session.start(other.experiment.with_value("learner.start", "normal"))
    assert page.start is None
    desk.until(lambda: desk.run is not other and page.made is not None and page.surface is not None)
    assert page._run is desk.run


class Immediate:
    """A background that does everything at once."""

    def ask(self, topic, work, then):
        then(work())


def test_surfaces_are_fine_without_a_run_and_coarse_and_seldom_beside_one(ended: Desk, page: ParametersPage):
    running = False
    surveyor = Surveyor(Immediate(), lambda: running)
    cells: list[int] = []
    surveyor.ready.connect(lambda surface: cells.append(len(surface.x)))
    made, limits = page.made, page.plot.limits
    later = replace(made, figure=replace(made.figure, iteration=99))
    surveyor.ask(made, limits, Question(), "chosen")
    ended.until(lambda: len(cells) == 2)
    assert cells == [COARSE, FINE]
    running = True
    surveyor.ask(later, limits, Question(), "chosen")  # newer, but too soon
    assert len(cells) == 2
    surveyor.ask(later, limits, Question(0), "chosen otherwise")
    assert cells == [COARSE, FINE, COARSE]


def test_hidden_it_asks_for_nothing(ended: Desk, page: ParametersPage, monkeypatch: pytest.MonkeyPatch):
    ended.window.workspace.tabs.setCurrentIndex(0)
    asked: list[str] = []
    monkeypatch.setattr(page.around.background, "ask", lambda topic, *rest, **named: asked.append(topic))
    page.around.moment.changed.emit()
    assert not [topic for topic in asked if topic.startswith("parameter")]
