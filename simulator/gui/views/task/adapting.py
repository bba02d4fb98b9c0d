"""Asking for the picture of a task: made away from the GUI thread, dropped where it is not looked at any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from simulator.analysis.search import SearchFigure
from simulator.analysis.task_figure import TaskFigure
from simulator.analysis.validation import bound
from simulator.gui.pages.page import Surroundings
from simulator.gui.views.task.shown import searches, shown_search, shown_task


class Adapting(QObject):
    """Adapts the state that is looked at to a task. `cost` is how many seconds that took the last time.

    Signals: `made(figure, tasks)` with the picture, and how many tasks there are to be shown; `searched(figure)` with
    that of a strategy that searches, None where it has tried nothing yet.
    """

    made = Signal(object, int)
    searched = Signal(object)

    def __init__(self, around: Surroundings, shown: Callable[[], int | None]) -> None:
        """`shown` tells which task is to be seen; None where it is one that a person has in hand."""
        super().__init__()
        self._session, self._background, self._moment = around.session, around.background, around.moment
        self._shown = shown
        self.cost = 0.0

    def ask(self) -> None:
        """Adapt to the task that is to be seen; the picture follows when that is done."""
        experiment, state, task, same = self._moment.experiment, self._moment.state, self._shown(), self._look()
        if experiment is None or state is None:
            return

        def work(task: int) -> tuple[TaskFigure, int, float]:
            begun = time.perf_counter()
            figure = shown_task(experiment, state, task, experiment.schedule.evaluation_steps)
            return figure, bound(experiment)[1].tasks, time.perf_counter() - begun

        def arrived(made: tuple[TaskFigure, int, float]) -> None:
            if same() and task == self._shown():
                figure, tasks, self.cost = made
                self.made.emit(figure, tasks)

        def found(figure: SearchFigure | None) -> None:
            if same():
                self.searched.emit(figure)

        if task is not None:
            self._background.ask("task", partial(work, task), arrived)
        if searches(experiment):
            self._background.ask("trials", partial(shown_search, experiment, state), found)

    def _look(self) -> Callable[[], bool]:
        """What tells later whether the same is looked at: where the newest is followed, a newer one will do."""
        moment, run = self._moment, self._session.current
        followed, at = moment.following, moment.iteration

        def same() -> bool:
            return (
                run is self._session.current and moment.following == followed and (followed or moment.iteration == at)
            )

        return same
