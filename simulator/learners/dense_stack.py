"""Derivatives in closed form of dense layers one after the other: back-propagation, and its derivative.

The Hessian times a direction is taken forward over reverse (Pearlmutter 1994, "Fast Exact Multiplication by the
Hessian"). Products with weights that all tasks share are one matrix product, and so are sums over tasks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from simulator.deferred import torch
from simulator.learners.differentiated import Differentiated, Values
from simulator.learners.products import Product, back, fewer, flat, forward, outer

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
    """A stack at some parameters: ``[in, out]`` and ``[1, out]``, with a task axis or without.

    `kept` is what other parameters for the same inputs have made: what the first layers read, and the slopes of the
    bends behind them.
    """

    def __init__(
        self,
        stack: Stack,
        parameters: Mapping[str, Tensor | Product],
        inputs: Tensor,
        kept: tuple[list[Tensor], dict[int, Tensor]] | None = None,
    ) -> None:
        self._stack, self._parameters = stack, dict(parameters)
        read, slopes = kept or ([inputs], {})
        self._hidden = read  # what each layer reads, [task, shot, in]
        self._slopes = slopes  # of the bend behind each
        self._pulls: dict[int, Tensor] = {}  # of the last gradient, on what each layer gives
        self._unbent: dict[int, Tensor] = {}  # on what it gives after the bend
        self._terms: int | None = None
        self._direction: Mapping[str, Any] = {}  # that was gone along last
        self._tangents: dict[int, Tensor] = {}  # of what each layer reads
        self._climb(len(read) - 1)

    def moved(self, values: Mapping[str, Tensor | Product]) -> DenseStack:
        lowest = next(at for at, names in enumerate(self._stack.layers) if any(name in values for name in names))
        slopes = {at: slope for at, slope in self._slopes.items() if at < lowest}
        kept = self._hidden[: lowest + 1], slopes
        return DenseStack(self._stack, self._parameters | dict(values), self._hidden[0], kept)

    def gradient(
        self, pull: Tensor, own: Collection[str], shared: Collection[str] = (), terms: int | None = None
    ) -> Values:
        self._terms, self._pulls, self._unbent = terms, {}, {}
        found: Values = {}
        for at in self._down((*own, *shared)):
            if at + 1 < len(self._stack.layers):
                pull = self._bent(at, back(pull, self._weight(at + 1)))
            self._pulls[at] = pull
            self._collect(at, pull, own, shared, found)
        return found

    def along(self, direction: Mapping[str, Tensor | Product]) -> Tensor:
        self._direction, self._tangents = direction, {}
        given: Tensor | None = None
        for at, (weight, bias) in enumerate(self._stack.layers):
            read, given = self._tangents.get(at), None
            turned: Any = direction.get(bias) if bias else None
            if weight in direction:
                given = forward(turned, self._hidden[at], direction[weight])
            elif turned is not None:
                given = turned.expand(*self._hidden[at].shape[:2], -1)
            if read is not None:
                passed = forward(None, read, self._weight(at))
                given = passed if given is None else passed.add_(given)
            if given is not None and at + 1 < len(self._stack.layers):
                self._tangents[at + 1] = given * self._slope(at)
        return torch.zeros_like(self.prediction) if given is None else given

    def gradient_along(self, pull: Tensor, own: Collection[str], shared: Collection[str] = ()) -> Values:
        found: Values = {}
        for at in self._down((*own, *shared)):
            if at + 1 < len(self._stack.layers):
                pull = self._pulled_along(at, pull)
            self._collect(at, pull, own, shared, found)
            change, weight = self._tangents.get(at), self._stack.layers[at][0]
            if change is None:
                continue
            if weight in own:
                found[weight] = self._own(at, change, self._pulls[at], found[weight])
            elif weight in shared:
                found[weight].addmm_(flat(change).t(), flat(self._pulls[at]))
        return found

    def _collect(self, at: int, pull: Tensor, own: Collection[str], shared: Collection[str], found: Values) -> None:
        """What a pull on what layer `at` gives comes to at its weight and its bias."""
        weight, bias = self._stack.layers[at]
        if weight in own:
            found[weight] = self._own(at, self._hidden[at], pull)
        elif weight in shared:
            found[weight] = flat(self._hidden[at]).t() @ flat(pull)
        if bias is None:
            return
        if bias in own:
            found[bias] = pull.sum(1, keepdim=True)
        elif bias in shared:
            found[bias] = flat(pull).sum(0, keepdim=True)

    def _own(self, at: int, read: Tensor, pull: Tensor, to: Any = None) -> Any:
        """What each task's pulls on what layer `at` gives come to at its weight; added `to` what there is."""
        weight = self._weight(at)
        whole = weight.base if isinstance(weight, Product) else weight
        if self._terms is None or whole is None or not fewer(self._terms, whole):
            return outer(read, pull, to)
        made = Product(read, pull)
        return made if to is None else to + made

    def _pulled_along(self, at: int, pull: Tensor) -> Tensor:
        """How the pull on what layer `at` gives changes, where that on the next one changes by `pull`."""
        turned = self._direction.get(self._stack.layers[at + 1][0])
        pull = back(pull, self._weight(at + 1))
        if turned is not None:
            pull = back(self._pulls[at + 1], turned, pull)
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
            offset: Any = self._parameters[bias] if bias else None
            given = forward(offset, self._hidden[at], self._weight(at))
            if at < last:
                self._hidden.append(given.relu_() if self._stack.bend == "relu" else given.tanh_())
        self.prediction = given

    def _slope(self, at: int) -> Tensor:
        """The derivative of the bend behind layer `at`."""
        if at not in self._slopes:
            bent = self._hidden[at + 1]
            self._slopes[at] = bent.sign() if self._stack.bend == "relu" else 1 - bent.square()
        return self._slopes[at]

    def _weight(self, at: int) -> Tensor | Product:
        return self._parameters[self._stack.layers[at][0]]

    def _down(self, names: Collection[str]) -> range:
        """The layers from the last one down to the lowest that has one of these."""
        lowest = min(
            (at for at, pair in enumerate(self._stack.layers) if any(name in names for name in pair)), default=0
        )
        return range(len(self._stack.layers) - 1, lowest - 1, -1)
