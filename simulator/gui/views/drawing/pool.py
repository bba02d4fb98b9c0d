"""Sampled pictures that can stand in for drawn ones: those of the task that the view shows."""

from __future__ import annotations

import string

import numpy as np

from simulator.analysis.validation import bound
from simulator.engine.events import Floats
from simulator.experiment import Experiment


class Pool:
    """The pictures of one sampled task, handed out one after the other; `names` are those of all tasks alike."""

    def __init__(self, task: int, names: tuple[str, ...], ways: list[list[Floats]], queries: list[Floats]) -> None:
        self.task, self.names = task, names
        self._ways, self._queries = ways, queries
        self._next = [0] * len(ways)
        self._asked = 0

    def support(self, way: int) -> Floats:
        """The next picture of a class; of another where the task has fewer classes."""
        way %= len(self._ways)
        self._next[way] += 1
        return self._ways[way][(self._next[way] - 1) % len(self._ways[way])]

    def query(self) -> Floats:
        """The next picture of those to be recognised."""
        self._asked += 1
        return self._queries[(self._asked - 1) % len(self._queries)]


def pool_of(experiment: Experiment, task: int) -> Pool:
    """What is sampled, as arrays; away from the GUI thread."""
    problem, batch = bound(experiment)
    family = problem.family
    task %= batch.tasks
    known = [family.class_names(batch, each) for each in range(min(2, batch.tasks))]
    names = known[0] if len(known) == 2 and known[0] == known[1] else ()
    one = batch.select(task)
    labels = np.asarray(one.support.targets[0].cpu())
    shown = [np.asarray(each.inputs[0, :, 0].double().cpu()) for each in (one.support, one.query)]
    ways = [[shown[0][shot] for shot in np.flatnonzero(labels == way)] for way in range(family.shape.outputs)]
    return Pool(task, names, ways, list(shown[1]))


def called(pool: Pool | None, ways: int) -> tuple[str, ...]:
    """What so many classes are called: as the family always calls them, or A, B, C."""
    fixed = pool.names if pool is not None else ()
    letters = [*string.ascii_uppercase, *(str(number) for number in range(26, ways))]
    return fixed if len(fixed) == ways else tuple(letters[:ways])


def alike(one: Experiment, other: Experiment | None) -> bool:
    """Whether both have the same sampled tasks."""
    return other is not None and (one.task, one.seed, one.schedule) == (other.task, other.seed, other.schedule)
