"""The outer-loop picture: how the strategy's loss falls over meta-training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from simulator.analysis.scale import LEAST, framed, nice_above, nice_below
from simulator.declaration import Declared, Sentence, sentence
from simulator.engine.events import Changed, Floats, Scores
from simulator.engine.progress import Judged, Progress
from simulator.experiment import Schedule
from simulator.experiment.documents import REGISTRIES

Axis = Literal["iterations", "gradients", "seconds"]
Measure = Literal["loss", "accuracy"]

NEAR = 4.0  # what is more than this many times higher than the rest is left above the picture
_LETTERS = {"alpha": "\N{GREEK SMALL LETTER ALPHA}", "beta": "\N{GREEK SMALL LETTER BETA}"}


@dataclass(frozen=True)
class Curve:
    """Points to be joined."""

    x: Floats
    y: Floats


@dataclass(frozen=True)
class Line:
    """A reference: one value for the whole picture. `family` is the other family that it is of, if it is."""

    key: str
    title: str
    value: float
    family: Sentence | None = None

    @property
    def name(self) -> Sentence:
        """How it is called in the picture."""
        if self.family is None:
            return sentence(self.title)
        return sentence("{title}, on {family}", title=sentence(self.title), family=self.family)


@dataclass(frozen=True)
class Training:
    """The training loss: raw, as the extremes of each bucket, and smoothed."""

    raw: Curve
    smooth: Curve


@dataclass(frozen=True)
class Validation:
    """The validation curve, half the width of its 95% band, and the reference lines beside it."""

    curve: Curve
    band: Floats
    lines: tuple[Line, ...]

    @property
    def edges(self) -> tuple[Floats, Floats]:
        """Below and above, where the band ends."""
        return self.curve.y - self.band, self.curve.y + self.band


def training(progress: Progress, axis: Axis, measure: Measure = "loss", buckets: int = 400) -> Training:
    """The training curves of a run; there are none for accuracy.

    The raw loss is drawn as the least and greatest value of at most `buckets` runs of neighbours, so that no peak
    is lost and the cost of drawing does not grow.
    """
    if measure == "accuracy":
        return Training(_nothing(), _nothing())
    x = column(progress, axis)
    return Training(extremes(x, progress.losses.values, buckets), thinned(x, progress.smoothed.values, buckets))


def validation(progress: Progress, axis: Axis, step: int, measure: Measure = "loss") -> Validation:
    """Validation after `step` inner steps, and what is known without meta-learning."""
    judgement, reference = judged(progress, measure), lines(progress.references, step, measure)
    if not len(judgement.means):
        return Validation(_nothing(), np.empty(0), reference)
    means, half_widths = judgement.means.values, judgement.half_widths.values
    at = min(step, means.shape[1] - 1)
    return Validation(Curve(evaluated_at(progress, axis), means[:, at]), half_widths[:, at], reference)


def elsewhere(
    progress: Progress, axis: Axis, step: int, measure: Measure = "loss", family: Sentence | None = None
) -> Validation | None:
    """`validation` on the other family, called `family`, beside learning there from scratch; None without one."""
    judgement = other(progress, measure)
    if not len(judgement.means):
        return None
    means, half_widths = judgement.means.values, judgement.half_widths.values
    at = min(step, means.shape[1] - 1)
    scratch = {key: scores for key, scores in progress.elsewhere_references.items() if key == "scratch"}
    reference = tuple(replace(line, family=family) for line in lines(scratch, step, measure))
    return Validation(Curve(evaluated_at(progress, axis), means[:, at]), half_widths[:, at], reference)


def marks(progress: Progress, axis: Axis) -> tuple[tuple[float, Sentence], ...]:
    """Where live parameters were changed, which ones, and from what to what."""
    x = column(progress, axis)
    return tuple((_where(x, change.iteration), _said(progress, change)) for change in progress.changes)


def lines(references: dict[str, Scores], step: int, measure: Measure) -> tuple[Line, ...]:
    """The reference lines after `step` inner steps, where they are known and finite."""
    found = []
    for key, scores in references.items():
        values = measured(scores, measure)
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
    every = -(-len(x) // most)
    return Curve(np.append(x[:-1:every], x[-1]), np.append(y[:-1:every], y[-1]))


def x_end(progress: Progress, axis: Axis, planned: int) -> float:
    """Where the x axis ends: the next nice number, and no further than the plan where that is known."""
    x = column(progress, axis)
    latest = float(x[-1]) if len(x) else 0.0
    if axis == "iterations":
        return float(min(nice_above(max(latest, min(100, planned))), planned))
    return nice_above(max(latest, 1.0 if axis == "seconds" else 1000.0))


def y_range(
    curves: list[Curve], lines: list[Line], logarithmic: bool, measure: Measure, bands: Sequence[Floats] = ()
) -> tuple[float, float]:
    """From where to where the y axis goes: all curves, the references near them, ends at nice numbers.

    What only `bands` reach is kept in sight where the axis does not begin at zero.
    """
    if measure == "accuracy":
        return 0.0, 1.0
    values = np.concatenate([curve.y for curve in curves]) if curves else np.empty(0)
    values = values[np.isfinite(values) & (values > LEAST)]
    if not len(values):
        return (0.01, 1.0) if logarithmic else (0.0, 1.0)
    # The first few values can be huge; what follows them is what one wants to see.
    high = max(float(np.sort(values)[int(0.99 * (len(values) - 1))]), float(values[-1]))
    near = [line.value for line in lines if 0 <= line.value <= NEAR * high]
    low, high = min([float(values.min()), *near]), max([high, *near])
    if not logarithmic:
        around = np.concatenate([*bands, [low, high]])
        return framed(low, high) if low < 0.5 * high else framed(float(np.nanmin(around)), float(np.nanmax(around)))
    high = nice_above(1.02 * high)
    low = min([float(values.min()), *(value for value in near if value > 1e-3 * high)])
    return min(nice_below(0.9 * low), high / 2), high


def calmed(curve: Curve, others: list[Curve]) -> Curve:
    """A curve as it counts for the y axis: at most `NEAR` times the others, which its wild values would flatten."""
    values = np.concatenate([other.y for other in others]) if others else np.empty(0)
    values = values[np.isfinite(values)]
    return Curve(curve.x, np.minimum(curve.y, NEAR * values.max())) if len(values) else curve


def measured(scores: Scores, measure: Measure) -> Floats | None:
    """The scores of one measure, ``[step, task]``, where it applies."""
    return scores.loss if measure == "loss" else scores.accuracy


def judged(progress: Progress, measure: Measure) -> Judged:
    """Means and half widths of all evaluations, for one measure."""
    return progress.judged_loss if measure == "loss" else progress.judged_accuracy


def other(progress: Progress, measure: Measure) -> Judged:
    """`judged` on the other family; without rows where the experiment names none."""
    return progress.elsewhere_loss if measure == "loss" else progress.elsewhere_accuracy


def column(progress: Progress, axis: Axis) -> Floats:
    """Where each meta-iteration stands on the x axis."""
    columns = {"iterations": progress.iterations, "gradients": progress.gradients, "seconds": progress.seconds}
    return columns[axis].values


def evaluated_at(progress: Progress, axis: Axis) -> Floats:
    """Where each evaluation stands on the x axis."""
    columns = {
        "iterations": progress.evaluated_iterations,
        "gradients": progress.evaluated_gradients,
        "seconds": progress.evaluated_seconds,
    }
    return columns[axis].values


def evaluated_where(progress: Progress, axis: Axis, iteration: int) -> float | None:
    """Where the evaluation after so many meta-iterations stands on the x axis; None where there was none."""
    found = evaluation_of(progress, iteration)
    return None if found is None else float(evaluated_at(progress, axis)[found])


def evaluation_of(progress: Progress, iteration: int) -> int | None:
    """Which evaluation was after so many meta-iterations, counted from 0; None where there was none."""
    found = np.flatnonzero(progress.evaluated_iterations.values == iteration)
    return int(found[-1]) if len(found) else None


def _said(progress: Progress, change: Changed) -> Sentence:
    is_speed = change.path == "speed"
    name = sentence("speed") if is_speed else _name(progress.document, change.path)
    old, new = (_speed(value) if is_speed else _value(value) for value in (change.old, change.new))
    return sentence("{name} {old} \N{RIGHTWARDS ARROW} {new}", name=name, old=old, new=new)


def _name(document: dict[str, Any], path: str) -> str | Sentence:
    """The symbol of a parameter, else its title, else its path."""
    section, _, name = path.partition(".")
    kind = document.get(section, {}).get("kind", "")
    entry: type[Declared] | None = REGISTRIES[section].get(kind) if section in REGISTRIES else Schedule
    declared = entry.parameters().get(name) if entry else None
    if declared is None:
        return path
    return _LETTERS.get(declared.symbol, declared.symbol) or sentence(declared.title)


def _value(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _speed(limit: float | None) -> Sentence:
    return sentence("unlimited") if limit is None else sentence("{rate}/s", rate=_value(limit))


def _where(x: Floats, iteration: int) -> float:
    return float(x[min(iteration, len(x)) - 1]) if len(x) and iteration else 0.0


def _nothing() -> Curve:
    return Curve(np.empty(0), np.empty(0))
