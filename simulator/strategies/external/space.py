"""The space of a search: declared parameters of the learner and of the inner loop, as points of the unit cube.

Limits, scale and choices come from the declarations, so a new learner can be searched without a word about it here.
One parameter is one coordinate, but a list of widths takes one for its length and one for each entry, of which the
first so many count. What a declaration leaves wide is narrowed: widths and their number by `Limits`, a number on a
logarithmic scale that may come close to zero to `DECADES` below its maximum, inner steps to those of the search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.declaration import Declared, InputError, Parameter, nearest, sentence
from simulator.declaration.input_error import named
from simulator.learners.base import Learner
from simulator.strategies.reference.scratch import Scratch

DECADES = 4
NARROWEST = 4  # units: what fewer can represent is not worth a trial


@dataclass(frozen=True)
class Limits:
    """How large a candidate may be: units in a layer, layers, inner steps."""

    width: int
    depth: int
    steps: int


@dataclass(frozen=True)
class Candidate:
    """What a point of the space stands for: a learner, and the inner loop with which it starts from scratch."""

    learner: Learner
    inner: Scratch


@dataclass(frozen=True)
class Axis:
    """One searched parameter: between its values and `size` coordinates, each in [0, 1]."""

    path: str
    size: int
    value: Callable[[Sequence[float]], Any]
    point: Callable[[Any], list[float]]


@dataclass(frozen=True)
class Space:
    """The searched parameters around a default candidate, which gives the values of all others."""

    default: Candidate
    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """How many coordinates a point has."""
        return sum(axis.size for axis in self.axes)

    def values(self, point: Sequence[float]) -> dict[str, Any]:
        """The searched parameters' values at a point, by path."""
        found, first = {}, 0
        for axis in self.axes:
            found[axis.path] = axis.value(point[first : first + axis.size])
            first += axis.size
        return found

    def candidate(self, point: Sequence[float]) -> Candidate:
        """The candidate at a point. Raises `InputError` where its values, each acceptable, do not go together."""
        values = self.values(point)
        return Candidate(
            _changed(self.default.learner, "learner", values), _changed(self.default.inner, "strategy", values)
        )

    def point(self, candidate: Candidate) -> list[float]:
        """The point of a candidate, or the nearest where it lies outside the limits."""
        coordinates: list[float] = []
        for axis in self.axes:
            section, _, name = axis.path.partition(".")
            part = candidate.learner if section == "learner" else candidate.inner
            coordinates += axis.point(getattr(part, name))
        return coordinates


def space(text: str, default: Candidate, limits: Limits) -> Space:
    """The space that a text such as ``learner.hidden, strategy.inner_lr`` names.

    ``learner`` alone stands for those of the learner's parameters that are not advanced and can be searched. Raises
    `InputError` where a name is not known, not searchable, or where nothing is left to search.
    """
    parts: dict[str, Declared] = {"learner": default.learner, "strategy": default.inner}
    known = {f"{section}.{name}": each for section, part in parts.items() for name, each in part.parameters().items()}
    basic = [path for path, each in known.items() if path.startswith("learner.") and not each.advanced]
    axes: dict[str, Axis] = {}
    for path in filter(None, (word.strip() for word in text.split(","))):
        if path == "learner":
            axes |= {each: axis for each in basic if (axis := _axis(each, known[each], limits))}
            continue
        if path not in known:
            raise InputError(
                sentence(
                    "strategy.space names {path}, which is not known{hint}",
                    path=named(path),
                    hint=nearest(path, ["learner", *known]),
                ),
                "strategy.space",
            )
        axis = _axis(path, known[path], limits)
        if axis is None:
            raise InputError(
                sentence("strategy.space names {path}, which has no limits to search within.", path=path),
                "strategy.space",
            )
        axes[path] = axis
    if not axes:
        raise InputError(
            sentence("strategy.space names nothing that can be searched with this learner."), "strategy.space"
        )
    return Space(default, tuple(axes.values()))


def _changed(part: Any, section: str, values: dict[str, Any]) -> Any:
    """A part of the default candidate with the values of its searched parameters."""
    mine = {path.partition(".")[2]: value for path, value in values.items() if path.startswith(f"{section}.")}
    return type(part).parse(part.table() | mine, section) if mine else part


def _axis(path: str, declared: Parameter, limits: Limits) -> Axis | None:
    """The axis of a parameter; None where it cannot be searched."""
    if declared.optional:
        return None
    if declared.kind == "choice":
        return _choice(path, declared.choices)
    if declared.kind == "flag":
        return _choice(path, (False, True))
    low = declared.minimum if declared.minimum is not None else declared.above
    high = declared.maximum
    if low is None or high is None:
        return None
    if declared.kind == "integers":
        return _widths(path, declared.items or (1, limits.depth), low, high, limits)
    if declared.kind == "integer":
        most = limits.steps if path == "strategy.inner_steps" else high
        return _single(path, _whole(low, max(low, min(high, most)), log=declared.log))
    if declared.kind == "number":
        least = high / 10**DECADES if declared.log and low <= 0 else low
        return _single(path, _Scale(least, high, declared.log))
    return None


def _choice(path: str, choices: Sequence[Any]) -> Axis:
    count = len(choices)
    return Axis(
        path,
        1,
        lambda at: choices[min(int(at[0] * count), count - 1)],
        lambda value: [(choices.index(value) + 0.5) / count],
    )


def _single(path: str, scale: _Scale | _Whole) -> Axis:
    return Axis(path, 1, lambda at: scale.value(at[0]), lambda value: [scale.point(value)])


def _widths(path: str, items: tuple[int, int], low: float, high: float, limits: Limits) -> Axis:
    most = max(items[0], min(items[1], limits.depth))
    depth = _whole(items[0], most)
    widest = max(low, min(high, limits.width))
    width = _whole(max(low, min(NARROWEST, widest)), widest, log=True)

    def value(at: Sequence[float]) -> tuple[int, ...]:
        return tuple(width.value(each) for each in at[1 : 1 + depth.value(at[0])])

    def point(widths: tuple[int, ...]) -> list[float]:
        inside = [width.point(each) for each in widths[:most]]
        return [depth.point(len(widths)), *inside, *[0.5] * (most - len(inside))]

    return Axis(path, 1 + most, value, point)


@dataclass(frozen=True)
class _Scale:
    """Numbers from `low` to `high` as 0 to 1, on a logarithmic scale where asked for."""

    low: float
    high: float
    log: bool

    def value(self, at: float) -> float:
        if self.log:
            found = math.exp(math.log(self.low) + at * (math.log(self.high) - math.log(self.low)))
        else:
            found = self.low + at * (self.high - self.low)
        return min(max(found, self.low), self.high)

    def point(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        if self.high <= self.low:
            return 0.5
        if self.log:
            return math.log(inside / self.low) / math.log(self.high / self.low)
        return (inside - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class _Whole:
    """Whole numbers on a scale that reaches half a step beyond either end, so that the ends are as likely as others."""

    scale: _Scale
    low: int
    high: int

    def value(self, at: float) -> int:
        return min(max(round(self.scale.value(at)), self.low), self.high)

    def point(self, value: int) -> float:
        return self.scale.point(min(max(value, self.low), self.high))


def _whole(low: float, high: float, *, log: bool = False) -> _Whole:
    return _Whole(_Scale(max(low - 0.5, 0.5) if log else low - 0.5, high + 0.5, log), int(low), int(high))
