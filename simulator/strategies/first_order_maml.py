"""First-order MAML (Finn, Abbeel and Levine 2017, arXiv 1703.03400, section 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.strategies import gradient
from simulator.strategies.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor


class FirstOrderMaml(LearnedStart):
    """Takes the outer gradient at the adapted parameters. Follows the adapted query loss."""

    title = "First-order MAML"
    summary = "MAML's shortcut: cheaper, because it ignores how the start bends the inner steps."

    kind: Literal["first-order-maml"] = "first-order-maml"

    def outer_gradient(
        self, problem: Problem, theta: dict[str, Tensor], batch: TaskBatch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        names = self.names(problem.learner)
        return gradient.first_order(problem, theta, batch, rate=self.inner_lr, names=names, steps=self.inner_steps)
