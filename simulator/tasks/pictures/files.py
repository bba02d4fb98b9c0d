"""Pictures from a folder or a zip: read once, checked, scaled to one size, ink made 1.

Two layouts are understood, with any common folders above them: ``class/picture.png`` and
``alphabet/character/picture.png`` (Omniglot's). A picture that cannot be read is left out and named. A zip is read in
memory and never unpacked; members, their sizes and the pictures' sizes are limited before anything is decoded.
"""

from __future__ import annotations

import io
import logging
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path, PurePosixPath
from stat import S_ISDIR
from typing import IO, TYPE_CHECKING

from simulator.declaration import InputError, sentence
from simulator.deferred import torch
from simulator.tasks.pictures import folder as folder_of_pictures

if TYPE_CHECKING:
    from torch import Tensor

ENDINGS = (".png", ".jpg", ".jpeg", ".bmp")
MOST_FILES = 200_000
MOST_BYTES = 20_000_000  # of one picture's file
MOST_PIXELS = 25_000_000  # of one picture
MOST_NUMBERS = 400_000_000  # of all pictures scaled: 1.6 GB

log = logging.getLogger(__name__)
Read = Callable[[], bytes]


@dataclass(frozen=True)
class Collection:
    """Pictures ``[picture, side, side]`` in 0..1, class by class, and how many each class has, ``[class]``.

    `names` are the classes' folders, and `groups` the alphabets they belong to (or themselves where there are none);
    `damaged` names the pictures that could not be read.
    """

    pictures: Tensor
    counts: Tensor
    names: tuple[str, ...]
    groups: tuple[str, ...]
    damaged: tuple[str, ...] = ()

    @property
    def begin(self) -> Tensor:
        """Where the pictures of each class begin, ``[class]``."""
        return self.counts.cumsum(0) - self.counts


def collection(path: str, side: int) -> Collection:
    """The pictures of a folder or zip at `side` x `side`; read again when files have come, gone or changed names.

    A zip is read again after any change; a picture in a folder that is written over in its place goes unnoticed.

    Raises `InputError` where there is no such file, or no pictures in classes.
    """
    check(path)
    return _collection(path, tuple(_stamps(Path(path))), side)


def check(path: str, name: str = "task.path") -> None:
    """Raise `InputError` where `path` is neither a folder nor a zip."""
    try:
        fit = Path(path).is_dir() or (Path(path).is_file() and zipfile.is_zipfile(path))
    except (OSError, ValueError):
        fit = False
    if not fit:
        raise _unreadable(path, name)


def _unreadable(path: str, name: str) -> InputError:
    return InputError(sentence("{path} is neither a folder nor a zip file that can be read.", path=path), name)


def _stamps(place: Path) -> Iterator[int]:
    """When a zip was last changed and its size; or when the folder, and each within it, was."""
    status = place.stat()
    if not S_ISDIR(status.st_mode):
        yield from (status.st_mtime_ns, status.st_size)
        return
    left, seen = [(place, status.st_mtime_ns)], 0
    while left:
        folder, changed = left.pop()
        yield changed
        folders, entries = _folders(folder, changed)
        seen += entries
        if seen > folder_of_pictures.MOST:
            raise folder_of_pictures.too_many(place, "task.path")
        for each in folders:
            try:
                left.append((each, each.stat().st_mtime_ns))
            except OSError:  # removed just now, so that the folder around it has another time next
                yield 0


@lru_cache(maxsize=20_000)
def _folders(folder: Path, changed: int) -> tuple[tuple[Path, ...], int]:
    """The folders in a folder, and of how many entries; none where it may not be read."""
    found, seen = [], 0
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, folder_of_pictures.MOST + 1):
                seen += 1
                if entry.is_dir(follow_symlinks=False):
                    found.append(folder / entry.name)
    except OSError:
        return (), seen
    return tuple(sorted(found)), seen


