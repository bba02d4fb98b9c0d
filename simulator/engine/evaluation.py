"""Judging a strategy: its scores after 0, 1, ... inner steps on fixed tasks, beside reference lines."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from simulator.deferred import torch
from simulator.engine.answers import area_under_curve, calibration_error
from simulator.engine.events import Floats, Scores, Tested
from simulator.engine.streams import generator
from simulator.strategies import Strategy
from simulator.strategies.base import Learned, State
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.base import Examples, Reference, TaskBatch
from simulator.tasks.loss import Loss, likelihood

if TYPE_CHECKING:
    from torch import Tensor


Wanted = Callable[[], bool]
Result = TypeVar("Result")
Word = TypeVar("Word")
Judging = Generator[float, None, Result]  # after each stage the share that is judged, from 0 to 1; then the result


class UnwantedError(Exception):
    """The scores are no longer wanted: a stop was asked for before they were complete."""


def always() -> bool:
    """Scores are wanted to their end."""
    return True


@dataclass(frozen=True)
class Bench:
    """Fixed tasks of one family, on which strategies are judged after 0 to `steps` inner steps.

    Its methods raise `UnwantedError` within one inner step of `wanted` turning false.
    """

    problem: Problem
    batch: TaskBatch
    steps: int
    seed: int
    wanted: Wanted = always

    def judge(self, strategy: Strategy, state: State) -> Scores:
        """The scores of a strategy as it is."""
        return evaluate(self.problem, strategy, state, self.batch, self.steps, self.wanted)

    def references(self, strategy: Strategy) -> dict[str, Scores]:
        """The reference lines beside a strategy."""
        return references(self.problem, strategy, self.batch, self.steps, self.seed, self.wanted)

    def test(self, strategy: Strategy, state: State, elsewhere: Bench | None = None) -> Judging[Tested]:
        """The strategy and its reference lines on these tasks, and on those `elsewhere`, stage by stage."""
        other, begun = None, 0.0
        if elsewhere is not None:
            other, begun = (yield from _within(0.0, 0.5, elsewhere.test(strategy, state))), 0.5
        half = (begun + 1.0) / 2
        stages = strategy.adapt_to(self.problem, state, self.batch, self.steps)
        loss = self.problem.family.loss
        judging = _judging(strategy.title, stages, self.batch, loss, self.steps, self.wanted)
        scores = yield from _within(begun, half, judging)
        comparing = _comparing(self.problem, strategy, self.batch, self.steps, self.seed, self.wanted)
        return Tested(scores, (yield from _within(half, 1.0, comparing)), other)


def evaluate(
    problem: Problem, strategy: Strategy, state: State, batch: TaskBatch, steps: int, wanted: Wanted = always
) -> Scores:
    """Adapt to every task of `batch` and judge each stage on the query sets; see `score` for `wanted`."""
    stages = strategy.adapt_to(problem, state, batch, steps)
    return score(strategy.title, stages, batch, problem.family.loss, wanted)


def score(title: str, stages: Iterable[Learned], batch: TaskBatch, loss: Loss, wanted: Wanted = always) -> Scores:
    """The scores of every stage of an adaptation on the query sets of `batch`.

    Raises `UnwantedError` within one stage of `wanted` turning false.
    """
    return _whole(_judging(title, stages, batch, loss, 0, wanted))


def from_scratch(strategy: Strategy) -> Scratch:
    """Learning from random starts with as many steps, and the strategy's own inner learning rate where that fits."""
    shared = {name: getattr(strategy, name) for name in Scratch.parameters() if hasattr(strategy, name)}
    if not strategy.shares_rate:
        shared.pop("inner_lr", None)
    return Scratch(**shared)


def references(
    problem: Problem, strategy: Strategy, batch: TaskBatch, steps: int, seed: int, wanted: Wanted = always
) -> dict[str, Scores]:
    """The reference lines on `batch`: the same learner from scratch, one random start a task, and what is known.

    Raises `UnwantedError` as `score` does.
    """
    return _whole(_comparing(problem, strategy, batch, steps, seed, wanted))


