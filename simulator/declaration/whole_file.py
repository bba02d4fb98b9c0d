"""Writing a file whole or not at all: whatever goes wrong, what was there before is still there, bit for bit.

The new content goes to a temporary file in the same folder, is brought safely to the disk, and takes the old one's
place in one move.
"""

from __future__ import annotations

import errno
import os
import stat
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from simulator.declaration.input_error import InputError
from simulator.declaration.sentence import Sentence, sentence

LONGEST = 200  # characters of a path in a sentence
Content = bytes | Callable[[BinaryIO], None]


def write_whole(path: str | Path, content: Content) -> None:
    """Write `content`, or what it writes when it is called with the file, in place of what is at `path`.

    Raises `InputError` where that cannot be done; then nothing has changed. Whatever else `content` raises is passed
    on; nothing has changed then either.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays one
        _check(target, path)
        temporary = target.with_name(f".{uuid.uuid4().hex[:12]}.part")
        try:
            _write(temporary, content, target)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except (OSError, UnicodeEncodeError) as error:
        raise _unwritten(path, _why(error, Path(path))) from None
    except ValueError as error:
        if isinstance(error, InputError) or "null" not in str(error):
            raise
        raise _unwritten(path, sentence("its name is not one that this system allows; choose another")) from None
    _settle(target.parent)


def shown_path(path: str | Path) -> str:
    """A path as it may stand in a sentence: on one line, and not too long."""
    shown = str(path) if str(path).isprintable() else repr(str(path))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3]}..."


def _check(target: Path, path: str | Path) -> None:
    """Raise `InputError` where something else than a file is in the place."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise _unwritten(path, sentence("it is a folder; choose the name of a file"))
    if not stat.S_ISREG(mode):  # a device or a pipe would be replaced by a file
        raise _unwritten(path, sentence("it is not an ordinary file; choose another name"))


def _write(temporary: Path, content: Content, target: Path) -> None:
    """Write a new file and bring it to the disk, as readable for others as the old one was."""
    with open(temporary, "xb") as file:
        with suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Bring the move to the disk too, where the system can; the file is whole either way."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritten(path: str | Path, why: Sentence) -> InputError:
    return InputError(sentence("The file {file} cannot be written: {why}.", file=shown_path(path), why=why))


def _why(error: OSError | UnicodeEncodeError, path: Path) -> Sentence:
    """What happened, and what to do."""
    code = error.errno if isinstance(error, OSError) else errno.EILSEQ
    if code in _NO_FOLDER:
        return sentence("there is no folder {folder}; choose one that exists", folder=shown_path(path.parent))
    if code in _REASONS:
        return _REASONS[code]
    return sentence("{what}; try again, or choose another folder", what=getattr(error, "strerror", None) or error)


_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)
_FULL = sentence("the disk is full; free some space or choose another folder")
_FORBIDDEN = sentence("you may not write in its folder; choose another one")
_NAMELESS = sentence("its name is not one that this system allows; choose another")
_BROKEN = sentence("the disk failed; check it, or choose another one")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: sentence("the disk cannot be written to; choose a folder on another one"),
    errno.ENAMETOOLONG: sentence("its name is too long; choose a shorter one"),
    errno.EILSEQ: _NAMELESS,
    errno.EINVAL: _NAMELESS,
    errno.EISDIR: sentence("it is a folder; choose the name of a file"),
    errno.EIO: _BROKEN,
    errno.ENXIO: _BROKEN,
    errno.ENODEV: _BROKEN,
    errno.EBUSY: sentence("it is in use by another program; close it there or choose another name"),
    errno.EMFILE: sentence("too many files are open; close some programs and try again"),
    errno.ENFILE: sentence("too many files are open; close some programs and try again"),
}
