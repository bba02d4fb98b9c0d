"""Tasks of a person's making, which are kept with an experiment and have no part in its training.

One class a kind: `DrawnPoints` of a function, `DrawnClasses` in a plane, `DrawnImages` of a hand, `DrawnAnswers` of a
student. `drawn_task` makes one of a table, as a file holds it, and is where all of them are checked; `table` gives it
back. `drawn_tasks` reads a whole list. Sizes are bounded, because files come from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from simulator.declaration import InputError, Sentence, nearest, sentence
from simulator.declaration.input_error import named, shown

TASKS, POINTS, FEATURES, CLASSES, ITEMS, ANSWERS = 20, 200, 16, 20, 10_000, 200  # at most
PICTURED, PICTURES, STROKES, STROKE = 10, 20, 40, 200  # classes, pictures of each, strokes, points; at most
LIMIT = 1e6  # of a coordinate
NAME = 60  # characters
LARGEST, TOGETHER = 64_000, 128_000  # bytes of one task as JSON, and of all: an experiment file stays below its limit

Number = int | float
Point = tuple[Number, ...]
Picture = tuple[tuple[Point, ...], ...]  # strokes
Reader = Callable[[Any, dict[str, Any]], Any]  # of a value beside the others of its table


@dataclass(frozen=True)
class Drawn:
    """One task, and what it is called."""

    kind: ClassVar[str] = ""
    readers: ClassVar[dict[str, tuple[Reader, Sentence]]] = {}  # by key, with what is allowed
    name: str

    def table(self) -> dict[str, Any]:
        """The task in the types that TOML and JSON know."""
        parts = {each.name: _listed(getattr(self, each.name)) for each in fields(self) if each.name != "name"}
        return {"name": self.name, "kind": self.kind, **parts}


@dataclass(frozen=True)
class DrawnPoints(Drawn):
    """Points of a function: an input ``[shot, feature]`` and a target ``[shot]`` each."""

    kind = "points"
    inputs: tuple[Point, ...]
    targets: tuple[Number, ...]


@dataclass(frozen=True)
class DrawnClasses(Drawn):
    """Points of a plane ``[shot, 2]``, and the number of each one's class, from 0."""

    kind = "classes"
    inputs: tuple[Point, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class DrawnImages(Drawn):
    """For each class its pictures, each of them its strokes, each of those its points, 0 to 1 from the top left."""

    kind = "images"
    classes: tuple[tuple[Picture, ...], ...]


@dataclass(frozen=True)
class DrawnAnswers(Drawn):
    """The items that a student answered, by number from 1, in order; and whether each answer was right."""

    kind = "answers"
    items: tuple[int, ...]
    right: tuple[bool, ...]


def drawn_tasks(listed: Any) -> tuple[Drawn, ...]:
    """The tasks of an experiment file's array ``[[drawn]]``. Raises `InputError`, whose sentence names the key."""
    if not isinstance(listed, list | tuple) or not all(isinstance(each, dict) for each in listed):
        raise InputError(
            sentence(
                "drawn is {value}; each drawn task must be a section of its own that begins with [[drawn]].",
                value=_shown(listed),
            ),
            "drawn",
        )
    if len(listed) > TASKS:
        raise InputError(
            sentence("drawn has {given} tasks; there may be at most {most}.", given=len(listed), most=TASKS), "drawn"
        )
    tasks = tuple(drawn_task(table, f"drawn[{number}]") for number, table in enumerate(listed, 1))
    for number, task in enumerate(tasks, 1):
        if task.name in [other.name for other in tasks[: number - 1]]:
            path = f"drawn[{number}].name"
            raise InputError(
                sentence("{path} is {value}, as another drawn task is called.", path=path, value=repr(task.name)), path
            )
    taken = sum(_size(task) for task in tasks)
    if taken > TOGETHER:
        raise InputError(
            sentence(
                "The drawn tasks take {taken} bytes together; there may be at most {most}.",
                taken=f"{taken:,}",
                most=f"{TOGETHER:,}",
            ),
            "drawn",
        )
    return tasks


def drawn_task(table: dict[str, Any], path: str = "drawn") -> Drawn:
    """The task of a table. Raises `InputError`, whose sentence names task and key, and what is allowed."""
    kind, task_name = table.get("kind"), _name(table.get("name"), {})
    if not isinstance(kind, str) or kind not in KINDS:
        allowed = sentence("{first} or {last}", first=", ".join(map(repr, [*KINDS][:-1])), last=repr([*KINDS][-1]))
        raise _refusal(f"{path}.kind", task_name, kind, allowed)
    entry = KINDS[kind]
    readers = {"name": _NAME, **entry.readers}
    for key in table:
        if key not in ("kind", *readers):
            where = f"{path}.{named(key)}"
            hint = nearest(where, [f"{path}.{known}" for known in readers])
            raise InputError(sentence("{path} is not known{hint}", path=_called(where, task_name), hint=hint), where)
    values: dict[str, Any] = {}
    for key, (read, allowed) in readers.items():
        if key not in table:
            said = sentence("{path} is missing.", path=_called(f"{path}.{key}", task_name))
            raise InputError(said, f"{path}.{key}")
        values[key] = read(table[key], values)
        if values[key] is None:
            raise _refusal(f"{path}.{key}", task_name, table[key], allowed)
    task = entry(**values)
    if _size(task) > LARGEST:
        raise InputError(
            sentence(
                "{path} takes {taken} bytes; a drawn task may take at most {most}.",
                path=path,
                taken=f"{_size(task):,}",
                most=f"{LARGEST:,}",
            ),
            path,
        )
    return task


def _refusal(path: str, name: str | None, value: object, allowed: Sentence) -> InputError:
    given = {"path": _called(path, name), "value": _shown(value), "allowed": allowed}
    return InputError(sentence("{path} is {value}; it must be {allowed}.", **given), path)


def _called(path: str, name: str | None) -> str:
    """A key with the name of its task, where that is known."""
    return path if name is None or path.endswith(".name") else f"{path} ({name!r})"


def _shown(value: object) -> str | Sentence:
    """A value in a sentence: a table, or a list of them, in words, since Python's way to write it says nothing."""
    if isinstance(value, dict):
        return sentence("a single table")
    if isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value):
        return sentence("a list with tables in it")
    return shown(value)


