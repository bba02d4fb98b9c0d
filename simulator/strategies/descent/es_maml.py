"""ES-MAML (Song, Gao, Yang, Choromanski, Pacchiano and Tang 2020, "ES-MAML: Simple Hessian-Free Meta Learning")."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies.base import Fitted, Pace, Shown, State
from simulator.strategies.descent import gradient
from simulator.strategies.descent.evolution import Population, estimated, evolution, population
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.rules import Descent, Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Generator


class EsMaml(LearnedStart):
    """MAML's outer gradient from perturbed starts (algorithm 3). Follows the adapted query loss around the start.

    The loss is smoothed by the perturbations, hence a little above that of the start itself. With inner steps by
    evolution (algorithm 4) nothing is differentiated at all.
    """

    title = "ES-MAML"
    summary = "MAML by trial: it compares adaptations from slightly moved starts, and differentiates through none."
    explanation = (
        "The start is moved a little in many random directions, and then goes to where adapted learners did better. "
        "The outer loop needs no derivatives for this, and with inner steps by trials nothing does, but it takes many "
        "more trials."
    )
    formula = (
        "θ ← θ − β Σ<sub>i</sub> E<sub>ε</sub> [F<sub>i</sub>(θ + σε) − F<sub>i</sub>(θ − σε)] ε / 2σ<br>"
        "F<sub>i</sub>(θ) = L<sub>i</sub>(θ − α ∇L<sub>i</sub>(θ)), &nbsp; ε ~ N(0, I)"
    )
    paper = "Song et al. 2020, ES-MAML: Simple Hessian-Free Meta Learning"

    own_weights = False
    kind: Literal["es-maml"] = "es-maml"
    pairs: int = parameter(
        16,
        "Pairs per task",
        "Opposite pairs of perturbations tried for each task: more is slower and steadier.",
        ge=1,
        le=4096,
    )
    sigma: float = parameter(
        0.05,
        "Perturbation",
        "How far trial starts lie from the start: more smooths the loss, less is more exact.",
        gt=0,
        le=10,
        symbol="sigma",
        log=True,
        advanced=True,
    )
    inner: Literal["gradient", "evolution"] = parameter(
        "gradient",
        "Inner steps from",
        "Whether an inner step follows the gradient, or an estimate of it from trials too.",
    )
    inner_pairs: int = parameter(
        32,
        "Pairs per inner step",
        "Opposite pairs of perturbations tried in an inner step: more is slower and steadier.",
        ge=1,
        le=4096,
        advanced=True,
        when=("inner", "evolution"),
    )

    def init(self, problem: Problem, generator: Generator) -> State:
        seed = torch.randint(2**31, (1,), generator=generator)
        state = super().init(problem, generator)
        return State(state.theta, state.moments | {"seed": seed})

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Fitted]:
        return gradient.stages(problem, self._inner(problem, _seed(state, 0), state.theta), support, steps)

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        seed = _seed(state, 1 + state.count)
        return evolution(
            problem,
            state.theta,
            batch,
            partial(self._inner, problem, seed),
            self.inner_steps,
            sigma=self.sigma,
            pairs=self.pairs,
            generator=torch.Generator().manual_seed(seed),
        )

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("population", "start")

    def population(self, problem: Problem, state: State, batch: TaskBatch) -> Population:
        """The starts that the next meta-iteration would try, were `batch` its tasks."""
        seed = _seed(state, 1 + state.count)
        begin, generator = partial(self._inner, problem, seed), torch.Generator().manual_seed(seed)
        steps, sigma, pairs = self.inner_steps, self.sigma, self.pairs
        return population(problem, state.theta, batch, begin, steps, sigma=sigma, pairs=pairs, generator=generator)

    @property
    def gradients_a_task(self) -> int:
        """Losses count as gradients here, though each is cheaper."""
        step = 2 * self.inner_pairs if self.inner == "evolution" else 1
        return 2 * self.pairs * (1 + self.inner_steps * step)

    def pace(self, problem: Problem, state: State) -> Pace | None:
        return None  # its perturbations are drawn anew each time

    def _inner(self, problem: Problem, seed: int, theta: Parameters) -> Adaptation:
        slope = estimated(self.sigma, self.inner_pairs, seed + 1) if self.inner == "evolution" else None
        return Adaptation(theta, problem.learner.adapting, Descent(self.inner_lr), slope)


def _seed(state: State, draw: int) -> int:
    """A seed of its own for each draw; those of one draw's inner steps follow it."""
    return int(state.moments["seed"]) + 1000 * draw
