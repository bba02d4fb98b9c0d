"""The composition behind every gradient-based strategy.

A strategy is three choices: *which parameters adapt* in the inner loop, *by which rule*, and *how the outer
gradient is taken*:

- `exact`: through the inner steps, second derivatives included (MAML; Finn et al. 2017, equation 1);
- `first_order`: at the adapted parameters, as if they did not depend on the start (ibid., section 5.2);
- `difference`: from the start to where adaptation led (Reptile; Nichol et al. 2018, algorithm 1).

All work on a whole meta-batch at once. What limits the speed is the number of tensor operations, not their
size, so losses are taken as one mean over tasks and the step length makes up for the division.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.strategies.base import Learned
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

Parameters = dict[str, "Tensor"]


def for_each_task(theta: Parameters, tasks: int) -> Parameters:
    """Give shared parameters a task axis, ``[task, ...]``, without copying them."""
    return {name: value.expand(tasks, *value.shape) for name, value in theta.items()}


def leaves(theta: Parameters) -> Parameters:
    """The same values as fresh leaves of a graph."""
    return {name: value.detach().requires_grad_() for name, value in theta.items()}


def descend(
    problem: Problem,
    start: Parameters,
    support: Examples,
    *,
    rate: float,
    names: tuple[str, ...],
    differentiable: bool = False,
) -> Parameters:
    """One inner step of gradient descent on the parameters `names`, each task on its own support set.

    `start` has a task axis; if `differentiable`, the result's dependence on it is kept, second
    derivatives included, else the result is made of leaves.
    """
    adapting = {name: start[name] if differentiable else start[name].detach().requires_grad_() for name in names}
    loss = problem.mean_loss(start | adapting, support)
    gradients = torch.autograd.grad(loss, list(adapting.values()), create_graph=differentiable)
    tasks = support.inputs.shape[0]  # the mean over tasks made each task's gradient this much smaller
    moved = {
        name: torch.sub(value if differentiable else value.detach(), gradient, alpha=rate * tasks)
        for (name, value), gradient in zip(adapting.items(), gradients, strict=True)
    }
    return start | moved


def stages(
    problem: Problem, start: Parameters, support: Examples, *, rate: float, names: tuple[str, ...], steps: int
) -> Iterator[Learned]:
    """Adapt by `steps` inner steps, one stage after the other; no graph."""
    yield Learned(problem, start)
    for _ in range(steps):
        start = descend(problem, start, support, rate=rate, names=names)
        yield Learned(problem, start)


def exact(
    problem: Problem, theta: Parameters, batch: TaskBatch, *, rate: float, names: tuple[str, ...], steps: int
) -> tuple[Tensor, Parameters]:
    """The mean query loss after adaptation, and its exact gradient with respect to `theta`."""
    start = leaves(theta)
    adapted = for_each_task(start, batch.tasks)
    for _ in range(steps):
        adapted = descend(problem, adapted, batch.support, rate=rate, names=names, differentiable=True)
    loss = problem.mean_loss(adapted, batch.query)
    gradients = torch.autograd.grad(loss, list(start.values()))
    return loss.detach(), dict(zip(start, gradients, strict=True))


def first_order(
    problem: Problem, theta: Parameters, batch: TaskBatch, *, rate: float, names: tuple[str, ...], steps: int
) -> tuple[Tensor, Parameters]:
    """The mean query loss after adaptation, and its gradient at the adapted parameters."""
    adapted = for_each_task(theta, batch.tasks)
    for _ in range(steps):
        adapted = descend(problem, adapted, batch.support, rate=rate, names=names)
    adapted = leaves(adapted)
    loss = problem.mean_loss(adapted, batch.query)
    gradients = torch.autograd.grad(loss, list(adapted.values()))  # each [task, ...], divided by the tasks already
    return loss.detach(), {name: gradient.sum(0) for name, gradient in zip(adapted, gradients, strict=True)}


def pooled(problem: Problem, theta: Parameters, examples: Examples) -> tuple[Tensor, Parameters]:
    """The loss of the start itself on the examples of all tasks, and its gradient: no inner loop."""
    start = leaves(theta)
    loss = problem.mean_loss(for_each_task(start, examples.inputs.shape[0]), examples)
    gradients = torch.autograd.grad(loss, list(start.values()))
    return loss.detach(), dict(zip(start, gradients, strict=True))


def difference(
    problem: Problem, theta: Parameters, examples: Examples, *, rate: float, steps: int
) -> tuple[Parameters, Parameters]:
    """Where adaptation led (with a task axis), and the mean way from there back to `theta`."""
    tasks = examples.inputs.shape[0]
    adapted = for_each_task(theta, tasks)
    for _ in range(steps):
        adapted = descend(problem, adapted, examples, rate=rate, names=tuple(theta))
    return adapted, {name: value - adapted[name].mean(0) for name, value in theta.items()}
