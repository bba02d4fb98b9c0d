"""Growing collections of numbers that do not scatter over the memory: columns, tables, shelves of equal arrays."""

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


class Rows:
    """Append-only rows of one length; `values` is a view ``[row, column]`` of what is there now."""

    def __init__(self) -> None:
        self._data = np.empty((0, 0))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, row: NDArray[np.float64]) -> None:
        """Add one row."""
        if self._count == len(self._data):
            grown = np.empty((max(64, 2 * self._count), len(row)))
            grown[: self._count] = self._data[: self._count] if self._count else 0
            self._data = grown
        self._data[self._count] = row
        self._count += 1

    @property
    def values(self) -> NDArray[np.float64]:
        """All rows so far; later appends do not change them."""
        return self._data[: self._count]


class Shelf:
    """Keeps many small arrays of one shape side by side in large blocks.

    Kept one by one, between the large temporaries of training, they would leave holes that nothing else fills:
    three times their own size, over a long run.
    """

    BLOCK = 64

    def __init__(self) -> None:
        self._block = np.empty(0)
        self._used = 0

    def keep(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """A copy of `values` on the shelf."""
        if self._block.shape[1:] != values.shape or self._used == len(self._block):
            self._block = np.empty((self.BLOCK, *values.shape))
            self._used = 0
        kept: NDArray[np.float64] = self._block[self._used]
        kept[...] = values
        self._used += 1
        return kept
