"""What the two processes say to each other.

To the run: an `Order`, then calls of its control. From the run: lists of what happened, in its order: events, lines
for the log, and meta-iterations as plain tuples, which there are thousands of a second.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.deferred import torch
from simulator.engine.events import Event, Stepped
from simulator.experiment.documents import Document

if TYPE_CHECKING:
    from torch import Tensor

Step = tuple[int, float, float, int, int]  # the fields of `Stepped`
Told = Event | logging.LogRecord
Message = list[Told | list[Step]]


@dataclass(frozen=True)
class Order:
    """What is to be run: an experiment as a file holds it, a checkpoint as bytes, the folder for compiled code.

    `level` is that from which on lines for the log are wanted.
    """

    document: Document
    checkpoint: bytes | None
    code: Path | None
    level: int


def packed(told: Iterable[Told]) -> Message:
    """Meta-iterations that follow each other become one list."""
    message: Message = []
    for each in told:
        if not isinstance(each, Stepped):
            message.append(each)
            continue
        if not message or not isinstance(message[-1], list):
            message.append([])
        message[-1].append((each.iteration, each.loss, each.seconds, each.gradient_evaluations, each.examples))  # type: ignore[union-attr]
    return message


def unpacked(message: Message) -> Iterator[Told]:
    """What was told, in its order."""
    for each in message:
        if isinstance(each, list):
            yield from (Stepped(*step) for step in each)
        else:
            yield each


def send_tensors_by_value() -> None:
    """Let connections of this process copy tensors; torch's own way would share them, and listen on a socket for it."""
    ForkingPickler.register(torch.Tensor, _reduced)


def _reduced(tensor: Tensor) -> tuple[Any, ...]:
    return _tensor, (tensor.detach().cpu().numpy(),)


def _tensor(values: Any) -> Tensor:
    return torch.from_numpy(values)
