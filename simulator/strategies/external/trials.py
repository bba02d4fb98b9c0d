"""External meta-learning: the outer loop chooses the learner itself, and how it learns, by what adapts best.

One trial a meta-iteration: a candidate (a point of `space.py`) adapts from random starts to the support sets of the
meta-batch and is judged on the query sets. Every trial has a meta-batch of its own, and easy tasks make any candidate
look good; so its score is its loss as a share of what answering nothing (zeros, equal chances) costs on the same tasks.
Times the mean of those costs, the score is a loss again, the one that is reported, in the same order.

What is carried on are the trials alone, as tensors. A named strategy says only which point to try next.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.declaration import InputError, Sentence, parameter
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.strategies import declared
from simulator.strategies.base import Learned, MetaStepReport, Shown, State, Strategy, Trial, last
from simulator.strategies.descent.rules import Optimizer
from simulator.strategies.external.space import Candidate, Limits, Space, space
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.base import Examples, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

WORST = 10.0  # the score of a candidate whose adaptation overflows
TINY = 1e-12


class External(Strategy):
    """Tries one candidate a meta-iteration, the given one first; adapts with the best so far.

    Follows the trial's loss on tasks of the difficulty that the batches had so far on average.
    `inner_lr`, `inner_steps` and `optimizer` are those of the first candidate, and of others where they are not
    searched; no candidate takes more than `inner_steps`.
    """

    inner_lr: float = declared.inner_lr(live=False)  # changed, it would make other candidates of the trials so far
    inner_steps: int = declared.inner_steps(10)
    optimizer: Optimizer = declared.optimizer()
    space: str = parameter(
        "learner, strategy.inner_lr, strategy.inner_steps, strategy.optimizer",
        "Searched",
        "What the search may change: parameters such as learner.hidden or strategy.inner_lr, with commas between them; "
        "learner alone stands for its main ones.",
        le=300,
    )
    largest_width: int = parameter(
        128, "Largest width", "Units that a layer may have at most.", ge=1, le=1024, unit="units", advanced=True
    )
    deepest: int = parameter(
        3, "Most layers", "Hidden layers that a learner may have at most.", ge=1, le=8, unit="layers", advanced=True
    )

    @abstractmethod
    def propose(self, searched: Space, state: State) -> list[float]:
        """The next point, each coordinate in [0, 1], after the trials in `state.moments`: ``points`` and ``scores``."""

    @property
    def usual_steps(self) -> int:
        return self.inner_steps

    @property
    def inner(self) -> Scratch:
        """The inner loop of the first candidate."""
        return Scratch(inner_lr=self.inner_lr, inner_steps=self.inner_steps, optimizer=self.optimizer)

    def searched(self, learner: Learner) -> Space:
        """The space around `learner`. Raises `InputError` where the text of `space` does not fit it."""
        limits = Limits(self.largest_width, self.deepest, self.inner_steps)
        return space(self.space, Candidate(learner, self.inner), limits)

    def objection(self, family: TaskFamily, learner: Learner) -> Sentence | None:
        try:
            self.searched(learner)
        except InputError as error:
            return error.message
        return None

    def init(self, problem: Problem, generator: Generator) -> State:
        size = self.searched(problem.learner).size
        moments = {
            "seed": torch.randint(2**31, (1,), generator=generator),
            "points": torch.empty(0, size, dtype=torch.float64),  # [trial, coordinate]
            "scores": torch.empty(0, dtype=torch.float64),  # [trial]
            "costs": torch.empty(0, dtype=torch.float64),  # [trial], of answering nothing
        }
        return State({}, moments)

    def adapt(self, problem: Problem, state: State, support: Examples, steps: int) -> Iterator[Learned]:
        best = self.best(problem, state)
        taken = min(steps, best.inner.inner_steps)
        stage: Learned
        for stage in adaptation(problem, best, int(state.moments["seed"]), support, taken):
            yield stage
        for _ in range(steps - taken):
            yield stage

    def meta_step(self, problem: Problem, state: State, batch: TaskBatch) -> tuple[State, MetaStepReport]:
        searched = self.searched(problem.learner)
        point = self.propose(searched, state) if state.count else searched.point(searched.default)
        candidate = _built(problem, searched, point)
        zeros = torch.zeros(*batch.query.inputs.shape[:2], problem.family.shape.outputs, device=problem.device)
        cost = _loss(problem, zeros, batch)
        score, steps = torch.full_like(cost, WORST), 0
        if candidate:
            steps = candidate.inner.inner_steps
            score = self._score(problem, candidate, state, batch, cost)
        row = {"points": torch.tensor(point, dtype=torch.float64), "scores": score, "costs": cost}
        moments = state.moments | {name: torch.cat([state.moments[name], row[name][None]]) for name in row}
        report = MetaStepReport(score * moments["costs"].mean(), batch.tasks * steps)
        return State({}, moments, state.count + 1), report

    def trials(self, problem: Problem, state: State) -> tuple[Trial, ...]:
        searched = self.searched(problem.learner)
        losses = state.moments["scores"] * state.moments["costs"].mean()
        pairs = zip(state.moments["points"].tolist(), losses.tolist(), strict=True)
        return tuple(Trial(searched.values(point), loss) for point, loss in pairs)

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("trials",)

    def newest_generation(self, trials: int) -> int:
        """With which of so many trials, from 0, the newest generation begins; where there are none, the last trial."""
        return max(trials - 1, 0)

    def best(self, problem: Problem, state: State) -> Candidate:
        """The candidate with the lowest score so far; before the first trial, the given one."""
        searched = self.searched(problem.learner)
        if not state.count:
            return searched.default
        point = state.moments["points"][state.moments["scores"].argmin()]
        return _built(problem, searched, point.tolist()) or searched.default

    def _score(self, problem: Problem, candidate: Candidate, state: State, batch: TaskBatch, cost: Tensor) -> Tensor:
        """The candidate's loss over the cost of answering nothing, at most `WORST`; so too if it is not a number."""
        steps = candidate.inner.inner_steps
        learned = last(adaptation(problem, candidate, int(state.moments["seed"]), batch.support, steps))
        with torch.no_grad():
            score = _loss(problem, learned.predict(batch.query.inputs), batch) / cost.clamp(min=TINY)
        return torch.where(score < WORST, score, torch.full_like(score, WORST))


def adaptation(problem: Problem, candidate: Candidate, seed: int, support: Examples, steps: int) -> Iterator[Learned]:
    """The stages of a candidate's adaptation from random starts, one a task, given by `seed`."""
    own = replace(problem, learner=candidate.learner)
    return candidate.inner.adapt(own, State({}, {"seed": torch.tensor([seed])}), support, steps)


def _built(problem: Problem, searched: Space, point: list[float]) -> Candidate | None:
    """The candidate at a point, if it can be built and works on the family."""
    try:
        candidate = searched.candidate(point)
    except InputError:
        return None
    return None if candidate.learner.objection(problem.family) else candidate


def _loss(problem: Problem, prediction: Tensor, batch: TaskBatch) -> Tensor:
    """The mean loss of a prediction on the query sets, a scalar in double precision."""
    return problem.family.loss.mean(prediction, batch.query.targets).double().cpu()
