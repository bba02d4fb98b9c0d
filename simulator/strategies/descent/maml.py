"""Model-agnostic meta-learning (Finn, Abbeel and Levine 2017, arXiv 1703.03400)."""

from __future__ import annotations

from functools import partial
from typing import Literal

from simulator.strategies.base import State
from simulator.strategies.descent.closed_form import terms_of
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch


class Maml(LearnedStart):
    """Differentiates the query loss through the inner steps (algorithm 1). Follows the adapted query loss."""

    title = "MAML"
    summary = "Learns a starting point from which a few gradient steps solve a new task."
    explanation = (
        "It looks for a starting point that is not good at any task yet, but becomes good at each after a few steps. "
        "To find it, the start is moved so that the loss after those steps falls, which takes into account how the "
        "start bends them."
    )
    formula = (
        "θ<sub>i</sub> = θ − α ∇L<sub>i</sub>(θ)<br>θ ← θ − β ∇<sub>θ</sub> Σ<sub>i</sub> L<sub>i</sub>(θ<sub>i</sub>)"
    )
    paper = "Finn et al. 2017, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks"

    kind: Literal["maml"] = "maml"

    def products(self, problem: Problem, batch: TaskBatch) -> int | None:
        return terms_of(batch, self.inner_steps) if problem.closed_form and not problem.recompute else None

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        return exact(problem, state.theta, batch, partial(self.adaptation, problem), self.inner_steps)
