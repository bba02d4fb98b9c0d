"""Problems in double precision, where closed forms and finite differences can be told from rounding."""

import torch
from torch import Tensor

from simulator.tasks.base import Examples, TaskBatch


def in_double(batch: TaskBatch) -> TaskBatch:
    """The same tasks in double precision; labels stay whole numbers."""
    latents = {name: _double(value) for name, value in batch.latents.items()}
    return TaskBatch(_examples(batch.support), _examples(batch.query), latents)


def parameters_in_double(parameters: dict[str, Tensor]) -> dict[str, Tensor]:
    """The same parameters in double precision."""
    return {name: value.double() for name, value in parameters.items()}


def flat(parameters: dict[str, Tensor]) -> Tensor:
    """All parameters as one vector."""
    return torch.cat([value.reshape(-1) for value in parameters.values()])


def _examples(examples: Examples) -> Examples:
    return Examples(_double(examples.inputs), _double(examples.targets))


def _double(value: Tensor) -> Tensor:
    return value.double() if value.is_floating_point() else value
