"""Strategies that learn by gradients where and how adaptation begins: all but how the outer gradient is taken.

A named strategy is one entry: what is meta-learned and adapts by which rule (`adaptation`), and one function of
`gradient.py` for the outer gradient.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from simulator.strategies import adam, declared
from simulator.strategies.base import Fitted, State
from simulator.strategies.descent import gradient, pieces
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.rules import Descent, Parameters
from simulator.strategies.outer import OuterAdam
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Generator


class LearnedStart(OuterAdam):
    """Adapts by gradient descent from a shared theta, and improves theta with Adam."""

    own_weights: ClassVar[bool] = True  # whether the tasks of a meta-batch have all parameters each to itself

    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps()
    outer_lr: float = declared.outer_lr()

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def adaptation(self, problem: Problem, theta: Parameters) -> Adaptation:
        """What is meta-learned, which of it adapts, and by which rule: here a start, by gradient descent."""
        return Adaptation(theta, problem.learner.adapting, Descent(self.inner_lr))

    @property
    def gradients_a_task(self) -> int:
        """Gradients of one task's loss that a meta-iteration takes."""
        return self.inner_steps + 1

    def products(self, problem: Problem, batch: TaskBatch) -> int | None:
        """How many outer products a task has in place of weights of its own; None where it has such weights."""
        return None

    def outer_rate(self, problem: Problem, state: State) -> float:
        return self.outer_lr

    def whole_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        if not self.own_weights or problem.device != "cpu":
            return self.outer_gradient(problem, state, batch)
        most = pieces.size(state.theta, self.products(problem, batch))
        return pieces.averaged(batch, most, partial(self.outer_gradient, problem, state))

    def init(self, problem: Problem, generator: Generator) -> State:
        return adam.start(problem.init(generator))

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Fitted]:
        return gradient.stages(problem, self.adaptation(problem, state.theta), support, steps)
