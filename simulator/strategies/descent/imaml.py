"""MAML with implicit gradients (Rajeswaran, Finn, Kakade and Levine 2019, arXiv 1909.04630)."""

from __future__ import annotations

from functools import partial
from typing import Literal

from simulator.declaration import parameter
from simulator.strategies import declared
from simulator.strategies.base import State
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.implicit import implicit
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.rules import Parameters, ProximalDescent
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch


class ImplicitMaml(LearnedStart):
    """Stays near the start, and differentiates where it ends rather than the way (algorithms 1 and 2).

    Follows the adapted query loss. The gradient supposes that adaptation came to rest at a minimum of a smooth loss:
    learners with smooth bends suit it better than relu, whose corners no Hessian sees. And since the way there does not
    count, it says nothing against an inner rate that the curvature makes too large: such runs overflow late.
    """

    title = "iMAML"
    summary = "MAML whose outer gradient depends on where adaptation ends, not on the way there."
    explanation = (
        "Adapting is tied to the start by a spring, so where it ends depends on the start in a way that can be worked "
        "out from the end point alone. So adaptation may take as many steps as it likes without remembering them."
    )
    formula = (
        "φ<sub>i</sub> = argmin<sub>φ</sub> L<sub>i</sub>(φ) + <sup>λ</sup>/<sub>2</sub> |φ − θ|<sup>2</sup><br>"
        "θ ← θ − β Σ<sub>i</sub> (I + ∇<sup>2</sup>L<sub>i</sub>(φ<sub>i</sub>) / λ)<sup>−1</sup> "
        "∇L<sub>i</sub>(φ<sub>i</sub>)"
    )
    paper = "Rajeswaran et al. 2019, Meta-Learning with Implicit Gradients"

    kind: Literal["imaml"] = "imaml"
    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps(16)
    strength: float = parameter(
        1.0,
        "Pull to the start",
        "How strongly adaptation is held near the start: more is steadier, and adapts less.",
        gt=0,
        le=1000,
        symbol="lambda",
        log=True,
        live=True,
    )
    iterations: int = parameter(
        5,
        "Conjugate-gradient steps",
        "How exactly the equation of the outer gradient is solved: more is slower.",
        ge=1,
        le=100,
        advanced=True,
    )

    def adaptation(self, problem: Problem, theta: Parameters) -> Adaptation:
        rule = ProximalDescent(self.inner_lr, self.strength, theta)
        return Adaptation(theta, problem.learner.adapting, rule)

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        begin = partial(self.adaptation, problem)
        return implicit(problem, state.theta, batch, begin, self.inner_steps, self.strength, self.iterations)

    @property
    def gradients_a_task(self) -> int:
        """Those of the inner steps, of both losses at their end, and of each product with the Hessian."""
        return self.inner_steps + 2 + self.iterations
