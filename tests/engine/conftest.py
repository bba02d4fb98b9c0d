"""Problems small enough for closed forms."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import torch

from simulator.learners import Learner
from simulator.strategies.problem import Problem
from simulator.tasks import TaskFamily
from simulator.tasks.base import TaskBatch
from tests.float64 import in_double, parameters_in_double


@dataclass(frozen=True)
class Case:
    """A problem, a start and some tasks, in double precision."""

    problem: Problem
    theta: dict[str, torch.Tensor]
    batch: TaskBatch


@pytest.fixture
def case() -> Callable[..., Case]:
    """Binds a family and a learner: ``case(Sine(), Mlp(), tasks=3)``."""

    def bind(family: TaskFamily, learner: Learner, tasks: int = 3) -> Case:
        problem, generator = Problem(family, learner, horizon=10), torch.Generator().manual_seed(0)
        theta = parameters_in_double(problem.init(generator))
        return Case(problem, theta, in_double(family.sample(generator, tasks)))

    return bind
