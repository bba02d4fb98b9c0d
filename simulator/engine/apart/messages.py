"""What the two processes say to each other.

To the run: an `Assignment`, then calls of its control, or None to end at once. From the run: lists of what happened, in
its order: events, lines for the log, and meta-iterations as plain tuples, which there are thousands of a second.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from simulator.deferred import torch
from simulator.engine.control import Call
from simulator.engine.events import Event, Stepped
from simulator.experiment.documents import Document
from simulator.strategies.base import Arrays, State

if TYPE_CHECKING:
    from torch import Tensor

Step = tuple[int, float, float, int, int]  # the fields of `Stepped`
Told = Event | logging.LogRecord
Message = list[Told | list[Step]]


@dataclass(frozen=True)
class Assignment:
    """What is to be run: an experiment as a file holds it, a checkpoint as bytes, the folder for compiled code.

    `calls` are what its control was told before; `level` is that from which on lines for the log are wanted.
    """

    document: Document
    checkpoint: bytes | None
    code: Path | None
    calls: tuple[Call, ...]
    level: int


def packed(told: Iterable[Told]) -> Message:
    """Meta-iterations that follow each other become one list."""
    message: Message = []
    for each in told:
        if not isinstance(each, Stepped):
            message.append(each)
            continue
        step = (each.iteration, each.loss, each.seconds, each.gradient_evaluations, each.examples)
        if message and isinstance(message[-1], list):
            message[-1].append(step)
        else:
            message.append([step])
    return message


def unpacked(message: Message) -> Iterator[Told]:
    """What was told, in its order."""
    for each in message:
        if isinstance(each, list):
            yield from (Stepped(*step) for step in each)
        else:
            yield each


def merged(calls: Sequence[Call]) -> list[Call]:
    """The same without those that a later one makes up for: of speeds, and of values for one parameter, the last."""
    last = {_about(call): place for place, call in enumerate(calls)}
    return [call for place, call in enumerate(calls) if _about(call) is None or last[_about(call)] == place]


def _about(call: Call) -> str | None:
    """What the call sets, so that only the last one counts; None where each counts."""
    name, given = call
    if name == "change":
        return str(given[0])
    return name if name == "limit_speed" else None


def send_by_value() -> None:
    """Let connections of this process copy tensors, those of states as arrays.

    Torch's own way would share them, and listen on a socket for it.
    """
    ForkingPickler.register(torch.Tensor, _reduced)
    ForkingPickler.register(State, _taken_apart)


class Unopened(State):
    """A state as it came over; its tensors are made when they are first asked for. Who listens may lack torch."""

    def __getattr__(self, name: str) -> Any:
        arrays = vars(self).get("_arrays", {}).get(name)
        if arrays is None:
            raise AttributeError(name)
        return vars(self).setdefault(name, {each: torch.from_numpy(values) for each, values in arrays.items()})

    def arrays(self) -> dict[str, Arrays]:
        arrays: dict[str, Arrays] | None = vars(self).get("_arrays")
        return super().arrays() if arrays is None else arrays  # None where it was made of another one

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for part in self.arrays().values() for each in part.values())


def unopened(arrays: dict[str, Arrays], count: int) -> Unopened:
    """A state of which there are the arrays, by what they are in it, but no tensors yet."""
    state = Unopened.__new__(Unopened)
    vars(state).update(_arrays=arrays, count=count)
    return state


def _taken_apart(state: State) -> tuple[Any, ...]:
    return unopened, (state.arrays(), state.count)


def _reduced(tensor: Tensor) -> tuple[Any, ...]:
    return _tensor, (tensor.detach().cpu().numpy(),)


def _tensor(values: NDArray[Any]) -> Tensor:
    return torch.from_numpy(values)
