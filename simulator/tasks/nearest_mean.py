"""The nearest class mean on raw pixels: what one gets on pictures without learning anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.tasks.base import Reference, TaskBatch

if TYPE_CHECKING:
    from torch import Tensor


def class_means(features: Tensor, labels: Tensor, ways: int) -> Tensor:
    """Class means ``[task, way, feature]`` of features ``[task, shot, feature]``; zero where a class has no example."""
    members = torch.nn.functional.one_hot(labels, ways).to(features.dtype)  # [task, shot, way]
    return members.mT @ features / members.sum(1).clamp(min=1).unsqueeze(2)


def nearest_mean(batch: TaskBatch, ways: int) -> Reference:
    """Each query picture gets the class whose mean over the support set is nearest; accuracies ``[task]``."""
    means = class_means(batch.support.inputs.flatten(2), batch.support.targets, ways)
    nearest = torch.cdist(batch.query.inputs.flatten(2), means).argmin(dim=2)
    right = (nearest == batch.query.targets).to(means.dtype).mean(dim=1)
    return Reference("nearest-mean", "nearest class mean on raw pixels", accuracy=right)
