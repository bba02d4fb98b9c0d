"""The page of what was learned: a picture for each kind of strategy, in words and numbers, that follows a run."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from simulator.analysis.learned import Case, SurfaceFigure, TrialsFigure, learned_figure
from simulator.analysis.learned.coordinates import Coordinate
from simulator.analysis.search import search_figure
from simulator.declaration import InputError, sentence
from simulator.gui import theme
from simulator.gui.budget import rest
from simulator.gui.pages import learned
from simulator.gui.pages.learned import LearnedPage
from simulator.gui.views.learned.embedding import SIGNS, symbol_of
from simulator.gui.views.learned.surface import SurfaceView
from simulator.gui.views.learned.view import ink, levels, shaded
from simulator.strategies.base import Trial
from tests.gui.drawing import points

KINDS = {
    "rates": "sine-meta-sgd",
    "embedding": "glyphs-prototypes",
    "tasks": "sine-cavia",
    "rule": "learned-optimizer-2d",
    "bands": "gp-neural-process",
    "population": "linear-es-maml",
    "trials": "search-genetic",
    "start": "linear-maml",
}
VALUES = {
    "glyphs-prototypes": {"task.side": 8, "learner.filters": 4},
    "search-genetic": {"strategy.inner_steps": 2},
}


@pytest.fixture(scope="module")
def desk(open_shared):
    """A window with the page open, in which each test begins a run of its own."""
    desk = open_shared()
    desk.page = desk.find("learnedPage", LearnedPage)
    desk.window.workspace.tabs.setCurrentWidget(desk.page)
    return desk


@pytest.fixture
def begin(desk, small):
    """Run an example to its end with the page open, and wait for its picture."""

    def run(example: str, values=None):
        desk.page.choice.setCurrentIndex(0)
        desk.window.session.start(small(example, VALUES.get(example, {}) | (values or {})))
        desk.finish()
        desk.until(lambda: desk.page.iteration == 6 and not desk.page._making)
        return desk.page

    return run


def expected(desk, page, **chosen):
    case = Case(desk.run.experiment, desk.progress.evaluations[-1].state, **chosen)
    return learned_figure(case, page.kind)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_and_said_with_its_numbers(desk, begin, kind: str):
    page = begin(KINDS[kind])
    assert page.kind == kind
    wanted = expected(desk, page)
    assert desk.window.workspace.columns(page) == wanted.columns()
    assert page.finding.text() == str(wanted.said if kind != "bands" else wanted.told(len(wanted.counts) - 1))
    assert page.view.isVisible()
    assert page.reading.text()
    pictures = []
    for name in ("dark", "light"):
        desk.trigger(f"theme.{name}")
        pictures.append(page.view.grab().toImage())
    assert pictures[0] != pictures[1]


def test_before_a_run_it_says_what_will_appear(open_window):
    desk = open_window()
    page = desk.find("learnedPage", LearnedPage)
    desk.window.workspace.tabs.setCurrentWidget(page)
    assert page.empty.text().startswith("What the strategy learns will appear here")
    assert (page.columns(), page.choice.isVisible()) == ({}, False)


def test_a_strategy_that_learns_nothing_says_so(desk, small):
    desk.window.session.start(small("sine-maml", {"strategy.kind": "scratch"}))
    desk.finish()
    desk.until(lambda: "learns nothing" in desk.page.empty.text())
    assert desk.page.empty.text().startswith("From scratch learns nothing between tasks")
    assert desk.page.empty.isVisible()


def test_another_picture_can_be_chosen(desk, begin):
    page = begin("sine-meta-sgd")
    assert [page.choice.itemText(at) for at in range(page.choice.count())] == [
        "Learned inner rates",
        "Learned parameters",
    ]
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    assert page.figure is None  # the old picture is not taken for the new one
    desk.until(lambda: page.figure is not None)
    assert page.card.title.text() == "Learned parameters"
    assert page.finding.text() == str(expected(desk, page).said)


def test_it_looks_at_the_chosen_moment(desk, begin):
    page = begin("sine-meta-sgd")
    newest = page.finding.text()
    desk.window.moment.choose(0)
    desk.until(lambda: page.finding.text() == "All rates are still 0.01, where they began.")
    desk.window.moment.follow()
    desk.until(lambda: page.finding.text() == newest)


def test_page_down_shows_the_next_task_and_after_the_last_the_first(desk, begin):
    page = begin("gp-neural-process")
    second, last = (expected(desk, page, task=task).support_y for task in (1, 7))
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    desk.until(lambda: np.array_equal(page.figure.support_y, second))
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    desk.until(lambda: np.array_equal(page.figure.support_y, last))
    assert page._task_label.text() == "task 8"


def test_what_the_person_chose_wrongly_is_said_in_place(desk, begin, monkeypatch):
    page = begin("linear-maml")

    def refuse(case, kind):
        raise InputError(sentence("The file is gone."), "task.path")

    monkeypatch.setattr(learned, "learned_figure", refuse)
    page.ask()
    desk.until(lambda: page.empty.text() == "The file is gone.")
    assert page.empty.isVisible()
    assert page.columns() == {}


def test_it_follows_a_run_and_survives_another_example_in_the_middle_of_it(desk, small):
    page = desk.page
    endless = {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 50}
    desk.window.session.start(small("sine-meta-sgd", endless))
    desk.until(lambda: page.figure is not None)
    before = page.figure
    desk.until(lambda: page.figure is not before)
    desk.window.session.start(small("sine-cavia", endless))
    desk.until(lambda: page.kind == "tasks" and page.figure is not None)
    desk.window.session.stop()
    desk.finish()


def test_a_cell_says_its_exact_numbers_by_key_and_mouse(desk, begin):
    view = begin("sine-meta-sgd").view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    figure = view.figure
    assert view.accessibleDescription() == view.told(1, 0)
    assert f"{figure.mean[1, 0]:.4g} on average over 40 rates" in view.told(1, 0)
    assert view.cell_under(view.cell(3, 0).center()) == (3, 0)
    assert view.cell_under(QPointF(5, -5)) is None


def test_the_slider_shows_the_band_after_fewer_points(desk, begin):
    page = begin("gp-neural-process")
    view = page.view
    view.slider.setValue(1)
    figure = view.figure
    assert page.finding.text() == str(figure.told(1))
    assert page.finding.text().startswith("After one point the 95% band")
    assert np.array(points(view.plot.guess)) == pytest.approx(np.stack([figure.x, figure.mean[1]]))
    assert len(view.plot.taken.getData()[0]) == 1
    assert len(view.plot.waiting.getData()[0]) == 9


def test_pictures_stand_where_their_features_lie_and_say_their_class(desk, begin):
    view = begin("glyphs-prototypes").view
    figure = expected(desk, desk.page)
    places = [(item.pos().x(), item.pos().y()) for item in view.plot._pictures]
    assert np.array(places) == pytest.approx(np.concatenate([figure.query, figure.support]))
    told = view.plot.told(figure, len(figure.support))
    names = figure.names[figure.query_labels[0]], figure.names[figure.predicted[0]]
    assert f"{names[0]}, read as {names[1]}" in told
    assert "data:image/png;base64," in told
    assert len(view.plot.wrong.getData()[0]) == len(figure.wrong)


def test_pictures_of_a_task_only_move_while_it_is_learned_and_are_made_anew_for_another(desk, begin):
    view = begin("glyphs-prototypes").view
    figure, before = expected(desk, desk.page), list(view.plot._pictures)
    view.show_figure(replace(figure, support=figure.support + 1, query=figure.query + 2))
    assert view.plot._pictures == before
    places = [(item.pos().x(), item.pos().y()) for item in before]
    assert np.array(places) == pytest.approx(np.concatenate([figure.query + 2, figure.support + 1]))
    view.show_figure(replace(figure, query_pictures=1 - figure.query_pictures))
    assert not set(view.plot._pictures) & set(before)
    view.show_figure(figure)


def test_names_of_classes_are_shown_as_they_are_written(desk, begin):
    view = begin("glyphs-prototypes").view
    figure = expected(desk, desk.page)
    stranger = replace(figure, names=("<img src='file:///there'>",) * len(figure.names))
    view.show_figure(stranger)
    for text in (view.legend.text(), view.plot.told(stranger, 0), view.plot.told(stranger, len(figure.support))):
        assert "<img src='file" not in text
        assert "&lt;img" in text


def test_the_example_under_the_mouse_is_the_nearest_one_and_none_far_from_all(desk, begin):
    view = begin("glyphs-prototypes").view
    place = view.plot.getPlotItem().vb.mapViewToScene(QPointF(*expected(desk, desk.page).support[2]))
    assert view.plot.tips.under(place + QPointF(2, -2)) == 2
    assert view.plot.tips.under(QPointF(-500, -500)) is None


def test_the_map_of_tasks_can_be_coloured_by_another_latent(desk, begin):
    view = begin("sine-cavia").view
    for name in ("amplitude", "phase"):
        view.latent.setCurrentIndex(view.latent.findData(name))
        view.latent.activated.emit(0)
        sizes = np.array([point.size() for point in view.points.points()])
        latent = desk.page.figure.latents[name]
        assert (sizes[latent.argmin()], sizes[latent.argmax()]) == (sizes.min(), sizes.max())
        assert sizes.min() < sizes.max()


def test_trials_are_drawn_over_the_two_parameters_that_are_chosen(desk, begin):
    view = begin("search-genetic").view
    figure = view.figure
    assert isinstance(figure, TrialsFigure)
    assert view._axes.chosen == figure.first_axes()
    view._axes.up.setCurrentIndex(0)
    view._axes.up.activated.emit(0)
    across = view._axes.across.currentData()
    drawn = np.stack(view.plot.trials.getData(), axis=1)
    assert drawn == pytest.approx(figure.points[:, [across, 0]])
    assert len(view.plot.newest.getData()[0]) == len(figure.points) - figure.newest


def surface(up: int | None) -> SurfaceFigure:
    """Five trials at known places, and a surface that rises to the right and upwards."""
    places, random = np.linspace(0, 1, 7), np.random.default_rng(0)
    expected = 1 + places if up is None else 1 + places + places[:, None]
    search = search_figure([Trial({}, 1.0 + number) for number in range(5)])
    titles = [Coordinate(sentence(name), ((0.0, "low"), (1.0, "high"))) for name in ("rate", "width")]
    trials = TrialsFigure(search, tuple(titles), random.uniform(size=(5, 2)), np.ones((5, 2)), 4)
    half = expected / 2, expected * 2
    return SurfaceFigure(trials, 0, up, places, expected, *half, expected, np.array([0.25, 0.75]))


@pytest.fixture
def surface_view(qtbot):
    view = SurfaceView()
    qtbot.addWidget(view)
    view.set_theme(theme.LIGHT)
    return view


def test_a_surface_over_two_parameters_is_strong_where_low_losses_are_expected(surface_view):
    surface_view.show_figure(surface(1))
    colours = np.asarray(surface_view.expected._picture.image)[..., :3]
    assert colours[0, 0].tolist() == list(shaded(theme.LIGHT, 1.0).getRgb()[:3])
    assert colours[-1, -1].tolist() == list(shaded(theme.LIGHT, 0.0).getRgb()[:3])
    assert np.array(surface_view.expected.next.getData()).ravel().tolist() == [0.25, 0.75]
    assert len(surface_view.doubt.trials.getData()[0]) == 5


def test_a_surface_over_one_parameter_is_a_curve_and_says_where_it_looks_next(surface_view):
    figure = surface(None)
    surface_view.show_figure(figure)
    assert points(surface_view.cut.expected)[1] == pytest.approx(figure.expected.tolist())
    assert surface_view.cut.next.value() == 0.25
    assert surface_view.axes == (0, None)


def test_choosing_other_parameters_of_a_surface_asks_for_other_numbers(surface_view, qtbot):
    surface_view.show_figure(surface(1))
    surface_view._axes.up.setCurrentIndex(0)  # the loss itself upwards
    with qtbot.waitSignal(surface_view.asked):
        surface_view._axes.up.activated.emit(0)
    assert surface_view.axes == (0, None)


def test_values_on_cells_can_be_read_in_both_appearances():
    for appearance in (theme.LIGHT, theme.DARK):
        for shade in np.linspace(-1, 1, 41):
            ground = shaded(appearance, float(shade))
            assert contrast(ink(appearance, ground), ground) >= 4.5


def contrast(one, other) -> float:
    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return np.dot(linear, (0.2126, 0.7152, 0.0722))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_levels_go_from_the_least_to_the_most_and_unknown_ones_are_the_most():
    assert levels(np.array([3.0, 1.0, 2.0, np.nan]), 4) == [3, 0, 2, 3]
    assert levels(np.array([np.nan]), 4) == [3]


def test_more_classes_than_colours_are_told_apart_by_their_marks():
    assert len({(label % 6, symbol_of(label)) for label in range(20)}) == 20
    assert len(SIGNS) == 6


def test_it_takes_at_most_a_small_share_of_the_time(desk, begin, monkeypatch):
    page = begin("linear-maml")
    monkeypatch.setattr(page, "_cost", 0.2)
    monkeypatch.setattr(page, "_show", lambda made, kind: None)
    page.ask()
    desk.until(lambda: not page._making)
    assert page._soon.interval() == 1000 * rest(0.2)
