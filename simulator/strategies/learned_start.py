"""Strategies that learn a start theta by gradients: all but how the outer gradient is taken.

A named strategy is one entry: which parameters adapt (`names`), and one function of `gradient.py`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.learners.base import Learner
from simulator.strategies import adam, declared, gradient
from simulator.strategies.base import Learned, MetaStepReport, State, Strategy
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Generator, Tensor


class LearnedStart(Strategy):
    """Adapts by gradient descent from a shared theta, and improves theta with Adam."""

    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps()
    outer_lr: float = declared.outer_lr()

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def names(self, learner: Learner) -> tuple[str, ...]:
        """The parameters that adapt in the inner loop."""
        return (*learner.body, *learner.head)

    @abstractmethod
    def outer_gradient(
        self, problem: Problem, theta: dict[str, Tensor], batch: TaskBatch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """The loss that the outer loop follows, and the direction in which theta gets worse."""

    @property
    def gradients_a_task(self) -> int:
        """Gradients of one task's loss that a meta-iteration takes."""
        return self.inner_steps + 1

    def init(self, problem: Problem, generator: Generator) -> State:
        return adam.start(problem.init(generator))

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        start = gradient.for_each_task(state.theta, support.inputs.shape[0])
        names = self.names(problem.learner)
        return gradient.stages(problem, start, support, rate=self.inner_lr, names=names, steps=steps)

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        loss, outer = self.outer_gradient(problem, state.theta, batch)
        report = MetaStepReport(loss, batch.tasks * self.gradients_a_task)
        return adam.update(state, outer, self.outer_lr), report
