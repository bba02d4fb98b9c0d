"""Almost no inner loop (Raghu et al. 2020, "Rapid Learning or Feature Reuse?", arXiv 1909.09157)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, sentence
from simulator.learners.base import Learner
from simulator.strategies import declared, gradient
from simulator.strategies.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Tensor


class Anil(LearnedStart):
    """MAML in which only the head adapts; the body is shared by all tasks. Follows the adapted query loss."""

    title = "ANIL"
    summary = "Like MAML, but only the last layer adapts; everything before it is shared by all tasks."

    kind: Literal["anil"] = "anil"
    inner_lr: float = declared.inner_lr(0.1)
    inner_steps: int = declared.inner_steps(5)

    def names(self, learner: Learner) -> tuple[str, ...]:
        return learner.head

    def outer_gradient(
        self, problem: Problem, theta: dict[str, Tensor], batch: TaskBatch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        names = self.names(problem.learner)
        return gradient.exact(problem, theta, batch, rate=self.inner_lr, names=names, steps=self.inner_steps)

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        if learner.body:
            return None
        return sentence(
            "ANIL adapts only the last layer and shares those before it, but the learner {learner} has one layer; "
            "choose a learner with hidden layers, or MAML.",
            learner=sentence(learner.title),
        )
