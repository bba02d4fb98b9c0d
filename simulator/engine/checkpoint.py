"""A strategy's state as bytes, and back: bit for bit, or refused.

The bytes are a mark, the SHA-256 of all that follows, the length of a header, the header (JSON: how many updates were
made, and the names in their order, which the outer optimiser goes by), and the tensors as safetensors. That format
holds numbers only, so reading runs nothing; it has no checksum of its own, and without one most flipped bits would pass
unseen.
"""

from __future__ import annotations

import hashlib
import json
import struct
from typing import TYPE_CHECKING, Any

from simulator.declaration import InputError, sentence
from simulator.strategies.base import State

if TYPE_CHECKING:
    from torch import Tensor

MARK = b"learning state 1\n"
LARGEST = 2**30  # bytes
LARGEST_HEADER = 2**20  # bytes
_DIGEST = hashlib.sha256().digest_size
_LENGTH = struct.Struct("<I")
_PARTS = ("theta", "moments")


def to_bytes(state: State) -> bytes:
    """The state as bytes. Raises `InputError` where it is larger than what is read back."""
    from safetensors.torch import save

    parts: dict[str, dict[str, Tensor]] = {"theta": state.theta, "moments": state.moments}
    names = {part: list(tensors) for part, tensors in parts.items()}
    header = json.dumps({"count": state.count, **names}).encode()
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


def from_bytes(data: bytes) -> State:
    """The state that `to_bytes` wrote, on the CPU. Raises `InputError` for anything else, or if a bit is wrong."""
    if len(data) > LARGEST:
        raise InputError(sentence("The learned state is larger than {most} bytes.", most=f"{LARGEST:,}"))
    if not data.startswith(MARK):
        raise InputError(sentence("This is not a learned state that was saved by this version."))
    digest, rest = data[len(MARK) : len(MARK) + _DIGEST], data[len(MARK) + _DIGEST :]
    if hashlib.sha256(rest).digest() != digest:
        raise InputError(sentence("The learned state is damaged."))
    try:
        return _read(rest)
    except (ValueError, LookupError, TypeError, RecursionError, struct.error) as error:
        raise InputError(sentence("The learned state is damaged.")) from error


def _read(rest: bytes) -> State:
    """The state from what follows the digest. Raises `ValueError` and its like where the parts do not agree."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    (length,) = _LENGTH.unpack_from(rest)
    if length > LARGEST_HEADER or _LENGTH.size + length > len(rest):
        raise ValueError("the header is longer than it may be")
    header: dict[str, Any] = json.loads(rest[_LENGTH.size : _LENGTH.size + length])
    try:
        tensors = load(rest[_LENGTH.size + length :])
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    count, names = header["count"], {part: header[part] for part in _PARTS}
    named = sorted(f"{part}.{name}" for part in _PARTS for name in names[part])
    if type(count) is not int or count < 0 or sorted(tensors) != named:
        raise ValueError("header and tensors do not agree")
    theta, moments = ({name: tensors[f"{part}.{name}"] for name in names[part]} for part in _PARTS)
    return State(theta, moments, count)
