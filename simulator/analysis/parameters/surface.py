"""The loss over a plane of parameters, worked out a little at a time so that nothing else waits for it.

Every point of the grid is one more row of the task axis, so many are judged by one batched product. The loss may be
that of the point itself, or of where adaptation leads from it: the surface that the outer loop of MAML descends (Finn
et al. 2017, equation 1), with everything but the start as it was learned.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.analysis.parameters.ground import Ground, judged, repeated
from simulator.analysis.parameters.plane import Plane
from simulator.analysis.scale import log_ticks, ticks
from simulator.analysis.task_figure.case import floats
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies.base import Fitted
from simulator.tasks.base import TaskBatch

Judge = Literal["support", "query"]
ROOM = 2**24  # numbers that one batch of points may take
A_PARAMETER, AN_INPUT = 256, 64  # numbers that each of them takes in adapting, for a learned rule or a convolution
MOST_ROWS = 2048
WIDE = 5.0  # largest loss over smallest from which on colours are logarithmic
FEW = 12.0  # times the smallest, over which 1, 2, 5, 10 are too few lines
WIDEST = 1e4  # what is lower still looks alike
HIGHEST = 97  # percentile of the losses at which colours end: a few cliffs do not flatten all the rest


@dataclass(frozen=True)
class Question:
    """Of which loss the surface is: of one task or (None) the mean over all, on which examples, after which steps."""

    task: int | None = None
    examples: Judge = "query"
    steps: int = 0


@dataclass(frozen=True)
class Surface:
    """The loss ``[row, column]`` at places `y` ``[row]`` and `x` ``[column]`` in a plane; infinite after overflow."""

    x: Floats
    y: Floats
    loss: Floats

    def columns(self) -> dict[str, list[object]]:
        """The places and their losses by name, for a table."""
        across, up = np.meshgrid(self.x, self.y)
        return {
            "surface_1": [*across.ravel().tolist()],
            "surface_2": [*up.ravel().tolist()],
            "surface_loss": [*self.loss.ravel().tolist()],
        }

    def at(self, x: float, y: float) -> float | None:
        """The loss between the points of the grid, by straight lines; None outside."""
        if not (self.x[0] <= x <= self.x[-1] and self.y[0] <= y <= self.y[-1]):
            return None
        across, up = _weights(self.x, np.array([x]))[0], _weights(self.y, np.array([y]))[0]
        right, above = across > 0, up > 0  # what counts nothing may be infinite
        return float(up[above] @ self.loss[above][:, right] @ across[right])

    def finer(self, cells: int) -> Floats:
        """The loss at the middles of `cells` cells to each side, ``[row, column]``, by straight lines."""
        across, up = (_weights(axis, _middles(axis, cells)) for axis in (self.x, self.y))
        with np.errstate(invalid="ignore"):
            return np.asarray(up @ np.minimum(self.loss, np.finfo(float).max / 4) @ across.T)


@dataclass(frozen=True)
class Shades:
    """How losses become colours: `low` is 0 and `high` is 1, by their logarithms where that is said."""

    low: float
    high: float
    logarithmic: bool

    def share(self, values: Floats) -> Floats:
        """Where values lie between both ends, from 0 to 1; what is no number lies at the top."""
        bounded = np.clip(np.nan_to_num(values, nan=np.inf), self.low, self.high)
        if self.logarithmic:
            return np.asarray(np.log(bounded / self.low) / np.log(self.high / self.low))
        return np.asarray((bounded - self.low) / (self.high - self.low))

    @property
    def levels(self) -> list[float]:
        """Round losses for the lines and for the bar beside them."""
        wide = self.logarithmic and self.high > FEW * self.low
        found = log_ticks(self.low, self.high, 8) if wide else ticks(self.low, self.high, 8)
        return [level for level in found if self.low < level < self.high]


def shades(surface: Surface) -> Shades:
    """Colours that fit a surface: logarithmic where its largest loss is many times the smallest."""
    known = surface.loss[np.isfinite(surface.loss)]
    if not len(known):
        return Shades(0.0, 1.0, False)
    low, high = float(known.min()), float(np.percentile(known, HIGHEST))
    if low >= 0 and high > WIDE * low:
        return Shades(max(low, high / WIDEST), high, True)
    return Shades(low, max(high, low + 1e-9 + 1e-6 * abs(low)), False)


class Survey:
    """A surface in the making: `cells` points to each side of a square that ends at `left`, `bottom` and so on."""

    def __init__(
        self, ground: Ground, plane: Plane, limits: tuple[float, float, float, float], question: Question, cells: int
    ) -> None:
        left, right, bottom, top = limits
        self.cells, self.seconds = cells, 0.0
        self._x, self._y = np.linspace(left, right, cells), np.linspace(bottom, top, cells)
        self._loss = np.full(cells * cells, np.nan)
        self._done = 0
        self._ground, self._plane, self._question = ground, plane, question

    @property
    def done(self) -> float:
        """Which part of it is worked out, from 0 to 1."""
        return self._done / len(self._loss)

    def go_on(self, seconds: float) -> Survey:
        """Work for so many seconds of this thread, on one batch of points at least; returns itself."""
        begun, first = time.thread_time(), True
        while self._done < len(self._loss) and (first or time.thread_time() - begun < seconds):
            first = False
            points = np.arange(self._done, min(self._done + at_once(self._ground, self._question), len(self._loss)))
            places = np.stack([self._x[points % self.cells], self._y[points // self.cells]], axis=1)
            self._loss[points] = losses(self._ground, self._plane.points(places), self._question)
            self._done += len(points)
        self.seconds += time.thread_time() - begun
        return self

    def surface(self) -> Surface:
        """What was worked out."""
        return Surface(self._x, self._y, self._loss.reshape(self.cells, self.cells))


def losses(ground: Ground, points: Floats, question: Question) -> Floats:
    """The loss ``[point]`` at points ``[point, number]``, all at once."""
    batch = ground.batch if question.task is None else ground.batch.select(question.task % ground.batch.tasks)
    tasks, count = batch.tasks, len(points)
    rows = TaskBatch(repeated(batch.support, count), repeated(batch.query, count), {})  # [point * task]
    starts = np.repeat(points, tasks, axis=0)
    stage: Fitted
    for stage in ground.adapt(starts, rows, question.steps):  # noqa: B007
        pass
    with torch.no_grad():
        found: Floats = floats(judged(stage, rows, question.examples)).reshape(count, tasks).mean(axis=1)
    found[~np.isfinite(found)] = np.inf
    return found


def at_once(ground: Ground, question: Question) -> int:
    """How many points are judged together: as many as there is room for."""
    support, query = ground.batch.support.inputs, ground.batch.query.inputs
    inputs = support[0].numel() + query[0].numel()
    rows = min(MOST_ROWS, ROOM // (A_PARAMETER * ground.layout.size + AN_INPUT * inputs))
    return max(1, rows // (1 if question.task is not None else ground.batch.tasks))


def _middles(axis: Floats, cells: int) -> Floats:
    width = (axis[-1] - axis[0]) / cells
    return np.asarray(axis[0] + width * (np.arange(cells) + 0.5))


def _weights(axis: Floats, places: Floats) -> Floats:
    """What each point of an even axis counts at each place between them, ``[place, point]``."""
    at = (places - axis[0]) / (axis[-1] - axis[0]) * (len(axis) - 1)
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(at[:, None] - np.arange(len(axis)))))
