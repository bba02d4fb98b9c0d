"""Reptile (Nichol, Achiam and Schulman 2018, "On First-Order Meta-Learning Algorithms", arXiv 1803.02999)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch
from simulator.strategies import declared
from simulator.strategies.base import Learned, MetaStepReport, State, Strategy
from simulator.strategies.descent import gradient
from simulator.strategies.descent.gradient import Adaptation
from simulator.strategies.descent.rules import Optimizer, optimizer
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Generator


class Reptile(Strategy):
    """Moves the start towards where adaptation led (algorithm 1, batched), by a step that shrinks to zero.

    Training adapts to the support and query examples together, as Reptile needs no query set; the loss it
    follows is that of the adapted learners on the query examples, which they have therefore seen.
    """

    title = "Reptile"
    summary = "Adapts to each task, then moves the start a little towards where adaptation ended."
    explanation = (
        "It trains on one task after the other for a few steps each, and every time pulls the start a little towards "
        "the end. The start comes to lie close to the good solutions of all tasks, although nothing was differentiated "
        "through the steps."
    )
    formula = (
        "θ<sub>i</sub> = θ after k steps on task i<br>"
        "θ ← θ + β mean<sub>i</sub>(θ<sub>i</sub> − θ), &nbsp; β falls to 0"
    )
    paper = "Nichol et al. 2018, On First-Order Meta-Learning Algorithms"

    kind: Literal["reptile"] = "reptile"
    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps(10)
    outer_lr: float = declared.outer_lr(1.0)
    optimizer: Optimizer = declared.optimizer()

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def init(self, problem: Problem, generator: Generator) -> State:
        return State(problem.init(generator))

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        inner = Adaptation(state.theta, problem.learner.adapting, optimizer(self.optimizer, self.inner_lr))
        return gradient.stages(problem, inner, support, steps)

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        examples = batch.support.joined(batch.query)
        everything = Adaptation(state.theta, tuple(state.theta), optimizer(self.optimizer, self.inner_lr))
        adapted, back = gradient.difference(problem, everything, examples, self.inner_steps)
        step = self.outer_lr * max(0.0, 1 - state.count / problem.horizon)
        theta = {name: value - step * back[name] for name, value in state.theta.items()}
        with torch.no_grad():
            loss = problem.mean_loss(adapted, batch.query, batch.support)
        return State(theta, count=state.count + 1), MetaStepReport(loss, batch.tasks * self.inner_steps)
