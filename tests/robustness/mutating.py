"""Files that were good, changed at random: as bytes, as text, as tokens, and from the inside with sums that are right.

Every mutation takes a `random.Random` and gives its name and what came out, so a case follows from its seed alone.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from simulator.engine.checkpoint import MARK

AWKWARD = (
    b"nan",
    b"-inf",
    b"1e999",
    b"1e308",
    b"-1e308",
    b"5e-324",
    b"9007199254740991",
    b"1",
    b"-1",
    b"0",
    b"1.5",
    b"true",
    b"null",
    b"NaN",
    b"Infinity",
    b"9" * 5000,
    b"0x" + b"f" * 5000,
    b"-" + b"9" * 400,
    b"18446744073709551616",
    b"1e-400",
    b'"' + b"x" * 5000 + b'"',
    b'"\\u0000"',
    b'"\\ud800"',
    b"'\xf0\x9f\x90\x99'",
    b"\xff\xfe",
    b"\x00",
    b"[" * 3000,
    b"[" * 200 + b"]" * 200,
    b'{"a":' * 1500 + b"1" + b"}" * 1500,
    b"{a={a={a=1}}}",
    b"a" + b".a" * 3000 + b" = 1",
    b"1979-05-27T07:32:00Z",
    b"[]",
    b"{}",
    b'"../../etc/passwd"',
    b'"/dev/zero"',
    b'"{0.__class__}"',
    b'"{x:>999999999}"',
    b"\n[task]\n",
    b"\n[evaluation]\ntask = 'sine'\n",
    b"\n",
)


@dataclass(frozen=True)
class Mutant:
    """A changed file. `damaged` says that tensors were changed under a sum that no longer fits: it must be noticed."""

    how: str
    data: bytes
    damaged: bool = False


def in_bytes(chance: random.Random, data: bytes, others: list[bytes]) -> tuple[str, bytes]:
    """One to three changes that know nothing of what the bytes mean."""
    name = chance.choice(list(_BYTES))
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = _BYTES[name](chance, data, others)
    return name, data


def in_text(chance: random.Random, data: bytes, others: list[bytes]) -> tuple[str, bytes]:
    """One to three changes of tokens, lines or values."""
    name = chance.choice(list(_TEXT))
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = _TEXT[name](chance, data, others)
    return name, data


def of_experiment(chance: random.Random, originals: list[bytes]) -> Mutant:
    """An experiment file."""
    change = in_text if chance.random() < 0.7 else in_bytes
    how, data = change(chance, chance.choice(originals), originals)
    return Mutant(how, data)


def of_checkpoint(chance: random.Random, originals: list[bytes]) -> Mutant:
    """A checkpoint: damaged, or changed inside with a sum that is right."""
    original = chance.choice(originals)
    way = chance.random()
    if way < 0.5:
        how, data = in_bytes(chance, original, originals)
        return Mutant(how, data, data != original)
    other = opened(chance.choice(originals))
    header, tensors = opened(original)
    if way < 0.8:
        how, header = in_text(chance, header, [other[0]])
        how = f"header: {how}"
    else:
        how, tensors = of_tensors(chance, tensors, [other[1]])
    return Mutant(how, sealed(header, tensors))


def of_tensors(chance: random.Random, data: bytes, others: list[bytes]) -> tuple[str, bytes]:
    """A safetensors file: its header as text with the length that fits, or all of it as bytes."""
    length = int.from_bytes(data[:8], "little")
    if chance.random() < 0.6 and 8 + length <= len(data):
        how, header = in_text(chance, data[8 : 8 + length], [])
        return f"tensors' header: {how}", struct.pack("<Q", len(header)) + header + data[8 + length :]
    how, data = in_bytes(chance, data, others)
    return f"tensors: {how}", data


def of_shared(chance: random.Random, originals: list[bytes]) -> Mutant:
    """A shared file: damaged as a whole, in a member, or changed inside with sums that are right."""
    original = chance.choice(originals)
    way = chance.random()
    if way < 0.25:
        how, data = in_bytes(chance, original, originals)
        return Mutant(how, data)
    members = unpacked(original)
    name = chance.choice(list(members))
    if way < 0.4:
        how, data = in_bytes(chance, members[name], [original])
        damaged = data != members[name] and name.endswith((".safetensors", ".bin"))
        return Mutant("member, other sums", packed(members | {name: data}), damaged)
    if way < 0.5:
        return Mutant("members moved", packed(resummed(_moved(chance, members, name))))
    if name == "manifest.json":
        how, data = in_text(chance, members[name], [])
        return Mutant("manifest", packed(members | {name: data}))
    how, data = _inside(chance, name, members[name])
    return Mutant(f"{name.rpartition('/')[2]}, right sums", packed(resummed(members | {name: data})))


def unpacked(data: bytes) -> dict[str, bytes]:
    """A zip's members by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Members as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compresslevel=1) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def resummed(members: dict[str, bytes]) -> dict[str, bytes]:
    """The members with a manifest that fits them."""
    files = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in members.items()
        if name != "manifest.json"
    }
    table = {"format": 1, "program": "0", "files": files}
    return members | {"manifest.json": json.dumps(table).encode()}


