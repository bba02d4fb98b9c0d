"""The page of agreement: a matrix of tasks, its mean over the run, and what a step does to each layer."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from simulator.gui import theme
from simulator.gui.pages.agreement import find
from simulator.gui.views.agreement.matrix import coloured, shade

PAGE = "agreementPage"


@pytest.fixture(scope="module")
def desk(open_shared):
    """A window whose run is over, with the page open."""
    desk = open_shared("linear-maml")
    page = desk.turn(PAGE)
    desk.trigger("runAction")
    desk.finish()
    settled(desk, page)
    return desk


def settled(desk, page, iteration=6):
    desk.until(lambda: page.found is not None and page.found.iteration == iteration)


def texts(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_it_shows_what_the_analysis_finds(desk):
    page = desk.turn(PAGE)
    expected = find(desk.run.experiment, desk.progress.evaluations[-1].state, 6, page.wanted)
    assert np.array_equal(page.found.agreement.cosines, expected.agreement.cosines)
    assert str(expected.agreement.said) in texts(page)
    assert "All together: support loss" in texts(page)


def test_the_other_gradients_can_be_compared(desk):
    page = desk.turn(PAGE)
    for kind in ("query", "support"):
        page.of.setCurrentIndex(page.of.findData(kind))
        desk.until(lambda kind=kind: page.found.agreement.of == kind)


def test_pointing_at_a_cell_says_which_tasks_it_is_of(desk):
    page = desk.turn(PAGE)
    matrix, figure = page.matrix, page.found.agreement
    place = matrix.cell_rect(0, 1).center()
    QTest.mouseMove(matrix, QPoint(round(place.x()), round(place.y())))
    one, other = figure.tasks[:2] + 1
    assert f"Tasks {one} (" in matrix.accessibleDescription() and f" and {other} (" in matrix.accessibleDescription()
    assert f"cosine {figure.cosines[0, 1]:.2f}" in texts(page)


def test_arrow_keys_point_too(desk):
    page = desk.turn(PAGE)
    figure = page.found.agreement
    for each in (None, figure):  # nothing is pointed at
        page.matrix.show_agreement(each)
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    assert f"Tasks {figure.tasks[1] + 1} (" in page.matrix.accessibleDescription()
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    assert "its gradient has length" in page.matrix.accessibleDescription()


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_colours_go_from_one_hue_over_the_card_to_the_other(look):
    assert shade(look, 0.0) == QColor(look.card).name()
    assert shade(look, 1.0) == QColor(look.series[0]).name()
    assert shade(look, -1.0) == QColor(look.series[1]).name()


def test_each_pair_is_a_pixel_of_its_colour():
    picture = coloured(theme.LIGHT, np.array([[1.0, -0.5], [-0.5, 1.0], [0.0, 0.2]]))
    assert (picture.width(), picture.height()) == (2, 3)
    for row, column, cosine in ((0, 1, -0.5), (1, 1, 1.0), (2, 0, 0.0), (2, 1, 0.2)):
        assert picture.pixelColor(column, row).name() == shade(theme.LIGHT, cosine)


def test_the_means_over_the_run_are_kept_for_each_kind(other, small):
    page = other.begin(PAGE, small("linear-maml", {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 50}))
    other.until(lambda: len(page.histories.get("support", {})) > 2)
    seen = dict(page.histories["support"])
    assert list(seen) == sorted(seen)
    assert all(-1 <= mean <= 1 for mean, _ in seen.values())


def test_a_strategy_without_inner_steps_has_the_outer_gradients_and_no_layers(other, small):
    page = other.begin(PAGE, small("shapes-matching", {"schedule.iterations": 2}))
    other.finish()
    settled(other, page, 2)
    assert page.found.agreement.of == page.wanted == "query"
    assert not page.of.isEnabled()
    assert "No parameters adapt to a task here" in texts(page)


def test_a_strategy_without_gradients_says_so(other, small):
    page = other.begin(PAGE, small("linear-maml", {"strategy.kind": "oracle"}))
    other.finish()
    settled(other, page)
    assert "has no gradients that could be compared" in texts(page)


def test_another_run_begins_anew(other, small):
    page = other.begin(PAGE, small("linear-maml"))
    other.finish()
    settled(other, page)
    first = page.histories
    other.begin(PAGE, small("linear-maml"))
    assert page.found is None and "will be shown here" in texts(page)
    other.finish()
    settled(other, page)
    assert page.histories is not first


def test_its_columns_have_the_matrix_and_the_layers(desk):
    columns = desk.turn(PAGE).columns()
    assert sorted(columns["task"]) == list(range(1, 9))
    assert columns["layer"] == ["weight", "bias", "all"]
