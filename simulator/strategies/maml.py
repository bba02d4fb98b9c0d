"""Model-agnostic meta-learning (Finn, Abbeel and Levine 2017, arXiv 1703.03400)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.strategies import gradient
from simulator.strategies.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor


class Maml(LearnedStart):
    """Differentiates the query loss through the inner steps (algorithm 1). Follows the adapted query loss."""

    title = "MAML"
    summary = "Learns a starting point from which a few gradient steps solve a new task."

    kind: Literal["maml"] = "maml"

    def outer_gradient(
        self, problem: Problem, theta: dict[str, Tensor], batch: TaskBatch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        names = self.names(problem.learner)
        return gradient.exact(problem, theta, batch, rate=self.inner_lr, names=names, steps=self.inner_steps)
