"""What a run told besides its meta-iterations, as JSON and safetensors and back; checked as a whole.

Each event says after how many meta-iterations it came; its arrays are the tensors ``<position>/<name>``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from simulator.engine.events import Changed, Evaluated, Event, Failed, Referenced, Resumed, Scores, Started, Tested
from simulator.experiment import Experiment
from simulator.experiment.documents import Document
from simulator.store.event_rows import Arrays, Row, is_ending
from simulator.store.shared.archive import MOST_VALUES, json_of
from simulator.store.shared.scores import Fitting
from simulator.store.shared.steps import LARGEST, LONGEST_TIME

LARGEST_HEADER = 16 * 2**20  # bytes of the tensors' names and shapes
LONGEST = 1000  # characters of a title or a key
LONGEST_DETAILS = 10**6  # characters of a failure's


def to_files(rows: list[Row]) -> tuple[bytes, bytes | None]:
    """The events, and their arrays if they have any."""
    from safetensors.numpy import save

    plain = [{"after": row.after, "kind": row.kind, "document": row.document} for row in rows]
    arrays = {
        f"{position}/{name}": np.ascontiguousarray(values)
        for position, row in enumerate(rows)
        for name, values in row.arrays.items()
    }
    lines = ",\n".join(json.dumps(each) for each in plain)  # one event a line, for whoever looks into the file
    return f"[\n{lines}\n]\n".encode(), save(arrays) if arrays else None


def from_files(data: bytes, scores: bytes | None) -> list[Row]:
    """What `to_files` wrote. Raises `ValueError` and its like for anything else; `told` tells what remains to check."""
    found = json_of(data, finite=False)  # a sentence may name a loss that is no number
    if not isinstance(found, list):
        raise ValueError("not a list")
    arrays: list[Arrays] = [{} for _ in found]
    for name, values in _tensors(scores):
        position, _, rest = name.partition("/")
        if not position.isdecimal() or len(position) > 9 or int(position) >= len(arrays):
            raise ValueError("an array of no event")
        arrays[int(position)][rest] = values
    return [_row(each, of) for each, of in zip(found, arrays, strict=True)]


def told(rows: list[Row], document: Document, experiment: Experiment, made: int) -> Iterator[Event]:
    """The events of a run of an experiment that made so many meta-iterations, one by one.

    `document` is the experiment as the run began with it. Raises `ValueError` and its like where the events are not
    such as a run of it tells.
    """
    fitting = Fitting(experiment, made)
    before, over = 0, False
    for position, row in enumerate(rows):
        event = row.event(document)
        if over or not before <= row.after <= made or (position == 0) != isinstance(event, Started):
            raise ValueError("events in another order")
        before, over = row.after, is_ending(event)
        _check(event, row)
        fitting.add(event)
        yield event
    if made and not rows:
        raise ValueError("a run that never began")


def _row(entry: Any, arrays: Arrays) -> Row:
    if not isinstance(entry, dict) or set(entry) != {"after", "kind", "document"}:
        raise ValueError("not an event")
    after, kind, document = entry["after"], entry["kind"], entry["document"]
    if type(after) is not int or not isinstance(kind, str) or not isinstance(document, dict):
        raise ValueError("an event of a wrong type")
    return Row(after, kind, document, arrays)


def _tensors(data: bytes | None) -> Iterator[tuple[str, Any]]:
    """The arrays by name. Raises `ValueError` where they are not what scores are."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    if data is None:
        return
    header = int.from_bytes(data[:8], "little")
    if header > LARGEST_HEADER or data[: 8 + header].count(b",") > MOST_VALUES:
        raise ValueError("too many arrays")
    try:
        arrays = load(data)
    except (SafetensorError, LookupError, TypeError) as error:
        raise ValueError(str(error)) from None
    for name, values in arrays.items():
        if values.dtype != np.float64 or not values.size:
            raise ValueError("an array that is no score")
        yield name, values


def _check(event: Event, row: Row) -> None:
    """Raise `ValueError` where no run tells such an event."""
    _check_texts(event, row)
    if isinstance(event, Evaluated | Changed | Resumed) and event.iteration != row.after:
        raise ValueError("another iteration")
    if isinstance(event, Evaluated) and not (
        0 <= event.seconds < LONGEST_TIME and 0 <= event.gradient_evaluations < LARGEST
    ):
        raise ValueError("not a cost")
    if isinstance(event, Changed):
        for value in (event.old, event.new):
            if not (value is None or isinstance(value, bool | str | int | float | list)):
                raise ValueError("not a value")
            if isinstance(value, float) and math.isfinite(value):
                continue  # as nearly all are, of which there may be many
            if len(json.dumps(value, allow_nan=False)) > LONGEST:
                raise ValueError("a value too large")


def _check_texts(event: Event, row: Row) -> None:
    scores = list(_scores(event))
    texts = [each.title for each in scores]
    if isinstance(event, Changed):
        texts.append(event.path)
    if isinstance(event, Failed) and len(event.details) > LONGEST_DETAILS:
        raise ValueError("a text too long")
    if any(len(text) > LONGEST for text in (*texts, *row.arrays)):
        raise ValueError("a text too long")
    if any(set(each.title) & set("{}") for each in scores):  # it is a template, with nothing to be filled in
        raise ValueError("not a title")
    held = sum(1 for each in scores for values in _arrays(each) if values is not None)
    if held != len(row.arrays):
        raise ValueError("arrays that belong to nothing")


def _arrays(scores: Scores) -> tuple[Any, ...]:
    return scores.loss, scores.accuracy, scores.likelihood, scores.auc, scores.calibration


def _scores(event: Event | None) -> Iterator[Scores]:
    if isinstance(event, Referenced):
        yield from (*event.references.values(), *event.elsewhere.values())
    elif isinstance(event, Evaluated):
        yield from (event.scores, *([event.elsewhere] if event.elsewhere else []))
    elif isinstance(event, Tested):
        yield from (event.scores, *event.references.values())
        yield from _scores(event.elsewhere)
