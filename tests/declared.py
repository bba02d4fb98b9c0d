"""Everything that is declared, and values that a declaration admits or refuses, made from the declaration itself."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from simulator.declaration import Declared, Parameter
from simulator.declaration.parameter import LONGEST
from simulator.experiment.documents import REGISTRIES
from simulator.experiment.schedule import Schedule

ENTRIES: list[tuple[str, str, type[Declared]]] = [
    *((section, kind, entry) for section, registry in REGISTRIES.items() for kind, entry in registry.items()),
    ("schedule", "", Schedule),
]
PARAMETERS: list[tuple[str, str, type[Declared], str]] = [
    (section, kind, entry, name) for section, kind, entry in ENTRIES for name in entry.parameters()
]
NAMES = ["-".join(part for part in (section, kind, name) if part) for section, kind, _, name in PARAMETERS]


def table(kind: str, **values: Any) -> dict[str, Any]:
    """A section of an experiment file."""
    return ({"kind": kind} if kind else {}) | values


def wrong(parameter: Parameter) -> list[Any]:
    """Values that `parameter` must refuse: of another type, and just outside each of its limits."""
    outside = [*_below(parameter), *_above(parameter)]
    return {
        "integer": [*outside, 1.5, "many", True, [1]],
        "number": [*outside, math.nan, math.inf, "much", True, [1.0]],
        "flag": ["yes", 1, 0.0],
        "choice": ["no such choice", 3, True, [parameter.choices[:1]]],
        "range": [*([end, end] for end in outside), *_bad_ranges(parameter)],
        "integers": [*([end] for end in outside), *_bad_lists(parameter)],
        "text": [1, True, "two\nlines", "x" * (int(parameter.maximum or LONGEST) + 1)],
    }[parameter.kind]


def edges(parameter: Parameter) -> list[Any]:
    """Values at the limits of `parameter`, which it must admit."""
    ends = [end for end in (parameter.minimum, parameter.maximum) if end is not None]
    if parameter.kind == "range":
        return [[end, end] for end in ends]
    if parameter.kind == "integers":
        shortest, longest = parameter.items or (1, 1)
        return [[int(end)] * length for end in ends for length in (shortest, longest)]
    if parameter.kind in ("integer", "number"):
        return [int(end) if parameter.kind == "integer" else end for end in ends]
    if parameter.kind == "text":
        return [parameter.default]
    return list(parameter.choices) if parameter.kind == "choice" else [True, False]


def admitted(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Any value that `parameter` admits, as a file would hold it."""
    low = parameter.minimum if parameter.minimum is not None else parameter.above
    if parameter.kind in ("integer", "integers"):
        whole = st.integers(int(low or 0), int(parameter.maximum or 100))
        if parameter.kind == "integer":
            return whole
        shortest, longest = parameter.items or (1, 4)
        return st.lists(whole, min_size=shortest, max_size=longest)
    if parameter.kind in ("number", "range"):
        number = st.floats(low, parameter.maximum, exclude_min=parameter.above is not None)
        return number if parameter.kind == "number" else st.tuples(number, number).map(sorted)
    if parameter.kind == "text":
        return st.just(parameter.default)
    return st.sampled_from(parameter.choices) if parameter.kind == "choice" else st.booleans()


def _below(parameter: Parameter) -> list[float]:
    if parameter.minimum is not None:
        return [parameter.minimum - 1]
    return [] if parameter.above is None else [parameter.above, parameter.above - 1]


def _above(parameter: Parameter) -> list[float]:
    return [] if parameter.maximum is None else [parameter.maximum + 1, 10**400]


def _bad_ranges(parameter: Parameter) -> list[Any]:
    low, high = parameter.minimum or 0, parameter.maximum or 1
    return [[high, low], [low], [low, high, high], [], ["a", "b"], [True, True], low, "wide", [math.nan, high]]


def _bad_lists(parameter: Parameter) -> list[Any]:
    shortest, longest = parameter.items or (0, 64)
    whole = int(parameter.minimum or 0)
    return [[whole] * (longest + 1), *([[whole] * (shortest - 1)] if shortest else []), [1.5], [True], ["a"], "a", 4]
