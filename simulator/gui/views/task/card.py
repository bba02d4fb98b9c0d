"""The task view: one task at a time, the guess before and after each inner step; arrows choose task and step."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QToolButton, QWidget

from simulator.analysis.search import SearchFigure
from simulator.analysis.task_figure import TaskFigure
from simulator.analysis.touched import TouchedFigure
from simulator.analysis.validation import bound
from simulator.gui.pages.page import Surroundings
from simulator.gui.panels.card import Card, Elided, legend, muted
from simulator.gui.session import Run
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.task.function import FunctionTaskPlot
from simulator.gui.views.task.images import ImageTaskView
from simulator.gui.views.task.kinds import MAKERS, Named, Page, first_pages, lost
from simulator.gui.views.task.shown import searches, shown_search, shown_task
from simulator.gui.views.touch.by_hand import ByHand
from simulator.gui.views.touch.kept_tasks import KeptTasks
from simulator.gui.views.touch.misfit_note import MisfitNote
from simulator.gui.views.touch.touching import Shown, Touching
from simulator.gui.views.turn import Turn


class TaskView(Card):
    """Adapts the state that is looked at to one validation task, away from the GUI thread, and shows how.

    A task that is a function or lies in a plane can be touched: what is in hand then is shown instead, from scratch
    beside it. Of other kinds there may be a view in which to make one by hand.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__(tr("Task"))
        self._session, self._background, self._moment = around.session, around.background, around.moment
        self._theme: Theme | None = None
        self.task, self.step = 0, 1
        self.cost = 0.0  # seconds that it took to adapt the last time
        self._tasks: int | None = None  # how many can be shown, once that is known: a family may have fewer than wanted
        self._steps = 1
        self.figure: TaskFigure | None = None
        self.touched: TouchedFigure | None = None  # what `figure` is of, where a person has it in hand
        kept = KeptTasks(around.model)
        self.touching = Touching(around, kept, lambda: Shown(self.task, self.step))
        self.search_figure: SearchFigure | None = None
        self.plot, self.images = FunctionTaskPlot(), ImageTaskView()
        self._pages = first_pages(self.plot, self.images)
        self._about, self._legend = Elided(), muted()
        self._task_turn, self._step_turn = Turn(tr("task"), self.move_task), Turn(tr("inner step"), self.move_step)
        self.trials, self.by_hand, self._misfits = _trials(), ByHand(around, kept), MisfitNote(around)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.installEventFilter(self)
        for switch in (self.trials, self.by_hand):
            switch.toggled.connect(lambda _: self._draw())
        self.touching.touch.made.connect(self.show_touched)
        self.touching.bar.refused.connect(self._about.setText)
        self.touching.selected.connect(self._tell)
        self.by_hand.made.connect(self._stack.addWidget)
        self.by_hand.said.connect(self._tell)
        self.by_hand.picked.connect(self._see)
        self.touching.chosen.connect(self._choose)
        self._show_labels()

    def _lay_out(self) -> None:
        for widget in (*self._task_turn.widgets, *self._step_turn.widgets):
            self.header.addWidget(widget)
        for switch in (self.trials, self.by_hand):
            self.header.insertWidget(2, switch)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for view in (self.plot, self.images):
            self._stack.addWidget(view)
        self._legend.setWordWrap(False)
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._legend)
        words.addWidget(self._about, 1)
        self.body.addLayout(words)
        self.body.addWidget(self._misfits)
        self.body.addWidget(self.touching.bar)
        self.body.addWidget(pages, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        for view in dict.fromkeys(page.widget for page in self._pages.values()):
            view.set_theme(theme)
        self.by_hand.set_theme(theme)
        self.dress(theme)
        self._draw()

    def dress(self, theme: Theme) -> None:
        """Put on the icons."""
        for turn in (self._task_turn, self._step_turn):
            turn.dress(theme)
        self.touching.bar.dress(theme)

    def set_steps(self, usual: int, most: int) -> None:
        """Start at the strategy's usual step; `most` steps can be shown."""
        self._steps = most
        self.step = min(usual, most)
        self._show_labels()
        self._draw()

    def move_task(self, by: int) -> None:
        """Show another task."""
        wanted = self._session.current.experiment.schedule.evaluation_tasks if self._session.current else 1
        self.task = (self.task + by) % (self._tasks or wanted)
        self.touching.let_go()
        self._choose()

    def move_step(self, by: int) -> None:
        """Show the guess after another step."""
        self.step = min(self._steps, max(0, self.step + by))
        self._show_labels()
        self._draw()

    def refresh(self) -> None:
        """Adapt to the task from the state that is looked at; the picture follows when that is done."""
        run = self._session.current
        if run is None or not run.progress.evaluations:
            self.figure = self.touched = self.search_figure = self._tasks = None
            self._draw()
            return
        if self.isVisible():
            self.touching.touch.refresh()
            self._ask(run)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves: dict[int, tuple[Callable[[int], None], int]] = {
            Qt.Key.Key_Left: (self.move_step, -1),
            Qt.Key.Key_Right: (self.move_step, 1),
            Qt.Key.Key_Up: (self.move_task, -1),
            Qt.Key.Key_Down: (self.move_task, 1),
        }
        if event.key() in moves:
            move, by = moves[event.key()]
            move(by)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:  # with these, points are moved
            return False
        self.keyPressEvent(event)
        return True

    def show_figure(self, figure: TaskFigure) -> None:
        """Draw a task."""
        self.figure, self.touched = figure, None
        if not self._searching():  # else the trials are seen
            self._draw()

    def show_touched(self, touched: TouchedFigure) -> None:
        """Draw a task that a person has in hand."""
        self.figure, self.touched = touched.figure, touched
        self._draw()

    def _ask(self, run: Run) -> None:
        moment, task = self._moment, self.task
        experiment, state, at = moment.experiment, moment.state, moment.iteration
        if experiment is None or state is None:
            return

        def wanted() -> bool:
            same = (run, task) == (self._session.current, self.task) and (moment.following or moment.iteration == at)
            return same and not self.touching.touch.active

        def work() -> tuple[TaskFigure, int, float]:
            begun = time.perf_counter()
            figure = shown_task(experiment, state, task, experiment.schedule.evaluation_steps)
            return figure, bound(experiment)[1].tasks, time.perf_counter() - begun

        def arrived(made: tuple[TaskFigure, int, float]) -> None:
            if wanted():
                figure, self._tasks, self.cost = made
                self.task %= self._tasks
                self._show_labels()
                self.show_figure(figure)

        if not self.touching.touch.active:
            self._background.ask("task", work, arrived)
        if searches(experiment):
            self._background.ask("trials", partial(shown_search, experiment, state), partial(self._found, run))

    def _found(self, run: Run, figure: SearchFigure | None) -> None:
        if run is self._session.current:
            self.show_search(figure)

    def show_search(self, figure: SearchFigure | None) -> None:
        """Offer the trials of a search to be seen."""
        self.search_figure = figure
        self.trials.setVisible(figure is not None)
        if self.trials.isChecked():  # else the task is seen, which is the same as before
            self._draw()

    def columns(self) -> dict[str, list[object]]:
        """The numbers behind what is shown, by name."""
        by_hand = self.by_hand.view(type(self.figure))
        if by_hand is not None and not self._searching():
            return by_hand.columns()
        shown = self.search_figure if self._searching() else self.touched or self.figure
        return shown.columns() if shown is not None else {}

    def _searching(self) -> bool:
        """Whether the trials are shown instead of the task."""
        return self.search_figure is not None and self.trials.isChecked()

    def _draw(self) -> None:
        self.trials.setVisible(self.search_figure is not None)
        figure = self.figure
        by_hand = self.by_hand.view(type(figure))
        if self._searching() and self.search_figure is not None:
            self._show(self._page(SearchFigure), self.search_figure)
        elif by_hand is not None:
            self._stack.setCurrentWidget(by_hand)
            by_hand.show_moment(self.task, self.step)
            self.touching.follow(None, None)
            self._say(by_hand.summary(), [])
        elif figure is None or self._theme is None:
            self._stack.setCurrentWidget(self.plot)
            self.touching.follow(None, None)
            self.plot.clear_task()
            self._say("", [])
        else:
            self._show(self._page(type(figure)), figure)

    def _page(self, kind: type) -> Page:
        """Who draws that kind of picture; made when it is first wanted."""
        if kind not in self._pages:
            page = self._pages[kind] = MAKERS[kind]()
            if self._theme is not None:
                page.widget.set_theme(self._theme)
            page.widget.installEventFilter(self)
            self._stack.addWidget(page.widget)
        return self._pages[kind]

    def _show(self, page: Page, figure: TaskFigure | SearchFigure) -> None:
        if page.beside is not None:
            page.beside(self.touched.scratch if self.touched is not None else None)
        page.show(figure, self.step)
        self._stack.setCurrentWidget(page.widget)
        self.touching.follow(page.hands, None if isinstance(figure, SearchFigure) else figure)
        self._say(self._told(page, figure), page.colours(self._theme) if self._theme is not None else [])

    def _told(self, page: Page, figure: TaskFigure | SearchFigure) -> str:
        """What is seen, in one line."""
        if isinstance(figure, SearchFigure):
            return page.summary()
        trouble = self.touching.trouble(self.touched)
        if trouble is not None:
            return say(trouble)
        said = (*self.touching.said(self.touched), page.summary() or lost(figure, self.step), say(figure.about))
        return " \N{MIDDLE DOT} ".join(part for part in said if part)

    def _tell(self) -> None:
        """Say anew what is seen, without drawing it."""
        by_hand = self.by_hand.view(type(self.figure))
        said = by_hand.summary() if by_hand is not None else ""
        if by_hand is None and self.figure is not None:
            said = self._told(self._page(type(self.figure)), self.figure)
        self._about.setText(said)
        self._about.setToolTip(said)

    def _say(self, about: str, named: Named) -> None:
        self._legend.setText(legend(named))
        self._legend.setVisible(bool(named))
        self._about.setText(about)
        self._about.setToolTip(about)

    def _show_labels(self) -> None:
        own = self.touching.touch.own
        made = own is not None and own.task is None
        self._task_turn.label.setText(tr("own task") if made else tr("task {number}", number=self.task + 1))
        self._step_turn.label.setText(tr("after step {step}", step=self.step))

    def _see(self, task: int) -> None:
        """Show a sampled task that was picked where tasks are made by hand."""
        self.by_hand.setChecked(False)
        self.move_task(task - self.task)

    def _choose(self) -> None:
        """Another task is to be shown."""
        self._show_labels()
        self.refresh()


def _trials() -> QToolButton:
    button = QToolButton()
    button.setObjectName("showTrials")
    button.setText(tr("Trials"))
    button.setCheckable(True)
    button.setToolTip(tr("Show what the search has tried instead of the task."))
    button.hide()
    return button
