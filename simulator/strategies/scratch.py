"""No meta-learning: each task is learned from a random start of its own. What every strategy must beat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch
from simulator.strategies import declared, gradient
from simulator.strategies.base import Learned, MetaStepReport, State, Strategy
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Generator


class Scratch(Strategy):
    """Adapts from random starts and learns nothing between tasks. Follows the adapted query loss."""

    title = "From scratch"
    summary = "No meta-learning: every task starts from random parameters. The line that others must beat."

    kind: Literal["scratch"] = "scratch"
    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps()

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def init(self, problem: Problem, generator: Generator) -> State:
        seed = torch.randint(2**31, (1,), generator=generator)
        return State(problem.init(generator), {"seed": seed})

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        generator = torch.Generator().manual_seed(int(state.moments["seed"]))
        start = problem.init(generator, copies=support.inputs.shape[0])
        return gradient.stages(problem, start, support, rate=self.inner_lr, names=tuple(start), steps=steps)

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        *_, learned = self.adapt(problem, state, batch.support, self.inner_steps)
        loss = problem.mean_loss(learned.parameters, batch.query)
        return state, MetaStepReport(loss, batch.tasks * self.inner_steps)
