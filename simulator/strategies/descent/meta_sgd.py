"""Meta-SGD (Li, Zhou, Chen and Li 2017, "Meta-SGD: Learning to Learn Quickly for Few-Shot Learning", 1707.09835)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch
from simulator.strategies import adam, declared
from simulator.strategies.base import Shown, State
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.rules import Parameters, RatedDescent
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator

RATE = "rate."  # before a parameter's name: its learning rates, in theta


class MetaSgd(LearnedStart):
    """Learns the start and a vector alpha of rates, one a parameter (algorithm 1). Follows the adapted query loss.

    theta_i = theta - alpha * grad L_i(theta), elementwise (equation 2). All rates begin alike rather than at random
    numbers; several inner steps use the same ones.
    """

    title = "Meta-SGD"
    summary = "MAML that also learns, for every single parameter, how far and in which direction a step should go."
    explanation = (
        "As in MAML, a common starting point is learned from which one step solves a new task. Each number in the "
        "learner also gets its own learned step length, so a step moves what differs between tasks and spares the rest."
    )
    formula = (
        "θ<sub>i</sub> = θ − α ∘ ∇L<sub>i</sub>(θ)<br>(θ, α) ← (θ, α) − β ∇<sub>θ,α</sub> Σ<sub>i</sub> "
        "L<sub>i</sub>(θ<sub>i</sub>)"
    )
    paper = "Li et al. 2017, Meta-SGD: Learning to Learn Quickly for Few-Shot Learning"

    kind: Literal["meta-sgd"] = "meta-sgd"
    inner_lr: float = declared.first_rate()

    def init(self, problem: Problem, generator: Generator) -> State:
        start = problem.init(generator)
        rates = {RATE + name: torch.full_like(start[name], self.inner_lr) for name in problem.learner.adapting}
        return adam.start(start | rates)

    def adaptation(self, problem: Problem, theta: Parameters) -> Adaptation:
        start, rates = parted(theta)
        return Adaptation(start, problem.learner.adapting, RatedDescent(rates))

    def outer_gradient(self, problem: Problem, state: State, batch: TaskBatch) -> Outer:
        return exact(problem, state.theta, batch, partial(self.adaptation, problem), self.inner_steps)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("rates", "start")

    def rates(self, problem: Problem, state: State) -> Parameters:
        return {name: rate.unsqueeze(0) for name, rate in parted(state.theta)[1].items()}


def parted(theta: Parameters) -> tuple[Parameters, Parameters]:
    """The start, and the learned rates by the name of what they move."""
    start = {name: value for name, value in theta.items() if not name.startswith(RATE)}
    return start, {name.removeprefix(RATE): value for name, value in theta.items() if name.startswith(RATE)}
