"""Weights that tasks share but for a few outer products, which are not multiplied out.

A gradient of a dense layer's weight is a sum of outer products, one for each example: what the layer read, times the
pull on what it gave. So after an inner step on ten examples a task's weight is that of all tasks and ten such products.
Multiplying by it costs one matrix product for all tasks, with a weight that stays in the cache, and two small ones a
task. That pays where there are fewer products than the weight has room for; see `fewer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor


LESS = 3  # times


@dataclass(frozen=True)
class Product:
    """A change of a weight by task: the sum over terms of `left` ``[task, term, in]`` times `right`
    ``[task, term, out]``; with `base` ``[in, out]`` a weight that is that and the change."""

    left: Tensor
    right: Tensor
    base: Tensor | None = None

    def __add__(self, other: Product) -> Product:
        """Both changes, with the base of the first."""
        left, right = torch.cat([self.left, other.left], 1), torch.cat([self.right, other.right], 1)
        return Product(left, right, self.base)

    def on(self, base: Tensor | Product) -> Product:
        """A weight changed by this."""
        return base + self if isinstance(base, Product) else Product(self.left, self.right, base)

    def summed(self) -> Tensor:
        """The sum of the changes of all tasks, ``[in, out]``."""
        return flat(self.left).t() @ flat(self.right)


def fewer(terms: int, weight: Tensor) -> bool:
    """Whether so many products of a row and a column are clearly less work than a weight ``[in, out]``.

    Being more operations, they gain little before: ten on 80 x 80 take nine tenths of the time, on 256 x 256 two fifths
    (`tests.benchmarks.derivatives`).
    """
    rows, columns = weight.shape[-2:]
    return LESS * terms * (rows + columns) <= rows * columns


def flat(values: Tensor) -> Tensor:
    """``[task, shot, ...]`` as ``[task * shot, ...]``."""
    return values.reshape(-1, values.shape[2])


def forward(bias: Tensor | None, inputs: Tensor, weight: Tensor | Product) -> Tensor:
    """Inputs times a weight, and a bias; either may have a task axis."""
    if isinstance(weight, Product):
        near = torch.bmm(inputs, weight.left.mT)
        if weight.base is not None:
            return forward(bias, inputs, weight.base).baddbmm_(near, weight.right)
        return torch.bmm(near, weight.right) if bias is None else torch.baddbmm(bias, near, weight.right)
    if weight.dim() == 3:
        return torch.bmm(inputs, weight) if bias is None else torch.baddbmm(bias, inputs, weight)
    own = bias is not None and bias.dim() == 3
    given = flat(inputs) @ weight if bias is None or own else torch.addmm(bias, flat(inputs), weight)
    given = given.view(*inputs.shape[:2], -1)
    return given.add_(bias) if bias is not None and own else given


def back(pull: Tensor, weight: Tensor | Product, to: Tensor | None = None) -> Tensor:
    """A pull on what a layer gives as one on what it reads; added `to` another one, in place."""
    if isinstance(weight, Product):
        near = torch.bmm(pull, weight.right.mT)
        if weight.base is not None:
            return back(pull, weight.base, to).baddbmm_(near, weight.left)
        return torch.bmm(near, weight.left) if to is None else to.baddbmm_(near, weight.left)
    if pull.shape[2] == 1:  # an outer product: a third of the time of a matrix product
        return pull * weight.mT if to is None else to.addcmul_(pull, weight.mT)
    if weight.dim() == 3:
        return torch.bmm(pull, weight.mT) if to is None else to.baddbmm_(pull, weight.mT)
    given = (flat(pull) @ weight.t()).view(*pull.shape[:2], -1)
    return given if to is None else to.add_(given)


def outer(inputs: Tensor, pull: Tensor, to: Tensor | None = None) -> Tensor:
    """The sum over examples of inputs times pulls, ``[task, in, out]``; added `to` another one, in place."""
    if pull.shape[2] == 1:
        given = (inputs * pull).sum(1).unsqueeze(2)
        return given if to is None else to.add_(given)
    return torch.bmm(inputs.mT, pull) if to is None else to.baddbmm_(inputs.mT, pull)
