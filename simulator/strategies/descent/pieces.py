"""Large meta-batches, piece by piece.

In an inner loop every task has parameters of its own. Where those of all tasks together are larger than the processor's
cache, each operation fetches them from memory, and that is what limits the speed: 1,000 tasks with two layers of 256
take half as long in pieces of eight, whose parameters stay in the cache (`tests.benchmarks.growth`). They then also
need no more memory than a piece does. Smaller meta-batches are taken at once, which makes the fewest operations.

Where a closed form leaves the changes of weights as outer products (`learners.products`), these are what a task has for
itself: pieces hold more tasks, and what limits the speed is arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.learners.products import fewer
from simulator.strategies.descent.rules import Parameters
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

    from simulator.strategies.descent.gradient import Outer

BYTES = 2**21  # of all tasks' parameters together: measured best, from half of it to twice as much about the same


def size(theta: Parameters, terms: int | None = None) -> int:
    """How many tasks with parameters like these to take at once; with `terms` outer products where these are fewer."""
    own = sum(_numbers(value, terms) * value.element_size() for value in theta.values())
    return max(1, BYTES // max(own, 1))


def _numbers(value: Tensor, terms: int | None) -> int:
    if terms is not None and value.dim() == 2 and fewer(terms, value):
        return terms * sum(value.shape)
    return value.numel()


def averaged(batch: TaskBatch, most: int, take: Callable[[TaskBatch], Outer]) -> Outer:
    """A loss and its gradient that are means over tasks, taken of at most so many tasks at once."""
    if batch.tasks <= most:
        return take(batch)
    first, *others = batch.divided_into(math.ceil(batch.tasks / most))
    loss, gradient = take(first)
    share = first.tasks / batch.tasks
    loss, gradient = share * loss, {name: share * value for name, value in gradient.items()}
    for piece in others:
        its_loss, its_gradient = take(piece)
        share = piece.tasks / batch.tasks
        loss = loss + share * its_loss
        gradient = {name: value.add_(its_gradient[name], alpha=share) for name, value in gradient.items()}
    return loss, gradient
