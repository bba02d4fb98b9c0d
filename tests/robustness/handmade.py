"""Files made by hand to do harm: each is to be refused in a sentence, and quickly."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.robustness.mutating import opened, packed, resummed, sealed, unpacked

GOOD = b"format = 1\n[task]\nkind = 'sine'\n[learner]\nkind = 'mlp'\n[strategy]\nkind = 'maml'\n"
UID = "0" * 32


@dataclass(frozen=True)
class Handmade:
    """`make` writes the file at the path it is given, or returns another one. `refused`: it must not be accepted."""

    name: str
    make: Callable[[Path], Path | None]
    refused: bool = True


def files(kind: str, originals: list[bytes]) -> Iterator[Handmade]:
    """The hand-made files of a kind, some of them made from good ones."""
    if kind == "experiments":
        yield from _places()
        yield from (Handmade(name, _writing(data)) for name, data in _experiments())
        yield from _data_paths()
    elif kind == "checkpoints":
        yield from (Handmade(name, _writing(data)) for name, data in _checkpoints(originals[0]))
    else:
        yield from _places()
        yield from (Handmade(name, _writing(data)) for name, data in _zips(originals[1]))
        yield from (Handmade(name, _writing(data)) for name, data in _insides(originals[1]))
        yield Handmade("a run of 150,000 steps", _writing(_long(originals[1])), refused=False)
        yield Handmade("a run of 60,000 changes", _writing(_changing(originals[1])), refused=False)


def clear(folder: Path) -> None:
    """Remove what was made."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _writing(data: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


def _places() -> Iterator[Handmade]:
    """What is no file at all."""

    def elsewhere(path: Path) -> Path:
        return path.with_name("x" * 300)

    yield Handmade("empty", _writing(b""))
    yield Handmade("a folder", lambda path: path.mkdir())
    yield Handmade("a pipe", lambda path: os.mkfifo(path))
    yield Handmade("a link to endless zeros", lambda path: path.symlink_to("/dev/zero"))
    yield Handmade("a link to itself", lambda path: path.symlink_to(path))
    yield Handmade("not there", lambda path: None)
    yield Handmade("a name too long", elsewhere)
    yield Handmade("a sparse file of 10 GB", _sparse)
    yield Handmade("a name with a null", lambda path: Path("x\0.toml"))


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 * 2**30)


def _experiments() -> Iterator[tuple[str, bytes]]:
    top, task = b"seed = %s\n" + GOOD, GOOD.replace(b"'sine'", b"'sine'\n%s")
    for name, value in (
        ("NaN", b"nan"),
        ("infinity", b"inf"),
        ("a huge float", b"1e999"),
        ("a number of 190,000 digits", b"9" * 190_000),
        ("a number of 190,000 hex digits", b"0x" + b"f" * 190_000),
        ("deep arrays", b"[" * 90_000),
        ("deep arrays that end", b"[" * 900 + b"]" * 900),
        ("deep tables", b"{a=" * 45_000),
        ("many arrays", b"[" + b"[]," * 60_000 + b"]"),
        ("a long text", b"'" + b"x" * 190_000 + b"'"),
    ):
        yield f"{name} as seed", top % value
        yield f"{name} as shots", task % (b"shots = " + value)
        yield f"{name} as kind", GOOD.replace(b"'sine'", value)
        yield f"{name} as title", b"title = " + value + b"\n" + GOOD
    yield "a name of 90,000 parts", top % b"1" + b"a" + b".a" * 90_000 + b" = 1\n"
    yield "a section of 90,000 parts", GOOD + b"[a" + b".a" * 90_000 + b"]\n"
    yield "a quoted name of 45,000 parts", top % b"1" + b'"a"' + b'."a"' * 45_000 + b" = 1\n"
    yield "an inner name of 45,000 parts", b"x = [{a" + b" . a" * 45_000 + b" = 1}]\n" + GOOD
    yield "names of eight parts", b"\n".join(b"a%d" % i + b".a" * 7 + b" = 1" for i in range(8_000))
    yield "a key of 190,000 letters", b"x" * 190_000 + b" = 1\n" + GOOD
    yield "19,000 keys", b"".join(b"k%d=1\n" % i for i in range(19_000)) + GOOD
    yield "19,000 sections", GOOD + b"".join(b"[s%d]\n" % i for i in range(19_000))
    yield "larger than an experiment", GOOD + b"#" * 2_000_000
    yield "a byte order mark of another kind", GOOD.decode().encode("utf-16")
    yield "quotes without end", b'"' * 190_000
    yield "a formula in brackets without end", GOOD.replace(b"'sine'", b"'formula'\nexpression = '" + b"(" * 900 + b"'")


