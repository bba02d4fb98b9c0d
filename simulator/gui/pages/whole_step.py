"""One whole step of both loops from a state of a run: what the page of slow motion shows, worked out off its thread."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.slow_motion import SlowMotion, outer_step, slow_motion
from simulator.analysis.slow_motion_story import Story, story
from simulator.analysis.slow_motion_words import learns
from simulator.analysis.task_figure import FunctionFigure, task_figure
from simulator.analysis.validation import bound
from simulator.engine.run import draw
from simulator.experiment import Experiment
from simulator.gui.session import Run
from simulator.strategies.base import State
from simulator.tasks.base import FunctionDrawing


@dataclass(frozen=True)
class Origin:
    """From where slow motion begins: a state of the run after `iteration`, and `ahead` outer steps made here."""

    run: Run
    experiment: Experiment
    state: State
    iteration: int
    ahead: int = 0


@dataclass(frozen=True)
class Seen:
    """One step of both loops for one validation task of so many; `after` is the state that the outer step leads to."""

    origin: Origin
    story: Story
    motion: SlowMotion
    figure: FunctionFigure | None
    after: State
    tasks: int


def see(origin: Origin, task: int) -> Seen:
    """The adaptation to validation task `task`, and the meta-step on the next batch of the run."""
    experiment, state = origin.experiment, origin.state
    strategy, (problem, batch) = experiment.strategy, bound(experiment)
    task, steps = task % batch.tasks, strategy.usual_steps
    motion = slow_motion(problem, strategy, state, batch.select(task), steps)
    after, outer, figure = state, None, None
    if learns(strategy):
        index = origin.iteration + origin.ahead + 1
        following = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch, index)
        after, outer = outer_step(problem, strategy, state, following)
    if isinstance(problem.family.drawing, FunctionDrawing):
        found = task_figure(problem, strategy, state, batch, task, steps)
        figure = found if isinstance(found, FunctionFigure) else None
    told = story(strategy, motion, outer, task, problem.family.describe(batch, task))
    return Seen(origin, told, motion, figure, after, batch.tasks)
