"""The page of slow motion: it follows the run until a person steps, and then holds what it shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from simulator.gui import theme
from simulator.gui.views.loops.places import places

PAGE = "slowMotionPage"


@pytest.fixture(scope="module")
def shared(open_shared):
    """A window whose run is over, with the page open."""
    desk = open_shared("linear-maml", {"strategy.inner_steps": 2})
    page = desk.turn(PAGE)
    desk.trigger("runAction")
    desk.finish()
    whole(desk, page)
    return desk


@pytest.fixture
def desk(shared):
    page = shared.find(PAGE)
    page.follow()
    whole(shared, page)
    return shared


def whole(desk, page):
    """Wait until the page shows the last state of the run."""
    desk.until(lambda: page.seen is not None and page.seen.origin.iteration == 6 and not page.seen.origin.ahead)


def press(desk, name):
    QTest.mouseClick(desk.find(name, QPushButton), Qt.MouseButton.LeftButton)


def theta(seen):
    return {name: value.tolist() for name, value in seen.origin.state.theta.items()}


def listed(page):
    """The captions that can be seen."""
    rows = range(page.captions.count())
    return [page.captions.item(row).text() for row in rows if not page.captions.isRowHidden(row)]


def test_all_of_a_step_is_shown_until_a_person_steps(desk):
    page = desk.turn(PAGE)
    assert page.at is None
    assert len(listed(page)) == len(page.seen.story.frames) == 3 + 3 * 2 + 1 + 2


def test_captions_appear_one_by_one_and_are_numbered(desk):
    page = desk.turn(PAGE)
    press(desk, "nextFrame")
    assert [text.split(".")[0] for text in listed(page)] == ["1"]
    press(desk, "nextFrame")
    press(desk, "nextFrame")
    assert [text.split(".")[0] for text in listed(page)] == ["1", "2", "3"]
    press(desk, "previousFrame")
    assert len(listed(page)) == 2


def test_keys_go_on_and_back(desk):
    page = desk.turn(PAGE)
    page.diagram.setFocus()
    for key, at in ((Qt.Key.Key_Right, 0), (Qt.Key.Key_Space, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        QTest.keyClick(page.diagram, key)
        assert page.at == at


def test_an_inner_step_goes_to_the_adapted_parameters_and_there_are_no_more_than_there_are(desk):
    page = desk.turn(PAGE)
    for stage in (1, 2):
        press(desk, "innerStep")
        frame = page.seen.story.frames[page.at]
        assert (frame.part, frame.stage) == ("adapted", stage)
    assert not desk.find("innerStep", QPushButton).isEnabled()


def test_an_outer_step_begins_from_where_the_one_before_it_led_and_leaves_the_run_alone(desk):
    page, before = desk.turn(PAGE), desk.progress.evaluations[-1].state
    press(desk, "outerStep")
    assert page.seen.story.frames[page.at].part == "update"
    kept, led = theta(page.seen), {name: value.tolist() for name, value in page.seen.after.theta.items()}
    press(desk, "outerStep")
    desk.until(lambda: page.seen.origin.ahead == 1)
    assert theta(page.seen) == led != kept
    assert desk.progress.evaluations[-1].state is before
    assert {name: value.tolist() for name, value in before.theta.items()} == kept
    assert desk.progress.iteration == 6


def test_what_was_asked_for_before_the_first_step_does_not_undo_it(desk):
    page, arrived = desk.turn(PAGE), []
    page.refresh()
    press(desk, "nextFrame")
    desk.window.background.ask("after", lambda: None, arrived.append)
    desk.until(lambda: arrived)
    assert page.at == 0


def test_a_caption_that_is_chosen_is_gone_to(desk):
    page = desk.turn(PAGE)
    press(desk, "outerStep")
    page.captions.setCurrentRow(3)
    assert page.at == 3


def test_another_task_is_shown_at_the_same_place(desk):
    page = desk.turn(PAGE)
    press(desk, "innerStep")
    at, about = page.at, listed(page)[1]
    page.move_task(1)
    desk.until(lambda: listed(page)[1] != about)
    assert "Validation task 2" in listed(page)[1] and page.at == at
    page.move_task(-1)
    desk.until(lambda: listed(page)[1] == about)


def test_what_is_held_stays_while_the_run_goes_on(other, small):
    page = other.begin(PAGE, small("linear-maml", {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 50}))
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)
    page.step()
    held = page.seen
    other.made(held.origin.iteration + 200)
    assert page.seen is held and page.at is not None
    page.follow()
    other.until(lambda: page.seen.origin.iteration > held.origin.iteration)
    assert page.at is None


def test_another_run_is_shown_anew(other, small):
    page = other.begin(PAGE, small("linear-maml"))
    other.finish()
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)
    page.step()
    other.begin(PAGE, small("linear-maml", {"strategy.inner_lr": 0.02}))
    other.finish()
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)
    assert page.at is None


def test_nothing_of_a_run_that_was_left_can_be_stepped_through(other, small):
    page = other.begin(PAGE, small("linear-maml"))
    other.finish()
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)
    other.begin(PAGE, small("linear-maml", {"strategy.inner_lr": 0.02}))
    assert page.seen is None
    page.turn(1)
    other.finish()
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)
    assert page.at is None


def test_it_says_what_it_will_show_and_works_only_while_it_is_seen(other, small):
    page = other.begin(PAGE, small("linear-maml"))
    other.window.workspace.tabs.setCurrentIndex(0)
    other.finish()
    assert page.seen is None or page.seen.origin.run is not other.run
    other.turn(PAGE)
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)


@pytest.mark.parametrize("example", ["shapes-matching", "search-tpe", "learned-optimizer-2d"])
def test_strategies_of_every_kind_are_shown(other, small, example):
    page = other.begin(PAGE, small(example, {"schedule.iterations": 2}))
    other.finish()
    other.until(lambda: page.seen is not None and page.seen.origin.run is other.run)
    press(other, "outerStep")
    assert page.seen.story.frames[page.at].part == "update"
    assert not page.grab().isNull()


@pytest.mark.parametrize("width", [600, 690, 1100])
@pytest.mark.parametrize("at_once", [True, False])
def test_no_two_parts_of_the_diagram_overlap(width, at_once):
    inner = ("taken",) if at_once else ("support", "gradient", "step", "adapted")
    found = places(("start", "task", *inner, "query", "outer", "update"), width, 230)
    boxes = list(found.boxes.values())
    assert all(box.left() >= 0 and box.right() <= width and box.top() >= 0 and box.bottom() <= 230 for box in boxes)
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert all(found.inner.contains(found.boxes[part]) for part in inner)


def test_a_step_by_hand_eases_and_following_does_not(desk):
    page = desk.turn(PAGE)
    page.diagram.set_theme(theme.LIGHT)
    page.turn(1)
    page.turn(1)
    assert page.diagram.easing
    page.follow()
    whole(desk, page)
    assert not page.diagram.easing


def test_its_columns_are_those_of_the_inner_steps(desk):
    page = desk.turn(PAGE)
    assert page.columns()["inner_step"] == [0, 1, 2]