def _data_paths() -> Iterator[Handmade]:
    """Experiments whose data file is none: what they name is looked at, and must not hang or fill the memory."""

    def naming(
        target: str, family: str = "answers", prepare: Callable[[Path], object] | None = None
    ) -> Callable[..., None]:
        def make(path: Path) -> None:
            named = path.with_name(target) if prepare else Path(target)
            if prepare:
                prepare(named)
            learner = "response-model" if family == "answers" else "conv" if family == "images" else "mlp"
            text = GOOD.decode().replace("'sine'", f"'{family}'\npath = '{named}'").replace("'mlp'", f"'{learner}'")
            path.write_text(text)

        return make

    for family in ("answers", "table", "images"):
        yield Handmade(f"{family} from endless zeros", naming("/dev/zero", family), refused=False)
        yield Handmade(f"{family} from memory itself", naming("/proc/self/mem", family), refused=False)
        yield Handmade(f"{family} from a page map", naming("/proc/self/pagemap", family), refused=False)
        yield Handmade(f"{family} from a pipe", naming("pipe.csv", family, os.mkfifo), refused=False)
        yield Handmade(f"{family} from 10 GB of nothing", naming("sparse.csv", family, _sparse), refused=False)


def _checkpoints(good: bytes) -> Iterator[tuple[str, bytes]]:
    start, tensors = opened(good)
    header = json.loads(start)

    def with_(**values: Any) -> bytes:
        return sealed(json.dumps(header | values).encode(), tensors)

    yield "empty", b""
    yield "noise", bytes(range(256)) * 1000
    yield "the mark alone", good[:22]
    yield "a header longer than the file", sealed(b"", b"")[:-4] + b"\xff\xff\xff\x7f"
    yield "a header of zeros", sealed(b"\0" * 1000, tensors)
    yield "a deep header", sealed(b"[" * 500_000, tensors)
    yield "a header of many arrays", sealed(b"[" + b"[]," * 300_000 + b"[]]", tensors)
    yield "10^10 elements", sealed(json.dumps(header).encode(), _claiming(10**10))
    yield "10^10 elements by 10^10", sealed(json.dumps(header).encode(), _claiming(10**20))
    yield "tensors' header of 2^63 bytes", sealed(json.dumps(header).encode(), struct.pack("<Q", 2**63) + tensors[8:])
    yield "no tensors", sealed(json.dumps(header).encode(), b"")
    yield "NaN seconds", with_(seconds=float("nan"))
    yield (
        "endless seconds",
        sealed(json.dumps(header).replace('"seconds": ', '"seconds": 1e999, "x": ').encode(), tensors),
    )
    yield "a huge iteration", with_(iteration=10**4000)
    yield (
        "a number of 5,000 digits",
        sealed(
            json.dumps(header | {"updates": 0}).replace('"updates": 0', '"updates": ' + "9" * 5000).encode(), tensors
        ),
    )
    yield "fewer than no iterations", with_(iteration=-1)
    yield "names that are no texts", with_(theta=[[1], {}])
    yield "names twice", with_(theta=header["theta"] * 2)
    yield "an experiment that is none", with_(experiment=[])
    yield "an experiment of an unknown kind", with_(experiment=header["experiment"] | {"task": {"kind": "x" * 10_000}})


def _claiming(elements: int) -> bytes:
    """Tensors whose header claims so many elements."""
    header = json.dumps({"theta.x": {"dtype": "F32", "shape": [elements], "data_offsets": [0, 4 * elements]}}).encode()
    return struct.pack("<Q", len(header)) + header


