"""The oracle: the best answer that is known to a task, as an entry of its own to compare with.

It learns nothing. Its answers come from the family's `solution`, which may know what made the task.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

from simulator.declaration import InputError, Sentence, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.strategies.base import Answering, Learned, MetaStepReport, Shown, State, Strategy
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

CERTAIN = 2.0  # log-odds with which a class is repeated


class Oracle(Strategy):
    """Answers with the family's solution at every stage, and stays as it is. Follows the solution's query loss."""

    title = "Oracle"
    summary = "Knows the answer: the best result that any strategy could reach, as a line to aim at."
    explanation = (
        "The oracle does not learn; it is told what made each task, or works out the best answer there is. "
        "How far another strategy lies above its line is what that strategy could still gain."
    )
    formula = "f* = argmin<sub>f</sub> E[L(f)]"
    paper = ""

    kind: Literal["oracle"] = "oracle"

    @property
    def usual_steps(self) -> int:
        return 1

    @property
    def adapts_in_training(self) -> bool:
        return False

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        if family.solved:
            return None
        return sentence("No best answer is known for {family}, so there is no oracle.", family=sentence(family.title))

    def init(self, problem: Problem, generator: Generator) -> State:
        return State({})

    def adapt_to(self, problem: Problem, state: State, batch: TaskBatch, steps: int) -> Iterator[Learned]:
        learned = _solved(problem, batch)
        for _ in range(steps + 1):
            yield learned

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        """With a support set alone there is nothing to know: the nearest example's target is repeated."""
        learned = Answering(partial(nearest, problem, support))
        for _ in range(steps + 1):
            yield learned

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ()

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        with torch.no_grad():
            prediction = _solved(problem, batch).predict(batch.query.inputs)
            loss = problem.family.loss.mean(prediction, batch.query.targets)
        return state, MetaStepReport(loss, 0)


def nearest(problem: Problem, support: Examples, inputs: Tensor) -> Tensor:
    """For each input the target of the support example nearest to it, as a prediction ``[task, shot, output]``."""
    loss = problem.family.loss
    found = torch.cdist(inputs.flatten(2), support.inputs.flatten(2)).argmin(2)  # [task, shot]
    targets = loss.encode(support.targets, problem.family.shape.outputs)  # [task, support shot, output]
    repeated = targets.gather(1, found.unsqueeze(2).expand(-1, -1, targets.shape[2]))
    return CERTAIN * (2 * repeated - 1) if loss.classes else repeated


def _solved(problem: Problem, batch: TaskBatch) -> Learned:
    """The family's solution. Raises `InputError` where it has none, which `objection` says beforehand."""
    solution = problem.family.solution(batch)
    if solution is None:
        raise InputError(sentence("No best answer is known for these tasks."))
    return Answering(solution.predict, solution.deviation)
