"""By keyboard alone: an experiment is set up, run, compared and exported, and no widget keeps the Tab key to itself.

Nothing but key presses reaches the window here, and each goes to where the system would send it: to the open menu or
list, else to the widget that has the focus.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QMenu, QToolButton, QWidget

from simulator.experiment import load
from tests.gui.conftest import Desk, Opening
from tests.gui.patience import until

Key, Modifier = Qt.Key, Qt.KeyboardModifier
MOST = 150  # presses of one key on the way to something


class Hands:
    """Two hands on a keyboard, in front of a window."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._popup: QWidget | None = None
        until(lambda: QApplication.focusWidget() is not None)

    @property
    def at(self) -> QWidget:
        """What has the keyboard."""
        popup = self._popup = QApplication.activePopupWidget()  # kept: what PySide finds inside is gone with it
        if popup is not None:
            return popup.focusWidget() or popup
        if QApplication.focusWidget() is None:  # a dialog was closed: a real screen gives the window its place back
            self.desk.window.activateWindow()
            until(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Modifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.at, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.at, letter)

    def tab_to(self, name: str) -> None:
        """Press Tab until the widget of that name has the focus."""
        self._until(lambda: self.at.objectName() == name, Key.Key_Tab)

    def enter(self, name: str, value: str) -> None:
        """Go to a field, and type a value in place of the one it has."""
        self.tab_to(name)
        self.press(Key.Key_A, Modifier.ControlModifier)
        self.type(value)
        self.press(Key.Key_Tab)

    def choose(self, name: str, entry: str) -> None:
        """Go to a list, open it, and go down or up to an entry."""
        self.tab_to(name)
        combo = self.at
        assert isinstance(combo, QComboBox)
        self.press(Key.Key_Down, Modifier.AltModifier)
        until(lambda: QApplication.activePopupWidget() is not None)
        QApplication.processEvents()  # the screen that is not there tells late of what it opened
        self.press(Key.Key_Home)
        self._until(lambda: combo.view().currentIndex().data().startswith(entry), Key.Key_Down)
        self.press(Key.Key_Return)
        until(lambda: QApplication.activePopupWidget() is None)
        QApplication.processEvents()
        assert combo.currentText().startswith(entry)

    def menu(self, letter: str, *entries: str) -> None:
        """Open a menu of the menu bar by its letter, and go through its entries."""
        QTest.keyClick(self.at, letter, Modifier.AltModifier)
        for depth, entry in enumerate(entries, start=1):
            until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            menu = QApplication.activePopupWidget()
            self._until(lambda menu=menu, entry=entry: active(menu) == entry, Key.Key_Down)
            last = depth == len(entries)
            self.press(Key.Key_Return if last else Key.Key_Right)
            if not last:
                until(lambda menu=menu: QApplication.activePopupWidget() not in (None, menu))

    def name_the_file(self, file: str) -> None:
        """Type a name, once the question for one comes up; it comes up in a loop of its own."""
        timer, tries = QTimer(self.desk.window), []

        def answer() -> None:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            tries.append(focus)
            if not isinstance(dialog, QFileDialog) or len(tries) > MOST:
                return
            if focus is None or not dialog.isAncestorOf(focus):
                return
            timer.stop()
            self.press(Key.Key_A, Modifier.ControlModifier)
            self.type(file)
            self.press(Key.Key_Return)

        timer.timeout.connect(answer)
        timer.start(5)

    def around(self, key: Qt.Key) -> list[QWidget]:
        """What has the keyboard one after the other, from where it is now until it is there again."""
        passed = [self.at]
        self.press(key)
        while self.at is not passed[0]:
            assert self.at is not passed[-1], f"{name(self.at)} keeps the key"
            assert len(passed) < MOST, [name(widget) for widget in passed]
            passed.append(self.at)
            self.press(key)
        return passed

    def run(self) -> None:
        """Run to the end."""
        number = len(self.desk.window.session.runs)
        self.press(Key.Key_F5)
        assert len(self.desk.window.session.runs) == number + 1
        self.desk.finish()

    def _until(self, there: Callable[[], bool], key: Qt.Key) -> None:
        passed = []
        while not there():
            passed.append(self.at.objectName() or type(self.at).__name__)
            assert len(passed) < MOST, passed
            self.press(key)


def active(menu: QMenu) -> str:
    action = menu.activeAction()
    return action.text() if action is not None else ""


@pytest.fixture(scope="module")
def shared(open_shared: Opening) -> Desk:
    """A window with a run that is done, on whose pages something is seen."""
    desk = open_shared("sine-maml")
    desk.trigger("runAction")
    desk.finish()
    return desk