def _zips(good: bytes) -> Iterator[tuple[str, bytes]]:
    """What is wrong with the zip."""
    members = unpacked(good)
    run = next(name for name in members if name.endswith("run.json"))
    yield "not a zip", b"hello " * 1000
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(5000)
    yield "a zip behind something", b"#!/bin/sh\n" + good
    yield "something behind a zip", good + b"\0" * 100
    yield "a comment", _commented(good)
    yield "the end alone", good[-22:]
    yield "an end that claims 65,535 members", good[:-14] + b"\xff\xff\xff\xff" + good[-10:]
    yield "100,000 members", _raw([(f"runs/{i:032x}/run.json", 0, b"", 0) for i in range(100_000)])
    yield "20,000 members", _raw([(f"runs/{i:032x}/run.json", 0, b"", 0) for i in range(20_000)])
    yield "members without a list", good[:-22] + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, len(good) - 22, 0)
    yield "a zip bomb of 256 MB", _bomb(1)
    yield "a zip bomb of 4 GB", _bomb(16)
    yield "a bomb in small pieces", _bomb(500, 2**20)
    yield "a bomb whose size is a lie", _understated(members, run)
    yield "a zip within", packed(resummed({"experiment.toml": good}))
    yield "a zip within that says so", packed(resummed(members | {"inner.zip": good}))
    for name in (
        "../evil.toml",
        "/etc/evil",
        "runs/../../evil",
        "C:\\evil",
        "..\\evil",
        "runs/\0evil",
        "run\nevil",
        "é",
    ):
        yield f"a member {name!r}", packed(resummed(members | {name: b"x"}))
    yield "a member in capitals", packed(resummed(members | {f"runs/{'A' * 32}/run.json": members[run]}))
    yield "a folder", packed(resummed(members | {"runs/": b""}))
    yield "a link", _with_info(members, run, external_attr=0o120777 << 16)
    yield "a device", _with_info(members, run, external_attr=0o020666 << 16)
    yield "names twice", _twice(members, run)
    yield "an encrypted member", _flagged(good)
    yield "bzip2", _with_info(members, run, compress_type=zipfile.ZIP_BZIP2)
    yield "lzma", _with_info(members, run, compress_type=zipfile.ZIP_LZMA)
    yield "another name inside", _renamed(good)


