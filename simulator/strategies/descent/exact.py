"""The exact outer gradient: through the inner steps, second derivatives included (MAML; Finn et al. 2017, equation 1).

To differentiate through inner steps all that they computed has to be at hand, which grows with their number: memory is
what limits long inner loops. Where the problem asks to `recompute`, the loop is cut into a few parts, and only where
they begin is kept. Each is made once more, from the last to the first, cut likewise until it is short enough to be
differentiated (gradient checkpointing; Griewank and Walther 2000, Chen et al. 2016). So memory grows with the logarithm
of the number of steps, and for a hundred of them the work by two inner loops without a graph.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.strategies.base import last
from simulator.strategies.descent.closed_form import closed_form
from simulator.strategies.descent.gradient import (
    Begin,
    Moving,
    Outer,
    adapted,
    begun,
    for_each_task,
    gradient_of,
    leaves,
    walk,
)
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

STEPS, PARTS = 5, 5  # differentiated at once, and into how many parts what is longer is cut


def exact(problem: Problem, theta: Parameters, batch: TaskBatch, begin: Begin, steps: int) -> Outer:
    """The mean query loss after adaptation, and its exact gradient with respect to `theta`."""
    if problem.recompute:
        return _in_segments(problem, theta, batch, begin, steps)
    return closed_form(problem, theta, batch, begin(theta), steps) or at_once(problem, theta, batch, begin, steps)


def at_once(problem: Problem, theta: Parameters, batch: TaskBatch, begin: Begin, steps: int) -> Outer:
    """The same by automatic differentiation of the whole inner loop."""
    meta = leaves(theta)
    end = adapted(problem, begin(meta), batch.support, steps, differentiable=True)
    loss = problem.mean_loss(end, batch.query, batch.support)
    return loss.detach(), gradient_of(loss, meta)


def _in_segments(problem: Problem, theta: Parameters, batch: TaskBatch, begin: Begin, steps: int) -> Outer:
    loop = _Loop(problem, theta, batch, begin)
    beginning = loop.beginning()
    meta, end = leaves(theta), leaves(loop.after(beginning, range(steps))[0])
    loss = problem.mean_loss(for_each_task(begin(meta).start, batch.tasks) | end, batch.query, batch.support)
    total, pulls = _back([(loss, torch.ones_like(loss))], meta, (end, {}))
    for gradient in loop.backward(beginning, range(steps), [pulls]):
        total = {name: total[name] + value for name, value in gradient.items()}
    return loss.detach(), total


@dataclass(frozen=True)
class _Loop:
    """The inner loop of a meta-batch, from any of its steps to any other."""

    problem: Problem
    theta: Parameters
    batch: TaskBatch
    begin: Begin

    def beginning(self) -> Moving:
        """What moves, before the first step."""
        inner = self.begin(self.theta)
        return begun(for_each_task(inner.start, self.batch.tasks), inner.names, inner.rule)

    def after(self, moving: Moving, steps: range) -> Moving:
        """What moves after these steps; no graph."""
        inner = self.begin(self.theta)
        start = for_each_task(inner.start, self.batch.tasks)
        return last(walk(self.problem, start, moving, self.batch.support, inner.rule, steps))

    def backward(self, moving: Moving, steps: range, pulls: list[Moving]) -> Iterator[Parameters]:
        """What the pulls after these steps come to at the meta-parameters, in pieces to be added up.

        `pulls` is a list of one, which is taken out, and that before the steps put in: nobody else shall hold it.
        """
        if len(steps) <= STEPS:
            gradient, before = self._through(moving, steps, pulls.pop())
            pulls.append(before)
            yield gradient
            return
        size = math.ceil(len(steps) / PARTS)
        parts = [steps[first : first + size] for first in range(0, len(steps), size)]
        kept = [moving]
        for part in parts[:-1]:
            kept.append(self.after(kept[-1], part))
        while parts:
            yield from self.backward(kept.pop(), parts.pop(), pulls)

    def _through(self, moving: Moving, steps: range, pulls: Moving) -> tuple[Parameters, Moving]:
        """What the pulls after these steps come to at the meta-parameters, and before them."""
        meta = leaves(self.theta)
        inner = self.begin(meta)
        start = for_each_task(inner.start, self.batch.tasks)
        first = steps.start == 0
        before = begun(start, inner.names, inner.rule) if first else (leaves(moving[0]), leaves(moving[1]))
        after = last(walk(self.problem, start, before, self.batch.support, inner.rule, steps, differentiable=True))
        pairs = [(part[name], pull) for part, by in zip(after, pulls, strict=True) for name, pull in by.items()]
        ends = [(value, pull) for value, pull in pairs if value.requires_grad]
        return _back(ends, meta, ({}, {}) if first else before)


def _back(ends: list[tuple[Tensor, Tensor]], meta: Parameters, before: Moving) -> tuple[Parameters, Moving]:
    """What the pulls at the ends come to at the meta-parameters, and at what moved before; zero where nothing leads."""
    values, memory = before
    leading = [*meta.values(), *values.values(), *memory.values()]
    outputs, pulls = zip(*ends, strict=True)
    taken = torch.autograd.grad(outputs, leading, pulls, allow_unused=True)
    pairs = zip(leading, taken, strict=True)
    found = iter([torch.zeros_like(value) if gradient is None else gradient for value, gradient in pairs])
    gradient, pull, memory_pull = ({name: next(found) for name in part} for part in (meta, values, memory))
    return gradient, (pull, memory_pull)
