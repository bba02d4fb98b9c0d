"""How predictions are judged: squared error for regression, cross-entropy for classes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor


class Loss(ABC):
    """A loss over examples; every task of a batch has equally many."""

    name: str

    @property
    def classes(self) -> bool:
        """Whether targets are classes, so that there is an accuracy."""
        return False

    @abstractmethod
    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        """The mean over all examples of all tasks, a scalar: the quick form used in training."""

    @abstractmethod
    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        """The mean over each task's examples, ``[task]``."""

    def accuracy(self, prediction: Tensor, targets: Tensor) -> Tensor | None:
        """The share of right answers, ``[task]``, where targets are classes."""
        return None


@dataclass(frozen=True)
class SquaredError(Loss):
    """Mean squared error; prediction and targets ``[task, shot, output]``."""

    name = "mean squared error"

    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return torch.nn.functional.mse_loss(prediction, targets)

    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return (prediction - targets).square().mean(dim=(1, 2))


@dataclass(frozen=True)
class CrossEntropy(Loss):
    """Cross-entropy in nats; prediction ``[task, shot, class]``, targets are labels ``[task, shot]``."""

    name = "cross-entropy"

    @property
    def classes(self) -> bool:
        return True

    def mean(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return torch.nn.functional.cross_entropy(prediction.flatten(0, 1), targets.flatten())

    def per_task(self, prediction: Tensor, targets: Tensor) -> Tensor:
        losses = torch.nn.functional.cross_entropy(prediction.transpose(1, 2), targets, reduction="none")
        return losses.mean(dim=1)

    def accuracy(self, prediction: Tensor, targets: Tensor) -> Tensor:
        return (prediction.argmax(dim=2) == targets).to(prediction.dtype).mean(dim=1)
