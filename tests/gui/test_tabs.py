"""The pages: each is made when it is first wanted, in its place, and nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from simulator.gui.tabs import offered
from tests.gui.conftest import Desk, Opening

PAGES = [page.name for page in offered()]


class Shown(QObject):
    """Notes each window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def desk(open_window: Opening) -> Desk:
    return open_window("linear-maml")


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = Shown()
    QApplication.instance().installEventFilter(made)
    yield made
    QApplication.instance().removeEventFilter(made)


def test_no_page_is_made_before_it_is_wanted(desk: Desk):
    tabs = desk.window.workspace.tabs
    assert tabs.made == []
    assert [tabs.tabText(index) for index in range(tabs.count())][1:] == [page.title for page in offered()]
    tabs.setCurrentIndex(3)
    assert [page.objectName() for page in tabs.made] == PAGES[2:3]
    assert tabs.currentWidget() is tabs.page(PAGES[2])


def test_a_page_that_is_made_later_takes_its_place_and_shows_no_window_of_its_own(desk: Desk, shown: Shown):
    tabs = desk.window.workspace.tabs
    titles = desk.window.workspace.titles
    for index in reversed(range(tabs.count())):
        tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert tabs.currentIndex() == index
    assert [page.objectName() for page in tabs.made] == PAGES
    assert desk.window.workspace.titles == titles
    assert shown.windows == []


def test_a_page_that_is_made_unseen_leaves_the_one_that_is_seen(desk: Desk):
    tabs = desk.window.workspace.tabs
    page = tabs.page(PAGES[4])
    assert tabs.currentIndex() == 0
    assert not page.isVisible()
    assert page.theme is desk.window.theme


def test_what_a_menu_asks_of_a_page_reaches_one_that_was_not_there_yet(desk: Desk):
    desk.window.model.effect_wanted.emit("strategy.inner_lr")
    tabs = desk.window.workspace.tabs
    assert tabs.currentWidget().objectName() == "sweepPage"
    sweeping = tabs.page("sweepPage").sweeping
    desk.until(lambda: sweeping.progress is not None)
    sweeping.stop()
    desk.until(lambda: not sweeping.going)