def sealed(header: bytes, tensors: bytes) -> bytes:
    """A checkpoint of these parts whose length and sum are right."""
    rest = struct.pack("<I", len(header) & 0xFFFFFFFF) + header + tensors
    return MARK + hashlib.sha256(rest).digest() + rest


def opened(checkpoint: bytes) -> tuple[bytes, bytes]:
    """Header and tensors of a checkpoint."""
    rest = checkpoint[len(MARK) + 32 :]
    (length,) = struct.unpack_from("<I", rest)
    return rest[4 : 4 + length], rest[4 + length :]


def _inside(chance: random.Random, name: str, data: bytes) -> tuple[str, bytes]:
    if name.endswith(".safetensors"):
        return of_tensors(chance, data, [])
    if name.endswith(".bin"):
        mutant = of_checkpoint(chance, [data])
        return mutant.how, mutant.data
    return in_text(chance, data, []) if chance.random() < 0.8 else in_bytes(chance, data, [])


def _moved(chance: random.Random, members: dict[str, bytes], name: str) -> dict[str, bytes]:
    other, how = chance.choice(list(members)), chance.randrange(4)
    if how == 0:
        return {key: data for key, data in members.items() if key != name}
    if how == 1:
        return members | {name: members[other]}
    if how == 2:
        return members | {f"runs/{chance.randbytes(16).hex()}/{other.rpartition('/')[2]}": members[name]}
    return {key.replace(name, name + chance.choice(("/", "\n", "x", "/../x", "\\x"))): members[key] for key in members}


def _place(chance: random.Random, data: bytes, longest: int = 200) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


def _flipped(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    changed = bytearray(data or b"\0")
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    start, end = _place(chance, data, max(2, len(data) // 4))
    return data[:start] + data[end:]


def _noise(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    start, end = _place(chance, data, 64)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _twice(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    start, end = _place(chance, data, max(2, len(data) // 4))
    return data[:end] + data[start:end] + data[end:]


def _spliced(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    other = chance.choice([*others, data])
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _awkward(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(AWKWARD) + data[start:]


def _words(data: bytes) -> list[bytes]:
    return re.findall(rb"[\w.+-]+|\s+|[^\w\s]", data) or [b""]


def _swapped(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    words = _words(data)
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return b"".join(words)


def _foreign(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    words = _words(data)
    words[chance.randrange(len(words))] = chance.choice(_words(chance.choice([*others, data])))
    return b"".join(words)


def _valued(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Put an awkward value in place of one that is there."""
    found = list(re.finditer(rb"(?<=[=:,\[] )[^,\n\]}]+|(?<=[=:,\[])[^,\n\]} ]+", data))
    if not found:
        return _awkward(chance, data, others)
    place = chance.choice(found)
    return data[: place.start()] + chance.choice(AWKWARD) + data[place.end() :]


def _lines(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


Change = Callable[[random.Random, bytes, list[bytes]], bytes]
_BYTES: dict[str, Change] = {
    "bits flipped": _flipped,
    "cut short": lambda chance, data, others: data[: chance.randrange(len(data) + 1)],
    "chunk removed": _cut,
    "chunk of noise": _noise,
    "chunk doubled": _twice,
    "spliced": _spliced,
    "awkward inserted": _awkward,
}
_TEXT: dict[str, Change] = {
    "tokens swapped": _swapped,
    "foreign token": _foreign,
    "awkward value": _valued,
    "lines moved": _lines,
    "awkward inserted": _awkward,
    "bits flipped": _flipped,
}
