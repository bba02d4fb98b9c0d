"""Reading back what a plot has drawn: the only tests' place that knows how plots keep their items."""

from __future__ import annotations

from typing import Any


def points(item: Any) -> tuple[list[float], list[float]]:
    """The points of a line or band, as they were drawn."""
    path = item._path
    elements = [path.elementAt(index) for index in range(path.elementCount())]
    return [each.x for each in elements], [each.y for each in elements]


def references(plot: Any) -> dict[str, float]:
    """The reference lines that are named, with the values they stand at."""
    return {label.toPlainText(): line.value() for line, label in plot._references if label.isVisible()}


def marks(plot: Any) -> list[tuple[float, str]]:
    """Where changes are marked, and with which words."""
    return [(line.value(), label.toPlainText()) for line, label in plot.changes.items]
