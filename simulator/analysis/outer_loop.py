"""The outer-loop picture: how the strategy's loss falls over meta-training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.analysis.scale import nice_above, nice_below
from simulator.analysis.statistics import half_width
from simulator.engine.events import Evaluated, Floats, Scores
from simulator.engine.progress import Progress

Axis = Literal["iterations", "gradients", "seconds"]
Measure = Literal["loss", "accuracy"]


@dataclass(frozen=True)
class Curve:
    """Points to be joined."""

    x: Floats
    y: Floats


@dataclass(frozen=True)
class Line:
    """A reference: one value for the whole picture."""

    key: str
    title: str
    value: float


@dataclass(frozen=True)
class OuterFigure:
    """Training loss raw (the extremes of each bucket) and smoothed; validation with its 95% band; references."""

    raw: Curve
    smooth: Curve
    validation: Curve
    band: Floats
    lines: tuple[Line, ...]
    marks: tuple[tuple[float, str], ...]


def outer_figure(
    progress: Progress, axis: Axis, step: int, measure: Measure = "loss", buckets: int = 400
) -> OuterFigure:
    """The outer loop of a run; validation after `step` inner steps.

    The training loss is drawn as the least and greatest value of at most `buckets` runs of neighbours, so that
    no peak is lost and the cost of drawing does not grow. For accuracy there is no training curve.
    """
    x = _column(progress, axis)
    raw = extremes(x, progress.losses.values, buckets) if measure == "loss" else _nothing()
    smooth = thinned(x, progress.smoothed.values, buckets) if measure == "loss" else _nothing()
    values = [(_at(evaluated, axis), _measured(evaluated.scores, measure)) for evaluated in progress.evaluations]
    known = [(at, scores[min(step, len(scores) - 1)]) for at, scores in values if scores is not None]
    validation = np.array([[at, float(tasks.mean())] for at, tasks in known]).reshape(-1, 2)
    band = np.array([float(half_width(tasks[None])[0]) for _, tasks in known])
    return OuterFigure(
        raw,
        smooth,
        Curve(validation[:, 0], validation[:, 1]),
        band,
        lines(progress.references, step, measure),
        tuple(
            (_where(x, change.iteration), f"{change.old:g} \N{RIGHTWARDS ARROW} {change.new:g}")
            for change in progress.changes
        ),
    )


def lines(references: dict[str, Scores], step: int, measure: Measure) -> tuple[Line, ...]:
    """The reference lines after `step` inner steps, where they are known and finite."""
    found = []
    for key, scores in references.items():
        values = _measured(scores, measure)
        if values is not None:
            value = float(values[min(step, len(values) - 1)].mean())
            if np.isfinite(value):
                found.append(Line(key, scores.title, value))
    return tuple(found)


def extremes(x: Floats, y: Floats, buckets: int) -> Curve:
    """The least and greatest `y` of each of at most `buckets` runs of neighbours, as one line."""
    count = len(x)
    if count <= 2 * buckets:
        return Curve(x, y)
    starts = np.linspace(0, count, buckets, endpoint=False).astype(int)
    joined = np.empty(2 * buckets)
    joined[0::2] = np.fmin.reduceat(y, starts)
    joined[1::2] = np.fmax.reduceat(y, starts)
    return Curve(np.repeat(x[starts], 2), joined)


def thinned(x: Floats, y: Floats, most: int) -> Curve:
    """Every n-th point, the last one always, so that at most about `most` remain."""
    if len(x) <= most:
        return Curve(x, y)
    kept = np.unique(np.append(np.arange(0, len(x), -(-len(x) // most)), len(x) - 1))
    return Curve(x[kept], y[kept])


def x_end(progress: Progress, axis: Axis, planned: int) -> float:
    """Where the x axis ends: the next nice number, and no further than the plan where that is known."""
    column = _column(progress, axis)
    latest = float(column[-1]) if len(column) else 0.0
    if axis == "iterations":
        return float(min(nice_above(max(latest, min(100, planned))), planned))
    return nice_above(max(latest, 1.0 if axis == "seconds" else 1000.0))


def y_range(figures: list[OuterFigure], logarithmic: bool, measure: Measure) -> tuple[float, float]:
    """From where to where the y axis goes: all curves, the references near them, ends at nice numbers."""
    if measure == "accuracy":
        return 0.0, 1.0
    curves = [curve for figure in figures for curve in (figure.smooth.y, figure.validation.y) if len(curve)]
    values = np.concatenate(curves) if curves else np.array([1.0])
    values = values[np.isfinite(values) & (values > 0)]
    if not len(values):
        return (0.01, 1.0) if logarithmic else (0.0, 1.0)
    # The first few values can be huge; what follows them is what one wants to see.
    high = max(float(np.percentile(values, 99)), float(values[-1]))
    near = [line.value for figure in figures for line in figure.lines if 0 < line.value <= 4 * high]
    high = nice_above(1.02 * max([high, *near]))
    if not logarithmic:
        return 0.0, high
    low = min([float(values.min()), *(value for value in near if value > 1e-3 * high)])
    return min(nice_below(0.9 * low), high / 2), high


def _measured(scores: Scores, measure: Measure) -> Floats | None:
    return scores.loss if measure == "loss" else scores.accuracy


def _column(progress: Progress, axis: Axis) -> Floats:
    columns = {"iterations": progress.iterations, "gradients": progress.gradients, "seconds": progress.seconds}
    return columns[axis].values


def _at(evaluated: Evaluated, axis: Axis) -> float:
    places = {
        "iterations": evaluated.iteration,
        "gradients": evaluated.gradient_evaluations,
        "seconds": evaluated.seconds,
    }
    return float(places[axis])


def _where(x: Floats, iteration: int) -> float:
    return float(x[min(iteration, len(x)) - 1]) if len(x) and iteration else 0.0


def _nothing() -> Curve:
    return Curve(np.empty(0), np.empty(0))
