"""MAML++ (Antoniou, Edwards and Storkey 2019, "How to train your MAML", arXiv 1810.09502).

Four of its changes to MAML, each with a switch of its own; with all of them off it is MAML. Left out are the two that
concern batch normalisation (statistics and biases for each step), as most learners here have none.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies import adam, annealing, declared
from simulator.strategies.base import Pace, Shown, State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.meta_sgd import RATE, parted
from simulator.strategies.descent.rules import Descent, Parameters, RatedDescent
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


class MamlPlusPlus(LearnedStart):
    """MAML made steadier (section 4). Follows the query losses after each inner step, weighted (equation 3).

    In theta, rates are multiples of the initial one, so that an outer step changes them by as small a part of
    themselves whatever that is. Learned as they are, small rates change sign within some steps of Adam, and several
    inner steps in a row then lead far away.
    """

    title = "MAML++"
    summary = "MAML with four remedies for its unsteady training, each of which can be switched off."
    explanation = (
        "It is MAML, but every layer learns its own step length for every step, and early in training the result "
        "of each step counts rather than that of the last one alone. Training begins with cheap approximate gradients "
        "and ends with exact ones, in ever smaller outer steps."
    )
    formula = (
        "θ<sub>i,k+1</sub> = θ<sub>i,k</sub> − α<sub>layer,k</sub> ∇L<sub>i</sub>(θ<sub>i,k</sub>)<br>"
        "(θ, α) ← (θ, α) − β<sub>t</sub> ∇<sub>θ,α</sub> Σ<sub>i</sub> Σ<sub>k</sub> v<sub>k</sub> "
        "L<sub>i</sub>(θ<sub>i,k</sub>)"
    )
    paper = "Antoniou et al. 2019, How to train your MAML"

    kind: Literal["maml-plus-plus"] = "maml-plus-plus"
    inner_lr: float = declared.first_rate()
    inner_steps: int = declared.inner_steps(5)
    learned_rates: bool = parameter(
        True, "Learned rates", "Each layer learns a rate of its own for each inner step.", advanced=True
    )
    multi_step: bool = parameter(
        True, "Loss after every step", "At first the loss after each inner step counts, not the last one's alone."
    )
    multi_step_share: float = parameter(
        0.1,
        "Part with all steps",
        "The part of the run over which the weights of all but the last step fall to zero.",
        gt=0,
        le=1,
        advanced=True,
        when=("multi_step", True),
    )
    annealed_order: bool = parameter(
        True, "First order at first", "The first iterations leave out second derivatives: quicker, and steadier."
    )
    first_order_share: float = parameter(
        0.1,
        "Share of first order",
        "The part of the run without second derivatives: more is quicker, and less exact.",
        ge=0,
        le=1,
        advanced=True,
        when=("annealed_order", True),
    )
    cosine: bool = declared.cosine()

    def init(self, problem: Problem, generator: Generator) -> State:
        start = problem.init(generator)
        if not self.learned_rates:
            return adam.start(start)
        factor = torch.ones(self.inner_steps, device=problem.device)
        return adam.start(start | {RATE + name: factor for name in problem.learner.adapting})

    def adaptation(self, problem: Problem, theta: Parameters) -> Adaptation:
        rates = self._rates(theta)
        rule = RatedDescent(rates, by_step=True) if self.learned_rates else Descent(self.inner_lr)
        return Adaptation(parted(theta)[0], problem.learner.adapting, rule)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("rates", "start") if self.learned_rates else ("start",)

    def rates(self, problem: Problem, state: State) -> Parameters:
        return self._rates(state.theta)

    def _rates(self, theta: Parameters) -> Parameters:
        """The rate of each layer at each inner step, ``[step]``."""
        return {name: self.inner_lr * factor for name, factor in parted(theta)[1].items()}

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        done = state.count / problem.horizon
        return gradient.multi_step(
            problem,
            state.theta,
            batch,
            partial(self.adaptation, problem),
            self.weights(done),
            second_order=not (self.annealed_order and done < self.first_order_share),
        )

    def weights(self, done: float) -> list[float]:
        """What the loss after each inner step counts when the share `done` of the run is over; they add up to one."""
        left = max(0.0, 1 - done / self.multi_step_share) if self.multi_step else 0.0
        each = left / self.inner_steps
        return [*[each] * (self.inner_steps - 1), 1 - each * (self.inner_steps - 1)]

    def outer_rate(self, problem: Problem, state: State) -> float:
        return self.outer_lr * (annealing.cosine(state.count, problem.horizon) if self.cosine else 1.0)

    def gradients(self, problem: Problem, state: State, batch: TaskBatch) -> int:
        judged = sum(weight > 0 for weight in self.weights(state.count / problem.horizon))
        return batch.tasks * (self.inner_steps + judged)

    def pace(self, problem: Problem, state: State) -> Pace | None:
        done = state.count / problem.horizon
        fixed = done >= max(self.multi_step * self.multi_step_share, self.annealed_order * self.first_order_share)
        return super().pace(problem, state) if fixed else None

    def traced_step(self, problem: Problem, state: State, batch: TaskBatch, pace: Tensor) -> tuple[State, Tensor]:
        late = State(state.theta, state.moments, problem.horizon)  # nothing is annealed any more
        return super().traced_step(problem, late, batch, pace)
