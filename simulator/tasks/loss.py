"""How predictions are judged: squared error, cross-entropy over classes, log-loss of right and wrong answers."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Derivative:
    """The derivative of a loss by predictions, ``[task, shot, output]``; `along` says how it changes with them."""

    value: Tensor
    along: Callable[[Tensor], Tensor]


class Loss(ABC):
    """A loss over examples; every task of a batch has equally many."""

    name: str

    @property
    def classes(self) -> bool:
        """Whether targets are classes, so that there is an accuracy."""
        return False

    @property
    def binary(self) -> bool:
        """Whether targets are right or wrong answers, so that there is an area under the curve."""
        return False

    @abstractmethod
    def encode(self, targets: Tensor, outputs: int) -> Tensor:
        """Targets as numbers that a network can read, ``[task, shot, output]``, of the same dtype as predictions."""

    @abstractmethod
    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        """The mean over all examples of all tasks, a scalar: the quick form used in training."""

    @abstractmethod
    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        """The mean over each task's examples, ``[task]``."""

    @property
    def closed_form(self) -> bool:
        """Whether there is a `slope` of this very `mean`; else derivatives are left to automatic differentiation."""
        owner = next(each for each in type(self).__mro__ if "slope" in vars(each))
        return owner is not Loss and owner is next(each for each in type(self).__mro__ if "mean" in vars(each))

    def slope(self, prediction: Tensor, targets: Tensor, factor: float = 1.0) -> Derivative:
        """The derivative of `factor` times `mean` in closed form."""
        raise NotImplementedError

    def accuracy(self, prediction: Tensor, targets: Tensor) -> Tensor | None:
        """The share of right answers, ``[task]``, where targets are classes."""
        return None


@dataclass(frozen=True)
class SquaredError(Loss):
    """Mean squared error; prediction and targets ``[task, shot, output]``."""

    name = "mean squared error"

    def encode(self, targets: Tensor, outputs: int) -> Tensor:
        return targets

    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return torch.nn.functional.mse_loss(prediction, targets)

    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return (prediction - targets).square().mean(dim=(1, 2))

    def slope(self, prediction: Tensor, targets: Tensor, factor: float = 1.0) -> Derivative:
        each = 2 * factor / prediction.numel()
        return Derivative((prediction - targets).mul_(each), lambda change: change * each)


@dataclass(frozen=True)
class CrossEntropy(Loss):
    """Cross-entropy in nats; prediction ``[task, shot, class]``, targets are labels ``[task, shot]``."""

    name = "cross-entropy"

    @property
    def classes(self) -> bool:
        return True

    def encode(self, targets: Tensor, outputs: int) -> Tensor:
        return torch.nn.functional.one_hot(targets, outputs).to(torch.get_default_dtype())

    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return torch.nn.functional.cross_entropy(prediction.flatten(0, 1), targets.flatten())

    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        losses = torch.nn.functional.cross_entropy(prediction.transpose(1, 2), targets, reduction="none")
        return losses.mean(dim=1)

    def slope(self, prediction: Tensor, targets: Tensor, factor: float = 1.0) -> Derivative:
        each = factor / targets.numel()
        shares = prediction.softmax(2)
        held = targets.unsqueeze(2)
        missing = shares.scatter_add(2, held, torch.full_like(held, -1, dtype=shares.dtype))

        def along(change: Tensor) -> Tensor:
            part = shares * change
            return torch.addcmul(part, shares, part.sum(2, keepdim=True), value=-1).mul_(each)

        return Derivative(missing.mul_(each), along)

    def accuracy(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return (prediction.argmax(dim=2) == targets).to(prediction.dtype).mean(dim=1)


@dataclass(frozen=True)
class Bernoulli(Loss):
    """Log-loss in nats of right (1) and wrong (0) answers; prediction (log-odds) and targets ``[task, shot, 1]``."""

    name = "log-loss"

    @property
    def classes(self) -> bool:
        return True

    @property
    def binary(self) -> bool:
        return True

    def encode(self, targets: Tensor, outputs: int) -> Tensor:
        return targets

    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return torch.nn.functional.binary_cross_entropy_with_logits(prediction, targets)

    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        losses = torch.nn.functional.binary_cross_entropy_with_logits(prediction, targets, reduction="none")
        return losses.mean(dim=(1, 2))

    def slope(self, prediction: Tensor, targets: Tensor, factor: float = 1.0) -> Derivative:
        each = factor / prediction.numel()
        chance = prediction.sigmoid()
        return Derivative((chance - targets).mul_(each), lambda change: change * (chance - chance.square()).mul_(each))

    def accuracy(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return ((prediction > 0) == (targets > 0.5)).to(prediction.dtype).mean(dim=(1, 2))


def likelihood(prediction: Tensor, deviation: Tensor, targets: Tensor) -> Tensor:
    """The mean log-density in nats of each task's targets under independent normal distributions, ``[task]``."""
    standard = (targets - prediction) / deviation
    density = -0.5 * (standard.square() + math.log(2 * math.pi)) - deviation.log()
    return density.mean(dim=(1, 2))
