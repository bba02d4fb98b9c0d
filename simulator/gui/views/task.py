"""The task view: one task at a time, the guess before and after each inner step; arrows choose task and step."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QToolButton, QWidget

from simulator.analysis.search import SearchFigure, search_figure
from simulator.analysis.task_figure import TaskFigure, task_figure
from simulator.engine.run import bind, draw
from simulator.experiment import Experiment
from simulator.gui.background import Background
from simulator.gui.icons import icon
from simulator.gui.panels.card import Card, Elided, legend, muted
from simulator.gui.session import Run, Session
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.function_task import FunctionTaskPlot
from simulator.gui.views.image_task import ImageTaskView
from simulator.gui.views.task_pages import MAKERS, Named, Page, first_pages
from simulator.strategies.base import State, Strategy
from simulator.tasks.base import TaskBatch


class TaskView(Card):
    """Adapts the current state to one validation task, away from the GUI thread, and shows how."""

    def __init__(self, session: Session, background: Background) -> None:
        super().__init__(tr("Task"))
        self._session, self._background = session, background
        self._theme: Theme | None = None
        self.task, self.step = 0, 1
        self._tasks: int | None = None  # how many can be shown, once that is known: a family may have fewer than wanted
        self._steps = 1
        self.figure: TaskFigure | None = None
        self.search_figure: SearchFigure | None = None
        self.plot, self.images = FunctionTaskPlot(), ImageTaskView()
        self._pages = first_pages(self.plot, self.images)
        self._task_label, self._step_label, self._about = QLabel(), QLabel(), Elided()
        self._arrows: list[tuple[QToolButton, str]] = []
        for label, what, move in (
            (self._task_label, tr("task"), self.move_task),
            (self._step_label, tr("inner step"), self.move_step),
        ):
            self.header.addWidget(self._arrow("mdi6.chevron-left", tr("Previous {what}", what=what), move, -1))
            self.header.addWidget(label)
            self.header.addWidget(self._arrow("mdi6.chevron-right", tr("Next {what}", what=what), move, 1))
        self.trials = QToolButton()
        self.trials.setObjectName("showTrials")
        self.trials.setText(tr("Trials"))
        self.trials.setCheckable(True)
        self.trials.setToolTip(tr("Show what the search has tried instead of the task."))
        self.trials.hide()
        self.trials.toggled.connect(lambda _: self._draw())
        self.header.insertWidget(2, self.trials)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for view in (self.plot, self.images):
            self._stack.addWidget(view)
        self._legend = muted()
        self._legend.setWordWrap(False)
        self.body.addWidget(self._about)
        self.body.addWidget(self._legend)
        self.body.addWidget(pages, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.installEventFilter(self)
        self._show_labels()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        for view in dict.fromkeys(page.widget for page in self._pages.values()):
            view.set_theme(theme)
        self.dress(theme)
        self._draw()

    def dress(self, theme: Theme) -> None:
        """Put on the icons."""
        for button, name in self._arrows:
            button.setIcon(icon(name, theme.text))

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
        self._show_labels()
        self.refresh()

    def move_step(self, by: int) -> None:
        """Show the guess after another step."""
        self.step = min(self._steps, max(0, self.step + by))
        self._show_labels()
        self._draw()

    def refresh(self) -> None:
        """Adapt to the task from the newest state; the picture follows when that is done."""
        run = self._session.current
        if run is None or not run.progress.evaluations:
            self.figure = self.search_figure = self._tasks = None
            self._draw()
            return
        if self.isVisible():
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
        self.keyPressEvent(event)
        return True

    def show_figure(self, figure: TaskFigure) -> None:
        """Draw a task."""
        self.figure = figure
        self._draw()

    def _ask(self, run: Run) -> None:
        experiment, task = run.experiment, self.task
        state = run.progress.evaluations[-1].state
        if state is None:
            return

        def work() -> tuple[TaskFigure, int]:
            figure = shown_task(experiment, state, task, experiment.schedule.evaluation_steps)
            return figure, _validation_tasks(experiment).tasks

        def arrived(made: tuple[TaskFigure, int]) -> None:
            if (run, task) == (self._session.current, self.task):  # else something else is shown by now
                figure, self._tasks = made
                self.task %= self._tasks
                self._show_labels()
                self.show_figure(figure)

        self._background.ask("task", work, arrived)
        if searches(experiment):
            self._background.ask("trials", partial(shown_search, experiment, state), partial(self._found, run))

    def _found(self, run: Run, figure: SearchFigure | None) -> None:
        if run is self._session.current:
            self.show_search(figure)

    def show_search(self, figure: SearchFigure | None) -> None:
        """Offer the trials of a search to be seen."""
        self.search_figure = figure
        self._draw()

    def columns(self) -> dict[str, list[object]]:
        """The numbers behind what is shown, by name."""
        shown = self.search_figure if self._searching() else self.figure
        return shown.columns() if shown is not None else {}

    def _searching(self) -> bool:
        """Whether the trials are shown instead of the task."""
        return self.search_figure is not None and self.trials.isChecked()

    def _draw(self) -> None:
        self.trials.setVisible(self.search_figure is not None)
        figure = self.figure
        if self._searching() and self.search_figure is not None:
            self._show(self._page(SearchFigure), self.search_figure)
        elif figure is None or self._theme is None:
            self._stack.setCurrentWidget(self.plot)
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
        page.show(figure, self.step)
        self._stack.setCurrentWidget(page.widget)
        said: tuple[str, ...] = (page.summary(),)
        if not isinstance(figure, SearchFigure):
            said = (page.summary() or _loss(figure, self.step), say(figure.about))
        about = " \N{MIDDLE DOT} ".join(part for part in said if part)
        self._say(about, page.colours(self._theme) if self._theme is not None else [])

    def _say(self, about: str, named: Named) -> None:
        self._legend.setText(legend(named))
        self._legend.setVisible(bool(named))
        self._about.setText(about)
        self._about.setToolTip(about)

    def _show_labels(self) -> None:
        self._task_label.setText(tr("task {number}", number=self.task + 1))
        self._step_label.setText(tr("after step {step}", step=self.step))

    def _arrow(self, sign: str, name: str, move: Callable[[int], None], by: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: move(by))
        self._arrows.append((button, sign))
        return button


def _loss(figure: TaskFigure, step: int) -> str:
    """The loss before and after, where anything was learned."""
    if not len(figure.losses):
        return ""
    after = figure.losses[min(step, len(figure.losses) - 1)]
    return tr("loss {before} \N{RIGHTWARDS ARROW} {after}", before=f"{figure.losses[0]:.3g}", after=f"{after:.3g}")


def shown_task(experiment: Experiment, state: State | None, task: int, steps: int) -> TaskFigure:
    """The picture of one validation task from a given state; after the last one the first one follows."""
    problem, batch = bind(experiment), _validation_tasks(experiment)
    return task_figure(problem, experiment.strategy, state, batch, task % batch.tasks, steps)


def searches(experiment: Experiment) -> bool:
    """Whether the strategy tries candidates."""
    return type(experiment.strategy).trials is not Strategy.trials


def shown_search(experiment: Experiment, state: State) -> SearchFigure | None:
    """The picture of a search, as far as a given state has come."""
    return search_figure(experiment.strategy.trials(bind(experiment), state))


@lru_cache(maxsize=2)
def _validation_tasks(experiment: Experiment) -> TaskBatch:
    return draw(experiment, bind(experiment), "validation", "validation", experiment.schedule.evaluation_tasks)
