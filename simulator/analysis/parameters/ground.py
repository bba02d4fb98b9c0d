"""Where a strategy's adaptation begins, as one vector, and adapting from any other point instead.

What the learner begins with is the first stage of an adaptation. To begin elsewhere, the strategy adapts as always, to
a problem that moves its start (`Problem.begin`). Everything else stays as it was learned: rates, rules, and which
parameters adapt. Starts are rows of the task axis, so many of them are adapted from at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.learned.layers import parameter_name
from simulator.analysis.task_figure.case import floats
from simulator.declaration import InputError, Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies import Strategy
from simulator.strategies.base import Fitted, Learned, State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

Parameters = dict[str, "Tensor"]


@dataclass(frozen=True)
class Layout:
    """How parameters are laid out in one vector: their names and shapes, one after the other."""

    shapes: tuple[tuple[str, tuple[int, ...]], ...]

    @classmethod
    def of(cls, parameters: Parameters) -> Layout:
        """That of parameters ``[task, ...]``."""
        return cls(tuple((name, tuple(value.shape[1:])) for name, value in parameters.items()))

    @property
    def sizes(self) -> list[int]:
        """How many numbers each parameter has."""
        return [math.prod(shape) for _, shape in self.shapes]

    @property
    def size(self) -> int:
        """How many numbers there are in all."""
        return sum(self.sizes)

    def vectors(self, parameters: Parameters) -> Floats:
        """Parameters ``[row, ...]`` as vectors ``[row, number]``."""
        return np.concatenate([floats(parameters[name].flatten(1)) for name, _ in self.shapes], axis=1)

    def parameters(self, vectors: Floats, like: Tensor) -> Parameters:
        """Vectors ``[row, number]`` as parameters ``[row, ...]``, of the kind of number and on the device of `like`."""
        flat = torch.as_tensor(vectors).to(like)
        pieces = torch.split(flat, self.sizes, dim=1)
        return {name: piece.reshape(-1, *shape) for (name, shape), piece in zip(self.shapes, pieces, strict=True)}

    def label(self, number: int) -> Sentence:
        """The name of one number, such as ``layer 1 weights [2, 3]``; places are counted from 1."""
        for (name, shape), size in zip(self.shapes, self.sizes, strict=True):
            if number < size:
                place = ", ".join(str(each + 1) for each in np.unravel_index(number, shape)) if shape else ""
                called = parameter_name(name)
                return sentence("{parameter} [{place}]", parameter=called, place=place) if place else called
            number -= size
        raise IndexError(number)


@dataclass(frozen=True)
class _Moved(Problem):
    """The same problem, but adaptation begins at `there` ``[task, ...]``."""

    there: Parameters = field(default_factory=dict)

    def begin(self, start: Parameters) -> Parameters:
        return self.there


@dataclass(frozen=True)
class Ways:
    """From one start to the parameters adapted to each task. `points`: ``[step, task, number]``.

    Losses ``[step, task]`` on the support set that is adapted to, and on the query set.
    """

    points: Floats
    support: Floats
    query: Floats


@dataclass(frozen=True)
class Ground:
    """A strategy as it was at one moment, the tasks it adapts to, and the vector at which it begins, ``[number]``.

    `alike` says that it begins there for every task; else each has a start of its own, and this is the first one's.
    """

    problem: Problem
    strategy: Strategy
    state: State
    batch: TaskBatch
    layout: Layout
    start: Floats
    alike: bool
    like: Tensor
    common: tuple[str, ...]  # what of the state is the start itself

    def adapt(self, starts: Floats, batch: TaskBatch, steps: int) -> Iterator[Fitted]:
        """Adapt from `starts` ``[task, number]``, one for each task of `batch`; the stages after 0 to `steps` steps."""
        there = self.layout.parameters(starts, self.like)
        known = {each.name: getattr(self.problem, each.name) for each in fields(Problem)}
        state = replace(self.state, theta=self.state.theta | {name: there[name] for name in self.common})
        for stage in self.strategy.adapt(_Moved(**known, there=there), state, batch.support, steps):
            assert isinstance(stage, Fitted)
            yield stage

    def ways(self, start: Floats, steps: int) -> Ways:
        """Adapt to every task from one start ``[number]``."""
        points, support, query = [], [], []
        for stage in self.adapt(np.tile(start, (self.batch.tasks, 1)), self.batch, steps):
            with torch.no_grad():
                points.append(self.layout.vectors(stage.parameters))
                support.append(floats(judged(stage, self.batch, "support")))
                query.append(floats(judged(stage, self.batch, "query")))
        return Ways(np.stack(points), np.stack(support), np.stack(query))


def judged(stage: Fitted, batch: TaskBatch, examples: str) -> Tensor:
    """The loss of each task ``[task]`` on its support set, or on its query set after it."""
    if examples == "support":
        return stage.problem.loss(stage.parameters, batch.support)
    return stage.problem.loss(stage.parameters, batch.query, batch.support)


def ground(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> Ground:
    """Where a strategy begins with the tasks of `batch`. Raises `InputError` where it has no start to be moved."""
    first = _first(problem, strategy, state, batch)
    layout = Layout.of(first.parameters)
    if layout.size < 2:
        raise InputError(
            sentence("This learner has a single parameter, and a plane needs two; choose more inputs or an offset.")
        )
    starts = layout.vectors(first.parameters)
    like = next(iter(first.parameters.values()))
    made = Ground(
        problem,
        strategy,
        state,
        batch,
        layout,
        starts[0],
        bool((starts == starts[0]).all()),
        like[:1],
        tuple(name for name, value in first.parameters.items() if _same(state.theta.get(name), value)),
    )
    moved = starts[:1] + 1.0
    if not np.allclose(layout.vectors(next(made.adapt(moved, batch.select(0), 0)).parameters), moved, atol=1e-5):
        raise _nothing_to_move(strategy)
    return made


def start_of(problem: Problem, strategy: Strategy, state: State, one: TaskBatch, layout: Layout) -> Floats | None:
    """The vector ``[number]`` at which a strategy begins with the first task; None where it is laid out otherwise."""
    first = _first(problem, strategy, state, one)
    return layout.vectors(first.parameters)[0] if Layout.of(first.parameters) == layout else None


def _first(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> Fitted:
    """The stage before any step. Raises `InputError` where the learners are not their parameters."""
    first: Learned = next(iter(strategy.adapt_to(problem, state, batch, 0)))
    if not isinstance(first, Fitted):
        raise _nothing_to_move(strategy)
    return first


def _nothing_to_move(strategy: Strategy) -> InputError:
    return InputError(
        sentence(
            "{strategy}: no parameters are adapted step by step, so there is no initialisation to move here; "
            "choose MAML or Reptile.",
            strategy=sentence(strategy.title),
        )
    )


def _same(meta: Tensor | None, start: Tensor) -> bool:
    """Whether a meta-parameter is what every task begins with, ``[task, ...]``."""
    return meta is not None and meta.shape == start.shape[1:] and bool((meta == start).all())


def repeated(examples: Examples, times: int) -> Examples:
    """All tasks' examples `times` times, one round after the other."""
    inputs, targets = examples.inputs, examples.targets
    return Examples(torch.cat([inputs] * times), torch.cat([targets] * times))
