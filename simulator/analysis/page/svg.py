"""A small writer of SVG plots in this program's look: two axes, a faint grid, lines, bands, dots.

Every shape has the colours of paper as attributes, and a class by which a page may give it those of a dark screen:
``text``, ``muted``, ``grid``, ``axis``, ``card``, ``reference`` and ``s0`` to ``s5`` for the series.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

import numpy as np

from simulator.analysis.page.blocks import writable
from simulator.analysis.scale import ticks, written
from simulator.engine.events import Floats

SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
PAPER = {
    "text": "#1F2328",
    "muted": "#59636E",
    "grid": "#D8DCE1",
    "axis": "#B6BCC4",
    "card": "#FFFFFF",
    "reference": "#6B7280",
    "good": "#00714F",
    "bad": "#B34700",
}
DASHES = ("", "6 4", "2 3", "7 3 2 3", "10 4", "1 4")
FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 12, 40


def colour(name: str) -> str:
    """The colour of a class on paper."""
    return SERIES[int(name[1:]) % len(SERIES)] if name[0] == "s" and name[1:].isdigit() else PAPER[name]


def series(place: int) -> str:
    """The class of the series at a place."""
    return f"s{place % len(SERIES)}"


@dataclass
class Drawing:
    """Shapes in pixels, from the top left."""

    width: int
    height: int
    shapes: list[str] = field(default_factory=list)

    def line(self, points: Iterable[tuple[float, float]], name: str, width: float = 2, dash: str = "") -> None:
        """A line through the points."""
        placed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<polyline class="l {name}" points="{placed}" fill="none" stroke="{colour(name)}" '
            f'stroke-width="{width:g}" stroke-linejoin="round"{dashed}/>'
        )

    def area(self, points: Iterable[tuple[float, float]], name: str, opacity: float = 0.2) -> None:
        """A filled outline without an edge."""
        placed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.shapes.append(
            f'<polygon class="f {name}" points="{placed}" fill="{colour(name)}" fill-opacity="{opacity:g}" '
            'stroke="none"/>'
        )

    def box(self, x: float, y: float, width: float, height: float, name: str, opacity: float = 1.0) -> None:
        """A filled rectangle."""
        self.shapes.append(
            f'<rect class="f {name}" x="{x:.1f}" y="{y:.1f}" width="{width:.2f}" height="{height:.2f}" '
            f'fill="{colour(name)}" fill-opacity="{opacity:g}"/>'
        )

    def dot(self, x: float, y: float, name: str, radius: float = 3.5, ring: bool = False) -> None:
        """A dot, or a ring."""
        if ring:
            self.shapes.append(
                f'<circle class="l {name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="none" '
                f'stroke="{colour(name)}" stroke-width="1.5"/>'
            )
        else:
            self.shapes.append(
                f'<circle class="f {name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour(name)}"/>'
            )

    def text(self, x: float, y: float, text: str, name: str = "muted", anchor: str = "start", turn: float = 0) -> None:
        """A line of text, whose `anchor` (start, middle, end) is at `x`."""
        turned = f' transform="rotate({turn:g} {x:.1f} {y:.1f})"' if turn else ""
        self.shapes.append(
            f'<text class="f {name}" x="{x:.1f}" y="{y:.1f}" fill="{colour(name)}" font-size="12" '
            f'text-anchor="{anchor}"{turned}>{escape(writable(text))}</text>'
        )

    def written(self, title: str) -> str:
        """The whole drawing; `title` says what it shows."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" font-family="{FONT}">'
            f"<title>{escape(writable(title))}</title>{''.join(self.shapes)}</svg>"
        )


