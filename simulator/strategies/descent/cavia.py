"""CAVIA (Zintgraf, Shiarlis, Kurin, Hofmann and Whiteson 2019, "Fast Context Adaptation via Meta-Learning")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter
from simulator.learners.base import Learner
from simulator.learners.conditioned import CONTEXT, Conditioned
from simulator.strategies import adam, declared
from simulator.strategies.base import Fitted, Shown, State, last
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.rules import Descent, Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Cavia(LearnedStart):
    """Only a context phi adapts, from zero; theta is shared (algorithm 1). Follows the adapted query loss.

    phi_i = 0 - alpha grad_phi L_i(phi, theta) (equation 3), and theta follows sum_i L_i(phi_i, theta) (equation 4).
    """

    title = "CAVIA"
    summary = "Only a few context numbers adapt to a task; the network that reads them is shared by all."
    explanation = (
        "The network reads, beside each input, a handful of numbers that say which task this is. A new task is learned "
        "by moving these numbers alone, so there is little to overfit and what was adapted can be looked at."
    )
    formula = (
        "φ<sub>i</sub> = 0 − α ∇<sub>φ</sub> L<sub>i</sub>(φ, θ) at φ = 0<br>θ ← θ − β ∇<sub>θ</sub> Σ<sub>i</sub> "
        "L<sub>i</sub>(φ<sub>i</sub>, θ)"
    )
    paper = "Zintgraf et al. 2019, Fast Context Adaptation via Meta-Learning"

    shares_rate = False  # a rate for the context would be far too large for weights

    own_weights = False
    kind: Literal["cavia"] = "cavia"
    inner_lr: float = declared.inner_lr(1.0)
    context: int = parameter(
        5,
        "Context",
        "How many numbers describe a task: more can tell more tasks apart, and overfit sooner.",
        ge=1,
        le=256,
    )

    def init(self, problem: Problem, generator: Generator) -> State:
        start = self._reading(problem).init(generator)
        return adam.start({name: value for name, value in start.items() if name != CONTEXT})

    def adaptation(self, problem: Problem, theta: Parameters) -> Adaptation:
        blank = next(iter(theta.values())).new_zeros(1, self.context)
        return Adaptation(theta | {CONTEXT: blank}, (CONTEXT,), Descent(self.inner_lr))

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Fitted]:
        return super().adapt(self._reading(problem), state, support, steps)

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        begin = partial(self.adaptation, problem)
        return exact(self._reading(problem), state.theta, batch, begin, self.inner_steps)

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        return Conditioned(learner, self.context).objection(family)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("tasks", "start")

    def representation(self, problem: Problem, state: State, support: Examples) -> Tensor:
        learned = last(self.adapt(problem, state, support, self.inner_steps))
        return learned.parameters[CONTEXT].flatten(1)

    def _reading(self, problem: Problem) -> Problem:
        """The problem with a learner that reads its inputs beside the context."""
        return replace(problem, learner=Conditioned(problem.learner, self.context))
