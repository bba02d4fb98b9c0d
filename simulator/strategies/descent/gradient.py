"""The composition behind every gradient-based strategy.

A strategy is three choices. *What is meta-learned* and what of it adapts, by *which inner rule*, is its `Adaptation`:
a function of the meta-parameters theta. *How the outer gradient is taken* is one of the functions here:

- `multi_step`: through the inner steps, of the losses after each of them, weighted (Antoniou et al. 2019, equation 3);
- `first_order`: at the adapted parameters, as if they did not depend on the start (Finn et al. 2017, section 5.2);
- `pooled`: of the start itself, without an inner loop;
- `difference`: from the start to where adaptation led (Reptile; Nichol et al. 2018, algorithm 1);
- in files of their own, `exact.py` (MAML), `implicit.py` (iMAML) and `evolution.py` (ES-MAML).

All work on a whole meta-batch at once. What limits the speed is the number of tensor operations, not their
size, so losses are taken as one mean over tasks and the step length makes up for the division.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.strategies.base import Fitted, last
from simulator.strategies.descent.rules import Parameters, Rule
from simulator.strategies.problem import Point, Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Tensor


Slope = Callable[[Problem, Parameters, Parameters, Examples, int], Parameters]


@dataclass(frozen=True)
class Adaptation:
    """An inner loop: all parameters of the learner without a task axis, those that adapt, and the rule they follow.

    `slope` estimates the gradient of the support loss (its mean over tasks) where there is no differentiating it:
    a function of problem, start, adapting values, support set and step number. Usually None: it is in
    closed form where there is one, else backpropagated.
    """

    start: Parameters
    names: tuple[str, ...]
    rule: Rule
    slope: Slope | None = None


Begin = Callable[[Parameters], Adaptation]
Moving = tuple[Parameters, Parameters]  # the parameters that adapt, and what their rule remembers
Outer = tuple["Tensor", Parameters]  # the loss that is followed, detached, and its gradient by meta-parameter


def for_each_task(theta: Parameters, tasks: int) -> Parameters:
    """Give shared parameters a task axis, ``[task, ...]``, without copying them."""
    return {name: value.expand(tasks, *value.shape) for name, value in theta.items()}


def leaves(theta: Parameters) -> Parameters:
    """The same values as fresh leaves of a graph."""
    return {name: value.detach().requires_grad_() for name, value in theta.items()}


def inner_steps(
    problem: Problem,
    start: Parameters,
    support: Examples,
    names: tuple[str, ...],
    rule: Rule,
    steps: int,
    *,
    differentiable: bool = False,
    second_order: bool = True,
    slope: Slope | None = None,
) -> Iterator[Parameters]:
    """The parameters after 0, 1, ... `steps` inner steps of `rule`, each task on its own support set.

    `start` has a task axis; see `walk` for the rest.
    """
    yield start
    before = begun(start, names, rule)
    for values, _ in walk(
        problem,
        start,
        before,
        support,
        rule,
        range(steps),
        differentiable=differentiable,
        second_order=second_order,
        slope=slope,
    ):
        yield start | values


def begun(start: Parameters, names: tuple[str, ...], rule: Rule) -> Moving:
    """What moves, before the first inner step from a start with a task axis."""
    values = {name: start[name] for name in names}
    return values, rule.begin(values)


def walk(
    problem: Problem,
    start: Parameters,
    moving: Moving,
    support: Examples,
    rule: Rule,
    steps: range,
    *,
    differentiable: bool = False,
    second_order: bool = True,
    slope: Slope | None = None,
) -> Iterator[Moving]:
    """What moves, after each of these inner steps of `rule` from where it is `moving`, each task on its support set.

    `start` has the parameters that do not adapt too, with a task axis; if `differentiable`, the results' dependence on
    it (and on what the rule is made of) is kept, with `second_order` that of the inner gradients too; else the results
    are detached. See `Adaptation` for `slope`.
    """
    tasks = support.inputs.shape[0]
    values, memory = moving
    point: Point | None = None
    for step in steps:
        if slope:
            gradients = slope(problem, start, values, support, step)
        elif problem.closed_form and not differentiable:
            point = problem.point(values if point else start | values, support, like=point)
            gradients = point.gradient(tuple(values))
        else:
            attached = differentiable and all(value.requires_grad for value in values.values())
            adapting = values if attached else leaves(values)  # a fixed start, as a context's, has no graph of its own
            loss = problem.mean_loss(start | adapting, support)
            taken = torch.autograd.grad(loss, list(adapting.values()), create_graph=differentiable and second_order)
            gradients = dict(zip(adapting, taken, strict=True))
        if differentiable:
            values, memory = rule.move(step, values, gradients, tasks, memory)
        else:
            with torch.no_grad():
                values, memory = rule.move(step, values, gradients, tasks, memory)
        yield values, memory


def adapted(
    problem: Problem, inner: Adaptation, support: Examples, steps: int, *, differentiable: bool = False
) -> Parameters:
    """The parameters after `steps` inner steps, ``[task, ...]``."""
    start = for_each_task(inner.start, support.inputs.shape[0])
    made = inner_steps(
        problem, start, support, inner.names, inner.rule, steps, differentiable=differentiable, slope=inner.slope
    )
    return last(made)


def stages(problem: Problem, inner: Adaptation, support: Examples, steps: int) -> Iterator[Fitted]:
    """Adapt by `steps` inner steps, one stage after the other; no graph."""
    start = for_each_task(inner.start, support.inputs.shape[0])
    return fitted(problem, start, support, inner.names, inner.rule, steps, inner.slope)


def fitted(
    problem: Problem,
    start: Parameters,
    support: Examples,
    names: tuple[str, ...],
    rule: Rule,
    steps: int,
    slope: Slope | None = None,
) -> Iterator[Fitted]:
    """`stages` from a start that has a task axis already."""
    for parameters in inner_steps(problem, problem.begin(start), support, names, rule, steps, slope=slope):
        yield Fitted(problem, parameters, support)


def multi_step(
    problem: Problem,
    theta: Parameters,
    batch: TaskBatch,
    begin: Begin,
    weights: Sequence[float],
    *,
    second_order: bool = True,
) -> Outer:
    """The sum of the mean query losses after each inner step by their `weights`, and its gradient.

    There are as many inner steps as weights; losses of weight zero are not computed. Without `second_order` the inner
    gradients count as constants, while the rates they are multiplied by do not.
    """
    meta = leaves(theta)
    inner = begin(meta)
    start = for_each_task(inner.start, batch.tasks)
    _, *after = inner_steps(
        problem,
        start,
        batch.support,
        inner.names,
        inner.rule,
        len(weights),
        differentiable=True,
        second_order=second_order,
    )
    counted = [(weight, end) for weight, end in zip(weights, after, strict=True) if weight]
    losses = [weight * problem.mean_loss(end, batch.query, batch.support) for weight, end in counted]
    loss = torch.stack(losses).sum()
    return loss.detach(), gradient_of(loss, meta)


def first_order(problem: Problem, theta: Parameters, batch: TaskBatch, begin: Begin, steps: int) -> Outer:
    """The mean query loss after adaptation, and its gradient at the adapted parameters.

    For strategies whose meta-parameters are the start alone.
    """
    end = adapted(problem, begin(theta), batch.support, steps)
    if problem.closed_form:
        return _known(problem, end, batch.query)
    end = leaves(end)
    loss = problem.mean_loss(end, batch.query, batch.support)
    gradients = torch.autograd.grad(loss, list(end.values()))  # each [task, ...], divided by the tasks already
    return loss.detach(), {name: gradient.sum(0) for name, gradient in zip(end, gradients, strict=True)}


def pooled(problem: Problem, theta: Parameters, batch: TaskBatch) -> Outer:
    """The loss of the start itself on the examples of all tasks, support and query; and its gradient."""
    examples = batch.support.joined(batch.query)
    if problem.closed_form:
        return _known(problem, theta, examples)
    meta = leaves(theta)
    loss = problem.mean_loss(for_each_task(meta, batch.tasks), examples)
    return loss.detach(), gradient_of(loss, meta)


def _known(problem: Problem, parameters: Parameters, examples: Examples) -> Outer:
    """The mean loss of examples and its gradient, summed over tasks, in closed form."""
    point = problem.point(parameters, examples)
    loss = problem.family.loss.mean(point.learner.prediction, examples.targets)
    return loss, point.gradient((), tuple(parameters))


def difference(problem: Problem, inner: Adaptation, examples: Examples, steps: int) -> tuple[Parameters, Parameters]:
    """Where adaptation led (with a task axis), and the mean way from there back to the start."""
    end = adapted(problem, inner, examples, steps)
    return end, {name: value - end[name].mean(0) for name, value in inner.start.items()}


def gradient_of(loss: Tensor, meta: Parameters) -> Parameters:
    """The gradient of `loss` by meta-parameter; zero where it has no part in the loss."""
    gradients = torch.autograd.grad(loss, list(meta.values()), allow_unused=True)
    pairs = zip(meta.items(), gradients, strict=True)
    return {name: torch.zeros_like(value) if gradient is None else gradient for (name, value), gradient in pairs}
