"""The outside of a shared file: a zip with a manifest, read as if a stranger meant harm.

Nothing is ever unpacked to the disk. The list of members is measured before it is read, members are known by name,
their sizes are limited before anything is read of them, no header's word on a size is taken, and each member must have
the SHA-256 that the manifest gives.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from simulator import __version__
from simulator.declaration import InputError, Sentence, sentence
from simulator.declaration.input_error import shown
from simulator.declaration.whole_file import shown_path

FORMAT = 1
MANIFEST = "manifest.json"
MB = 2**20
MOST_RUNS = 1000
LARGEST = 512 * MB  # of all members together, and of the file
# What a member is called, and how many bytes it may have.
_KINDS = {
    "manifest.json": 4 * MB,
    "experiment.toml": 200_000,
    "run.json": 1 * MB,
    "experiment.json": 1 * MB,
    "steps.csv": 256 * MB,
    "events.json": 32 * MB,
    "scores.safetensors": 384 * MB,
    "checkpoint.bin": 256 * MB,
}
_NAME = re.compile(
    r"(?:manifest\.json|experiment\.toml|runs/[0-9a-f]{32}/(?:run|experiment|events)\.json"
    r"|runs/[0-9a-f]{32}/(?:steps\.csv|scores\.safetensors|checkpoint\.bin))"
)
MOST_MEMBERS = 2 + 6 * MOST_RUNS
MOST_VALUES, MOST_TABLES = 1_000_000, 125_000  # in one JSON file
# What is packed tighter than so many times is refused, past a size that does no harm: it is made to fill the memory.
TIGHTEST, HARMLESS = 100, 1 * MB
_END = struct.Struct("<4s4H2LH")  # of a zip: its signature, disks, members, and where they are listed
_ENTRY = 46  # bytes that the list has for each member, before its name
_LONGEST_ENTRY = 512
_FOREIGN_FLAGS = 0x2061  # encrypted, or patches to another file
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Archive:
    """An opened shared file."""

    def __init__(self, path: Path, members: zipfile.ZipFile) -> None:
        self._path, self._zip = path, members
        self._infos = _checked(members.infolist(), path)
        self._files = self._manifest()

    @property
    def names(self) -> list[str]:
        """The members but the manifest, in the order of the file."""
        return [name for name in self._infos if name != MANIFEST]

    def read(self, name: str) -> bytes:
        """A member's bytes, which are what the manifest says. Raises `InputError` where they are not."""
        data, (digest, size) = self._bytes(name), self._files[name]
        if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
            raise damaged(self._path, name)
        return data

    def _bytes(self, name: str) -> bytes:
        info = self._infos[name]
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except _ZIP_ERRORS as error:
            raise damaged(self._path, name) from error
        if len(data) != info.file_size:
            raise damaged(self._path, name)
        return data

    def _manifest(self) -> dict[str, tuple[str, int]]:
        """Digest and size of every member, by name."""
        if MANIFEST not in self._infos:
            raise _refusal(self._path, sentence("it has no manifest"))
        try:
            found = json_of(self._bytes(MANIFEST))
            if not isinstance(found, dict) or set(found) != {"format", "program", "files"}:
                raise ValueError("other entries")
            if type(found["format"]) is not int or not isinstance(found["program"], str):
                raise ValueError("entries of a wrong type")
            if found["format"] != FORMAT:
                raise _newer(self._path, found["format"])
            files = {name: _entry(entry) for name, entry in found["files"].items()}
        except InputError:
            raise
        except (ValueError, AttributeError, RecursionError) as error:
            raise damaged(self._path, MANIFEST) from error
        if sorted(files) != sorted(self.names):
            raise _refusal(self._path, sentence("its manifest lists other files than it has"))
        for name, (_, size) in files.items():
            if size != self._infos[name].file_size:
                raise damaged(self._path, name)
        return files


