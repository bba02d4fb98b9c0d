"""The tasks that the task view shows, and their pictures: made away from the GUI thread, and bound once."""

from __future__ import annotations

from simulator.analysis.drawn_images import RecognisedFigure, recognised
from simulator.analysis.search import SearchFigure, search_figure
from simulator.analysis.task_figure import TaskFigure, task_figure
from simulator.analysis.touched import OwnTask, TouchedFigure, touched_figure
from simulator.analysis.validation import bound
from simulator.engine.events import Floats
from simulator.engine.run import bind
from simulator.experiment import Experiment
from simulator.strategies.base import State, Strategy


def shown_task(experiment: Experiment, state: State | None, task: int, steps: int) -> TaskFigure:
    """The picture of one validation task from a given state; after the last one the first one follows."""
    problem, batch = bound(experiment)
    return task_figure(problem, experiment.strategy, state, batch, task % batch.tasks, steps)


def shown_own_task(experiment: Experiment, state: State, own: OwnTask, steps: int) -> TouchedFigure:
    """The picture of a task that a person changed or made."""
    problem, batch = bound(experiment)
    return touched_figure(problem, experiment.strategy, state, own, batch, steps, experiment.seed)


def shown_recognised(
    experiment: Experiment, state: State, support: list[tuple[int, Floats]], query: Floats, names: list[str]
) -> RecognisedFigure:
    """What a drawn picture is taken for, among those of the classes `names`."""
    steps = max(experiment.strategy.usual_steps, experiment.schedule.evaluation_steps)
    return recognised(bound(experiment)[0], experiment.strategy, state, support, query, names, steps)


def searches(experiment: Experiment) -> bool:
    """Whether the strategy tries candidates."""
    return type(experiment.strategy).trials is not Strategy.trials


def shown_search(experiment: Experiment, state: State) -> SearchFigure | None:
    """The picture of a search, as far as a given state has come."""
    return search_figure(experiment.strategy.trials(bind(experiment), state))