def _insides(good: bytes) -> Iterator[tuple[str, bytes]]:
    """What is wrong with what is in the zip."""
    members = unpacked(good)
    run = next(name for name in members if name.endswith("run.json"))
    manifest = json.loads(members["manifest.json"])

    def listing(**changes: Any) -> bytes:
        return packed(members | {"manifest.json": json.dumps(manifest | changes).encode()})

    def inside(name: str, data: bytes) -> bytes:
        return packed(
            resummed(members | {_run(name, run): data}), zipfile.ZIP_STORED
        )  # or it would be taken for a bomb

    def entry(**changes: Any) -> dict[str, Any]:
        return manifest["files"] | {run: manifest["files"][run] | changes}

    yield "no manifest", packed({name: data for name, data in members.items() if name != "manifest.json"})
    yield "a deep manifest", packed(members | {"manifest.json": b"[" * 100_000})
    yield (
        "a manifest of many arrays",
        packed(members | {"manifest.json": b"[" + b"[]," * 1_300_000 + b"[]]"}, zipfile.ZIP_STORED),
    )
    yield "a manifest of NaN", packed(members | {"manifest.json": b'{"format": NaN, "program": "", "files": {}}'})
    yield "a format of 5,000 digits", packed(members | {"manifest.json": b'{"format": ' + b"9" * 5000 + b"}"})
    yield "a newer format", listing(format=2)
    yield "a huge format", listing(format=10**4000)
    yield "a file that is not listed", listing(files={k: v for k, v in manifest["files"].items() if k != run})
    yield "a file that is not there", listing(files=manifest["files"] | {"runs/x": manifest["files"][run]})
    yield "a size too small", listing(files=entry(bytes=1))
    yield "a size too large", listing(files=entry(bytes=10**12))
    yield "a size that is no number", listing(files=entry(bytes=1e999))
    yield "a wrong checksum", listing(files=entry(sha256="0" * 64))
    yield "a checksum of another kind", listing(files=entry(sha256=hashlib.md5(b"").hexdigest()))
    yield "files that are a list", listing(files=[1, 2])
    yield "no experiment", packed(resummed({k: v for k, v in members.items() if k != "experiment.toml"}))
    yield "an empty experiment", packed(resummed(members | {"experiment.toml": b""}))
    yield "half a run", packed(resummed({k: v for k, v in members.items() if not k.endswith("steps.csv")}))
    yield "a name of 60,000 parts", packed(resummed({"experiment.toml": b"a" + b".a" * 60_000 + b" = 1"}))
    yield "10^10 scores", inside("scores.safetensors", _claiming(10**10))
    yield "scores' header of 2^63 bytes", inside("scores.safetensors", struct.pack("<Q", 2**63))
    yield "scores of another type", inside("scores.safetensors", _typed("F8_E4M3"))
    yield "scores of whole numbers", inside("scores.safetensors", _typed("I64"))
    yield "a checkpoint of noise", inside("checkpoint.bin", bytes(5000))
    table = json.loads(members[run])
    for name, value in (
        ("NaN", float("nan")),
        ("endless", float("inf")),
        ("negative", -1),
        ("a text", "x"),
        ("huge", 10**400),
    ):
        yield f"a time that is {name}", inside("run.json", json.dumps(table | {"created": value}).encode())
    yield "a name that no text can hold", inside("run.json", json.dumps(table | {"name": "\ud800"}).encode())
    yield "a note too long", inside("run.json", json.dumps(table | {"note": "x" * 900_000}).encode())
    yield "an unknown state", inside("run.json", json.dumps(table | {"state": "owned"}).encode())
    yield "another uid", inside("run.json", json.dumps(table | {"uid": UID}).encode())
    yield "deep events", inside("events.json", b"[" * 500_000)
    yield "events that go deep and back", inside("events.json", b"[" * 900 + b"]" * 900)
    yield "many empty events", inside("events.json", b"[" + b"{}," * 900_000 + b"{}]")
    yield "too many values", inside("events.json", b"[" + b"[]," * 1_200_000 + b"[]]")
    yield (
        "an endless iteration",
        inside("events.json", members[_run("events.json", run)].replace(b'"iteration": 3', b'"iteration": 1e999')),
    )
    yield "a sentence that unfolds", inside("events.json", _unfolding(members[_run("events.json", run)]))
    yield (
        "a sentence with a format",
        inside(
            "events.json",
            _ending(members[_run("events.json", run)], {"template": "{x:>999999999}", "values": {"x": 1}}),
        ),
    )
    yield (
        "a sentence that looks inside",
        inside(
            "events.json", _ending(members[_run("events.json", run)], {"template": "{x.__class__}", "values": {"x": 1}})
        ),
    )
    steps = members[_run("steps.csv", run)]
    head = steps.splitlines(keepends=True)[0]
    yield "steps without a line's end", inside("steps.csv", head + b"1," * 500_000)
    yield "a step of 5,000 digits", inside("steps.csv", head + b"9" * 5000 + b",1,1,1,1\n")
    yield "a count past 2^63", inside("steps.csv", head + b"1,0.5,0.1,99999999999999999999,1\n")
    yield "endless seconds", inside("steps.csv", head + b"1,0.5,inf,1,1\n")
    yield (
        "steps that skip one",
        inside("steps.csv", b"".join(steps.splitlines(keepends=True)[:2] + steps.splitlines(keepends=True)[3:])),
    )


def _long(good: bytes) -> bytes:
    """A run of which nothing is known but that it took long."""
    members = unpacked(good)
    run = next(name for name in members if name.endswith("run.json"))
    head = members[_run("steps.csv", run)].splitlines(keepends=True)[0]
    steps = (b"%d,0.1%d,%d.5,%d,%d\n" % (i, i * 7919 % 1000003, i, i * 5, i * 3) for i in range(1, 150_001))
    return packed(resummed(members | {_run("steps.csv", run): head + b"".join(steps)}))


def _changing(good: bytes) -> bytes:
    """A run that was steered as often as a file can hold."""
    members = unpacked(good)
    run = next(name for name in members if name.endswith("run.json"))
    events = json.loads(members[_run("events.json", run)])
    change = {"iteration": 0, "path": "speed", "old": None, "new": 1.5}
    events[1:1] = [{"after": 0, "kind": "changed", "document": change}] * 60_000
    arrays = {_run(name, run) for name in ("scores.safetensors", "checkpoint.bin")}
    kept = {name: data for name, data in members.items() if name not in arrays}
    plain = [each for each in events if each["kind"] in ("started", "changed", "finished")]
    table = json.loads(members[run]) | {"checkpoint": None}
    changed = {run: json.dumps(table).encode(), _run("events.json", run): json.dumps(plain).encode()}
    return packed(resummed(kept | changed), zipfile.ZIP_STORED)


