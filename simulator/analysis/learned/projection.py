"""Many numbers a point, as two: principal components (Pearson 1901), by singular values."""

from __future__ import annotations

import numpy as np

from simulator.engine.events import Floats

TINY = 1e-12


def principal(points: Floats, also: Floats | None = None) -> tuple[Floats, Floats, Floats]:
    """Points ``[point, number]`` in the two directions in which they vary most, ``[point, 2]``.

    Also the share of their variance along each of the two, ``[2]``, and where other points `also` ``[other, number]``
    lie in the same plane. A direction's sign is arbitrary: its largest part is made positive, so that a picture that
    is drawn again does not turn over.
    """
    middle = points.mean(axis=0)
    _, sizes, directions = np.linalg.svd(points - middle, full_matrices=False)
    directions, sizes = directions[:2], sizes**2
    largest = np.abs(directions).argmax(axis=1)
    directions = directions * np.where(directions[np.arange(len(directions)), largest] < 0, -1.0, 1.0)[:, None]
    shares = sizes[:2] / max(float(sizes.sum()), TINY)
    others = np.empty((0, points.shape[1])) if also is None else also
    return _two((points - middle) @ directions.T), _two(shares), _two((others - middle) @ directions.T)


def _two(values: Floats) -> Floats:
    """Made two wide by zeros, where there is but one direction."""
    missing = 2 - values.shape[-1]
    return np.concatenate([values, np.zeros((*values.shape[:-1], missing))], axis=-1) if missing > 0 else values
