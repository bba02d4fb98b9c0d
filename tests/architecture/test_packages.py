"""A package that gives its names when they are wanted gives all that it says it has."""

from __future__ import annotations

import pytest

from simulator import store


def test_every_name_of_the_store_is_found():
    assert [name for name in store.__all__ if not hasattr(store, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = store.nothing
