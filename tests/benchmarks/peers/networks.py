"""The networks as one writes them in plain torch, for one task: a perceptron, and the convolutional one."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

Parameters = dict[str, Tensor]


def features(theta: Parameters, inputs: Tensor) -> Tensor:
    """What the last layer sees, ``[shot, feature]``."""
    hidden = inputs
    if "filters0" not in theta:
        for layer in range(len(theta) // 2 - 1):
            hidden = torch.relu(hidden @ theta[f"weight{layer}"] + theta[f"bias{layer}"])
        return hidden
    for block in range((len(theta) - 2) // 2):
        hidden = functional.conv2d(hidden, theta[f"filters{block}"], padding=1)
        hidden = torch.relu(functional.layer_norm(hidden, hidden.shape[1:]) + theta[f"offset{block}"])
        hidden = functional.max_pool2d(hidden, 2) if min(hidden.shape[2:]) > 1 else hidden
    return hidden.flatten(1)


def predict(theta: Parameters, inputs: Tensor) -> Tensor:
    """The prediction of one task's learner, ``[shot, output]``."""
    last = "" if "filters0" in theta else str(len(theta) // 2 - 1)
    return features(theta, inputs) @ theta[f"weight{last}"] + theta[f"bias{last}"]


def loss(theta: Parameters, inputs: Tensor, targets: Tensor) -> Tensor:
    """The mean loss over one task's examples."""
    prediction = predict(theta, inputs)
    if targets.dtype == torch.int64:
        return functional.cross_entropy(prediction, targets)
    return functional.mse_loss(prediction, targets)


def prototype_loss(
    theta: Parameters, support: tuple[Tensor, Tensor], query: tuple[Tensor, Tensor], ways: int
) -> Tensor:
    """The loss of one task's queries by their squared distance to the mean of each class."""
    known, asked = features(theta, support[0]), features(theta, query[0])
    one_hot = functional.one_hot(support[1], ways).to(known.dtype)
    means = one_hot.T @ known / one_hot.sum(0)[:, None]
    distance = (asked[:, None] - means[None]).square().sum(2)
    return functional.cross_entropy(-distance, query[1])
