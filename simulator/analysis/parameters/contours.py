"""Lines of equal loss over a grid: marching triangles, which leave no case open."""

from __future__ import annotations

import numpy as np

from simulator.engine.events import Floats


def contours(x: Floats, y: Floats, values: Floats, level: float) -> Floats:
    """The pieces ``[piece, end, 2]`` of the line where values ``[row, column]`` at `y` and `x` cross a level.

    Each cell is cut into two triangles; within one, values are taken as a plane, which crosses it in one piece or not
    at all. Where a value is not finite there is no line.
    """
    across, up = np.meshgrid(x, y)
    corners = np.stack([across, up, values - level], axis=2)  # [row, column, (x, y, height)]
    a, b, c, d = corners[:-1, :-1], corners[:-1, 1:], corners[1:, :-1], corners[1:, 1:]
    triangles = np.concatenate([np.stack(each, axis=2).reshape(-1, 3, 3) for each in ((a, b, c), (d, c, b))])
    triangles = triangles[np.isfinite(triangles).all(axis=(1, 2))]
    above = triangles[:, :, 2] > 0  # [triangle, corner]
    triangles = triangles[above.any(axis=1) & ~above.all(axis=1)]
    above = triangles[:, :, 2] > 0
    # The corner that is alone on its side: both ends lie on the edges from it to the others.
    alone = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), (~above).argmax(axis=1))
    rows = np.arange(len(triangles))
    one = triangles[rows, alone]
    ends = []
    for step in (1, 2):
        other = triangles[rows, (alone + step) % 3]
        share = one[:, 2] / (one[:, 2] - other[:, 2])
        ends.append(one[:, :2] + share[:, None] * (other[:, :2] - one[:, :2]))
    return np.stack(ends, axis=1).reshape(-1, 2, 2)