def _whole(judging: Judging[Result]) -> Result:
    """What judging comes to, all at once."""
    while True:
        try:
            next(judging)
        except StopIteration as end:
            found: Result = end.value
            return found


def told(judging: Judging[Result], tell: Callable[[float], Word]) -> Generator[Word, None, Result]:
    """The same, what it gives told in other words."""
    while True:
        try:
            share = next(judging)
        except StopIteration as end:
            found: Result = end.value
            return found
        yield tell(share)


def _within(low: float, high: float, judging: Judging[Result]) -> Judging[Result]:
    """The same, as a part of more: from the share `low` of that to `high`."""
    return told(judging, lambda share: low + (high - low) * share)


def _judging(
    title: str, stages: Iterable[Learned], batch: TaskBatch, loss: Loss, steps: int, wanted: Wanted
) -> Judging[Scores]:
    """`score`, stage by stage."""
    rows: list[_Row] = []
    before: Learned | None = None
    for learned in stages:
        if not wanted():
            raise UnwantedError
        rows.append(rows[-1] if learned is before else _judged(learned, batch.query, loss))
        before = learned
        yield min(1.0, len(rows) / (steps + 1))
    return Scores(
        title,
        _stacked([row.loss for row in rows]),
        _stacked([row.accuracy for row in rows]),
        _stacked([row.likelihood for row in rows]),
        np.asarray([row.auc for row in rows]) if loss.binary else None,
        np.asarray([row.calibration for row in rows]) if loss.binary else None,
    )


def _comparing(
    problem: Problem, strategy: Strategy, batch: TaskBatch, steps: int, seed: int, wanted: Wanted
) -> Judging[dict[str, Scores]]:
    """`references`, stage by stage."""
    scratch, loss = from_scratch(strategy), problem.family.loss
    start = scratch.init(problem, generator(seed, "scratch"))
    stages = scratch.adapt(problem, start, batch.support, steps)
    found = {"scratch": (yield from _judging("from scratch", stages, batch, loss, steps, wanted))}
    return found | {known.key: _known(known, batch.query, loss) for known in problem.family.references(batch)}


@dataclass(frozen=True)
class _Row:
    """The scores of one stage, ``[task]``."""

    loss: Tensor
    accuracy: Tensor | None
    likelihood: Tensor | None
    auc: float = float("nan")
    calibration: float = float("nan")


def _judged(learned: Learned, query: Examples, loss: Loss) -> _Row:
    with torch.no_grad():
        prediction = learned.predict(query.inputs)
        deviation = learned.deviation(query.inputs)
    return _Row(
        loss.per_task(prediction, query.targets),
        loss.accuracy(prediction, query.targets),
        None if deviation is None else likelihood(prediction, deviation, query.targets),
        *_pooled(prediction, query, loss),
    )


def _pooled(prediction: Tensor | None, query: Examples, loss: Loss) -> tuple[float, float]:
    """The area under the curve and the calibration error of all answers together, where they apply."""
    if prediction is None or not (loss.binary and prediction.isfinite().all()):
        return float("nan"), float("nan")
    chances, right = _array(prediction.sigmoid().flatten()), _array(query.targets.flatten())
    return area_under_curve(chances, right), calibration_error(chances, right)


def _stacked(rows: list[Tensor | None]) -> Floats | None:
    """One row a stage, ``[step, task]``; None where the measure does not apply to every stage."""
    known = [row for row in rows if row is not None]
    return _array(torch.stack(known)) if len(known) == len(rows) else None


def _known(reference: Reference, query: Examples, loss: Loss) -> Scores:
    values = (reference.loss, reference.accuracy, reference.likelihood)
    rows = (None if value is None else _array(value.unsqueeze(0)) for value in values)
    pooled = _pooled(reference.prediction, query, loss)
    return Scores(reference.title, *rows, *(np.asarray([value]) if loss.binary else None for value in pooled))


def _array(values: Tensor) -> Floats:
    return np.asarray(values.detach().double().cpu())
