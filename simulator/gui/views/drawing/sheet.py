"""What a person has drawn so far: pictures of some classes, and one to be recognised; no Qt in it.

A picture is pen strokes, or one that was sampled. A `Sheet` is changed in place by the view that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulator.analysis.drawn_images import Room, rasterised
from simulator.engine.events import Floats
from simulator.experiment.drawn import PICTURES, STROKE, STROKES, DrawnImages
from simulator.tasks.base import TaskFamily

Place = tuple[float, float]
NEAR = 0.004  # of the paper: places nearer to each other than that are one
DIGITS = 3  # decimals of a place that are kept


@dataclass
class Picture:
    """Strokes, each of its places in 0..1 from the top left; or a `sampled` picture ``[side, side]``."""

    strokes: list[list[Place]] = field(default_factory=list)
    sampled: Floats | None = None
    _made: tuple[object, Floats] | None = field(default=None, repr=False, compare=False)  # of what, and the pixels

    @property
    def empty(self) -> bool:
        """Whether there is nothing on the paper."""
        return self.sampled is None and not self.strokes

    @property
    def full(self) -> bool:
        """Whether no more strokes can be kept."""
        return len(self.strokes) >= STROKES

    def begin(self, place: Place) -> None:
        """Put the pen down; what was sampled makes room."""
        self.sampled = None
        if not self.full:
            self.strokes.append([_rounded(place)])

    def go(self, place: Place) -> None:
        """Move the pen that is down."""
        stroke, to = self.strokes[-1], _rounded(place)
        if max(abs(to[0] - stroke[-1][0]), abs(to[1] - stroke[-1][1])) < NEAR:
            return
        if len(stroke) >= STROKE:  # a long stroke keeps every second place
            del stroke[1:-1:2]
        stroke.append(to)

    def undo(self) -> None:
        """Take the last stroke away, or what was sampled."""
        if self.sampled is not None:
            self.sampled = None
        elif self.strokes:
            self.strokes.pop()

    def clear(self) -> None:
        """Take everything away."""
        self.sampled = None
        self.strokes.clear()

    def pixels(self, family: TaskFamily) -> Floats:
        """The picture as the learner sees it, ``[side, side]`` in 0..1; many strokes take milliseconds, but once."""
        if self.sampled is not None:
            return self.sampled
        of = (family, tuple(map(tuple, self.strokes)))
        if self._made is None or self._made[0] != of:
            self._made = (of, rasterised(family, self.strokes))
        return self._made[1]


class Sheet:
    """Pictures of each class, of which the last may be empty still, and the one to be recognised."""

    def __init__(self, ways: int) -> None:
        self.classes: list[list[Picture]] = [[Picture()] for _ in range(ways)]
        self.query = Picture()

    def drawn(self) -> list[list[Picture]]:
        """The pictures of each class that are not empty."""
        return [[picture for picture in pictures if not picture.empty] for pictures in self.classes]

    def wanted(self, room: Room) -> Any:
        """What is still to be drawn, as a sentence; None where all is there."""
        return room.wanted([len(pictures) for pictures in self.drawn()], not self.query.empty)

    def another(self, way: int) -> int:
        """Make room for one more picture of a class, and say which one it is; one that is empty still will do."""
        pictures = self.classes[way]
        if not pictures[-1].empty and len(pictures) < PICTURES:
            pictures.append(Picture())
        return len(pictures) - 1

    def table(self) -> dict[str, Any] | None:
        """What was drawn by hand, as it is kept, without sampled pictures; None for less than two classes."""
        classes = [
            [picture.strokes for picture in pictures if picture.strokes and picture.sampled is None]
            for pictures in self.classes
        ]
        while classes and not classes[-1]:
            classes.pop()
        if sum(bool(pictures) for pictures in classes) < 2:
            return None
        return {"kind": DrawnImages.kind, "classes": [_listed(pictures) for pictures in classes]}

    @classmethod
    def of(cls, kept: DrawnImages, ways: int) -> Sheet:
        """The sheet of a kept task, with room for `ways` classes."""
        sheet = cls(ways)
        for pictures, drawn in zip(sheet.classes, kept.classes, strict=False):
            pictures[:] = [Picture([[(x, y) for x, y in stroke] for stroke in each]) for each in drawn] or [Picture()]
        return sheet


def _rounded(place: Place) -> Place:
    x, y = (round(min(1.0, max(0.0, each)), DIGITS) for each in place)
    return x, y


def _listed(pictures: list[list[list[Place]]]) -> list[list[list[list[float]]]]:
    return [[[list(place) for place in stroke] for stroke in picture] for picture in pictures]
