"""Strategies whose outer loop is Adam along an outer gradient: all but how that gradient is taken.

Such a meta-iteration is a function of tensors, but for the pace of Adam. So it can be traced, and compiled.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from simulator.strategies import adam
from simulator.strategies.base import MetaStepReport, Pace, State, Strategy
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

    from simulator.strategies.descent.gradient import Outer


class OuterAdam(Strategy):
    """Improves theta with Adam."""

    paced = ("outer_lr",)

    @abstractmethod
    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        """The loss that the outer loop follows, and the direction in which theta gets worse."""

    def whole_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        """The same, of meta-batches of any size."""
        return self.outer_gradient(problem, state, batch)

    @property
    def gradients_a_task(self) -> int:
        """Gradients of one task's loss that a meta-iteration takes."""
        return 1

    @abstractmethod
    def outer_rate(self, problem: Problem, state: State) -> float:
        """The outer learning rate of the next meta-iteration."""

    def gradients(self, problem: Problem, state: State, batch: TaskBatch) -> int:
        return batch.tasks * self.gradients_a_task

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        loss, outer = self.whole_gradient(problem, state, batch)
        report = MetaStepReport(loss, self.gradients(problem, state, batch))
        return adam.update(state, outer, self.outer_rate(problem, state)), report

    def pace(self, problem: Problem, state: State) -> Pace | None:
        return adam.pace(state.count + 1, self.outer_rate(problem, state))

    def traced_step(self, problem: Problem, state: State, batch: TaskBatch, pace: Tensor) -> tuple[State, Tensor]:
        loss, outer = self.outer_gradient(problem, state, batch)
        return adam.moved(state, outer, *pace.unbind()), loss
