"""Packages that give their names when they are wanted give all that they say they have."""

from __future__ import annotations

import importlib

import pytest


@pytest.mark.parametrize("package", ["simulator.store", "simulator.sweep"])
def test_every_name_of_a_package_is_found(package: str):
    module = importlib.import_module(package)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = module.nothing
