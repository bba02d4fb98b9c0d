"""One axis of a sweep: a parameter and the values it takes, and how they are written in one line.

``0.001:1:log:7`` are seven values from 0.001 to 1 at equal ratios, ``0:1:5`` (or ``0:1:lin:5``) five at equal
distances, ``0..4`` the whole numbers from 0 to 4, and ``relu,tanh`` or ``[40],[40, 40]`` single values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.declaration import InputError, Parameter, sentence
from simulator.declaration.input_error import named, shown
from simulator.experiment import Experiment
from simulator.experiment.documents import REGISTRIES, Document, build, read_value
from simulator.experiment.experiment import ELSEWHERE

MOST = 200  # values of one axis
LONGEST = 10_000  # characters of its text
FARTHEST = 1e300  # size of a number, so that distances are finite
TITLES = {"task": "Task family", "learner": "Base learner", "strategy": "Meta-strategy", ELSEWHERE: "Judge also on"}
_WHOLE = re.compile(r"([+-]?\d{1,18})\.\.([+-]?\d{1,18})")


@dataclass(frozen=True)
class Axis:
    """A parameter by its path and its values; `log` says that they are at equal ratios, and drawn so."""

    path: str
    values: tuple[Any, ...]
    log: bool = False

    @classmethod
    def between(cls, path: str, low: float, high: float, count: int, *, log: bool, whole: bool = False) -> Axis:
        """`count` values from `low` to `high`; `whole` ones are rounded, each once. Raises `InputError`."""
        if not 2 <= count <= MOST:
            raise InputError(
                sentence("{path} has {count} values; it must be 2 to {most}.", path=path, count=count, most=MOST), path
            )
        if not (abs(low) <= FARTHEST and abs(high) <= FARTHEST and low < high):  # also where one is not-a-number
            ends = {"path": path, "low": shown(low), "high": shown(high)}
            raise InputError(sentence("{path} goes from {low} to {high}; the first must be the lower.", **ends), path)
        if log and low <= 0:
            why = sentence("{path} begins at {low}; a logarithmic range begins above 0.", path=path, low=shown(low))
            raise InputError(why, path)
        spaced = np.geomspace(low, high, count) if log else np.linspace(low, high, count)
        values = _readable(spaced.tolist())
        values[0], values[-1] = low, high
        chosen = [round(value) for value in values] if whole else [float(value) for value in values]
        return cls(path, tuple(dict.fromkeys(chosen)), log)

    @classmethod
    def parse(cls, text: str, experiment: Experiment) -> Axis:
        """The axis of ``PATH=VALUES``. Raises `InputError` where it makes none; values are checked by the sweep."""
        path, equals, given = (part.strip() for part in text.partition("="))
        if not equals or not path or not given:
            raise InputError(
                sentence("{text} names no values; write PATH=VALUES, as in seed=0..4.", text=shown(text)), path
            )
        if len(given) > LONGEST:
            raise InputError(sentence("The values of {path} are too long.", path=named(path)), path)
        parameter = declared(experiment, path)
        whole = _WHOLE.fullmatch(given)
        if whole:
            return cls(path, _counted(path, *map(int, whole.groups())))
        if ":" in given and (parameter is None or parameter.kind in ("integer", "number")):
            return _ranged(path, given, whole=parameter is not None and parameter.kind == "integer")
        return cls(path, _distinct(path, [read_value(each) for each in _listed(given)]))

    @classmethod
    def read(cls, table: object) -> Axis:
        """What `table` gave. Raises `ValueError` for anything else."""
        if not isinstance(table, dict) or set(table) != {"path", "values", "log"}:
            raise ValueError("not an axis")
        path, values, log = table["path"], table["values"], table["log"]
        if not isinstance(path, str) or not isinstance(values, list) or not 0 < len(values) <= MOST:
            raise ValueError("not an axis")
        return cls(path, _distinct(path, values), log is True)

    def table(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"path": self.path, "values": list(self.values), "log": self.log}


def declared(experiment: Experiment, path: str) -> Parameter | None:
    """The declaration of `path`, also of the choice of a kind; None where the experiment has no such parameter."""
    section, _, name = path.rpartition(".")
    if name == "kind" and section in REGISTRIES:
        choices = tuple(REGISTRIES[section])
        return Parameter("kind", TITLES[section], "", "choice", experiment.value(path), choices=choices)
    try:
        return experiment.parameter(path)
    except InputError:
        return None


def titled(experiment: Experiment, path: str) -> str:
    """What a person calls the parameter, in English."""
    parameter = declared(experiment, path)
    return parameter.title if parameter is not None else path


def varied_titles(document: Document) -> list[str]:
    """What a kept sweep varied, as a person calls it, in English; `document` need not be trusted."""
    try:
        axes = [Axis.read(each) for each in document["axes"]]
        experiment = build(document["experiment"])
    except (ValueError, LookupError, TypeError):
        return []
    return [titled(experiment, axis.path) for axis in axes]


def written(value: Any) -> str:
    """A value as it stands beside a cell: short."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list | tuple):
        return ", ".join(map(written, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def names(values: tuple[Any, ...]) -> tuple[str, ...]:
    """The values of an axis as `written`; with more digits where some would read alike."""
    for digits in range(4, 18):
        found = tuple(f"{each:.{digits}g}" if isinstance(each, float) else written(each) for each in values)
        if len(set(found)) == len(found):
            return found
    return tuple(map(str, values))


def _ranged(path: str, given: str, *, whole: bool) -> Axis:
    low, high, *rest = given.split(":")
    scale, count = rest if len(rest) == 2 else ("lin", rest[0] if rest else "")
    ends = [read_value(end.strip()) for end in (low, high)]
    number = read_value(count.strip())
    good = all(type(end) in (int, float) for end in ends) and type(number) is int and len(rest) in (1, 2)
    if not good or scale.strip() not in ("lin", "log"):
        raise InputError(
            sentence(
                "{path} is {given}; a range is written LOW:HIGH:COUNT or LOW:HIGH:log:COUNT, as in 0.001:1:log:7.",
                path=named(path),
                given=shown(given),
            ),
            path,
        )
    return Axis.between(path, ends[0], ends[1], number, log=scale.strip() == "log", whole=whole)


def _readable(values: list[float]) -> list[float]:
    """As few digits as tell the values apart, and no fewer than four, so that a value reads as what it is."""
    for digits in range(4, 17):
        short = [float(f"{value:.{digits}g}") for value in values]
        if len(set(short)) == len(values):
            return short
    return values


def _counted(path: str, low: int, high: int) -> tuple[int, ...]:
    if not 0 <= high - low < MOST:
        raise InputError(
            sentence(
                "{path} goes from {low} to {high}; the first must be the lower, with at most {most} values.",
                path=named(path),
                low=low,
                high=high,
                most=MOST,
            ),
            path,
        )
    return tuple(range(low, high + 1))


def _distinct(path: str, values: list[Any]) -> tuple[Any, ...]:
    """Each value once, lists as the files have them."""
    found = tuple({repr(value): value for value in values}.values())
    if not 1 <= len(found) <= MOST:
        raise InputError(
            sentence(
                "{path} has {count} values; it must be 1 to {most}.", path=named(path), count=len(found), most=MOST
            ),
            path,
        )
    return found


def _listed(text: str) -> list[str]:
    """The parts between commas that stand in no bracket."""
    parts, depth = [""], 0
    for letter in text:
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]
