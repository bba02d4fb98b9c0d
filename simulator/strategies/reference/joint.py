"""Joint training: one learner for all tasks pooled, then fine-tuned on each (pre-training without meta-learning)."""

from __future__ import annotations

from typing import Literal

from simulator.strategies.base import State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.gradient import Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch


class Joint(LearnedStart):
    """Trains on the support and query examples of all tasks as one data set. Follows that pooled loss."""

    title = "Joint pre-training"
    summary = "Trains one learner on all tasks mixed together, then fine-tunes it: transfer without meta-learning."
    explanation = (
        "All examples are treated as if they came from a single task, so the learner finds what fits all of them best "
        "on average. Where tasks contradict each other this average is no good start, which shows what meta-learning "
        "adds."
    )
    formula = "θ ← θ − β ∇<sub>θ</sub> Σ<sub>i</sub> L<sub>i</sub>(θ)"

    own_weights = False
    kind: Literal["joint"] = "joint"

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        return gradient.pooled(problem, state.theta, batch)

    @property
    def adapts_in_training(self) -> bool:
        return False

    @property
    def gradients_a_task(self) -> int:
        return 1
