"""Derivatives in closed form of dense layers one after the other: back-propagation, and its derivative.

The Hessian times a direction is taken forward over reverse (Pearlmutter 1994, "Fast Exact Multiplication by the
Hessian"). Products with weights that all tasks share are one matrix product, and so are sums over tasks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch
from simulator.learners.differentiated import Differentiated, Parameters

if TYPE_CHECKING:
    from torch import Tensor

Bend = Literal["relu", "tanh"]
Layer = tuple[str, str | None]  # the names of a weight, and of a bias where there is one


@dataclass(frozen=True)
class Stack:
    """Which layers there are, first to last, and the bend between them."""

    layers: tuple[Layer, ...]
    bend: Bend = "relu"


class DenseStack(Differentiated):
    """A stack at some parameters: ``[in, out]`` and ``[1, out]``, with a task axis or without."""

    def __init__(self, stack: Stack, parameters: Mapping[str, Tensor], inputs: Tensor) -> None:
        self._stack, self._parameters = stack, dict(parameters)
        self._hidden = [inputs]  # what each layer reads, [task, shot, in]
        self._slopes: dict[int, Tensor] = {}  # of the bend behind each
        self._climb(0)

    def moved(self, values: Mapping[str, Tensor]) -> DenseStack:
        lowest = next(at for at, names in enumerate(self._stack.layers) if any(name in values for name in names))
        other = object.__new__(DenseStack)
        other._stack, other._parameters = self._stack, self._parameters | dict(values)
        other._hidden = self._hidden[: lowest + 1]
        other._slopes = {at: slope for at, slope in self._slopes.items() if at < lowest}
        other._climb(lowest)
        return other

    def gradient(self, pull: Tensor, own: Collection[str], shared: Collection[str] = ()) -> Parameters:
        found: Parameters = {}
        self._pulls: dict[int, Tensor] = {}  # on what each layer gives
        self._unbent: dict[int, Tensor] = {}  # on what it gives after the bend
        for at in self._down((*own, *shared)):
            if at + 1 < len(self._stack.layers):
                pull = self._bent(at, _back(pull, self._weight(at + 1)))
            self._pulls[at] = pull
            self._collect(at, pull, own, shared, found)
        return found

    def along(self, direction: Mapping[str, Tensor]) -> Tensor:
        self._direction = direction
        self._tangents: dict[int, Tensor] = {}  # of what each layer reads
        given: Tensor | None = None
        for at, (weight, bias) in enumerate(self._stack.layers):
            read, given = self._tangents.get(at), None
            turned = direction.get(bias) if bias else None
            if weight in direction:
                given = _forward(turned, self._hidden[at], direction[weight])
            elif turned is not None:
                given = turned.expand(*self._hidden[at].shape[:2], -1)
            if read is not None:
                passed = _forward(None, read, self._weight(at))
                given = passed if given is None else passed.add_(given)
            if given is not None and at + 1 < len(self._stack.layers):
                self._tangents[at + 1] = given * self._slope(at)
        return torch.zeros_like(self.prediction) if given is None else given

    def gradient_along(self, pull: Tensor, own: Collection[str], shared: Collection[str] = ()) -> Parameters:
        found: Parameters = {}
        for at in self._down((*own, *shared)):
            if at + 1 < len(self._stack.layers):
                pull = self._pulled_along(at, pull)
            self._collect(at, pull, own, shared, found)
            change, weight = self._tangents.get(at), self._stack.layers[at][0]
            if change is None:
                continue
            if weight in own:
                found[weight] = _outer(change, self._pulls[at], found[weight])
            elif weight in shared:
                found[weight].addmm_(_flat(change).t(), _flat(self._pulls[at]))
        return found

    def _collect(self, at: int, pull: Tensor, own: Collection[str], shared: Collection[str], found: Parameters) -> None:
        """What a pull on what layer `at` gives comes to at its weight and its bias."""
        weight, bias = self._stack.layers[at]
        if weight in own:
            found[weight] = _outer(self._hidden[at], pull)
        elif weight in shared:
            found[weight] = _flat(self._hidden[at]).t() @ _flat(pull)
        if bias is None:
            return
        if bias in own:
            found[bias] = pull.sum(1, keepdim=True)
        elif bias in shared:
            found[bias] = _flat(pull).sum(0, keepdim=True)

    def _pulled_along(self, at: int, pull: Tensor) -> Tensor:
        """How the pull on what layer `at` gives changes, where that on the next one changes by `pull`."""
        turned = self._direction.get(self._stack.layers[at + 1][0])
        pull = _back(pull, self._weight(at + 1))
        if turned is not None:
            pull = _back(self._pulls[at + 1], turned, pull)
        pull = pull.mul_(self._slope(at))
        change = self._tangents.get(at + 1)
        if self._stack.bend == "relu" or change is None:
            return pull
        return pull.addcmul_(self._unbent[at], self._hidden[at + 1] * change, value=-2)

    def _bent(self, at: int, pull: Tensor) -> Tensor:
        """A pull on what comes out of the bend behind layer `at` as one on what goes in."""
        if self._stack.bend == "relu":
            return pull.mul_(self._slope(at))
        self._unbent[at] = pull
        return pull * self._slope(at)

    def _climb(self, lowest: int) -> None:
        """Make what the layers give, from `lowest` on."""
        last = len(self._stack.layers) - 1
        for at in range(lowest, last + 1):
            bias = self._stack.layers[at][1]
            given = _forward(self._parameters[bias] if bias else None, self._hidden[at], self._weight(at))
            if at < last:
                self._hidden.append(given.relu_() if self._stack.bend == "relu" else given.tanh_())
        self.prediction = given

    def _slope(self, at: int) -> Tensor:
        """The derivative of the bend behind layer `at`."""
        if at not in self._slopes:
            bent = self._hidden[at + 1]
            self._slopes[at] = bent.sign() if self._stack.bend == "relu" else 1 - bent.square()
        return self._slopes[at]

    def _weight(self, at: int) -> Tensor:
        return self._parameters[self._stack.layers[at][0]]

    def _down(self, names: Collection[str]) -> range:
        """The layers from the last one down to the lowest that has one of these."""
        lowest = min(
            (at for at, pair in enumerate(self._stack.layers) if any(name in names for name in pair)), default=0
        )
        return range(len(self._stack.layers) - 1, lowest - 1, -1)


def _flat(values: Tensor) -> Tensor:
    """``[task, shot, ...]`` as ``[task * shot, ...]``."""
    return values.reshape(-1, values.shape[2])


def _forward(bias: Tensor | None, inputs: Tensor, weight: Tensor) -> Tensor:
    """Inputs times a weight, and a bias."""
    if weight.dim() == 3:
        return torch.bmm(inputs, weight) if bias is None else torch.baddbmm(bias, inputs, weight)
    own = bias is not None and bias.dim() == 3
    given = _flat(inputs) @ weight if bias is None or own else torch.addmm(bias, _flat(inputs), weight)
    given = given.view(*inputs.shape[:2], -1)
    return given.add_(bias) if bias is not None and own else given


def _back(pull: Tensor, weight: Tensor, to: Tensor | None = None) -> Tensor:
    """A pull on what a layer gives as one on what it reads; added `to` another one, in place."""
    if pull.shape[2] == 1:  # an outer product: a third of the time of a matrix product
        return pull * weight.mT if to is None else to.addcmul_(pull, weight.mT)
    if weight.dim() == 3:
        return torch.bmm(pull, weight.mT) if to is None else to.baddbmm_(pull, weight.mT)
    given = (_flat(pull) @ weight.t()).view(*pull.shape[:2], -1)
    return given if to is None else to.add_(given)


def _outer(inputs: Tensor, pull: Tensor, to: Tensor | None = None) -> Tensor:
    """The sum over examples of inputs times pulls, ``[task, in, out]``; added `to` another one, in place."""
    if pull.shape[2] == 1:
        given = (inputs * pull).sum(1).unsqueeze(2)
        return given if to is None else to.add_(given)
    return torch.bmm(inputs.mT, pull) if to is None else to.baddbmm_(inputs.mT, pull)
