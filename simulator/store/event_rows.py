"""Events as rows of the database, and back: numbers as they are, bit for bit, and words as JSON.

Meta-iterations are kept together, many in a row (`Steps`); every other event is a row of its own, which says how many
meta-iterations were made before it. Scores are safetensors: a name, a shape and numbers.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, TypeGuard, get_args

import numpy as np

from simulator.declaration import Sentence
from simulator.engine.events import (
    Changed,
    Ending,
    Evaluated,
    Event,
    Failed,
    Finished,
    Floats,
    Referenced,
    Resumed,
    Scores,
    Started,
    Stepped,
    Stopped,
    Tested,
)
from simulator.experiment.documents import Document

Arrays = dict[str, Floats]
_AXES = {"auc": 1, "calibration": 1}  # of all other measures two: step, task
MOST_STEPS = 2**14  # meta-iterations that are kept in one row
_MEASURES = tuple(each.name for each in fields(Scores) if each.name != "title")


class Steps:
    """Meta-iterations that follow on each other, as columns."""

    def __init__(self) -> None:
        self._losses, self._seconds = array("d"), array("d")
        self._gradients, self._examples = array("q"), array("q")

    def __len__(self) -> int:
        return len(self._losses)

    def append(self, event: Stepped) -> None:
        """Add one."""
        self._losses.append(event.loss)
        self._seconds.append(event.seconds)
        self._gradients.append(event.gradient_evaluations)
        self._examples.append(event.examples)

    def extend(
        self, losses: Iterable[float], seconds: Iterable[float], gradients: Iterable[int], examples: Iterable[int]
    ) -> None:
        """Add many, as columns of the same length. Raises `OverflowError` where a count is none."""
        self._losses.extend(losses)
        self._seconds.extend(seconds)
        self._gradients.extend(gradients)
        self._examples.extend(examples)

    def to_bytes(self) -> bytes:
        """Losses, seconds, and the counts as differences, which nearly vanish when compressed."""
        numbers = [np.array(column, "<f8") for column in (self._losses, self._seconds)]
        counts = [np.diff(np.array(column, "<i8"), prepend=0) for column in (self._gradients, self._examples)]
        return zlib.compress(b"".join(part.tobytes() for part in (*numbers, *counts)), level=1)


def steps_from_bytes(first: int, count: int, data: bytes) -> Iterator[Stepped]:
    """What `Steps.to_bytes` wrote, beginning with meta-iteration `first`. Raises `ValueError` for anything else."""
    if type(first) is not int or type(count) is not int or not 0 < count <= MOST_STEPS or type(data) is not bytes:
        raise ValueError("no columns")
    size, unpacking = 4 * 8 * count, zlib.decompressobj()
    try:
        plain = unpacking.decompress(data, size + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if len(plain) != size or not unpacking.eof or unpacking.unused_data:  # at its end the checksum was compared
        raise ValueError("the columns have another length")
    losses, seconds = (np.frombuffer(plain, "<f8", count, 8 * count * place).tolist() for place in (0, 1))
    counts = (np.cumsum(np.frombuffer(plain, "<i8", count, 8 * count * place)).tolist() for place in (2, 3))
    for iteration, row in enumerate(zip(losses, seconds, *counts, strict=True), start=first):
        yield Stepped(iteration, *row)


@dataclass(frozen=True)
class Row:
    """An event that is not a meta-iteration: `after` so many of them."""

    after: int
    kind: str
    document: Document = field(default_factory=dict)
    arrays: Arrays = field(default_factory=dict)

    @classmethod
    def of(cls, after: int, event: Event) -> Row:
        """The row of an event."""
        arrays: Arrays = {}
        document = _DOCUMENTS[type(event)](event, arrays)
        return cls(after, type(event).__name__.lower(), document, arrays)

    @property
    def columns(self) -> tuple[int, str, str, bytes | None]:
        """As the database holds it."""
        from safetensors.numpy import save

        tensors = {name: np.ascontiguousarray(values, np.float64) for name, values in self.arrays.items()}
        document = json.dumps(self.document, default=str)
        return self.after, self.kind, document, save(tensors) if tensors else None

    @classmethod
    def read(cls, after: int, kind: str, document: str, arrays: bytes | None) -> Row:
        """What `columns` gave. Raises `ValueError` for anything else."""
        from safetensors import SafetensorError
        from safetensors.numpy import load

        try:
            tensors = load(arrays) if arrays is not None else {}
            told = json.loads(document)
        except (SafetensorError, LookupError, TypeError) as error:
            raise ValueError(str(error)) from None
        if any(values.dtype != np.float64 for values in tensors.values()):
            raise ValueError("scores of a wrong type")
        if type(after) is not int or not isinstance(told, dict):
            raise ValueError("not an event")
        return cls(after, kind, told, tensors)

    def event(self, experiment: Document) -> Event:
        """The event; `experiment` is the document with which the run began. Raises `ValueError` where it is none."""
        try:
            event: Event = _EVENTS[self.kind](self.document, self.arrays, experiment)
        except (LookupError, TypeError, AttributeError, ArithmeticError) as error:
            raise ValueError(f"a broken event: {error!r}") from None
        return event


def is_ending(event: Event) -> TypeGuard[Ending]:
    """Whether a run is over with this event."""
    return isinstance(event, get_args(Ending))


def _packed(scores: Scores, arrays: Arrays, where: str) -> Document:
    """The title of scores; their numbers go to `arrays`, by names that begin with `where`."""
    for name in _MEASURES:
        values = getattr(scores, name)
        if values is not None:
            arrays[f"{where}/{name}"] = values
    return {"title": scores.title}


def _unpacked(document: Document, arrays: Arrays, where: str) -> Scores:
    measures = {name: arrays.get(f"{where}/{name}") for name in _MEASURES}
    if any(values is not None and values.ndim != _AXES.get(name, 2) for name, values in measures.items()):
        raise ValueError("scores of another shape")
    return Scores(str(document["title"]), **measures)


def _all_packed(scores: dict[str, Scores], arrays: Arrays, where: str) -> Document:
    return {key: _packed(each, arrays, f"{where}/{key}") for key, each in scores.items()}


def _all_unpacked(document: Document, arrays: Arrays, where: str) -> dict[str, Scores]:
    return {key: _unpacked(each, arrays, f"{where}/{key}") for key, each in document.items()}


def _referenced(event: Referenced, arrays: Arrays) -> Document:
    return {
        "here": _all_packed(event.references, arrays, "here"),
        "elsewhere": _all_packed(event.elsewhere, arrays, "elsewhere"),
    }


def _evaluated(event: Evaluated, arrays: Arrays) -> Document:
    return {
        "iteration": event.iteration,
        "seconds": event.seconds,
        "gradient_evaluations": event.gradient_evaluations,
        "here": _packed(event.scores, arrays, "here"),
        "elsewhere": event.elsewhere and _packed(event.elsewhere, arrays, "elsewhere"),
    }


def _tested(event: Tested, arrays: Arrays, where: str = "here") -> Document:
    return {
        "scores": _packed(event.scores, arrays, f"{where}/scores"),
        "references": _all_packed(event.references, arrays, f"{where}/references"),
        "elsewhere": event.elsewhere and _tested(event.elsewhere, arrays, "elsewhere"),
    }


def _tested_from(document: Document, arrays: Arrays, where: str = "here") -> Tested:
    other = document["elsewhere"]
    return Tested(
        _unpacked(document["scores"], arrays, f"{where}/scores"),
        _all_unpacked(document["references"], arrays, f"{where}/references"),
        None if other is None or where == "elsewhere" else _tested_from(other, arrays, "elsewhere"),
    )


def _finished_from(document: Document) -> Finished:
    if document["reason"] not in ("completed", "target", "diverged"):
        raise ValueError("an unknown reason")
    return Finished(document["reason"], document["message"] and Sentence.read(document["message"]))


_DOCUMENTS: dict[type, Any] = {
    Started: lambda event, arrays: {},
    Resumed: lambda event, arrays: {
        "iteration": event.iteration,
        "differences": [each.table() for each in event.differences],
    },
    Referenced: _referenced,
    Evaluated: _evaluated,
    Changed: lambda event, arrays: {
        "iteration": event.iteration,
        "path": event.path,
        "old": event.old,
        "new": event.new,
    },
    Tested: _tested,
    Finished: lambda event, arrays: {
        "reason": event.reason,
        "message": event.message and event.message.table(),
    },
    Stopped: lambda event, arrays: {},
    Failed: lambda event, arrays: {"message": event.message.table(), "details": event.details},
}
_EVENTS: dict[str, Any] = {
    "started": lambda document, arrays, experiment: Started(experiment),
    "resumed": lambda document, arrays, experiment: Resumed(
        int(document["iteration"]), tuple(map(Sentence.read, document["differences"]))
    ),
    "referenced": lambda document, arrays, experiment: Referenced(
        _all_unpacked(document["here"], arrays, "here"), _all_unpacked(document["elsewhere"], arrays, "elsewhere")
    ),
    "evaluated": lambda document, arrays, experiment: Evaluated(
        int(document["iteration"]),
        _unpacked(document["here"], arrays, "here"),
        None,
        float(document["seconds"]),
        int(document["gradient_evaluations"]),
        document["elsewhere"] and _unpacked(document["elsewhere"], arrays, "elsewhere"),
    ),
    "changed": lambda document, arrays, experiment: Changed(
        int(document["iteration"]), str(document["path"]), document["old"], document["new"]
    ),
    "tested": lambda document, arrays, experiment: _tested_from(document, arrays),
    "finished": lambda document, arrays, experiment: _finished_from(document),
    "stopped": lambda document, arrays, experiment: Stopped(),
    "failed": lambda document, arrays, experiment: Failed(Sentence.read(document["message"]), str(document["details"])),
}
