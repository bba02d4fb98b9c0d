"""The coordinates of a search, as axes that a person reads: each from 0 to 1, with the values that stand along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.analysis.scale import log_ticks, ticks, written
from simulator.declaration import Parameter, Sentence, sentence
from simulator.strategies.external.space import Axis, Space

MOST = 6  # ticks


@dataclass(frozen=True)
class Coordinate:
    """One number of a point of the search: its title, and ticks as places in 0..1 with what they stand for."""

    title: Sentence
    ticks: tuple[tuple[float, str], ...]
    log: bool = False


def coordinates(searched: Space) -> tuple[Coordinate, ...]:
    """The coordinates of a space in the order of its points."""
    found: list[Coordinate] = []
    for axis in searched.axes:
        declared = _declared(searched, axis.path)
        if axis.size > 1:
            found += _widths(axis, declared)
        elif declared.kind in ("choice", "flag"):
            found.append(_choices(axis, declared))
        else:
            low, high = float(axis.value([0.0])), float(axis.value([1.0]))
            found.append(Coordinate(_title(declared), _marked(axis, low, high, declared.log), declared.log))
    return tuple(found)


def _declared(searched: Space, path: str) -> Parameter:
    section, _, name = path.partition(".")
    part = searched.default.learner if section == "learner" else searched.default.inner
    return part.parameters()[name]


def _title(declared: Parameter) -> Sentence:
    return sentence(declared.title)


def _choices(axis: Axis, declared: Parameter) -> Coordinate:
    values: Sequence[Any] = declared.choices if declared.kind == "choice" else (False, True)
    names = [str(value) if declared.kind == "choice" else ("off", "on")[value] for value in values]
    return Coordinate(_title(declared), tuple((axis.point(v)[0], name) for v, name in zip(values, names, strict=True)))


def _widths(axis: Axis, declared: Parameter) -> list[Coordinate]:
    """The number of layers, and the units of each."""
    deepest = len(axis.value([1.0] * axis.size))
    shallowest = len(axis.value([0.0] * axis.size))
    counted = tuple(
        (axis.point((axis.value([1.0] * axis.size)[0],) * count)[0], str(count))
        for count in range(shallowest, deepest + 1)
    )
    narrow, wide = (axis.value([0.0, end, *[0.5] * (axis.size - 2)])[0] for end in (0.0, 1.0))
    units = tuple((axis.point((round(value),))[1], written(value)) for value in log_ticks(narrow, wide, MOST))
    title = _title(declared)
    layers = [
        Coordinate(sentence("{title}, layer {number}", title=title, number=number), units, log=True)
        for number in range(1, axis.size)
    ]
    return [Coordinate(sentence("{title}, how many", title=title), counted), *layers]


def _marked(axis: Axis, low: float, high: float, log: bool) -> tuple[tuple[float, str], ...]:
    values = log_ticks(low, high, MOST) if log and low > 0 else ticks(low, high, MOST)
    whole = isinstance(axis.value([0.0]), int)
    kept = [value for value in values if not whole or value == round(value)]
    return tuple((axis.point(round(value) if whole else value)[0], written(value)) for value in kept)
