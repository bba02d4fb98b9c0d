"""Every public module, class and function says what it is for."""

import importlib
import inspect
import pkgutil
from types import ModuleType, SimpleNamespace

import pytest

import simulator

WINDOW = ("simulator.gui", "simulator.app", "simulator.__main__")


def modules() -> list[str]:
    walked = pkgutil.walk_packages(simulator.__path__, "simulator.", onerror=lambda name: None)
    return ["simulator", *(found.name for found in walked if not found.name.startswith(WINDOW))]


def silent(module: ModuleType | SimpleNamespace) -> list[str]:
    """The public names of a module that have no docstring; an override may keep that of what it overrides."""
    found = [] if inspect.getdoc(module) else [module.__name__]
    for name, member in vars(module).items():
        if name.startswith("_") or getattr(member, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(member) and not inspect.getdoc(member):
            found.append(name)
        if inspect.isclass(member):
            found += [name] if not member.__doc__ or member.__doc__.startswith(f"{name}(") else []
            found += [
                f"{name}.{key}"
                for key, value in vars(member).items()
                if not key.startswith("_")
                and (inspect.isfunction(value) or isinstance(value, property | classmethod | staticmethod))
                and not inspect.getdoc(getattr(member, key))
            ]
    return found


@pytest.mark.parametrize("name", modules())
def test_every_public_name_has_a_docstring(name: str):
    assert silent(importlib.import_module(name)) == []


def test_what_says_nothing_is_found():
    planted = ModuleType("planted")
    exec("class A:\n    def f(self): pass\ndef g(): pass\ndef _h(): pass", planted.__dict__)
    for name in ("A", "g", "_h"):
        getattr(planted, name).__module__ = "planted"
    assert silent(planted) == ["planted", "A", "A.f", "g"]
