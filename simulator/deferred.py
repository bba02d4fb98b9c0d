"""torch, imported when it is first used: the window shows its forms before torch is there. And names of packages.

A lazy module in ``sys.modules`` (as `importlib.util.LazyLoader` makes one) will not do. Whatever walks over all
modules, as `inspect` does for a warning, would load it there and then, a second too early; and on Python 3.11 two
threads that touch it at once see half of it. This stand-in is in nobody's way, and the import lock orders threads.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any


class Deferred:
    """Stands for a module; the first use of any of its names imports it."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self._module), name)
        setattr(self, name, value)  # the next use finds it here
        return value


def names(package: str, **modules: str) -> Callable[[str], Any]:
    """A package's ``__getattr__`` (PEP 562): what each of its modules gives it, imported when that is wanted.

    So whoever needs a little of a package does not load all of it.
    """
    places = {name: module for module, given in modules.items() for name in given.split()}

    def find(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{places[name]}"), name)

    return find


if TYPE_CHECKING:
    import torch as torch
else:
    torch = Deferred("torch")