def _opened(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        raise _unreadable(path, "task.path") from None


@lru_cache(maxsize=4)
def _collection(path: str, changed: tuple[int, ...], side: int) -> Collection:
    classes: dict[tuple[str, ...], list[Tensor]] = {}
    damaged = []
    opened = None if Path(path).is_dir() else _opened(path)
    try:
        files = sorted(_members(opened) if opened else _files(Path(path)), key=lambda file: file[0].parts)
        _limit(path, len(files), side)
        for name, read in files:
            try:
                picture = _decoded(read(), side)
            except Exception as error:  # whatever a decoder makes of damaged bytes, the other pictures are still good
                damaged.append(str(name))
                log.debug("%s: %s", name, error)
                continue
            classes.setdefault(name.parts[:-1], []).append(picture)
    finally:
        if opened:
            opened.close()
    if damaged:
        log.warning("%s: %d pictures cannot be read: %s", path, len(damaged), ", ".join(damaged))
    if len(classes) < 2:
        raise InputError(
            sentence("{path} holds no pictures in two or more class folders (class/picture.png).", path=path),
            "task.path",
        )
    return collected(classes, tuple(damaged))


def collected(classes: dict[tuple[str, ...], list[Tensor]], damaged: tuple[str, ...] = ()) -> Collection:
    """Pictures ``[side, side]`` of each class, by its folders, as a collection; common folders on top are dropped."""
    shared = 0
    shortest = min(len(folders) for folders in classes)
    while shared < shortest - 1 and len({folders[shared] for folders in classes}) == 1:
        shared += 1
    kept = [folders[shared:] for folders in classes]
    return Collection(
        torch.stack([picture for pool in classes.values() for picture in pool]),
        torch.tensor([len(pool) for pool in classes.values()]),
        tuple("/".join(folders) for folders in kept),
        tuple(folders[0] for folders in kept),
        damaged,
    )


def _wanted(name: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
    return name.suffix.lower() in ENDINGS and len(name.parts) > 1 and not hidden


def _files(folder: Path) -> Iterator[tuple[PurePosixPath, Read]]:
    for entry in folder_of_pictures.entries(folder, "task.path"):
        file = Path(entry.path)
        name = PurePosixPath(file.relative_to(folder).as_posix())
        if _wanted(name) and file.is_file():
            yield name, partial(_file, file)


def _members(opened: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, Read]]:
    for member in opened.infolist():
        name = PurePosixPath(member.filename)
        if _wanted(name):
            yield name, partial(_member, opened, member)


def _file(file: Path) -> bytes:
    with file.open("rb") as stream:
        return _at_most(stream)


def _member(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with opened.open(member) as stream:
        return _at_most(stream)


def _at_most(stream: IO[bytes]) -> bytes:
    """A file's bytes; a header's word on its size is not trusted."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError("the file is too large")
    return data


def _limit(path: str, files: int, side: int) -> None:
    most = min(MOST_FILES, MOST_NUMBERS // side**2)
    if files > most:
        raise InputError(
            sentence(
                "{path} holds {files} pictures; at this side at most {most} can be used.",
                path=path,
                files=files,
                most=most,
            ),
            "task.path",
        )


def _decoded(data: bytes, side: int) -> Tensor:
    """One picture, ``[side, side]`` in 0..1: grey, scaled without changing its proportions, ink 1 on 0.

    Where the border is brighter than the middle grey, the picture is dark on white and is inverted.
    """
    from PIL import Image, ImageOps  # Pillow, needed for files alone

    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("the picture is too large")
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            paper = Image.new("RGBA", image.size, "white")
            grey = Image.alpha_composite(paper, image.convert("RGBA")).convert("L")
        else:
            grey = image.convert("L")
    border = [*grey.crop((0, 0, grey.width, 1)).tobytes(), *grey.crop((0, 0, 1, grey.height)).tobytes()]
    border += [*grey.crop((0, grey.height - 1, grey.width, grey.height)).tobytes()]
    border += [*grey.crop((grey.width - 1, 0, grey.width, grey.height)).tobytes()]
    ink = ImageOps.invert(grey) if 2 * sum(border) > 255 * len(border) else grey
    scaled = ImageOps.pad(ink, (side, side), Image.Resampling.BILINEAR, color=0)
    picture = torch.frombuffer(bytearray(scaled.tobytes()), dtype=torch.uint8).view(side, side).float()
    lowest, highest = picture.min(), picture.max()
    return (picture - lowest) / (highest - lowest).clamp(min=1.0)
