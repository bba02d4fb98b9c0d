"""A checkpoint: a run between two meta-iterations, with all that it takes to go on; as bytes, and back.

The bytes are a mark, the SHA-256 of all that follows, the length of a header, the header (JSON: the experiment, the
counts, and the names of the tensors in their order, which the outer optimiser goes by), and the tensors as safetensors.
That format holds numbers only, so reading runs nothing; it has no checksum of its own, and without one most flipped
bits would pass unseen. Random streams need no room: every draw is a function of the seed and the iteration.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.declaration import InputError, sentence
from simulator.engine.circumstances import Circumstances
from simulator.experiment import Experiment, parse, to_document
from simulator.experiment.documents import Document
from simulator.strategies.base import State

if TYPE_CHECKING:
    from torch import Tensor

MARK = b"learning checkpoint 1\n"
LARGEST = 2**30  # bytes
LARGEST_HEADER = 2**20  # bytes
MOST_TABLES = 10_000  # in a header; there are some twenty
MOST = 2**53  # of whatever is counted: what databases and curves hold exactly
_DIGEST = hashlib.sha256().digest_size
_LENGTH = struct.Struct("<I")
_PARTS = ("theta", "moments")
_COUNTS = ("iteration", "gradient_evaluations", "examples", "evaluated")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A run after `iteration` meta-iterations.

    `experiment` is with the live changes made so far; `seconds` were spent running; the counts are totals since the
    start. `evaluated` is the last iteration whose evaluation was told, -1 for none, and `referenced` says whether the
    reference lines were told as they are now. `reached` is the validation loss that fell below the target, if it did.
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


def to_bytes(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as bytes. Raises `InputError` where it is larger than what is read back."""
    from safetensors.torch import save

    state = checkpoint.state
    parts: dict[str, dict[str, Tensor]] = {"theta": state.theta, "moments": state.moments}
    named = {
        "experiment": to_document(checkpoint.experiment),
        "circumstances": checkpoint.circumstances.table(),
        "seconds": checkpoint.seconds,
        "referenced": checkpoint.referenced,
        "reached": checkpoint.reached,
        **{name: getattr(checkpoint, name) for name in _COUNTS},
        "updates": state.count,
        **{part: list(tensors) for part, tensors in parts.items()},
    }
    header = json.dumps(named, allow_nan=False).encode()
    tensors = save(
        {
            f"{part}.{name}": value.detach().cpu().clone().contiguous()
            for part in parts
            for name, value in parts[part].items()
        }
    )
    rest = _LENGTH.pack(len(header)) + header + tensors
    if len(header) > LARGEST_HEADER or len(rest) > LARGEST - len(MARK) - _DIGEST:
        raise InputError(sentence("The learned state is too large to be saved."))
    return MARK + hashlib.sha256(rest).digest() + rest


def from_bytes(data: bytes, read: Callable[[Document], Experiment] = parse) -> Checkpoint:
    """The checkpoint that `to_bytes` wrote, on the CPU; `read` makes an experiment of its tables.

    Raises `InputError` for anything else, or if a bit is wrong.
    """
    if len(data) > LARGEST:
        raise InputError(sentence("The checkpoint is larger than {most} bytes.", most=f"{LARGEST:,}"))
    if not data.startswith(MARK):
        raise InputError(sentence("This is not a checkpoint that was saved by this version."))
    digest, rest = data[len(MARK) : len(MARK) + _DIGEST], data[len(MARK) + _DIGEST :]
    if hashlib.sha256(rest).digest() != digest:
        raise InputError(sentence("The checkpoint is damaged."))
    try:
        return _read(rest, read)
    except InputError:
        raise
    except (ValueError, LookupError, TypeError, RecursionError, struct.error) as error:
        raise InputError(sentence("The checkpoint is damaged.")) from error


def _read(rest: bytes, read: Callable[[Document], Experiment]) -> Checkpoint:
    """The checkpoint from what follows the digest. Raises `ValueError` and its like where the parts do not agree."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    (length,) = _LENGTH.unpack_from(rest)
    if length > LARGEST_HEADER or _LENGTH.size + length > len(rest):
        raise ValueError("the header is longer than it may be")
    text = rest[_LENGTH.size : _LENGTH.size + length]
    if text.count(b"[") + text.count(b"{") > MOST_TABLES:
        raise ValueError("the header holds more than it may")
    header: dict[str, Any] = json.loads(text)
    try:
        tensors = load(rest[_LENGTH.size + length :])
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    updates, names = _count(header["updates"]), {part: header[part] for part in _PARTS}
    named = sorted(f"{part}.{name}" for part in _PARTS for name in names[part])
    if sorted(tensors) != named:
        raise ValueError("header and tensors do not agree")
    theta, moments = ({name: tensors[f"{part}.{name}"] for name in names[part]} for part in _PARTS)
    counts = {name: _count(header[name], -1 if name == "evaluated" else 0) for name in _COUNTS}
    referenced, reached = header["referenced"], header["reached"]
    wrong = type(referenced) is not bool or not isinstance(header["experiment"], dict)
    if wrong or counts["evaluated"] > counts["iteration"]:
        raise ValueError("values that no run has")
    return Checkpoint(
        read(header["experiment"]),
        State(theta, moments, updates),
        Circumstances.read(header["circumstances"]),
        seconds=_finite(header["seconds"]),
        referenced=referenced,
        reached=None if reached is None else _finite(reached),
        **counts,
    )


def _finite(value: object) -> float:
    if type(value) is not float or not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def _count(value: object, least: int = 0) -> int:
    if type(value) is not int or not least <= value < MOST:
        raise ValueError("not a count")
    return value
