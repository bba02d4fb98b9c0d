"""The whole catalogue in small: every strategy with every learner on every family, sized to run in milliseconds."""

from __future__ import annotations

import itertools
import random
from functools import cache
from typing import Any

from simulator.declaration import Declared
from simulator.engine import Event, run
from simulator.experiment import Experiment, Schedule, incompatibility
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES

SCHEDULE = Schedule(iterations=2, meta_batch=3, evaluate_every=2, evaluation_tasks=4, evaluation_steps=2, test_tasks=4)

# Set wherever an entry declares such a parameter, so that a new entry is small without being named here.
SMALL: dict[str, Any] = {
    "shots": 2,
    "query_shots": 2,
    "ways": 2,
    "side": 8,
    "items": 8,
    "inner_lr": 0.01,
    "inner_steps": 2,
    "hidden": (5,),
    "filters": 3,
    "blocks": 1,
    "width": 8,
    "heads": 2,
    "pairs": 2,
}


def small(entry: type[Declared]) -> Any:
    """An entry with its defaults but for the parameters that make it slow."""
    declared = entry.parameters()
    return entry(**{name: value for name, value in SMALL.items() if name in declared and declared[name].admits(value)})


EVERY = [
    Experiment(small(FAMILIES[family]), small(LEARNERS[learner]), small(STRATEGIES[strategy]), SCHEDULE)
    for family, learner, strategy in itertools.product(FAMILIES, LEARNERS, STRATEGIES)
]
APART = [experiment for experiment in EVERY if incompatibility(experiment)]
_APART = {id(experiment) for experiment in APART}  # two experiments are compared field by field, which takes seconds
TOGETHER = [experiment for experiment in EVERY if id(experiment) not in _APART]


def _covering(experiments: list[Experiment]) -> list[Experiment]:
    """Some of them, in which every strategy meets every learner and every family it goes with, and every learner
    every family.
    """
    met: set[tuple[type[Declared], type[Declared]]] = set()
    chosen = []
    for experiment in random.Random(0).sample(experiments, len(experiments)):
        kinds = type(experiment.strategy), type(experiment.learner), type(experiment.task)
        pairs = set(itertools.combinations(kinds, 2))
        if not pairs <= met:
            chosen.append(experiment)
            met |= pairs
    return sorted(chosen, key=name)


def name(experiment: Experiment) -> str:
    """``strategy-learner-family``."""
    return "-".join(experiment.section(section).table()["kind"] for section in ("strategy", "learner", "task"))


COVERING = _covering(TOGETHER)
_COVERED = {id(experiment) for experiment in COVERING}
REST = [experiment for experiment in TOGETHER if id(experiment) not in _COVERED]  # for those who have the minutes


@cache
def lived(experiment: Experiment) -> tuple[Event, ...]:
    """The events of a run, made once for all tests that look at them."""
    return tuple(run(experiment))
