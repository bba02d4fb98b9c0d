"""Joint training: one learner for all tasks pooled, then fine-tuned on each (pre-training without meta-learning)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.strategies import gradient
from simulator.strategies.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor


class Joint(LearnedStart):
    """Trains on the support and query examples of all tasks as one data set. Follows that pooled loss."""

    title = "Joint pre-training"
    summary = "Trains one learner on all tasks mixed together, then fine-tunes it: transfer without meta-learning."

    kind: Literal["joint"] = "joint"

    def outer_gradient(
        self, problem: Problem, theta: dict[str, Tensor], batch: TaskBatch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        return gradient.pooled(problem, theta, batch.support.joined(batch.query))

    @property
    def adapts_in_training(self) -> bool:
        return False

    @property
    def gradients_a_task(self) -> int:
        return 1
