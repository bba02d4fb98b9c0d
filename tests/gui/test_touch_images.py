"""Characters are drawn with the mouse, or put in by key, and one is recognised among them right away."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from simulator.analysis.drawn_images import rasterised
from simulator.experiment.drawn import DrawnImages
from simulator.gui.views.drawing.sheet import STROKE, Picture, Sheet

CROSS = [[(0.2, 0.2), (0.8, 0.8)], [(0.8, 0.2), (0.2, 0.8)]]
LINE = [[(0.5, 0.2), (0.5, 0.8)]]


def finished(desk):
    """The view by hand of a finished run, with its sampled pictures at hand."""
    view = desk.by_hand("drawCharacters")
    desk.until(lambda: view._pool is not None)
    return view


@pytest.fixture(scope="module")
def opened(open_shared):
    desk = open_shared("glyphs-prototypes")
    finished(desk)
    return desk


@pytest.fixture
def drawing(opened):
    """The window with an empty sheet for a strategy that compares."""
    task = opened.window.workspace.task
    view = opened.find("drawCharacters")
    view._chosen("own")
    return opened, task, view


def draw(canvas, strokes) -> None:
    paper = canvas.paper()
    for stroke in strokes:
        at = [
            QPoint(round(paper.left() + x * paper.width()), round(paper.top() + y * paper.height())) for x, y in stroke
        ]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at[0])
        for place in at[1:]:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at[-1])


def test_a_character_is_recognised_among_those_drawn_with_the_mouse(drawing):
    desk, task, view = drawing
    assert view.summary() == "Draw a character of each of 2 to 5 classes."
    for row, strokes in enumerate((CROSS, LINE, LINE)):
        view._choose((0, 1, 5)[row])
        draw(view.canvas, strokes)
    desk.until(lambda: view.figure is not None)
    assert view.figure.names == ("A", "B")
    family = task._moment.experiment.task
    np.testing.assert_allclose(view.figure.support[0], rasterised(family, CROSS), atol=0.1)  # strokes are of pixels
    assert view.summary().startswith("Read as B, with a chance of")
    assert [row.chance is not None for row in view.rows.rows] == [True, True, False, False, False, False]
    assert desk.window.workspace.columns(task) == view.figure.columns()


def test_the_reading_follows_every_stroke_that_is_taken_away(drawing):
    desk, _, view = drawing
    view.fill.click()
    view._choose(5)
    draw(view.canvas, CROSS)
    desk.until(lambda: view.figure is not None)
    before = view.figure.query
    QTest.keyClick(view.canvas, Qt.Key.Key_Backspace)
    desk.until(lambda: not np.array_equal(view.figure.query, before))
    assert len(view.sheet.query.strokes) == 1
    QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert view.figure is None
    assert view.summary() == "Now draw the character that is to be recognised."


def test_a_stroke_that_is_taken_away_while_it_is_drawn_does_not_come_back(drawing):
    _, _, view = drawing
    canvas = view.canvas
    at = canvas.paper().center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.mouseMove(canvas, at + QPoint(20, 20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(20, 20))
    assert view.sheet.classes[0][0].empty


def test_pixels_are_made_once_for_the_same_strokes_and_anew_for_others(drawing):
    family = drawing[1]._moment.experiment.task
    picture = Picture([list(stroke) for stroke in CROSS])
    first = picture.pixels(family)
    assert picture.pixels(family) is first
    picture.undo()
    np.testing.assert_array_equal(picture.pixels(family), rasterised(family, CROSS[:1]))
    larger = family.model_copy(update={"side": 20}) if "side" in family.parameters() else family
    assert picture.pixels(larger).shape == larger.shape.inputs[1:]


def test_all_can_be_put_in_by_keys_alone(drawing):
    desk, _, view = drawing
    view.rows.setFocus()
    for _ in range(2):
        QTest.keyClick(view.put, Qt.Key.Key_Space)
        QTest.keyClick(view.rows, Qt.Key.Key_Down)
    for _ in range(9):
        QTest.keyClick(view.rows, Qt.Key.Key_Down)
    QTest.keyClick(view.put, Qt.Key.Key_Space)
    desk.until(lambda: view.figure is not None)
    assert view.figure.names == ("A", "B")
    for button in (view.undo, view.clear, view.another, view.put, view.fill):
        assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
        assert button.accessibleName()


def test_a_class_may_have_several_pictures(drawing):
    _, _, view = drawing
    draw(view.canvas, CROSS)
    view.another.click()
    draw(view.canvas, LINE)
    assert [len(pictures) for pictures in view.sheet.drawn()] == [2, 0, 0, 0, 0]
    assert len(view.rows.rows[0].pictures) == 2


def test_what_was_drawn_is_kept_with_the_experiment_and_comes_back(drawing):
    desk, _, view = drawing
    draw(view.canvas, CROSS)
    view._choose(1)
    draw(view.canvas, LINE)
    kept = view.sheet.table()
    view.bar.save.click()
    QTest.keyClick(view.bar.name, Qt.Key.Key_Return)
    (task,) = desk.window.model.experiment.drawn
    assert isinstance(task, DrawnImages)
    assert task.table() == kept | {"name": task.name}
    view._chosen("own")
    assert not any(view.sheet.drawn())
    view._chosen(task)
    assert view.sheet.table() == kept


def test_a_stroke_too_long_to_be_kept_is_thinned_and_keeps_its_ends():
    picture = Picture()
    picture.begin((0.0, 0.5))
    for step in range(1, 1001):
        picture.go((0.5 + 0.4 * np.sin(step), step / 1000))
    (stroke,) = picture.strokes
    assert len(stroke) <= STROKE
    assert stroke[0] == (0.0, 0.5)
    assert stroke[-1][1] == 1.0
    assert all(0 <= each <= 1 for place in stroke for each in place)


def test_sampled_pictures_are_not_kept_and_two_classes_must_be_drawn():
    sheet = Sheet(3)
    sheet.classes[0][0].begin((0.5, 0.5))
    sheet.classes[1][0].sampled = np.ones((8, 8))
    assert sheet.table() is None
    sheet.classes[1][0].begin((0.1, 0.1))
    assert sheet.table()["classes"] == [[[[[0.5, 0.5]]]], [[[[0.1, 0.1]]]]]


def test_the_view_is_drawn_in_both_appearances(drawing):
    desk, _, view = drawing
    view.fill.click()
    pictures = []
    for name in ("dark", "light"):
        desk.trigger(f"theme.{name}")
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]


def test_a_strategy_with_a_last_layer_asks_for_exactly_its_classes_and_the_empty_ones_can_be_filled(open_window):
    desk = open_window("digits-maml")
    view = finished(desk)
    assert view._called() == tuple("0123456789")
    assert view.summary().startswith("Draw or fill in 10 more classes")
    draw(view.canvas, LINE)
    view.fill.click()
    assert view.sheet.classes[0][0].strokes
    view._choose(10)
    draw(view.canvas, LINE)
    desk.until(lambda: view.figure is not None)
    assert view.figure.chances.shape[1] == 10
    view._choose(3)
    view.clear.click()
    draw(view.canvas, CROSS)
    table = view.sheet.table()
    assert [len(pictures) for pictures in table["classes"]] == [1, 0, 0, 1]
    assert desk.window.workspace.task._about.text() == view.summary()
    assert view.kept.keep(table | {"name": "two of ten"}) is None
    view._chosen(desk.window.model.experiment.drawn[0])
    assert [len(pictures) for pictures in view.sheet.drawn()] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
