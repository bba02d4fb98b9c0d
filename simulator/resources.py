"""Where the bundled resources lie: beside the package in a checkout, inside it in a wheel or a frozen program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder that holds examples, icons, styles and translations."""
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package))
    for folder in (frozen / "resources", package / "_resources", package.parent / "resources"):
        if (folder / "examples").is_dir():
            return folder
    raise FileNotFoundError("The program's resources are missing; install it again.")
