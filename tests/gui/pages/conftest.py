"""A window for the tests of a page that do not all look at the same run."""

from __future__ import annotations

import pytest

from tests.gui.conftest import Desk, Opening


@pytest.fixture(scope="module")
def other(open_shared: Opening) -> Desk:
    """A window in which each test begins a run of its own."""
    return open_shared()
