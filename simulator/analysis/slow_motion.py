"""One inner step at a time and one outer step at a time: what happens in the two loops, in numbers.

`slow_motion` follows the adaptation to one task; `outer_step` makes one meta-step on a batch and says what it changed.
The words for it are in `slow_motion_story.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.analysis.gradients import Lengths, Stepping, inner_loop, lengths, outer_gradient, task_gradients
from simulator.deferred import torch
from simulator.engine.evaluation import evaluate
from simulator.engine.events import Floats
from simulator.strategies import Strategy
from simulator.strategies.base import Fitted, Learned, State
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.external.trials import External
from simulator.strategies.problem import Problem
from simulator.strategies.reference.oracle import Oracle
from simulator.tasks.base import TaskBatch

Kind = Literal["descent", "at once", "search", "known"]


@dataclass(frozen=True)
class Stage:
    """One task after some inner steps: its losses on the support and the query set.

    `gradient` is that of the support loss there, and `moved` the step that led on from there; both by layer. Without
    parameters that adapt there is only the query loss.
    """

    query: float
    support: float | None = None
    gradient: Lengths | None = None
    moved: Lengths | None = None


@dataclass(frozen=True)
class OuterStep:
    """One meta-step on a batch of `tasks`: the query loss after adaptation to them, `before` and `after` it.

    `gradient` is the outer gradient where Adam used one, `moved` how far theta went; both by layer. `tried` is the loss
    of the candidate that a search tried.
    """

    tasks: int
    before: float
    after: float
    moved: Lengths
    size: float
    gradient: Lengths | None = None
    tried: float | None = None


@dataclass(frozen=True)
class SlowMotion:
    """Learning one task from what the strategy knows: `stages` after 0, 1, ... inner steps.

    `size` are the lengths of theta by layer, `count` how many numbers it has. `adapting` names the layers that adapt,
    `stepping` says how, at which `rate` if it is one; with `estimated` gradients the rule does not see those given.
    """

    kind: Kind
    stages: tuple[Stage, ...]
    shots: int
    size: Lengths
    count: int
    adapting: tuple[str, ...] = ()
    stepping: Stepping = "its own"
    rate: float | None = None
    estimated: bool = False

    def columns(self) -> dict[str, list[object]]:
        """The stages by inner step, for a table."""
        steps = range(len(self.stages))
        columns: dict[str, list[object]] = {
            "inner_step": list(steps),
            "support_loss": [stage.support for stage in self.stages],
            "query_loss": [stage.query for stage in self.stages],
        }
        for name, found in (("gradient", "gradient"), ("step", "moved")):
            each: list[Lengths | None] = [getattr(stage, found) for stage in self.stages]
            names = next((one.names for one in each if one is not None), ())
            for index, layer in enumerate(names):
                columns[f"{name}_{layer}"] = [None if one is None else float(one.values[index]) for one in each]
        return columns


def slow_motion(problem: Problem, strategy: Strategy, state: State, one: TaskBatch, steps: int) -> SlowMotion:
    """The adaptation to a batch of one task in `steps` inner steps."""
    stages = list(strategy.adapt_to(problem, state, one, steps))
    size, shots = lengths(state.theta), one.support.inputs.shape[1]
    count = sum(value.numel() for value in state.theta.values())
    fitted = [stage for stage in stages if isinstance(stage, Fitted)]
    if len(fitted) < len(stages):
        return SlowMotion(_kind(strategy, False), tuple(_judged(problem, stages, one)), shots, size, count)
    inner = inner_loop(problem, strategy, state, fitted[0])
    found, how = tuple(_descending(problem, fitted, inner.names, one)), (inner.stepping, inner.rate, inner.estimated)
    return SlowMotion(_kind(strategy, True), found, shots, size, count, inner.names, *how)


def outer_step(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> tuple[State, OuterStep]:
    """The state after one meta-step on `batch`, and what it changed; nothing else is touched."""
    after, _ = strategy.meta_step(problem, state, batch)
    g = outer_gradient(state, after)
    trials = strategy.trials(problem, after)
    return after, OuterStep(
        batch.tasks,
        _adapted_loss(problem, strategy, state, batch),
        _adapted_loss(problem, strategy, after, batch),
        lengths({name: after.theta[name] - value for name, value in state.theta.items()}),
        lengths(state.theta).total,
        None if g is None else lengths(g),
        trials[-1].loss if trials else None,
    )


def _kind(strategy: Strategy, fitted: bool) -> Kind:
    if isinstance(strategy, External):
        return "search"
    if isinstance(strategy, Oracle):
        return "known"
    return "descent" if fitted else "at once"


def _judged(problem: Problem, stages: list[Learned], one: TaskBatch) -> Iterator[Stage]:
    with torch.no_grad():
        for learned in stages:
            prediction = learned.predict(one.query.inputs)
            yield Stage(float(problem.family.loss.mean(prediction, one.query.targets)))


def _descending(problem: Problem, fitted: list[Fitted], names: tuple[str, ...], one: TaskBatch) -> Iterator[Stage]:
    for at, then in zip(fitted, [*fitted[1:], None], strict=True):
        gradient = task_gradients(at.problem, at.parameters, names, one.support)
        with torch.no_grad():
            support = at.problem.mean_loss(at.parameters, one.support)
            query = at.problem.mean_loss(at.parameters, one.query, one.support)
            moved = None if then is None else lengths(_way(at.parameters, then.parameters, names))
        yield Stage(float(query), float(support), lengths(gradient), moved)


def _way(start: Parameters, end: Parameters, names: tuple[str, ...]) -> Parameters:
    return {name: end[name] - start[name] for name in names}


def _adapted_loss(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> float:
    """The query loss after the usual number of inner steps, over all tasks."""
    losses: Floats | None = evaluate(problem, strategy, state, batch, strategy.usual_steps).loss
    return float(np.nan if losses is None else losses[-1].mean())
