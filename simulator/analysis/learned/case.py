"""What a picture of something learned is made of: an experiment, a state, and the validation tasks."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.validation import bound, first_tasks, validation_tasks
from simulator.experiment import Experiment
from simulator.strategies.base import State, Strategy
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

Columns = dict[str, list[object]]


@dataclass(frozen=True)
class Case:
    """The strategy of `experiment` in some `state`, looked at on its validation tasks.

    `task` is the one that is shown where one is; `axes` are the two coordinates of a search that were chosen, if any.
    """

    experiment: Experiment
    state: State
    task: int = 0
    axes: tuple[int, int | None] | None = None

    @property
    def strategy(self) -> Strategy:
        """Whose state it is."""
        return self.experiment.strategy

    @property
    def problem(self) -> Problem:
        """The experiment's problem. Raises `InputError` where its parts do not go together."""
        return bound(self.experiment)[0]

    @property
    def batch(self) -> TaskBatch:
        """The validation tasks."""
        return validation_tasks(self.experiment)

    @property
    def one(self) -> TaskBatch:
        """The task that is shown, as a batch of one; after the last one the first one follows."""
        return self.batch.select(self.task % self.batch.tasks)

    def some(self, most: int) -> TaskBatch:
        """The first validation tasks, at most so many."""
        return first_tasks(self.batch, most)
