"""A learned update rule, as a function of the gradient.

The rule remembers, so one curve is not the whole of it: each curve is the step after the same gradient has come a
number of times in a row. Beside it stand gradient descent and Adam, which for a constant gradient g move by -alpha g
and -alpha sgn g whatever came before, with the rate at which they step as far as the rule does at \\|g\\| = 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.rounding import significant
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies.descent.gradient import leaves
from simulator.strategies.descent.rules import Rule

SEEN = (1, 2, 5, 20)  # how often the gradient has come, this time included
SMALLEST, LARGEST = -4, 2  # powers of ten of the gradients' sizes
POINTS = 60  # a power of ten's worth on each side is a sixth of them
TASKS, STEPS = 8, 20  # of the adaptations whose gradients are looked at
EPSILON = 1e-8  # of Adam


@dataclass(frozen=True)
class RuleFigure:
    """Steps ``[seen, point]`` for `gradients` ``[point]``; `usual` holds the middle 90% of the sizes met in practice.

    `rate` is the rate at which gradient descent steps as far as the rule at a gradient of size 1; None where the rule
    goes uphill there.
    """

    gradients: Floats
    steps: Floats
    usual: tuple[float, float]
    rate: float | None

    @property
    def places(self) -> Floats:
        """Where the gradients stand on a symmetric logarithmic axis, ``[point]``."""
        return place(self.gradients)

    @property
    def descent(self) -> Floats:
        """The steps of gradient descent, ``[point]``; none without a rate."""
        return np.empty(0) if self.rate is None else -self.rate * self.gradients

    @property
    def adam(self) -> Floats:
        """The steps of Adam for a constant gradient, ``[point]``; none without a rate."""
        if self.rate is None:
            return np.empty(0)
        return np.asarray(-self.rate * self.gradients / (np.abs(self.gradients) + EPSILON))

    def downhill(self, size: float) -> float:
        """How far the last curve goes down a gradient of that size, the mean of both signs."""
        up, down = (int(np.abs(self.gradients - sign * size).argmin()) for sign in (1, -1))
        return float(self.steps[-1, down] - self.steps[-1, up]) / 2

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        if self.rate is None:
            return sentence("The rule does not go downhill yet: it has hardly been trained.")
        small, large = self.downhill(0.01), self.downhill(1.0)
        values = {"small": significant(small), "large": significant(large), "seen": SEEN[-1]}
        if small <= 0:
            return sentence(
                "Once it has come {seen} times, a gradient of 1 moves a parameter by {large}; one of 0.01 is not "
                "followed.",
                **values,
            )
        return sentence(
            "Once it has come {seen} times, a gradient of 1 moves a parameter by {large}, and one of 0.01 by {small}: "
            "{ratio} times less, where gradient descent would do 100 times less and Adam the same.",
            **values,
            ratio=significant(large / small),
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        columns: Columns = {"gradient": self.gradients.tolist()}
        curves: Columns = {f"step_after_{seen}": row.tolist() for seen, row in zip(SEEN, self.steps, strict=True)}
        others: Columns = {"gradient_descent": self.descent.tolist(), "adam": self.adam.tolist()}
        return columns | curves | others


def place(gradients: Floats) -> Floats:
    """Gradients on a symmetric logarithmic axis: powers of ten above the smallest shown, linear below it."""
    size = np.abs(gradients) / 10.0**SMALLEST
    return np.asarray(np.sign(gradients) * np.where(size < 1, size, 1 + np.log10(np.maximum(size, 1))))


def rule(case: Case) -> RuleFigure:
    """The figure of a strategy that learns its update rule."""
    learned = case.strategy.rule(case.problem, case.state)
    assert learned is not None
    tiny = 10.0**SMALLEST * np.array([1e-3, 1e-2, 0.1, 0.5])  # on the linear part of the axis
    sizes = np.concatenate([tiny, np.logspace(SMALLEST, LARGEST, POINTS + 1)])
    gradients = np.concatenate([-sizes[::-1], [0.0], sizes])
    figure = RuleFigure(gradients, moves(learned, gradients, SEEN), _usual(case), None)
    rate = figure.downhill(1.0)
    return RuleFigure(gradients, figure.steps, figure.usual, rate if rate > 0 else None)


def moves(learned: Rule, gradients: Floats, seen: tuple[int, ...]) -> Floats:
    """How far the rule moves each of many parameters whose gradient is always the same, ``[seen, point]``.

    A row for each number of `seen`: the step at which the gradient comes for that time.
    """
    with torch.no_grad():
        g = {"x": torch.as_tensor(gradients, dtype=torch.get_default_dtype()).unsqueeze(0)}
        values = {"x": torch.zeros_like(g["x"])}
        memory, found = learned.begin(values), []
        for step in range(max(seen)):
            moved, memory = learned.move(step, values, g, 1, memory)
            found.append(moved["x"][0] - values["x"][0])
            values = moved
        return floats(torch.stack([found[number - 1] for number in seen]))


def _usual(case: Case) -> tuple[float, float]:
    """Between which sizes the middle 90% of the gradients lie that adaptations to some tasks meet."""
    problem, batch, sizes = case.problem, case.some(TASKS), []
    for learned in case.strategy.adapt(problem, case.state, batch.support, STEPS):
        values = leaves(getattr(learned, "parameters", {}))
        if not values:
            return 0.0, 0.0
        loss = problem.loss(values, batch.support).sum()
        sizes += [floats(each).ravel() for each in torch.autograd.grad(loss, list(values.values()))]
    low, high = np.percentile(np.abs(np.concatenate(sizes)), (5, 95))
    return float(low), float(high)
