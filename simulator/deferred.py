"""torch, imported when it is first used: the window shows its forms before torch is there.

A lazy module in ``sys.modules`` (as `importlib.util.LazyLoader` makes one) will not do. Whatever walks over all
modules, as `inspect` does for a warning, would load it there and then, a second too early; and on Python 3.11 two
threads that touch it at once see half of it. This stand-in is in nobody's way, and the import lock orders threads.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any


class Deferred:
    """Stands for a module; the first use of any of its names imports it."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self._module), name)
        setattr(self, name, value)  # the next use finds it here
        return value


if TYPE_CHECKING:
    import torch as torch
else:
    torch = Deferred("torch")
