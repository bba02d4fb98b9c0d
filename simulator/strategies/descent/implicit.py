"""The implicit outer gradient (Rajeswaran, Finn, Kakade and Levine 2019, arXiv 1909.04630).

Where the inner loop has found phi_i, the minimum of L_i(phi) + lambda/2 |phi - theta|^2, the way there does not matter:
d phi_i / d theta = (I + H_i / lambda)^-1 with H_i the Hessian of L_i at phi_i (lemma 1). So no graph of the inner steps
is kept, and memory does not grow with their number.

- `implicit`: the outer gradient (algorithm 1);
- `conjugate_gradients`: solves (I + H / lambda) x = b for every task at once, by products with H alone (algorithm 2).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.strategies.descent.gradient import Begin, Outer, adapted, leaves
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

Product = Callable[["Tensor"], "Tensor"]


def implicit(
    problem: Problem, theta: Parameters, batch: TaskBatch, begin: Begin, steps: int, strength: float, iterations: int
) -> Outer:
    """The mean query loss after adaptation, and its implicit gradient with respect to the start.

    `begin` gives the proximal inner loop of `strength` lambda; `iterations` is the number of conjugate-gradient steps.
    What does not adapt gets the gradient at the adapted parameters.
    """
    inner = begin(theta)
    end = leaves(adapted(problem, inner, batch.support, steps))
    loss = problem.mean_loss(end, batch.query, batch.support)
    slopes = dict(zip(end, torch.autograd.grad(loss, list(end.values())), strict=True))
    moving = [end[name] for name in inner.names]
    times_hessian = _hessian(batch.tasks * problem.mean_loss(end, batch.support), moving)
    b = _flat([slopes[name] for name in inner.names])  # [task, parameter]
    solved = conjugate_gradients(lambda v: v + times_hessian(v) / strength, b, iterations)
    slopes |= zip(inner.names, _unflat(solved, moving), strict=True)
    return loss.detach(), {name: slope.sum(0) for name, slope in slopes.items()}


def conjugate_gradients(product: Product, b: Tensor, iterations: int) -> Tensor:
    """An approximate solution x of A x = b for each row, where `product` gives A v; all ``[task, parameter]``.

    Hestenes and Stiefel 1952. A row stops once it is solved, or where it meets a direction in which A curves down; if
    b is such a direction already, x is b (Nocedal and Wright 2006, algorithm 7.1): the first-order gradient.
    """
    x, residual = torch.zeros_like(b), b
    direction, size = b, _dot(b, b)
    tiny = torch.finfo(b.dtype).tiny
    going = size > tiny  # [task, 1]
    for _ in range(iterations):
        image = product(direction)
        curvature = _dot(direction, image)
        going = going & (curvature > tiny)
        step = torch.where(going, size / curvature, 0.0)
        x = x + step * direction
        residual = residual - step * image
        left = _dot(residual, residual)
        direction = residual + torch.where(going, left / size, 0.0) * direction
        size, going = left, going & (left > tiny)
    return torch.where(x.any(1, keepdim=True), x, b)


def _hessian(loss: Tensor, parameters: list[Tensor]) -> Product:
    """Products with the Hessian of each task's part of `loss`, a sum over tasks, by differentiating twice."""
    slopes = _flat(list(torch.autograd.grad(loss, parameters, create_graph=True)))

    def product(v: Tensor) -> Tensor:
        images = torch.autograd.grad(slopes, parameters, v, retain_graph=True, materialize_grads=True)
        return _flat(list(images))

    return product


def _dot(one: Tensor, other: Tensor) -> Tensor:
    return (one * other).sum(1, keepdim=True)


def _flat(values: list[Tensor]) -> Tensor:
    return torch.cat([value.flatten(1) for value in values], 1)


def _unflat(flat: Tensor, like: list[Tensor]) -> list[Tensor]:
    pieces = torch.split(flat, [value[0].numel() for value in like], 1)
    return [piece.view(value.shape) for piece, value in zip(pieces, like, strict=True)]
