"""A checkpoint: a run between two meta-iterations, with all that it takes to go on; as bytes, and back.

The bytes are a sealed state (see `sealed`), whose header has the experiment and the counts too. Random streams need no
room: every draw is a function of the seed and the iteration.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass

from simulator.declaration import InputError, sentence
from simulator.engine.circumstances import Circumstances
from simulator.engine.sealed import count, is_whole, seal, unseal
from simulator.experiment import Experiment, parse, to_document
from simulator.experiment.documents import Document
from simulator.strategies.base import State

MARK = b"learning checkpoint 1\n"
LARGEST = 2**30  # bytes
_COUNTS = ("iteration", "gradient_evaluations", "examples", "evaluated")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A run after `iteration` meta-iterations.

    `experiment` is with the live changes made so far; `seconds` were spent running; the counts are totals since the
    start. `evaluated` is the last iteration whose evaluation was told, -1 for none, and `referenced` says whether the
    reference lines were told as they are now. `reached` is the validation loss that fell below the target, if it did.
    `compiled` says that meta-iterations were made by compiled code by then.
    """

    experiment: Experiment
    state: State
    circumstances: Circumstances
    iteration: int = 0
    seconds: float = 0.0
    gradient_evaluations: int = 0
    examples: int = 0
    evaluated: int = -1
    referenced: bool = False
    reached: float | None = None
    compiled: bool = False


def to_bytes(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as bytes. Raises `InputError` where it is larger than what is read back."""
    named = {
        "experiment": to_document(checkpoint.experiment),
        "circumstances": checkpoint.circumstances.table(),
        "seconds": checkpoint.seconds,
        "referenced": checkpoint.referenced,
        "reached": checkpoint.reached,
        "compiled": checkpoint.compiled,
        **{name: getattr(checkpoint, name) for name in _COUNTS},
    }
    data = seal(MARK, checkpoint.state, LARGEST, named)
    if data is None:
        raise InputError(sentence("The learned state is too large to be saved."))
    return data


def from_bytes(data: bytes, read: Callable[[Document], Experiment] = parse) -> Checkpoint:
    """The checkpoint that `to_bytes` wrote, on the CPU; `read` makes an experiment of its tables.

    Raises `InputError` for anything else, or if a bit is wrong.
    """
    if len(data) > LARGEST:
        raise InputError(sentence("The checkpoint is larger than {most} bytes.", most=f"{LARGEST:,}"))
    if not data.startswith(MARK):
        raise InputError(sentence("This is not a checkpoint that was saved by this version."))
    if not is_whole(MARK, data):
        raise InputError(sentence("The checkpoint is damaged."))
    try:
        return _read(data, read)
    except InputError:
        raise
    except (ValueError, LookupError, TypeError, RecursionError, struct.error) as error:
        raise InputError(sentence("The checkpoint is damaged.")) from error


def _read(data: bytes, read: Callable[[Document], Experiment]) -> Checkpoint:
    """The checkpoint from whole bytes. Raises `ValueError` and its like where the parts do not agree."""
    header, state = unseal(MARK, data)
    counts = {name: count(header[name], -1 if name == "evaluated" else 0) for name in _COUNTS}
    referenced, reached, compiled = header["referenced"], header["reached"], header.get("compiled", False)
    wrong = type(referenced) is not bool or type(compiled) is not bool or not isinstance(header["experiment"], dict)
    if wrong or counts["evaluated"] > counts["iteration"]:
        raise ValueError("values that no run has")
    return Checkpoint(
        read(header["experiment"]),
        state,
        Circumstances.read(header["circumstances"]),
        seconds=_finite(header["seconds"]),
        referenced=referenced,
        reached=None if reached is None else _finite(reached),
        compiled=compiled,
        **counts,
    )


def _finite(value: object) -> float:
    if type(value) is not float or not math.isfinite(value):
        raise ValueError("not a finite number")
    return value
