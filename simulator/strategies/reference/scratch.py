"""No meta-learning: each task is learned from a random start of its own. What every strategy must beat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch
from simulator.strategies import declared
from simulator.strategies.base import Learned, MetaStepReport, Shown, State, Strategy, last
from simulator.strategies.descent import gradient
from simulator.strategies.descent.rules import Optimizer, optimizer
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator


class Scratch(Strategy):
    """Adapts from random starts and learns nothing between tasks. Follows the adapted query loss."""

    title = "From scratch"
    summary = "No meta-learning: every task starts from random parameters. The line that others must beat."
    explanation = (
        "Each task is learned from random numbers, as if no other task had ever been seen. The distance from this line "
        "to another strategy is what that strategy has learned from earlier tasks."
    )
    formula = "θ<sub>i</sub> random<br>θ<sub>i</sub> ← θ<sub>i</sub> − α ∇L<sub>i</sub>(θ<sub>i</sub>)"

    kind: Literal["scratch"] = "scratch"
    inner_lr: float = declared.inner_lr()
    inner_steps: int = declared.inner_steps()
    optimizer: Optimizer = declared.optimizer()

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    def init(self, problem: Problem, generator: Generator) -> State:
        seed = torch.randint(2**31, (1,), generator=generator)
        return State(problem.init(generator), {"seed": seed})

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        generator = torch.Generator().manual_seed(int(state.moments["seed"]))
        start = problem.init(generator, copies=support.inputs.shape[0])
        rule = optimizer(self.optimizer, self.inner_lr)
        return gradient.fitted(problem, start, support, tuple(start), rule, steps)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ()

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        learned = last(self.adapt(problem, state, batch.support, self.inner_steps))
        with torch.no_grad():
            loss = problem.family.loss.mean(learned.predict(batch.query.inputs), batch.query.targets)
        return state, MetaStepReport(loss, batch.tasks * self.inner_steps)
