"""Each kind of task has its page: planes, bowls, students, searches; and its small picture beside the parameters."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from simulator.analysis.task_figure import AnswersFigure, BowlFigure, PlaneFigure
from simulator.gui import theme
from simulator.gui.background import TorchBackground
from simulator.gui.model import ExperimentModel
from simulator.gui.views.preview import Preview, sample
from simulator.gui.views.task.bowl import band_colours
from simulator.gui.views.task.plane import PlaneTaskPlot, region_colours
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES
from tests.gui.drawing import points
from tests.made_up import Blobs, Searching

BOWL = {"task.dimensions": 2, "learner.kind": "linear", "strategy.inner_lr": 0.1, "strategy.inner_steps": 2}
CASES = {
    "blobs": ({"task.kind": "blobs", "strategy.inner_lr": 0.5}, PlaneFigure),
    "quadratics": ({"task.kind": "quadratics", **BOWL}, BowlFigure),
    "students-irt": ({"task.kind": "students-irt", "strategy.inner_lr": 0.5}, AnswersFigure),
}


@pytest.fixture(autouse=True)
def catalogue(in_this_process, monkeypatch):
    """The tests' own entries beside those there are."""
    for registry, entry, kind in ((FAMILIES, Blobs, "blobs"), (STRATEGIES, Searching, "searching")):
        monkeypatch.setitem(registry._added, kind, entry)


def finished(open_window, values):
    desk = open_window("sine-maml", values)
    desk.trigger("runAction")
    desk.finish()
    task = desk.window.workspace.task
    desk.until(lambda: task.figure is not None)
    return desk, task, task.figure


def shown(task):
    """The page that is shown."""
    return task._stack.currentWidget()


def cells(picture) -> np.ndarray:
    return np.asarray(picture.image)[..., :3]


def rgb(colour: QColor) -> list[int]:
    return list(colour.getRgb()[:3])


def test_a_plane_shows_points_by_colour_and_marker_over_the_regions_of_the_step(open_window):
    desk, task, figure = finished(open_window, CASES["blobs"][0])
    page, tints = shown(task), region_colours(desk.window.theme)
    assert page.objectName() == "planeTask"
    for step in (0, 2):
        task.step = step
        task._draw()
        drawn = cells(page._regions)
        for row, column in ((0, 0), (10, 40), (47, 3)):
            assert drawn[row, column].tolist() == rgb(tints[figure.regions[step, row, column]])
        right = [int((figure.predicted[each] == figure.query_labels).sum()) for each in (0, step)]
        assert task._about.text().startswith(f"{right[0]} of 24 right before, {right[1]} after step {step}")
    symbols = set()
    for label in range(3):
        x, y = page._support[label].getData()
        wanted = figure.support[figure.support_labels == label]
        assert np.array_equal(np.stack([x, y], 1), wanted)
        symbols.add(page._support[label].opts["symbol"])
    assert len(symbols) == 3


def test_a_bowl_shows_its_bands_and_the_way_as_far_as_the_step(open_window):
    desk, task, figure = finished(open_window, CASES["quadratics"][0])
    page, bands = shown(task), figure.bands().astype(int)
    assert page.objectName() == "bowlTask"
    drawn, colours = cells(page._bands), band_colours(desk.window.theme)
    assert drawn[3, 70].tolist() == rgb(colours[bands[3, 70]])
    task.step = 2
    task._draw()
    assert points(page._path) == (figure.path[:, 0].tolist(), figure.path[:, 1].tolist())
    x, y = page._now.getData()
    assert (x.tolist(), y.tolist()) == ([figure.path[2, 0]], [figure.path[2, 1]])
    task.step = 0
    task._draw()
    assert len(page._now.getData()[0]) == 0
    assert task._about.text().startswith("loss ")


def test_a_student_says_how_many_answers_were_foreseen(open_window):
    _, task, figure = finished(open_window, CASES["students-irt"][0])
    page = shown(task)
    assert page.objectName() == "answersTask"
    for step in (0, 2):
        task.step = step
        task._draw()
        before, after, count = figure.foreseen(0), figure.foreseen(step), len(figure.query_right)
        said = f"{before} of {count} foreseen before, {after} after step {step}"
        assert task._about.text().startswith(said)
        assert page.accessibleDescription() == said


def test_right_and_wrong_answers_and_their_chances_are_drawn(open_window):
    _, task, figure = finished(open_window, CASES["students-irt"][0])
    page, pictures = shown(task), []
    changed = [
        figure.__dict__,
        figure.__dict__ | {"query_right": 1 - figure.query_right},
        figure.__dict__ | {"chances": 1 - figure.chances},
        figure.__dict__ | {"support_right": 1 - figure.support_right},
    ]
    for values in changed:
        page.show_task(AnswersFigure(**values), 1)
        pictures.append(page.grab().toImage())
    assert all(pictures[0] != other for other in pictures[1:])


