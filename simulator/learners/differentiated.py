"""Derivatives of a learner's predictions in closed form, for learners that have one.

Automatic differentiation needs a graph, and of a graph of a graph for the second derivatives of MAML. It makes every
product that the chain rule names, task by task, also where all tasks still have the same weights, and where only the
sum over tasks is wanted. A closed form makes neither the graphs nor these products: see `descent.closed_form`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from simulator.learners.products import Product

if TYPE_CHECKING:
    from torch import Tensor

Values = dict[str, Any]  # by parameter: a tensor, or a product


class Differentiated(ABC):
    """The predictions of a learner for some inputs, and how they change with its parameters.

    Each parameter has a task axis or none, which says that all tasks have the same. No graph is made.
    """

    prediction: Tensor  # [task, shot, output]

    @abstractmethod
    def gradient(
        self, pull: Tensor, own: Collection[str], shared: Collection[str] = (), terms: int | None = None
    ) -> Values:
        """The derivative of the sum of `pull` times `prediction` by parameter.

        Those of `own` are ``[task, ...]``; those of `shared` are summed over tasks, without that axis. With `terms`,
        how many outer products a task's gradients are going to be sums of, they are left as products where that is less
        work; without, all are tensors.
        """

    @abstractmethod
    def along(self, direction: Mapping[str, Tensor | Product]) -> Tensor:
        """How the predictions change as parameters move along `direction`, ``[task, ...]`` each; others stay."""

    @abstractmethod
    def gradient_along(self, pull: Tensor, own: Collection[str], shared: Collection[str] = ()) -> Values:
        """How the last `gradient` changes along the direction of the last `along`, while its pull changes by `pull`."""

    @abstractmethod
    def moved(self, values: Mapping[str, Tensor | Product]) -> Differentiated:
        """The same inputs with other values of some parameters; what these have no part in is not made again."""
