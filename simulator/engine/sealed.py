"""A state as bytes, sealed: a mark, the SHA-256 of all that follows, the length of a header, the header, the tensors.

The header is JSON: whatever belongs with the state, and the names of its tensors in their order, which the outer
optimiser goes by. The tensors are safetensors: that format holds numbers only, so reading runs nothing; it has no
checksum of its own, and without one most flipped bits would pass unseen.
"""

from __future__ import annotations

import hashlib
import json
import struct
from typing import TYPE_CHECKING, Any

from simulator.strategies.base import State

if TYPE_CHECKING:
    pass

LARGEST_HEADER = 2**20  # bytes
MOST_TABLES = 10_000  # in a header; there are some twenty
MOST = 2**53  # of whatever is counted: what databases and curves hold exactly
_DIGEST = hashlib.sha256().digest_size
_LENGTH = struct.Struct("<I")
_PARTS = ("theta", "moments")


def seal(mark: bytes, state: State, largest: int, named: dict[str, Any] | None = None) -> bytes | None:
    """The bytes of a state, with what else is `named` in the header; None where there would be more than `largest`."""
    from safetensors.numpy import save

    parts = state.arrays()
    table = {**(named or {}), "updates": state.count, **{part: list(arrays) for part, arrays in parts.items()}}
    header = json.dumps(table, allow_nan=False).encode()
    tensors = save({f"{part}.{name}": value.copy() for part in parts for name, value in parts[part].items()})
    rest = _LENGTH.pack(len(header)) + header + tensors
    if len(header) > LARGEST_HEADER or len(rest) > largest - len(mark) - _DIGEST:
        return None
    return mark + hashlib.sha256(rest).digest() + rest


def is_whole(mark: bytes, data: bytes) -> bool:
    """Whether what follows the mark is, to the last bit, what was sealed."""
    start = len(mark) + _DIGEST
    return hashlib.sha256(memoryview(data)[start:]).digest() == data[len(mark) : start]


def unseal(mark: bytes, data: bytes) -> tuple[dict[str, Any], State]:
    """The header and the state, on the CPU. Raises `ValueError` or its like where the parts do not agree."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    rest = data[len(mark) + _DIGEST :]
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
    updates, names = count(header["updates"]), {part: header[part] for part in _PARTS}
    named = sorted(f"{part}.{name}" for part in _PARTS for name in names[part])
    if sorted(tensors) != named:
        raise ValueError("header and tensors do not agree")
    theta, moments = ({name: tensors[f"{part}.{name}"] for name in names[part]} for part in _PARTS)
    return header, State(theta, moments, updates)


def count(value: object, least: int = 0) -> int:
    """A count. Raises `ValueError` for anything else."""
    if type(value) is not int or not least <= value < MOST:
        raise ValueError("not a count")
    return value
