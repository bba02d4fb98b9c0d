"""Whether a checkpoint or a state belongs to the run that goes on from it: one from elsewhere may be of anything."""

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
    if not _is_like(checkpoint.state, start):
        raise InputError(
            sentence("What the checkpoint has learned does not fit the experiment, as when its data have changed.")
        )


def fitted(state: State, start: State, device: str) -> State:
    """A state that was kept of a run, on its device. Raises `InputError` unless it is like the run's start."""
    if not _is_like(state, start):
        raise InputError(sentence("It does not fit the experiment, as when its data have changed."))
    return moved(state, device)


def moved(state: State, device: str) -> State:
    """The state on a device."""
    theta, moments = (
        {name: value.to(device) for name, value in tensors.items()} for tensors in (state.theta, state.moments)
    )
    return State(theta, moments, state.count)


def _is_like(state: State, start: State) -> bool:
    """Whether one may be what became of the other.

    A search remembers more with every trial, so of moments only names and types stay the same.
    """
    return _shapes(state.theta) == _shapes(start.theta) and _types(state.moments) == _types(start.moments)


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
