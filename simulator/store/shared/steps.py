"""A run's meta-iterations as CSV and back, every number bit for bit: written as Python writes it."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import fields
from itertools import islice

from simulator.engine.events import Stepped
from simulator.store.event_rows import MOST_STEPS, Steps

HEADER = ",".join(each.name for each in fields(Stepped))

LONGEST = 200  # bytes of the head
LARGEST = 2**53  # of a count
LONGEST_TIME = 1e10  # seconds that a run may say it took
Piece = tuple[int, int, bytes]  # the first one, how many, and their columns, as the database holds them


def to_csv(steps: Iterable[Stepped]) -> bytes:
    """Meta-iterations as a table with a head."""
    text = io.StringIO()
    text.write(HEADER + "\n")
    for step in steps:
        loss = "-nan" if math.isnan(step.loss) and math.copysign(1.0, step.loss) < 0 else repr(step.loss)
        text.write(f"{step.iteration},{loss},{step.seconds!r},{step.gradient_evaluations},{step.examples}\n")
    return text.getvalue().encode()


def from_csv(data: bytes) -> tuple[list[Piece], Stepped | None]:
    """The meta-iterations as pieces, and the last of them. Raises `ValueError` for anything but a run's."""
    file, pieces, made = io.BytesIO(data), list[Piece](), 0
    if file.readline(LONGEST) != (HEADER + "\n").encode() or not data.endswith(b"\n"):
        raise ValueError("other columns")
    last = None
    while lines := list(islice(file, MOST_STEPS)):
        columns = _columns(lines, made)
        steps = Steps()
        steps.extend(*columns)
        pieces.append((made + 1, len(lines), steps.to_bytes()))
        made += len(lines)
        last = Stepped(made, *(column[-1] for column in columns))  # type: ignore[arg-type]
    return pieces, last


def _columns(lines: list[bytes], made: int) -> tuple[list[float], list[float], list[int], list[int]]:
    """The columns of lines that follow on so many meta-iterations, without their numbers."""
    if any(line.count(b",") != 4 for line in lines):
        raise ValueError("other columns")
    cells = b",".join(lines).split(b",")  # a list for each line would keep the collector of garbage busy
    numbers, losses, seconds, gradients, examples = (cells[place::5] for place in range(5))
    if list(map(int, numbers)) != list(range(made + 1, made + 1 + len(lines))):
        raise ValueError("meta-iterations are missing")
    spent = list(map(float, seconds))
    if not all(0 <= each < LONGEST_TIME for each in spent):
        raise ValueError("not a time")
    return list(map(float, losses)), spent, _counts(gradients), _counts(examples)


def _counts(cells: Iterable[bytes]) -> list[int]:
    counts = list(map(int, cells))
    if not 0 <= min(counts) <= max(counts) < LARGEST:
        raise ValueError("not a count")
    return counts
