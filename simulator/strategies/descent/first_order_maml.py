"""First-order MAML (Finn, Abbeel and Levine 2017, arXiv 1703.03400, section 5.2)."""

from __future__ import annotations

from functools import partial
from typing import Literal

from simulator.strategies.base import State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.gradient import Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch


class FirstOrderMaml(LearnedStart):
    """Takes the outer gradient at the adapted parameters. Follows the adapted query loss."""

    title = "First-order MAML"
    summary = "MAML's shortcut: cheaper, because it ignores how the start bends the inner steps."
    explanation = (
        "It adapts to each task as MAML does, and then moves the start in the direction that would improve the adapted "
        "learners. Leaving out how the start changes the steps themselves saves time, and often costs little."
    )
    formula = "θ<sub>i</sub> = θ − α ∇L<sub>i</sub>(θ)<br>θ ← θ − β Σ<sub>i</sub> ∇L<sub>i</sub>(θ<sub>i</sub>)"
    paper = "Finn et al. 2017, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks"

    kind: Literal["first-order-maml"] = "first-order-maml"

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        return gradient.first_order(problem, state.theta, batch, partial(self.adaptation, problem), self.inner_steps)
