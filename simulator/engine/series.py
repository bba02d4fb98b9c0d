"""A growing column of numbers, readable as a numpy array without copying."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Series:
    """Append-only floats; `values` is a view of what is there now."""

    def __init__(self) -> None:
        self._data = np.empty(1024)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, value: float) -> None:
        """Add one number."""
        if self._count == len(self._data):
            self._data = np.concatenate([self._data, np.empty(self._count)])
        self._data[self._count] = value
        self._count += 1

    @property
    def values(self) -> NDArray[np.float64]:
        """All numbers so far; later appends do not change it."""
        return self._data[: self._count]