def test_an_experiment_is_set_up_run_compared_and_exported(open_window: Opening, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = open_window("linear-maml")
    hands = Hands(desk)
    hands.enter("strategy.inner_lr", "0.02")
    hands.run()
    for strategy in ("Meta-SGD", "Reptile"):
        hands.choose("metaStrategy", strategy)
        hands.run()
    runs = desk.window.session.runs
    assert [run.experiment.strategy.title for run in runs] == ["MAML", "Meta-SGD", "Reptile"]
    assert runs[0].experiment.strategy.inner_lr == 0.02

    hands.press(Key.Key_7, Modifier.ControlModifier)
    hands.choose("compareFirst", "MAML")
    hands.choose("compareSecond", "Meta-SGD")
    said = desk.find("compareSaid", QLabel)
    desk.until(lambda: said.text().startswith("Meta-SGD is better than MAML by "))

    hands.name_the_file("difference.csv")
    hands.menu("f", "Export this page", "CSV table")
    rows = list(csv.DictReader(Path("difference.csv").read_text().splitlines()))
    maml, meta_sgd = (run.progress.tested.scores.loss for run in runs[:2])
    assert [float(row["difference"]) for row in rows if row["difference"]] == pytest.approx(
        (maml - meta_sgd).mean(axis=1).tolist()
    )

    hands.name_the_file("experiment.toml")
    hands.press(Key.Key_S, Modifier.ControlModifier, Modifier.ShiftModifier)
    assert load(Path("experiment.toml")) == runs[2].experiment

    hands.name_the_file("report.html")
    hands.press(Key.Key_R, Modifier.ControlModifier)
    desk.until(Path("report.html").exists)
    assert "Reptile" in Path("report.html").read_text()


def test_each_page_has_a_key(shared: Desk):
    hands, tabs = Hands(shared), shared.window.workspace.tabs
    for index in (3, 0, 6, 1, 5, 2, 4):
        hands.press(Qt.Key(Key.Key_1 + index), Modifier.ControlModifier)
        assert tabs.currentIndex() == index
    hands.press(Key.Key_Left)
    assert tabs.currentIndex() == 3


@pytest.mark.parametrize("page", range(7))
def test_tab_goes_through_all_of_a_page_and_comes_back(shared: Desk, page: int):
    hands = Hands(shared)
    hands.press(Qt.Key(Key.Key_1 + page), Modifier.ControlModifier)
    settle(shared)
    there = hands.around(Key.Key_Tab)
    seen = [widget for widget in shared.window.workspace.findChildren(QWidget) if takes_tab(widget)]
    assert len(seen) > 3
    assert [name(widget) for widget in seen if widget not in there] == []
    hands.press(Qt.Key(Key.Key_1 + page), Modifier.ControlModifier)
    assert hands.around(Key.Key_Backtab) == [there[0], *reversed(there[1:])]


def test_passing_the_captions_of_slow_motion_chooses_none_of_them(shared: Desk):
    hands = Hands(shared)
    hands.press(Key.Key_2, Modifier.ControlModifier)
    settle(shared)
    hands.tab_to("loopsCaptions")
    page = shared.window.workspace.tabs.page("slowMotionPage")
    assert page.seen is not None
    assert page.at is None
    hands.press(Key.Key_Down)
    assert page.at == 0
    page.follow()


def test_tab_goes_down_the_experiment_also_through_a_form_that_was_made_later(open_window: Opening):
    desk = open_window("linear-maml")
    hands = Hands(desk)
    hands.choose("metaStrategy", "ES-MAML")
    panel = desk.window.experiment_panel
    passed = [widget for widget in hands.around(Key.Key_Tab) if panel.isAncestorOf(widget)]
    passed = [widget for widget in passed if not isinstance(widget, QToolButton)]  # they stand beside their fields
    heights = [widget.mapTo(panel.widget(), QPoint()).y() for widget in passed]
    order = heights.index(min(heights))
    assert heights[order:] + heights[:order] == sorted(heights)


def test_tab_goes_through_a_view_that_was_made_on_first_use_before_it_comes_to_the_timeline(open_window: Opening):
    desk = open_window("sine-meta-sgd")
    hands = Hands(desk)
    hands.run()
    hands.press(Key.Key_4, Modifier.ControlModifier)
    desk.until(lambda: desk.window.workspace.tabs.page("learnedPage").view is not None)
    settle(desk)
    passed, view = hands.around(Key.Key_Tab), desk.window.workspace.tabs.page("learnedPage").view
    inside = [place for place, widget in enumerate(passed) if view.isAncestorOf(widget)]
    track = passed.index(desk.window.workspace.timeline.track)
    assert inside
    assert max(inside) < track


def settle(desk: Desk) -> None:
    """Wait until what the page asked for so far, and what it asked for then, is there."""
    for _ in range(3):
        done: list[object] = []
        desk.window.background.ask("settle", lambda: None, done.append)
        desk.until(lambda done=done: done)


def takes_tab(widget: QWidget) -> bool:
    """Whether a person should get to it with the Tab key."""
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(takes) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"