@pytest.mark.parametrize("kind", CASES)
def test_a_page_is_drawn_in_both_appearances_and_its_numbers_can_be_exported(open_window, kind: str):
    values, figure_type = CASES[kind]
    desk, task, figure = finished(open_window, values)
    assert isinstance(figure, figure_type)
    assert desk.window.workspace.columns(task) == figure.columns()
    pictures = []
    for name in ("dark", "light"):
        desk.trigger(f"theme.{name}")
        pictures.append(shown(task).grab().toImage())
    assert pictures[0] != pictures[1]
    assert shown(task).isVisible()


def test_a_plane_is_drawn_as_high_as_wide_also_when_it_becomes_narrower(qtbot):
    plot = PlaneTaskPlot()
    qtbot.addWidget(plot)
    plot.set_theme(theme.LIGHT)
    plot.show_plane(-3.0, 3.0)
    plot.show()
    box = plot.getPlotItem().vb
    for size in ((700, 300), (300, 500), (400, 400)):
        plot.resize(*size)
        plot.getPlotItem().layout.activate()
        assert box.width() == pytest.approx(box.height(), abs=3)
        assert box.width() == pytest.approx(min(size[0] - 70, size[1] - 49), abs=3)


def test_the_trials_of_a_search_are_shown_instead_of_the_task_on_demand(open_window):
    desk, task, figure = finished(open_window, {"strategy.kind": "searching"})
    desk.until(lambda: task.search_figure is not None)
    assert task.trials.isVisible()
    assert shown(task) is task.plot
    task.trials.click()
    page = shown(task)
    x, y = page.plot._trials.getData()
    assert (x.tolist(), y.tolist()) == ([1.0, 3.0, 4.0], [3.0, 1.0, 2.0])
    assert points(page.plot._best)[1] == [3.0, 3.0, 3.0, 3.0, 1.0, 1.0, 1.0]
    assert page.plot._above.getData()[0].tolist() == [2.0]  # overflowed
    best, marked = (
        "Best of 4 trials, number 3: hidden 24, 8; Inner learning rate 0.3.",
        "Trials above the picture, marked at its top: 1.",
    )
    assert page.said.text() == f"{best} {marked}"
    assert desk.window.workspace.columns(task)["best_so_far"] == [3.0, 3.0, 1.0, 1.0]
    task.trials.click()
    assert shown(task) is task.plot
    assert desk.window.workspace.columns(task) == figure.columns()


@pytest.mark.parametrize("trials", [False, True])
def test_the_card_of_a_search_is_drawn_once_for_each_state(open_window, monkeypatch, trials):
    desk, task, _ = finished(open_window, {"strategy.kind": "searching"})
    desk.until(lambda: task.search_figure is not None)
    task.trials.setChecked(trials)
    desk.until(lambda: desk.window.background.idle)
    drawn, draw = [], task._draw
    monkeypatch.setattr(task, "_draw", lambda: (drawn.append(1), draw()))
    task.refresh()
    desk.until(lambda: desk.window.background.idle)
    assert len(drawn) == 1


def test_a_strategy_that_does_not_search_offers_no_trials(open_window):
    _, task, _ = finished(open_window, None)
    assert not task.trials.isVisible()


def test_a_learner_that_says_how_sure_it_is_is_drawn_with_its_band(open_window):
    _, task, figure = finished(open_window, {"strategy.kind": "searching"})
    low, high = figure.band(1)
    y = points(task.plot._expected)[1]
    assert (min(y), max(y)) == pytest.approx((low.min(), high.max()))
    task.plot.clear_task()
    assert task.plot._expected.empty


@pytest.mark.parametrize("kind", [*CASES, "sine", "linear", "digits"])
def test_the_preview_draws_every_kind_of_task_in_both_appearances(small, qtbot, kind: str):
    values = CASES[kind][0] if kind in CASES else {"task.kind": kind}
    experiment, pictures = small("sine-maml", values), []
    preview = Preview(ExperimentModel(experiment), TorchBackground())
    qtbot.addWidget(preview)
    preview.resize(280, 84)
    preview.show_tasks(sample(experiment))
    for appearance in (theme.LIGHT, theme.DARK):
        preview.set_theme(appearance)
        image = preview.grab().toImage()
        pictures.append(image)
        for left in (4, 74, 144, 214):  # each of the four has something in it
            colours = {image.pixel(x, y) for x in range(left + 3, left + 58) for y in range(6, 78)}
            assert len(colours) > 3
    assert pictures[0] != pictures[1]


def test_what_was_left_out_of_a_persons_own_file_is_said_below_the_preview(small, desk, tmp_path):
    rows = [f"s{student},i{item},{(student + item) % 2}" for student in range(30) for item in range(20)]
    rows += ["late,i1,1"]  # too short to adapt to and to be judged on
    path = tmp_path / "class.csv"
    path.write_text("\n".join(["student,item,correct", *rows]))
    desk.window.model.replace(small("students-class", {"task.path": str(path)}))
    report = desk.window.preview.report
    desk.until(lambda: report.text() != "")
    assert report.text().startswith("31 students answered 20 items; 1 of them")
    desk.window.model.replace(small("sine-maml"))
    desk.until(lambda: report.isHidden())
