"""The validation tasks of an experiment, drawn once for all the pictures that look at them."""

from __future__ import annotations

from functools import lru_cache

from simulator.engine.run import bind, draw
from simulator.experiment import Experiment
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch


def bound(experiment: Experiment) -> tuple[Problem, TaskBatch]:
    """The experiment's problem and its validation tasks. Raises `InputError` where its parts do not go together."""
    return _bound(experiment.undrawn)


def validation_tasks(experiment: Experiment) -> TaskBatch:
    """The tasks on which the experiment's strategy is judged. Raises `InputError` where they cannot be drawn."""
    return bound(experiment)[1]


def first_tasks(batch: TaskBatch, count: int) -> TaskBatch:
    """The first tasks of a batch, so many at most."""
    support, query = (
        Examples(examples.inputs[:count], examples.targets[:count]) for examples in (batch.support, batch.query)
    )
    return TaskBatch(support, query, {name: value[:count] for name, value in batch.latents.items()})


@lru_cache(maxsize=2)
def _bound(experiment: Experiment) -> tuple[Problem, TaskBatch]:
    problem = bind(experiment)
    return problem, draw(experiment, problem, "validation", "validation", experiment.schedule.evaluation_tasks)
