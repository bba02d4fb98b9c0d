"""Reptile (Nichol, Achiam and Schulman 2018, "On First-Order Meta-Learning Algorithms", arXiv 1803.02999)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from simulator.strategies import declared, gradient
from simulator.strategies.base import Learned, MetaStepReport, State, Strategy
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

    kind: Literal["reptile"] = "reptile"
    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps(10)
    outer_lr: float = declared.outer_lr(1.0)

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def init(self, problem: Problem, generator: Generator) -> State:
        return State(problem.init(generator))

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        start = gradient.for_each_task(state.theta, support.inputs.shape[0])
        names = tuple(state.theta)
        return gradient.stages(problem, start, support, rate=self.inner_lr, names=names, steps=steps)

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        examples = batch.support.joined(batch.query)
        adapted, back = gradient.difference(problem, state.theta, examples, rate=self.inner_lr, steps=self.inner_steps)
        step = self.outer_lr * max(0.0, 1 - state.count / problem.horizon)
        theta = {name: value - step * back[name] for name, value in state.theta.items()}
        loss = problem.mean_loss(adapted, batch.query)
        return State(theta, count=state.count + 1), MetaStepReport(loss, batch.tasks * self.inner_steps)