def _run(name: str, run: str) -> str:
    return run.replace("run.json", name)


def _typed(dtype: str) -> bytes:
    header = json.dumps(
        {"2/here/loss": {"dtype": dtype, "shape": [1, 8], "data_offsets": [0, 8 if dtype[0] == "F" else 64]}}
    )
    return struct.pack("<Q", len(header)) + header.encode() + bytes(8 if dtype[0] == "F" else 64)


def _unfolding(events: bytes) -> bytes:
    """A sentence of sentences of sentences: ten times as long at each level."""
    table: dict[str, Any] = {"template": "x" * 5000, "values": {}}
    for _ in range(9):
        table = {"template": "{x}" * 3000, "values": {"x": table}}
    return _ending(events, table)


def _ending(events: bytes, message: dict[str, Any]) -> bytes:
    found = json.loads(events)
    found[-1] = found[-1] | {"kind": "failed", "document": {"message": message, "details": ""}}
    return json.dumps(found).encode()


def _commented(good: bytes) -> bytes:
    out = io.BytesIO(good)
    with zipfile.ZipFile(out, "a") as file:
        file.comment = b"PK\5\6" * 1000
    return out.getvalue()


@cache
def _zeros(size: int) -> tuple[int, bytes]:
    """Sum and packed form of so many zeros."""
    packing, one, crc, parts = zlib.compressobj(1, zlib.DEFLATED, -15), bytes(2**20), 0, []
    for _ in range(size // 2**20):
        crc = zlib.crc32(one, crc)
        parts.append(packing.compress(one))
    return crc, b"".join([*parts, packing.flush()])


def _raw(entries: list[tuple[str, int, bytes, int]]) -> bytes:
    """A zip of members whose sums, packed bytes and sizes are as given, true or not."""
    out, listed = io.BytesIO(), []
    for name, crc, data, size in entries:
        about = struct.pack("<3H3L", 8, 0, 33, crc, len(data), size)
        central = b"PK\1\2" + struct.pack("<3H", 20, 20, 0) + about
        listed.append(central + struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, out.tell()) + name.encode())
        out.write(
            b"PK\3\4" + struct.pack("<2H", 20, 0) + about + struct.pack("<2H", len(name), 0) + name.encode() + data
        )
    start, directory, count = out.tell(), b"".join(listed), min(len(listed), 0xFFFF)
    out.write(directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0))
    return out.getvalue()


def _bomb(times: int, size: int = 255 * 2**20) -> bytes:
    """So many runs whose steps are zeros."""
    crc, data = _zeros(size)
    return _raw([(f"runs/{number:032x}/steps.csv", crc, data, size) for number in range(times)])


def _understated(members: dict[str, bytes], run: str) -> bytes:
    """Zeros without end whose size and sums are given as those of a thousand."""
    name, few = _run("steps.csv", run), bytes(1000)
    told = resummed(members | {name: few})
    entries = [(each, zlib.crc32(data), _deflated(data), len(data)) for each, data in told.items() if each != name]
    return _raw([*entries, (name, zlib.crc32(few), _zeros(255 * 2**20)[1], 1000)])


def _deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


def _with_info(members: dict[str, bytes], name: str, **values: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for each, data in members.items():
            info = zipfile.ZipInfo(each)
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in values.items() if each == name else ():
                setattr(info, key, value)
            file.writestr(info, data)
    return out.getvalue()


def _twice(members: dict[str, bytes], name: str) -> bytes:
    """A name listed twice: the second is written under another name of the same length, and renamed."""
    other = name.replace("run.json", "rum.json")
    return packed(members | {other: b"{}"}).replace(other.encode(), name.encode())


def _flagged(good: bytes) -> bytes:
    """Each member marked as encrypted."""
    changed, place = bytearray(good), good.find(b"PK\1\2")
    while place >= 0:
        changed[place + 8] |= 1
        place = good.find(b"PK\1\2", place + 1)
    return bytes(changed)


def _renamed(good: bytes) -> bytes:
    """The name before the member is another one than in the list."""
    return good.replace(b"experiment.toml", b"experiment.tomm", 1)
