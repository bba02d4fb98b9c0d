"""What the command line says and writes: one sentence for wrong input, results, and the exit status.

Exit status: 0 completed, 2 the input is wrong, 3 diverged, 4 failed or not written, 130 interrupted.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import typer

from simulator.declaration import InputError, Sentence, sentence
from simulator.declaration.whole_file import write_whole
from simulator.store.database import EXPLAINED

EXIT = {"completed": 0, "diverged": 3, "failed": 4, "stopped": 130, "running": 4}
WRONG, UNWRITTEN, INTERRUPTED = 2, 4, 130


def tell(said: object) -> None:
    """Say something that is no result."""
    print(printable(str(said)), file=sys.stderr)


@contextmanager
def sentences(status: int = WRONG) -> Iterator[None]:
    """Turn wrong input into one sentence and the exit status for it."""
    try:
        yield
    except InputError as error:
        tell(at_end(error.message))
        raise typer.Exit(status) from None


def at_end(said: Sentence) -> Sentence:
    """What is said of a database where the program ends: nothing goes on by itself then."""
    values = tuple((name, at_end(value) if isinstance(value, Sentence) else value) for name, value in said.values)
    return replace(_AT_END.get(said.template, said), values=values)


def answers() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: Sentence) -> None:
    """Ask, and end the program unless the answer is yes."""
    try:
        if typer.confirm(str(question), err=True):
            return
    except typer.Abort:
        tell("")
    raise typer.Exit(INTERRUPTED)


def check_writable(output: str | None) -> None:
    """Refuse before the work, not after it, an output that cannot be written. Raises `InputError`."""
    if output is None or output == "-":
        return
    path = Path(output)
    if path.is_dir():
        raise InputError(sentence("{file} is a folder; name a file to write.", file=path))
    existed = os.path.lexists(path)
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise InputError(sentence("The file {file} cannot be written: {why}.", file=path, why=error.strerror)) from None
    if not existed:
        path.unlink()
    elif path.is_file() and not os.access(
        Path(os.path.realpath(path)).parent, os.W_OK
    ):  # for the file that takes its place
        raise InputError(sentence("The file {file} cannot be written: you may not write in its folder.", file=path))


def write(written: dict[str, Any], output: str) -> bool:
    """Write a result where it is wanted, or else to standard output; returns whether it is where it is wanted."""
    text = json.dumps(written, indent=2, allow_nan=False)
    if output == "-":
        return _printed(text)
    try:
        put(Path(output), f"{text}\n".encode())
    except InputError as error:
        tell(sentence("{why} The result follows.", why=error.message))
        _printed(text)
        return False
    return True


def _printed(text: str) -> bool:
    """Print a result; returns whether standard output took it, which may be a file on a full disk."""
    try:
        print(text, flush=True)
    except BrokenPipeError:  # nobody reads on: typer ends the program
        raise
    except OSError as error:
        tell(sentence("The result cannot be written to standard output: {why}.", why=error.strerror))
        with suppress(OSError, ValueError):  # what is left of it would fail again at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def put(path: Path, content: bytes) -> None:
    """Replace a file by a new one, whole or not at all; a pipe or a device takes in what it is given.

    Raises `InputError` where it cannot be written.
    """
    if path.is_file() or not path.exists():
        write_whole(path, content)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(sentence("The file {file} cannot be written: {why}.", file=path, why=error.strerror)) from None


def printable(text: str) -> str:
    """A text from a file on one line, without characters that would steer a terminal or that it cannot write."""
    plain = "".join("\N{REPLACEMENT CHARACTER}" if category(each) in _STEERING else each for each in text)
    encoding = sys.stdout.encoding or "utf-8"
    try:
        plain.encode(encoding)
    except UnicodeEncodeError:  # in a pipe on Windows, say, which has no raised figures
        level = _RAISED.sub(lambda power: "^" + normalize("NFKC", power[0]).replace("\N{MINUS SIGN}", "-"), plain)
        return level.encode(encoding, "replace").decode(encoding)
    return plain


_BUSY = sentence("The database {file} is in use by another program. Run it again as soon as it is free.")
_AT_END = {
    EXPLAINED["SQLITE_FULL"]: sentence("The disk with {file} is full. Free some space and run it again."),
    EXPLAINED["SQLITE_BUSY"]: _BUSY,
    EXPLAINED["SQLITE_LOCKED"]: _BUSY,
    EXPLAINED["SQLITE_IOERR"]: sentence("The disk failed to read or write {file}. Check the disk and run it again."),
}
_RAISED = re.compile("[\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")  # minus and 0 to 9, as in a power of ten
_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control, format, half a character, and what breaks lines
