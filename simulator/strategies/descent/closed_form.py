"""MAML's exact outer gradient from closed forms of the learner's derivatives, without a graph.

One step of gradient descent, phi' = phi - alpha grad L(phi), takes a gradient v at phi' back to (I - alpha H) v at phi,
where H is the Hessian of the task's loss (Finn et al. 2017, equation 1). H v costs about two gradients (Pearlmutter
1994). At the first step all tasks have the same parameters, so products with them are one for all tasks, and only the
sum over tasks is wanted of what is taken back. Sine waves with a 40-40 network: seven tenths of the time of a graph
with one inner step, eight tenths with five.

Where layers are wide, what a step changes in a task's weights is not even multiplied out (`learners.products`): layers
of 256 then take two fifths of the time, of 1,000 tasks a quarter.

What limits it (`tests.benchmarks.derivatives`, by torch's profiler): with layers of 40, products of matrices are two
fifths of the time, and the rest small operations that cost their dispatch; with layers of 256 products are four fifths,
at three fifths of the rate of one large product (`tests.benchmarks.growth`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.deferred import torch
from simulator.learners.differentiated import Values
from simulator.learners.products import Product
from simulator.strategies.descent.gradient import Adaptation, Outer
from simulator.strategies.descent.rules import Descent, Parameters, RatedDescent
from simulator.strategies.problem import Point, Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class _Step:
    """An inner step: where it began, and the gradients there, ``[task, ...]``, times the point's factor."""

    point: Point
    gradient: Values


def closed_form(problem: Problem, theta: Parameters, batch: TaskBatch, inner: Adaptation, steps: int) -> Outer | None:
    """The mean query loss after adaptation and its exact gradient; None where there are no closed forms.

    The rule is gradient descent, at one rate or at learned ones that theta has too (Meta-SGD).
    """
    rule, rates = inner.rule, {}
    if not problem.closed_form or inner.slope is not None:
        return None
    if type(rule) is RatedDescent and not rule.by_step:
        factor, rates = -float(batch.tasks), dict(rule.rates)
    elif type(rule) is Descent:
        factor = -rule.rate * batch.tasks  # so that gradients are steps
    else:
        return None
    places = {id(value): name for name, value in theta.items()}
    if any(id(value) not in places for value in (*inner.start.values(), *rates.values())):
        return None
    names, terms = inner.names, None if rates else terms_of(batch, steps)
    walked: list[_Step] = []
    values: Values = {name: inner.start[name] for name in names}
    for _ in range(steps):
        like = walked[-1].point if walked else None
        point = problem.point(values if like else inner.start, batch.support, factor, like)
        gradient = point.gradient(names, terms=terms)
        walked.append(_Step(point, gradient))
        values = {name: _moved(values[name], gradient[name], rates.get(name)) for name in names}
    end = problem.point(inner.start | values, batch.query)
    loss = problem.family.loss.mean(end.learner.prediction, batch.query.targets)
    total, rated = _taken_back(end, walked, inner, rates, terms)
    total |= {places[id(rates[name])]: value for name, value in rated.items()}
    return loss, {name: total[name] for name in theta}


def terms_of(batch: TaskBatch, steps: int) -> int:
    """Outer products in a task's weights after so many steps, or in what is taken back through them: the most."""
    support, query = batch.support.inputs.shape[1], batch.query.inputs.shape[1]
    return max(steps * support, query + 2 * (steps - 1) * support)


def _taken_back(
    end: Point, walked: list[_Step], inner: Adaptation, rates: Parameters, terms: int | None
) -> tuple[Parameters, Parameters]:
    """The gradient at the end taken back through the steps: by parameter of the start, and by learned rate.

    `walked` is emptied on the way, so that what the steps hold goes with them.
    """
    names, others = inner.names, tuple(name for name in inner.start if name not in inner.names)
    found = end.gradient(names, others, terms)
    pull, total = ({name: found[name] for name in part} for part in (names, others))
    rated: Parameters = {}
    while walked:
        step = walked.pop()
        for name in rates:
            share = (pull[name] * step.gradient[name]).sum(0)
            rated[name] = rated[name] + share if name in rated else share
        direction = {name: pull[name] * rates[name] for name in names} if rates else pull
        if walked:
            bent = step.point.times_hessian(direction, names, others)
            pull = {name: _sum(bent[name], pull[name]) for name in names}
        else:  # here all tasks had the same parameters
            bent = step.point.times_hessian(direction, (), (*names, *others))
            total |= {name: _over_tasks(pull[name]) for name in names}
        for name in total:
            total[name] = total[name] + bent[name]
    return total, rated


def _moved(value: Any, gradient: Any, rate: Tensor | None) -> Any:
    if isinstance(gradient, Product):
        return gradient.on(value)
    return value + gradient if rate is None else torch.addcmul(value, rate, gradient)


def _sum(one: Any, other: Any) -> Any:
    return one + other if isinstance(one, Product) else one.add_(other)


def _over_tasks(gradient: Any) -> Tensor:
    summed: Tensor = gradient.summed() if isinstance(gradient, Product) else gradient.sum(0)
    return summed
