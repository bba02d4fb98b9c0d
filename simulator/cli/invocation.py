"""How this program is called here, so that a command that is shown to a person works as it stands."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

NAME = "simulator"


def command(*arguments: str) -> str:
    """The command of this program with those arguments, as it can be typed in the current folder."""
    return " ".join(shlex.quote(each) for each in (*_program(), *arguments))


def _program() -> list[str]:
    """How the program was started: as a module, or by its own name where that leads to it."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    if spec is not None and spec.name == "simulator.__main__":
        return [_shortest(_interpreter()), "-m", NAME]
    started = sys.argv[0]
    if Path(started).stem == NAME and os.path.dirname(started) and not _is_found(started):
        return [_shortest(started)]
    return [NAME]


def _interpreter() -> str:
    """Python as it was named, where that still leads to one."""
    named = sys.orig_argv[0] if sys.orig_argv else ""
    return named if named and shutil.which(named) else sys.executable


def _is_found(started: str) -> bool:
    """Whether the name alone leads to the file that was started."""
    found = shutil.which(NAME)
    return found is not None and os.path.realpath(found) == os.path.realpath(started)


def _shortest(program: str) -> str:
    """A path from the current folder, where the program is below it."""
    if not os.path.isabs(program):
        return program
    try:
        below = os.path.relpath(program)
    except ValueError:  # on another drive
        return program
    return program if below.startswith(os.pardir) or os.path.dirname(below) == "" else below
