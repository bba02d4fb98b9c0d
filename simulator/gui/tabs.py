"""The tabs of the window: the plots of a run, and the pages. A page is made when it is first wanted.

Each page takes 20 to 60 ms to put together, and its modules as much to load: all of them were half of the start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabWidget, QWidget

from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.text import tr
from simulator.gui.theme import Theme


def _slow_motion(around: Surroundings) -> Page:
    from simulator.gui.pages.slow_motion import SlowMotionPage

    return SlowMotionPage(around)


def _parameters(around: Surroundings) -> Page:
    from simulator.gui.pages.parameters import ParametersPage

    return ParametersPage(around)


def _learned(around: Surroundings) -> Page:
    from simulator.gui.pages.learned import LearnedPage

    return LearnedPage(around)


def _agreement(around: Surroundings) -> Page:
    from simulator.gui.pages.agreement import AgreementPage

    return AgreementPage(around)


def _sweep(around: Surroundings) -> Page:
    from simulator.gui.pages.sweep import SweepPage

    return SweepPage(around)


def _compare(around: Surroundings) -> Page:
    from simulator.gui.pages.compare import ComparePage

    return ComparePage(around)


@dataclass(frozen=True)
class Offered:
    """A page before it is made: its object name, the title of its tab, and what makes it."""

    name: str
    title: str
    make: Callable[[Surroundings], Page]


def offered() -> list[Offered]:
    """The pages, in the order of their tabs, in the language of the program."""
    return [
        Offered("slowMotionPage", tr("Slow motion"), _slow_motion),
        Offered("parametersPage", tr("Parameters"), _parameters),
        Offered("learnedPage", tr("What was learned"), _learned),
        Offered("agreementPage", tr("Agreement"), _agreement),
        Offered("sweepPage", tr("Sweep"), _sweep),
        Offered("comparePage", tr("Compare"), _compare),
    ]


class Tabs(QTabWidget):
    """One page at a time; until a page is made, an empty widget holds its place."""

    def __init__(self, around: Surroundings, first: QWidget, title: str) -> None:
        super().__init__()
        self._around = around
        self._theme: Theme | None = None
        self._offered = offered()
        self.setObjectName("pages")
        for named in (self, self.tabBar()):
            named.setAccessibleName(tr("Pages"))
        self.setDocumentMode(True)
        self.addTab(first, title)
        for each in self._offered:
            self.addTab(QWidget(), each.title)
        self.currentChanged.connect(self._turned)  # before all others: they find the page in its place

    @property
    def made(self) -> list[Page]:
        """The pages that were wanted so far."""
        return [page for index in range(self.count()) if isinstance(page := self.widget(index), Page)]

    def page(self, name: str) -> Page:
        """A page by its object name; it is made where it was not wanted before."""
        return self._page(1 + [each.name for each in self._offered].index(name))

    def every_page(self) -> list[Page]:
        """All pages, made."""
        return [self.page(each.name) for each in self._offered]

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        for page in self.made:
            page.set_theme(theme)

    def _turned(self, index: int) -> None:
        if index > 0:
            self._page(index)

    def _page(self, index: int) -> Page:
        held = self.widget(index)
        if isinstance(held, Page):
            return held
        wanted, seen = self._offered[index - 1], self.currentIndex() == index
        page = wanted.make(self._around)
        page.setObjectName(wanted.name)
        page.setAccessibleName(wanted.title)
        with QSignalBlocker(self):  # the page that is seen is still the same one
            self.insertTab(index, page, wanted.title)
            if seen:
                self.setCurrentIndex(index)
            self.removeTab(index + 1)
        if held is not None:
            held.deleteLater()
        if self._theme is not None:
            page.set_theme(self._theme)
        return page
