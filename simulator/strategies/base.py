"""What a meta-strategy is: state in, state out.

A strategy holds its declared parameters and nothing else. What it learns is its `State`, an immutable value:
`init` makes the first, `meta_step` returns the next, and none is ever changed in place, so the engine and
the window may keep any of them without copying.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.declaration import Declared, Sentence
from simulator.learners.base import Learner
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


@dataclass(frozen=True)
class State:
    """What a strategy carries from task to task.

    `theta` are the meta-learned parameters without a task axis; `moments` what the outer optimiser
    remembers, flat; `count` how many outer updates were made.
    """

    theta: dict[str, Tensor]
    moments: dict[str, Tensor] = field(default_factory=dict)
    count: int = 0


@dataclass(frozen=True)
class Learned:
    """The learners of some tasks at one stage of their adaptation: parameters with a leading ``task`` axis."""

    problem: Problem
    parameters: dict[str, Tensor]

    def predict(self, inputs: Tensor) -> Tensor:
        """The prediction ``[task, shot, output]``."""
        return self.problem.predict(self.parameters, inputs)


@dataclass(frozen=True)
class MetaStepReport:
    """What one meta-iteration did.

    `loss` is the scalar that the outer loop follows (each strategy's docstring says which);
    `gradient_evaluations` counts the gradients of one task's loss that were taken.
    """

    loss: Tensor
    gradient_evaluations: int


class Strategy(Declared):
    """A way to learn to learn."""

    @abstractmethod
    def init(self, problem: Problem, generator: Generator) -> State:
        """The state before the first meta-iteration."""

    @abstractmethod
    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        """Adapt to each task of `support`: the learners after 0, 1, ... `steps` inner steps, one stage at a time.

        No graph is kept, and no stage but the last, so that long adaptations need no more memory than short ones.
        """

    @abstractmethod
    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        """Improve the state on one meta-batch."""

    @property
    @abstractmethod
    def usual_steps(self) -> int:
        """The number of inner steps this strategy trains for: where its result is read."""

    @property
    def adapts_in_training(self) -> bool:
        """Whether a meta-iteration takes inner steps, so that the inner learning rate has a part in it."""
        return True

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        """Why this strategy cannot work with that family and learner, as one sentence; None where it can."""
        return None
