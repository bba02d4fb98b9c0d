"""The task view: one task at a time, the guess before and after each inner step; arrows choose task and step."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QToolButton, QWidget

from simulator.analysis.task_figure import FunctionFigure, ImagesFigure, ScatterFigure, TaskFigure, task_figure
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
from simulator.strategies.base import State
from simulator.tasks.base import TaskBatch


class TaskView(Card):
    """Adapts the current state to one validation task, away from the GUI thread, and shows how."""

    def __init__(self, session: Session, background: Background) -> None:
        super().__init__(tr("Task"))
        self._session, self._background = session, background
        self.task, self.step = 0, 1
        self._steps = 1
        self.figure: TaskFigure | None = None
        self.plot = FunctionTaskPlot()
        self.images = ImageTaskView()
        self._task_label, self._step_label, self._about = QLabel(), QLabel(), Elided()
        self._arrows: list[tuple[QToolButton, str]] = []
        for label, what, move in (
            (self._task_label, tr("task"), self.move_task),
            (self._step_label, tr("inner step"), self.move_step),
        ):
            self.header.addWidget(self._arrow("mdi6.chevron-left", tr("Previous {what}", what=what), move, -1))
            self.header.addWidget(label)
            self.header.addWidget(self._arrow("mdi6.chevron-right", tr("Next {what}", what=what), move, 1))
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self.images)
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
        self.plot.set_theme(theme)
        self.images.set_theme(theme)
        named = [(theme.reference, tr("truth")), (theme.series[0], tr("before")), (theme.series[1], tr("after"))]
        self._legend.setText(legend(named))
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
        count = self._session.current.experiment.schedule.evaluation_tasks if self._session.current else 1
        self.task = (self.task + by) % count
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
            self.figure = None
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

        def arrived(figure: TaskFigure) -> None:
            if (run, task) == (self._session.current, self.task):  # else something else is shown by now
                self.show_figure(figure)

        work = partial(shown_task, experiment, state, task, experiment.schedule.evaluation_steps)
        self._background.ask("task", work, arrived)

    def _draw(self) -> None:
        figure = self.figure
        self._legend.setVisible(figure is not None and not isinstance(figure, ImagesFigure))
        self._stack.setCurrentWidget(self.images if isinstance(figure, ImagesFigure) else self.plot)
        if figure is None:
            self.plot.clear_task()
            self._about.setText("")
            return
        loss = ""
        if len(figure.losses):
            after = figure.losses[min(self.step, len(figure.losses) - 1)]
            values = {"before": f"{figure.losses[0]:.3g}", "after": f"{after:.3g}"}
            loss = tr("loss {before} \N{RIGHTWARDS ARROW} {after}", **values)
        if isinstance(figure, FunctionFigure):
            self.plot.show_function(figure, self.step)
        elif isinstance(figure, ScatterFigure):
            self.plot.show_scatter(figure, self.step)
        else:
            self.images.show_images(figure, self.step)
            loss = self.images.summary() or loss
        self._about.setText(" \N{MIDDLE DOT} ".join(part for part in (loss, say(figure.about)) if part))
        self._about.setToolTip(self._about.text())

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


def shown_task(experiment: Experiment, state: State | None, task: int, steps: int) -> TaskFigure:
    """The picture of one validation task from a given state."""
    problem = bind(experiment)
    return task_figure(problem, experiment.strategy, state, _validation_tasks(experiment), task, steps)


@lru_cache(maxsize=2)
def _validation_tasks(experiment: Experiment) -> TaskBatch:
    return draw(experiment, bind(experiment), "validation", "validation", experiment.schedule.evaluation_tasks)
