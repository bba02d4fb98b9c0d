"""A figure made from scratch: an experiment, the states of its run, and what was chosen about the plane."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from simulator.analysis.parameters.figure import ParametersFigure, parameters_figure
from simulator.analysis.parameters.ground import Ground, Ways, ground, start_of
from simulator.analysis.parameters.plane import Choice, Plane
from simulator.analysis.validation import bound, first_tasks
from simulator.engine.events import Floats
from simulator.experiment import Experiment
from simulator.strategies.base import State

MOST_EVALUATIONS = 60  # of a path


@dataclass(frozen=True)
class Wanted:
    """What a figure is asked of: a state after so many meta-iterations, so many tasks and inner steps, and a plane.

    `pair` are the two tasks or parameters of the plane, where its choice wants them; `before` is the plane that was
    drawn last, which is held as it is with `hold`.
    """

    experiment: Experiment
    state: State
    iteration: int
    tasks: int = 8
    steps: int = 1
    choice: Choice = "path"
    pair: tuple[int, int] = (0, 1)
    before: Plane | None = None
    hold: bool = False


@dataclass(frozen=True)
class Made:
    """What came of it, in so many seconds of its thread; `vectors` are the starts known so far, by meta-iteration."""

    ground: Ground
    ways: Ways
    figure: ParametersFigure
    vectors: dict[int, Floats]
    seconds: float


def make(wanted: Wanted, states: dict[int, State], vectors: dict[int, Floats]) -> Made:
    """Work out a figure with the path through `states`, by meta-iteration; `vectors` are the starts known already.

    Raises `InputError` where the strategy has no start that can be moved.
    """
    begun, experiment = time.thread_time(), wanted.experiment
    problem, tasks = bound(experiment)
    batch = first_tasks(tasks, wanted.tasks)
    now = ground(problem, experiment.strategy, wanted.state, batch)
    ways = now.ways(now.start, wanted.steps)
    one, known = batch.select(0), {}
    for at, state in states.items():
        vector = vectors.get(at)
        if vector is None or len(vector) != len(now.start):
            vector = start_of(problem, experiment.strategy, state, one, now.layout)
        if vector is not None:
            known[at] = vector
    known[wanted.iteration] = now.start
    path = [(at, known[at]) for at in sorted(known) if at <= wanted.iteration]
    figure = parameters_figure(
        now, ways, path, wanted.choice, wanted.pair, wanted.pair, before=wanted.before, hold=wanted.hold
    )
    return Made(now, ways, figure, known, time.thread_time() - begun)


def spread(iterations: list[int]) -> list[int]:
    """As many of them as a path has room for, about evenly, the first and the last among them."""
    if len(iterations) <= MOST_EVALUATIONS:
        return iterations
    return [iterations[round(at)] for at in np.linspace(0, len(iterations) - 1, MOST_EVALUATIONS)]