class Plot:
    """A part of a drawing with two linear axes. Lines are cut at its edges."""

    def __init__(
        self,
        drawing: Drawing,
        x: tuple[float, float],
        y: tuple[float, float],
        labels: tuple[str, str] = ("", ""),
        frame: tuple[float, float, float, float] | None = None,
        tick: Callable[[float], str] = written,
        whole: bool = False,
    ) -> None:
        """`frame` is left, top, right, bottom in pixels; `tick` writes the figures of the vertical axis."""
        self.drawing, self.x, self.y = drawing, x, y
        usual = (float(LEFT), float(TOP), float(drawing.width - RIGHT), float(drawing.height - BOTTOM))
        self.left, self.top, self.right, self.bottom = usual if frame is None else frame
        self._axes(labels, tick, whole)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands, in pixels."""
        return (
            self.left + (x - self.x[0]) / (self.x[1] - self.x[0]) * (self.right - self.left),
            self.bottom - (y - self.y[0]) / (self.y[1] - self.y[0]) * (self.bottom - self.top),
        )

    def line(self, x: Floats, y: Floats, name: str, width: float = 2, dash: str = "") -> None:
        """A line through the finite points that is interrupted where it leaves the plot."""
        for part in _inside(x, y, self.y):
            if len(part) > 1:
                self.drawing.line([self.at(*point) for point in part], name, width, dash)

    def band(self, x: Floats, low: Floats, high: Floats, name: str, opacity: float = 0.2) -> None:
        """The area between two lines."""
        known = np.isfinite(low) & np.isfinite(high)
        if known.sum() < 2:
            return
        x, low, high = x[known], np.clip(low[known], *self.y), np.clip(high[known], *self.y)
        around = [*zip(x, low, strict=True), *reversed(list(zip(x, high, strict=True)))]
        self.drawing.area([self.at(*point) for point in around], name, opacity)

    def dots(self, x: Floats, y: Floats, name: str, radius: float = 3.5, ring: bool = False) -> None:
        """Dots that are within the plot."""
        for one, other in zip(x, y, strict=True):
            if self.x[0] <= one <= self.x[1] and self.y[0] <= other <= self.y[1]:
                self.drawing.dot(*self.at(one, other), name, radius, ring)

    def across(self, value: float, name: str = "reference", dash: str = DASHES[1]) -> None:
        """A dashed line from side to side."""
        if self.y[0] <= value <= self.y[1]:
            self.drawing.line([self.at(self.x[0], value), self.at(self.x[1], value)], name, 1.2, dash)

    def _axes(self, labels: tuple[str, str], tick: Callable[[float], str], whole: bool) -> None:
        draw = self.drawing
        for value in ticks(*self.y, 6):
            _, y = self.at(self.x[0], value)
            draw.line([(self.left, y), (self.right, y)], "grid", 0.7)
            draw.text(self.left - 6, y + 4, tick(_clean(value)), "muted", "end")
        for value in ticks(*self.x, 6):
            if whole and abs(value - round(value)) > 1e-6:
                continue
            x, _ = self.at(value, self.y[0])
            draw.line([(x, self.bottom), (x, self.bottom + 4)], "axis", 1)
            draw.text(x, self.bottom + 16, written(_clean(value)), "muted", "middle")
        draw.line([(self.left, self.top), (self.left, self.bottom), (self.right, self.bottom)], "axis", 1)
        if labels[0]:
            draw.text((self.left + self.right) / 2, self.bottom + 33, labels[0], "muted", "middle")
        if labels[1]:
            draw.text(self.left - 42, (self.top + self.bottom) / 2, labels[1], "muted", "middle", -90)


def percent(value: float) -> str:
    """A share as a tick is written."""
    return f"{100 * value:.0f}%"


def legend(drawing: Drawing, names: Sequence[tuple[str, str, str]], left: float = LEFT) -> None:
    """Class, dash and name of each line, in rows at the top; see `legend_height`."""
    x, y = left, 14.0
    for name, dash, text in names:
        if x > left and x + _wide(text) > drawing.width:
            x, y = left, y + 18
        drawing.line([(x, y - 4), (x + 20, y - 4)], name, 2, dash)
        drawing.text(x + 26, y, text, "text")
        x += _wide(text)


def legend_height(width: int, names: Sequence[str], left: float = LEFT) -> int:
    """The pixels that `legend` takes."""
    x, rows = left, 1
    for text in names:
        if x > left and x + _wide(text) > width:
            x, rows = left, rows + 1
        x += _wide(text)
    return 18 * rows + 4


def _wide(text: str) -> float:
    """About as many pixels as a legend's entry takes; characters of East Asia are twice as wide."""
    return 44 + sum(13 if ord(each) > 0x2E80 else 6.8 for each in text)


def _clean(value: float) -> float:
    return float(f"{value:.9g}")


def _inside(x: Floats, y: Floats, limits: tuple[float, float]) -> list[list[tuple[float, float]]]:
    """The runs of finite points, each cut where it crosses an edge."""
    low, high = limits
    parts: list[list[tuple[float, float]]] = [[]]
    before: tuple[float, float] | None = None
    for one, other in zip(x.tolist(), y.tolist(), strict=True):
        if not math.isfinite(other):
            parts.append([])
            before = None
            continue
        if before is not None:
            crossings = sorted(
                ((edge - before[1]) / (other - before[1]), edge)
                for edge in (low, high)
                if (before[1] - edge) * (other - edge) < 0
            )
            within = low <= before[1] <= high
            for share, edge in crossings:
                parts[-1].append((before[0] + share * (one - before[0]), edge))
                within = not within
                if not within:
                    parts.append([])
        if low <= other <= high:
            parts[-1].append((one, other))
        before = (one, other)
    return [part for part in parts if part]
