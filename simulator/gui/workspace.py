"""The middle of the window: its pages, the timeline and the sentence under them, and what needs to be said in place.

The first page are the three plots of a run.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from simulator.experiment import Experiment
from simulator.gui import export
from simulator.gui.budget import rest
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.panels.finding import Finding
from simulator.gui.panels.notice import Notice
from simulator.gui.tab_order import keep_order
from simulator.gui.tabs import Tabs
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.unexpected import each
from simulator.gui.views.inner_loop import InnerLoopView
from simulator.gui.views.outer_loop import OuterLoopView
from simulator.gui.views.task.card import TaskView
from simulator.gui.views.timeline import Timeline

if TYPE_CHECKING:
    from simulator.gui.pages.sweep import SweepPage


class Workspace(QWidget):
    """Follows the session and redraws what its events change."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        session, settings, moment = around.session, around.settings, around.moment
        self._around, self._session, self._settings, self._moment = around, session, settings, moment
        self.outer, self.inner = OuterLoopView(settings, session, moment), InnerLoopView(settings, session, moment)
        self.task, self.notice, self.finding = TaskView(around), Notice(), Finding(session, settings)
        self.beside, self.below = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        self._fill_first()
        self.tabs = Tabs(around, self.below, tr("Training"))
        self.timeline = Timeline(around, self.filmed)
        self._lay_out()
        # Adapting to the shown task competes with training, so it happens a few times a second.
        self._adapting = QTimer(self)
        self._adapting.setSingleShot(True)
        self._adapting.timeout.connect(self.task.refresh)
        self._back = False  # whether the plots show a moment that was chosen
        self._connect()

    def _fill_first(self) -> None:
        """Put the three plots on the first page."""
        for view in (self.inner, self.task):
            self.beside.addWidget(view)
        for part in (self.outer, self.beside):
            self.below.addWidget(part)
        for splitter in (self.beside, self.below):
            splitter.setHandleWidth(8)
            splitter.setChildrenCollapsible(False)
            splitter.setSizes([500, 500])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(6)
        layout.addWidget(self.notice)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.timeline)
        layout.addWidget(self.finding)
        keep_order(self.tabs, self.timeline)

    def _connect(self) -> None:
        session = self._session
        self._moment.changed.connect(self._look)
        self.timeline.said.connect(self.notice.say)
        self._around.model.effect_wanted.connect(lambda path: self._sweeps().show_effect(path))
        self._around.keeping.sweep_wanted.connect(lambda number: self._sweeps().go_on_with(number))
        self.tabs.currentChanged.connect(self.timeline.refresh)
        self.tabs.currentChanged.connect(self._turned)
        session.started.connect(self._started)
        session.advanced.connect(self.outer.refresh)
        session.evaluated.connect(self._evaluated)
        session.ended.connect(self.refresh)
        session.listed.connect(lambda: self.outer.refresh(everything=True))
        self._settings.changed.connect(self.refresh)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        for view in (self.outer, self.inner, self.task, self.timeline, self.tabs):
            view.set_theme(theme)
        if self._session.current is None:  # what is not visible yet is not drawn: it would begin with bare axes
            for plot in (self.outer.plot, self.inner.plot):
                plot.set_empty(True)
        self.refresh()

    def offer(self, experiment: Experiment) -> None:
        """Set the choices of the views to what an experiment makes sensible."""
        steps = experiment.schedule.evaluation_steps
        usual = min(experiment.strategy.usual_steps, steps)
        loss, classes = experiment.task.loss, experiment.task.loss.classes
        # Of single answers the loss says more: whether 0.6 or 0.9 was expected of a right one is the same share right.
        self._settings.set(step=usual, measure="accuracy" if classes and not loss.binary else "loss")
        self.finding.make_room(experiment)
        self.outer.show_choices(steps, classes)
        self.task.set_steps(usual, steps)

    def refresh(self) -> None:
        """Draw everything anew."""
        run = self._session.current
        experiment = run.experiment if run else None
        if experiment is not None:
            classes = experiment.task.loss.classes
            self.outer.show_choices(experiment.schedule.evaluation_steps, classes)
        each(partial(self.outer.refresh, everything=True), self.inner.refresh, self.task.refresh, self.finding.refresh)

    @property
    def titles(self) -> list[str]:
        """The names of the pages, in the order of their tabs."""
        return [self.tabs.tabText(index) for index in range(self.tabs.count())]

    def show_page(self, index: int) -> None:
        """Turn to a page, and put the keyboard on its tab: the next Tab key goes into the page."""
        self.tabs.setCurrentIndex(index)
        self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def columns(self, view: QWidget) -> export.Columns:
        """The numbers behind one of the views, or behind the page that is seen."""
        view = self.seen(view)
        progress = self._session.current.progress if self._session.current else None
        if isinstance(view, Page):
            return view.columns()
        if view in (self.outer, self.below):
            return export.outer_columns(progress, self.outer.plot.validated, self.outer.plot.elsewhere)
        if view is self.inner:
            return export.inner_columns(self.inner.plot.figure)
        return self.task.columns()

    def _sweeps(self) -> SweepPage:
        return cast("SweepPage", self.tabs.page("sweepPage"))

    def seen(self, view: QWidget) -> QWidget:
        """The page that is seen, of the tabs of all pages; any other view itself."""
        return self.tabs.currentWidget() if view is self.tabs else view

    def filmed(self) -> QWidget | None:
        """What a film shows: the page that is seen, of the first one the task; None where nothing changes in it."""
        page = self.tabs.currentWidget()
        if isinstance(page, Page):
            return page if page.filmed else None
        return self.task

    def save(self, view: QWidget, path: Path) -> None:
        """Write one of the views, or the page that is seen, as PNG, SVG or CSV, by the ending of `path`.

        Raises `InputError`.
        """
        view = self.seen(view)
        if path.suffix.lower() == ".csv":
            export.save_csv(self.columns(view), path)
        elif path.suffix.lower() == ".svg":
            export.save_svg(view, path)
        else:
            export.save_png(view, path)

    def _started(self) -> None:
        if self._session.current is not None:
            self.offer(self._session.current.experiment)
        self.notice.hide()
        self._adapting.stop()
        self.task.adapting.cost = 0.0  # that of another experiment
        self.refresh()

    def _turned(self) -> None:
        """The plots are drawn only while they are seen: there may be other things to be seen by now."""
        if self.tabs.currentWidget() is self.below:
            self.refresh()

    def _evaluated(self) -> None:
        each(self.inner.refresh, self.finding.refresh)

    def _look(self) -> None:
        """Show another moment: the newest of a run that is followed now and then, any other at once."""
        before, self._back = self._back, not self._moment.following
        chosen = before or self._back
        if chosen:
            each(self.outer.show_moment, self.inner.refresh)
        if chosen or not self._session.running or self._session.paused:
            self._adapting.stop()
            self.task.refresh()
        elif not self._adapting.isActive():
            self._adapting.start(round(1000 * rest(self.task.adapting.cost)))
