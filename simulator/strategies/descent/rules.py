"""Inner rules: how one inner step moves the parameters that adapt.

A rule is a pure function of a step's number, values, gradients and what it remembers of the task. Gradients come
from a mean over tasks, so that one backward pass serves a whole meta-batch; `tasks` undoes that division.
All rules are coordinate-wise, so one rule serves every task at once. Which rule a strategy uses, and with which rates,
is a choice in its entry: a number for MAML, learned tensors for Meta-SGD, a learned network for the learned optimiser.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor

Parameters = dict[str, "Tensor"]
Optimizer = Literal["sgd", "momentum", "rmsprop", "adam"]


class Rule(ABC):
    """How an inner step turns gradients into new values; everything ``[task, ...]``."""

    def begin(self, values: Parameters) -> Parameters:
        """What is remembered before the first step."""
        return {}

    @abstractmethod
    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        """The values after inner step `step` (from 0), and what is remembered then."""


@dataclass(frozen=True)
class Descent(Rule):
    """Gradient descent: x - alpha g, with one rate for all parameters."""

    rate: float

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        alpha = -self.rate * tasks  # an addition: the gradient of a subtraction takes one operation more
        return {name: torch.add(value, gradients[name], alpha=alpha) for name, value in values.items()}, memory


@dataclass(frozen=True)
class RatedDescent(Rule):
    """Gradient descent with rates of its own for each parameter: tensors that broadcast over ``[task, ...]``.

    With `by_step` their first axis is the inner step, and steps beyond its end use the last ones.
    """

    rates: Mapping[str, Tensor] = field(default_factory=dict)
    by_step: bool = False

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        moved = {}
        for name, value in values.items():
            rates = self.rates[name]
            rate = rates[min(step, len(rates) - 1)] if self.by_step else rates
            moved[name] = torch.addcmul(value, rate, gradients[name], value=-tasks)
        return moved, memory


@dataclass(frozen=True)
class ProximalDescent(Rule):
    """Gradient descent on the loss and a pull of strength lambda to an anchor: x - alpha (g + lambda (x - anchor)).

    The inner loop of iMAML (Rajeswaran et al. 2019, equation 3); `anchor` has no task axis.
    """

    rate: float
    strength: float
    anchor: Mapping[str, Tensor] = field(default_factory=dict)

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        pulled = {name: torch.lerp(x, self.anchor[name], self.rate * self.strength) for name, x in values.items()}
        moved = {name: torch.sub(x, gradients[name], alpha=self.rate * tasks) for name, x in pulled.items()}
        return moved, memory


@dataclass(frozen=True)
class Momentum(Rule):
    """Gradient descent with momentum (Polyak 1964), as PyTorch writes it: v <- mu v + g, x <- x - alpha v."""

    rate: float
    mu: float = 0.9

    def begin(self, values: Parameters) -> Parameters:
        return {name: torch.zeros_like(value) for name, value in values.items()}

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        speed = {name: self.mu * memory[name] + tasks * gradients[name] for name in values}
        return {name: value - self.rate * speed[name] for name, value in values.items()}, speed


@dataclass(frozen=True)
class RmsProp(Rule):
    """RMSprop (Tieleman and Hinton 2012): gradients over a running root mean square of themselves."""

    rate: float
    decay: float = 0.99
    epsilon: float = 1e-8

    def begin(self, values: Parameters) -> Parameters:
        return {name: torch.zeros_like(value) for name, value in values.items()}

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        squares, moved = {}, {}
        for name, value in values.items():
            g = tasks * gradients[name]
            squares[name] = self.decay * memory[name] + (1 - self.decay) * g.square()
            moved[name] = value - self.rate * g / (squares[name].sqrt() + self.epsilon)
        return moved, squares


@dataclass(frozen=True)
class AdamRule(Rule):
    """Adam (Kingma and Ba 2015, algorithm 1) in the inner loop."""

    rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def begin(self, values: Parameters) -> Parameters:
        zeros = {name: torch.zeros_like(value) for name, value in values.items()}
        return {f"{moment}.{name}": zero for moment in ("mu", "nu") for name, zero in zeros.items()}

    def move(
        self, step: int, values: Parameters, gradients: Parameters, tasks: int, memory: Parameters
    ) -> tuple[Parameters, Parameters]:
        kept, moved = {}, {}
        for name, value in values.items():
            g = tasks * gradients[name]
            mu = kept[f"mu.{name}"] = self.beta1 * memory[f"mu.{name}"] + (1 - self.beta1) * g
            nu = kept[f"nu.{name}"] = self.beta2 * memory[f"nu.{name}"] + (1 - self.beta2) * g.square()
            mean, spread = mu / (1 - self.beta1 ** (step + 1)), (nu / (1 - self.beta2 ** (step + 1))).sqrt()
            moved[name] = value - self.rate * mean / (spread + self.epsilon)
        return moved, kept


def optimizer(name: Optimizer, rate: float) -> Rule:
    """A hand-written rule by its name."""
    rules: dict[Optimizer, type[Descent] | type[Momentum] | type[RmsProp] | type[AdamRule]] = {
        "sgd": Descent,
        "momentum": Momentum,
        "rmsprop": RmsProp,
        "adam": AdamRule,
    }
    return rules[name](rate)
