"""A plane through the space of parameters, and the ways to choose one.

A plane goes through the start that is looked at and along two directions of length one, at right angles, so that
distances in the picture are distances between parameters. The directions are the principal ones of some points (Li et
al. 2018, "Visualizing the Loss Landscape of Neural Nets", section 7.2, take those of the path), lead towards what two
tasks adapt to, or are two parameters by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.engine.events import Floats

Choice = Literal["path", "adaptations", "tasks", "parameters"]
TINY = 1e-12  # of the largest variance: a direction with less is rounding


@dataclass(frozen=True)
class Plane:
    """The points `through` + u d1 + v d2. `through`: ``[number]``; `directions`: ``[2, number]``, orthonormal.

    `at` ``[2]`` is what the coordinates of `through` are called: where nothing is is a choice.
    """

    through: Floats
    directions: Floats
    at: Floats

    def coordinates(self, points: Floats) -> Floats:
        """The places ``[..., 2]`` in the plane that are nearest to points ``[..., number]``."""
        return np.asarray((points - self.through) @ self.directions.T + self.at)

    def points(self, coordinates: Floats) -> Floats:
        """The points ``[..., number]`` at places ``[..., 2]``."""
        return np.asarray((np.asarray(coordinates) - self.at) @ self.directions + self.through)

    def share(self, points: Floats) -> float:
        """How much of the variance of points ``[point, number]`` lies along the plane, from 0 to 1; 1 if they agree."""
        centred = points - points.mean(axis=0)
        total = np.square(centred).sum()
        return float(np.square(centred @ self.directions.T).sum() / total) if total > 0 else 1.0


def principal(points: Floats, most: int = 2) -> Floats:
    """The directions ``[direction, number]`` along which points ``[point, number]`` vary most, at most `most` of them.

    Principal components (Pearson 1901), found by the products of points with each other, as there are far fewer points
    than numbers. Each direction points to where the points went from first to last.
    """
    centred = points - points.mean(axis=0)
    squares, mixtures = np.linalg.eigh(centred @ centred.T)  # in rising order
    size = np.square(points).sum(axis=1).max(initial=0.0)
    found = [
        (centred.T @ mixtures[:, each]) / np.sqrt(squares[each])
        for each in range(len(points) - 1, -1, -1)[:most]
        if squares[each] > TINY * max(squares[-1], TINY * size)
    ]
    signed = [direction * _sign((points[-1] - points[0]) @ direction) for direction in found]
    return np.asarray(signed).reshape(len(found), points.shape[1])


def orthonormal(candidates: Floats) -> Floats:
    """Two directions ``[2, number]`` of length one and at right angles, from the first candidates that give any.

    Gram and Schmidt's way. Where all candidates lie on one line, axes of the space fill in.
    """
    found: list[Floats] = []
    for candidate in [*candidates, *np.eye(min(3, candidates.shape[1]), candidates.shape[1])]:
        rest = np.array(candidate, dtype=float)
        for _ in range(2):  # the second time takes away what rounding left
            for direction in found:
                rest = rest - (rest @ direction) * direction
        length = np.linalg.norm(rest)
        if length > 1e-6 * np.linalg.norm(candidate) and length > 0:
            found.append(rest / length)
        if len(found) == 2:
            break
    return np.stack(found)


def turned(directions: Floats, before: Floats) -> Floats:
    """The same plane ``[2, number]``, turned or reversed to lie as nearly as it can like another.

    The orthogonal Procrustes problem (Schoenemann 1966): a picture that is drawn again stays as it was.
    """
    left, _, right = np.linalg.svd(before @ directions.T)
    return np.asarray(left @ right @ directions)


def plane(
    choice: Choice,
    start: Floats,
    path: Floats,
    adapted: Floats,
    tasks: tuple[int, int] = (0, 1),
    numbers: tuple[int, int] = (0, 1),
    before: Plane | None = None,
) -> Plane:
    """The plane that was chosen: `start` ``[number]``, `path` ``[evaluation, number]``, `adapted` ``[task, number]``.

    What leaves a direction open is filled in from the other points. Coordinates count from where the run began, or are
    the `numbers` themselves. Principal directions are turned within the plane to lie like those of the one `before`.
    """
    if choice == "parameters":
        axes = np.zeros((2, len(start)))
        axes[0, numbers[0]] = axes[1, numbers[1]] = 1.0
        return Plane(start, axes, start[list(numbers)])
    ways = adapted - start
    along_path = principal(path)
    along_ways = principal(np.concatenate([start[None], adapted]))
    wanted = {
        "path": [along_path, along_ways],
        "adaptations": [along_ways, along_path],
        "tasks": [ways[list(tasks)], along_ways, along_path],
    }[choice]
    directions = orthonormal(np.concatenate(wanted))
    if before is not None and choice != "tasks" and before.directions.shape == directions.shape:
        directions = turned(directions, before.directions)
    return Plane(start, directions, directions @ (start - path[0]))


def _sign(value: float) -> float:
    return -1.0 if value < 0 else 1.0