class Packing:
    """A shared file that is being written."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", allowZip64=False)
        self._files: dict[str, dict[str, Any]] = {}
        self._size = 0

    def add(self, name: str, data: bytes) -> None:
        """Add a member. Raises `InputError` where it would be too large to be read back."""
        most, self._size = _most(name), self._size + len(data)
        if len(data) > most or self._size > LARGEST - _most(MANIFEST):
            raise InputError(
                sentence(
                    "This is too large to be shared: {name} would have {size} MB. Share fewer runs, or shorter ones.",
                    name=name,
                    size=f"{len(data) / MB:,.0f}",
                )
            )
        self._files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        self._write(name, data)

    def __enter__(self) -> Packing:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        """Add the manifest, so that the file is whole; where something went wrong, only let go of it."""
        try:
            if failed is None:
                self._finish()
        finally:
            with suppress(OSError, ValueError):  # closed already where all went well
                self._zip.close()

    def _finish(self) -> None:
        table = {"format": FORMAT, "program": __version__, "files": self._files}
        self._write(MANIFEST, json.dumps(table, indent=1).encode())
        self._zip.close()

    def _write(self, name: str, data: bytes) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFREG | 0o644) << 16
        level = 6 if len(data) < HARMLESS else 1
        tight = len(data) > HARMLESS and len(data) > TIGHTEST * len(zlib.compress(data, level))
        self._zip.writestr(info, data, zipfile.ZIP_STORED if tight else zipfile.ZIP_DEFLATED, level)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A shared file for reading. Raises `InputError` with one sentence where it is none."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # reading a pipe or a device might never end
            raise _refusal(path, sentence("it is a folder") if stat.S_ISDIR(mode) else sentence("it is not a file"))
        file = path.open("rb")
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        why = getattr(error, "strerror", None) or str(error)  # ValueError: a name with a null character
        raise InputError(sentence("The file {file} cannot be read: {why}.", file=shown_path(path), why=why)) from None
    with file:
        try:
            _measure(file, path)
            members = zipfile.ZipFile(file)
        except InputError:
            raise
        except _ZIP_ERRORS as error:
            raise _refusal(path, sentence("its list of members is damaged")) from error
        with members:
            yield Archive(path, members)


def damaged(path: Path, name: str) -> InputError:
    """The error for a member that is not as it was written."""
    return InputError(sentence("The file {file} is damaged in {name}.", file=shown_path(path), name=name))


def json_of(data: bytes, *, finite: bool = True) -> Any:
    """What a JSON text holds, within limits. Raises `ValueError` or `RecursionError` for anything else."""
    if data.count(b",") > MOST_VALUES or data.count(b"[") + data.count(b"{") > MOST_TABLES:
        raise ValueError("too many values")
    return json.loads(data.decode(), parse_constant=_refused if finite else None)


def _measure(file: BinaryIO, path: Path) -> None:
    """Check where a zip says its list of members is, and how long, before anything is made of the list."""
    size = file.seek(0, 2)
    if size > LARGEST:
        raise _refusal(path, sentence("it is larger than {most} MB", most=LARGEST // MB))
    if size < _END.size:
        raise _refusal(path, sentence("it is empty") if not size else _INCOMPLETE)
    file.seek(size - _END.size)
    signature, disk, first, here, members, length, start, comment = _END.unpack(file.read(_END.size))
    if signature != b"PK\5\6" or comment or disk or first or here != members:
        raise _refusal(path, _INCOMPLETE)
    if members > MOST_MEMBERS or length > MOST_MEMBERS * _LONGEST_ENTRY:
        raise _refusal(path, sentence("it has more than {most} members", most=f"{MOST_MEMBERS:,}"))
    if start + length + _END.size != size or length < members * _ENTRY:
        raise _refusal(path, sentence("its list of members is damaged"))
    file.seek(start)
    if file.read(length).count(b"PK\1\2") > MOST_MEMBERS:
        raise _refusal(path, sentence("it has more than {most} members", most=f"{MOST_MEMBERS:,}"))
    file.seek(0)


def _checked(infos: list[zipfile.ZipInfo], path: Path) -> dict[str, zipfile.ZipInfo]:
    """The members by name. Raises `InputError` where one is not what a shared file has."""
    found: dict[str, zipfile.ZipInfo] = {}
    packed = unpacked = 0
    for info in infos:
        why = _objection(info, found)
        if why:
            raise _refusal(path, why)
        found[info.filename] = info
        packed, unpacked = packed + info.compress_size, unpacked + info.file_size
    if unpacked > LARGEST:
        raise _refusal(path, sentence("it unpacks to more than {most} MB", most=LARGEST // MB))
    if unpacked > 16 * HARMLESS + TIGHTEST * packed:
        raise _refusal(path, sentence("it unpacks to far more than it has"))
    return found


def _objection(info: zipfile.ZipInfo, others: dict[str, zipfile.ZipInfo]) -> Sentence | None:
    """Why a member is not one of a shared file; None where it is."""
    name = shown(info.filename)
    if info.orig_filename != info.filename or not _NAME.fullmatch(info.filename):
        return sentence("it holds {name}, which does not belong into one", name=name)
    if info.filename in others:
        return sentence("it holds {name} twice", name=name)
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG) or info.external_attr & 0x10:
        return sentence("its {name} is a link or a folder", name=name)
    if info.flag_bits & _FOREIGN_FLAGS:
        return sentence("its {name} is encrypted", name=name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return sentence("its {name} is packed in a way that this program does not know", name=name)
    if info.file_size > _most(info.filename):
        most = f"{_most(info.filename) / MB:,.0f}"
        return sentence("its {name} has more than {most} MB", name=name, most=most)
    if info.file_size > HARMLESS + TIGHTEST * info.compress_size:
        return sentence("its {name} unpacks to far more than it has", name=name)
    return None


def _most(name: str) -> int:
    return _KINDS[name.rpartition("/")[2]]


def _entry(entry: object) -> tuple[str, int]:
    if not isinstance(entry, dict) or set(entry) != {"sha256", "bytes"}:
        raise ValueError("other entries")
    digest, size = entry["sha256"], entry["bytes"]
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest) or type(size) is not int:
        raise ValueError("entries of a wrong type")
    return digest, size


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def _newer(path: Path, format_: int) -> InputError:
    return InputError(
        sentence(
            "The file {file} has format {format}, and this version knows {known}; install a newer one to open it.",
            file=shown_path(path),
            format=shown(format_),
            known=FORMAT,
        )
    )


def _refusal(path: Path, why: Sentence) -> InputError:
    return InputError(
        sentence("{file} is not a shared file that can be opened: {why}.", file=shown_path(path), why=why)
    )


_INCOMPLETE = sentence("it is not complete or not a shared file; ask for it again")
_ZIP_ERRORS = (
    OSError,
    ValueError,
    EOFError,
    LookupError,
    RuntimeError,  # an encrypted member; NotImplementedError, a method of packing that Python does not know, is one too
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)
