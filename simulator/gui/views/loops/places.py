"""Where the parts of the diagram of the two loops stand, and which way one leads to the next.

Theta and what happens to it make the outer loop, around the left and along the bottom; what happens to one task goes
round in the inner loop at the upper right. All is in pixels of the widget.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from simulator.analysis.slow_motion_story import Part

EDGE, TITLE, GAP, LOW = 12.0, 30.0, 30.0, 48.0  # pixels: margin, room for a title, between columns, height of a box
BETWEEN = 16.0  # pixels between rows
ROUND: tuple[Part, ...] = ("support", "gradient", "step", "adapted")


@dataclass(frozen=True)
class Places:
    """The boxes by part, the frame of the inner loop, and the arrows as the points that they go through."""

    boxes: dict[Part, QRectF]
    inner: QRectF
    arrows: dict[tuple[Part, Part], tuple[QPointF, ...]]


def places(parts: Collection[Part], width: float, height: float) -> Places:
    """The diagram of those parts in a widget of that size."""
    inner_width = 0.5 * (width - 2 * EDGE)
    column = (width - 2 * EDGE - inner_width - 2 * GAP) / 2
    low = height - EDGE - LOW
    inner = QRectF(width - EDGE - inner_width, TITLE, inner_width, low - BETWEEN - TITLE)
    beside = QRectF(EDGE + column + GAP, inner.center().y() - LOW / 2, column, LOW)
    boxes: dict[Part, QRectF] = {"start": beside.translated(-column - GAP, 0), "task": beside}
    boxes |= _within(inner, "taken" in parts)
    first: Part = "taken" if "taken" in parts else "adapted"
    boxes["query"] = QRectF(boxes[first].left(), low, boxes[first].width(), LOW)
    boxes["outer"] = QRectF(beside.left(), low, column, LOW)
    boxes["update"] = QRectF(EDGE, low, column, LOW)
    boxes = {part: box for part, box in boxes.items() if part in parts}
    return Places(boxes, inner, _arrows(boxes))


def _within(inner: QRectF, at_once: bool) -> dict[Part, QRectF]:
    """The boxes of the inner loop: a round of four, or one."""
    room = inner.adjusted(EDGE + 10, TITLE + 6, -EDGE, -EDGE)
    if at_once:
        wide = 0.6 * room.width()
        return {"taken": QRectF(inner.center().x() - wide / 2, inner.center().y() - LOW / 2, wide, LOW)}
    wide, high = (room.width() - GAP) / 2, min(LOW, (room.height() - BETWEEN) / 2)
    across, down = room.left() + wide + GAP, room.bottom() - high
    corners = ((room.left(), room.top()), (across, room.top()), (across, down), (room.left(), down))
    return {part: QRectF(x, y, wide, high) for part, (x, y) in zip(ROUND, corners, strict=True)}


def _arrows(boxes: dict[Part, QRectF]) -> dict[tuple[Part, Part], tuple[QPointF, ...]]:
    found: dict[tuple[Part, Part], tuple[QPointF, ...]] = {}

    def join(one: Part, other: Part, *points: QPointF) -> None:
        found[one, other] = points

    start, task = boxes["start"], boxes["task"]
    join("start", "task", _right(start), _left(task))
    if "taken" in boxes:
        join("task", "taken", _right(task), _left(boxes["taken"]))
        join("taken", "query", _bottom(boxes["taken"]), _top(boxes["query"]))
    else:
        support, gradient, step, adapted = (boxes[part] for part in ROUND)
        bend = (task.right() + support.left()) / 2 - 4
        turn = (QPointF(bend, task.center().y()), QPointF(bend, support.center().y()))
        join("task", "support", _right(task), *turn, _left(support))
        join("support", "gradient", _right(support), _left(gradient))
        join("gradient", "step", _bottom(gradient), _top(step))
        join("step", "adapted", _left(step), _right(adapted))
        join("adapted", "support", _top(adapted), _bottom(support))
        join("adapted", "query", _bottom(adapted), _top(boxes["query"]))
    if "outer" in boxes:
        join("query", "outer", _left(boxes["query"]), _right(boxes["outer"]))
        join("outer", "update", _left(boxes["outer"]), _right(boxes["update"]))
        join("update", "start", _top(boxes["update"]), _bottom(start))
    return found


def _left(box: QRectF) -> QPointF:
    return QPointF(box.left(), box.center().y())


def _right(box: QRectF) -> QPointF:
    return QPointF(box.right(), box.center().y())


def _top(box: QRectF) -> QPointF:
    return QPointF(box.center().x(), box.top())


def _bottom(box: QRectF) -> QPointF:
    return QPointF(box.center().x(), box.bottom())
