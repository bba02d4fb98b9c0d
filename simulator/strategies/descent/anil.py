"""Almost no inner loop (Raghu et al. 2020, "Rapid Learning or Feature Reuse?", arXiv 1909.09157)."""

from __future__ import annotations

from functools import partial
from typing import Literal

from simulator.declaration import Sentence, sentence
from simulator.learners.base import Learner
from simulator.strategies import declared
from simulator.strategies.base import State
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.rules import Descent, Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch, TaskFamily


class Anil(LearnedStart):
    """MAML in which only the head adapts; the body is shared by all tasks. Follows the adapted query loss."""

    title = "ANIL"
    summary = "Like MAML, but only the last layer adapts; everything before it is shared by all tasks."
    explanation = (
        "Most of what MAML learns turns out to be a good description of the inputs, which no task needs to change. So "
        "here all tasks share that description, and only the last layer, which turns it into answers, adapts."
    )
    formula = (
        "θ = (body, head)<br>head<sub>i</sub> = head − α ∇<sub>head</sub> L<sub>i</sub>(body, head)<br>"
        "θ ← θ − β ∇<sub>θ</sub> Σ<sub>i</sub> L<sub>i</sub>(body, head<sub>i</sub>)"
    )
    paper = "Raghu et al. 2020, Rapid Learning or Feature Reuse? Towards Understanding the Effectiveness of MAML"

    own_weights = False
    kind: Literal["anil"] = "anil"
    inner_lr: float = declared.inner_lr(0.1)
    inner_steps: int = declared.inner_steps(5)

    def adaptation(self, problem: Problem, theta: Parameters) -> Adaptation:
        return Adaptation(theta, problem.learner.head, Descent(self.inner_lr))

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        return exact(problem, state.theta, batch, partial(self.adaptation, problem), self.inner_steps)

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        if learner.body:
            return None
        return sentence(
            "ANIL adapts only the last layer and shares those before it, but the learner {learner} has one layer; "
            "choose a learner with hidden layers, or MAML.",
            learner=sentence(learner.title),
        )
