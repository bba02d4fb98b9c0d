"""Whether a checkpoint belongs to the run that is to go on from it: one from elsewhere may be of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.declaration import Declared, InputError, sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.experiment import Experiment
from simulator.experiment.documents import SECTIONS
from simulator.strategies.base import State

if TYPE_CHECKING:
    from torch import Tensor


def check(checkpoint: Checkpoint, experiment: Experiment, start: State) -> None:
    """Raise `InputError` unless the checkpoint is of `experiment`, but for live changes, and like its start."""
    if _fixed(checkpoint.experiment) != _fixed(experiment):
        raise InputError(sentence("The checkpoint is of another experiment."))
    state = checkpoint.state
    # a search remembers more with every trial, so of moments only names and types stay the same
    if _shapes(state.theta) != _shapes(start.theta) or _types(state.moments) != _types(start.moments):
        raise InputError(
            sentence("What the checkpoint has learned does not fit the experiment, as when its data have changed.")
        )


def _fixed(experiment: Experiment) -> list[Any]:
    """All that may not change while a run goes on, without the title."""
    parts: list[Declared | None] = [*(experiment.section(name) for name in SECTIONS), experiment.elsewhere]
    values = [
        getattr(part, name)
        for part in parts
        if part is not None
        for name, declared in part.parameters().items()
        if not declared.live
    ]
    return [experiment.seed, *map(type, parts), *values]


def _shapes(tensors: dict[str, Tensor]) -> list[Any]:
    """Names in their order, which the outer optimiser goes by, with shapes and types."""
    return [(name, value.shape, value.dtype) for name, value in tensors.items()]


def _types(tensors: dict[str, Tensor]) -> list[Any]:
    return [(name, value.dtype) for name, value in tensors.items()]