def _size(task: Drawn) -> int:
    return len(json.dumps(task.table()))


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


# Readers: the value as it is kept, or None where it is refused.


def _name(value: Any, known: dict[str, Any]) -> str | None:
    fits = isinstance(value, str) and 0 < len(value.strip()) == len(value) <= NAME and value.isprintable()
    return value if fits else None


def _inputs(value: Any, known: dict[str, Any]) -> tuple[Point, ...] | None:
    points = _each(value, POINTS, lambda point: _each(point, FEATURES, _coordinate))
    return points if points and len({len(point) for point in points}) == 1 else None


def _places(value: Any, known: dict[str, Any]) -> tuple[Point, ...] | None:
    points = _inputs(value, known)
    return points if points and len(points[0]) == 2 else None


def _beside(part: str, each: Callable[[Any], Any]) -> Reader:
    """Reads as many values as the table's `part` has."""

    def read(value: Any, known: dict[str, Any]) -> Any:
        values = _each(value, POINTS, each)
        return values if values and len(values) == len(known[part]) else None

    return read


def _classes(value: Any, known: dict[str, Any]) -> Any:
    def picture(strokes: Any) -> Any:
        return _each(strokes, STROKES, lambda stroke: _each(stroke, STROKE, _place))

    classes = _each(value, PICTURED, lambda pictures: _each(pictures, PICTURES, picture) if pictures else ())
    return classes if classes and sum(map(bool, classes)) >= 2 else None


def _items(value: Any, known: dict[str, Any]) -> tuple[int, ...] | None:
    return _each(value, ANSWERS, lambda item: _whole(item, 1, ITEMS))


def _each(value: Any, most: int, read: Callable[[Any], Any]) -> tuple[Any, ...] | None:
    """What each of 1 to `most` listed values is read as; None where there are other numbers of them or one is None."""
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= most:
        return None
    found = []
    for each in value:
        found.append(read(each))
        if found[-1] is None:
            return None
    return tuple(found)


def _coordinate(value: Any) -> Number | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and -LIMIT <= value <= LIMIT
    return value if fits else None


def _place(value: Any) -> Point | None:
    place = _each(value, 2, _coordinate)
    return place if place and len(place) == 2 and all(0 <= each <= 1 for each in place) else None


def _whole(value: Any, least: int, most: int) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    return value if fits else None


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_NAME = (_name, sentence("text of 1 to {most} characters, without blanks around it", most=NAME))
DrawnPoints.readers = {
    "inputs": (
        _inputs,
        sentence(
            "1 to {most} lists of the same 1 to {features} numbers from {low} to {high}",
            most=POINTS,
            features=FEATURES,
            low=f"{-LIMIT:,.0f}",
            high=f"{LIMIT:,.0f}",
        ),
    ),
    "targets": (
        _beside("inputs", _coordinate),
        sentence("a number from {low} to {high} for each of the inputs", low=f"{-LIMIT:,.0f}", high=f"{LIMIT:,.0f}"),
    ),
}
DrawnClasses.readers = {
    "inputs": (
        _places,
        sentence(
            "1 to {most} pairs of numbers from {low} to {high}",
            most=POINTS,
            low=f"{-LIMIT:,.0f}",
            high=f"{LIMIT:,.0f}",
        ),
    ),
    "labels": (
        _beside("inputs", lambda label: _whole(label, 0, CLASSES - 1)),
        sentence("a whole number from 0 to {most} for each of the inputs", most=CLASSES - 1),
    ),
}
DrawnImages.readers = {
    "classes": (
        _classes,
        sentence(
            "2 to {classes} classes of up to {pictures} pictures, two of them not empty, each picture of 1 to "
            "{strokes} strokes of 1 to {points} points [x, y] from 0 to 1",
            classes=PICTURED,
            pictures=PICTURES,
            strokes=STROKES,
            points=STROKE,
        ),
    ),
}
DrawnAnswers.readers = {
    "items": (_items, sentence("1 to {most} whole numbers from 1 to {last}", most=ANSWERS, last=f"{ITEMS:,}")),
    "right": (_beside("items", _truth), sentence("true or false for each of the items")),
}
KINDS: dict[str, type[Drawn]] = {entry.kind: entry for entry in (DrawnPoints, DrawnClasses, DrawnImages, DrawnAnswers)}
