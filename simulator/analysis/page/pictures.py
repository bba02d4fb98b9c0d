"""The report's pictures of runs: the outer loop, the inner loop, and paired differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from simulator.analysis.compared_curves import NamedCurve, difference_frame, frame, seed_points, tasks_frame
from simulator.analysis.comparison import Comparison
from simulator.analysis.outer_loop import NEAR, Line, Measure
from simulator.analysis.page.blocks import Picture
from simulator.analysis.page.svg import DASHES, TOP, Drawing, Plot, legend, legend_height, percent, series
from simulator.analysis.scale import nice_above, written
from simulator.analysis.settings import Written
from simulator.declaration import Sentence, sentence

WIDTH, HEIGHT = 720, 270
Say = Callable[[Written], str]


def curves(
    found: Sequence[NamedCurve], lines: Sequence[Line], measure: Measure, bottom: Sentence, title: str, say: Say
) -> Picture:
    """Lines with their bands over one axis; references near them are dashed across, each in its own way.

    All are named above the plot, since a name beside a line would lie under another one.
    """
    x_end = max((float(curve.x[-1]) for curve in found if len(curve.x)), default=1.0) or 1.0
    low, high = frame(found, measure)
    near = [line for line in lines if low <= line.value <= NEAR * high] if measure == "loss" else list(lines)
    if measure == "loss":
        high = max(high, nice_above(1.02 * max((line.value for line in near), default=0.0)))
    named = [(series(place), DASHES[place // 6], say(curve.name)) for place, curve in enumerate(found)]
    dashes = DASHES[1:]
    named += [("reference", dashes[place % len(dashes)], say(line.name)) for place, line in enumerate(near)]
    above = legend_height(WIDTH, [name for *_, name in named])
    drawing = Drawing(WIDTH, HEIGHT + above)
    few = all(len(curve.x) <= 40 for curve in found)
    plot = _plot(drawing, (0.0, 1.02 * x_end), (low, high), say(bottom), measure, say, above, whole=True)
    for place, line in enumerate(near):
        plot.across(line.value, dash=dashes[place % len(dashes)])
    for place, curve in enumerate(found):
        plot.band(curve.x, *curve.edges, series(place))
    for place, curve in enumerate(found):
        dash = DASHES[place // 6]
        plot.line(curve.x, curve.y, series(place), 2, dash)
        if few:
            plot.dots(curve.x, curve.y, series(place), 3)
        for own in curve.seeds:
            plot.dots(curve.x, own, series(place), 3, ring=True)
    legend(drawing, named)
    return Picture(drawing.written(title), drawing.width, drawing.height, title)


def difference(comparison: Comparison, title: str, say: Say) -> Picture:
    """The paired difference by inner step with its interval, and beside it the differences of all tasks in order."""
    drawing = Drawing(WIDTH, 250)
    claim, measure = comparison.claim, comparison.pairing.measure
    steps = np.arange(len(claim.mean), dtype=float)
    limits = difference_frame(comparison, shown_step(comparison))
    middle = WIDTH / 2
    frames = ((56.0, 26.0, middle - 20, 210.0), (middle + 50.0, 26.0, WIDTH - 14.0, 210.0))
    tick = percent if measure == "accuracy" else written
    left = Plot(
        drawing,
        (-0.02 * max(1.0, steps[-1]), 1.02 * max(1.0, steps[-1])),
        limits,
        (say(sentence("inner steps")), say(sentence("difference"))),
        frames[0],
        tick,
        True,
    )
    points = seed_points(comparison)
    if not points:
        left.band(steps, claim.low, claim.high, "s2")
    for own in points:
        left.dots(steps, own, "s2", 3, ring=True)
    left.across(0.0)
    left.line(steps, claim.mean, "s2")
    left.dots(steps, claim.mean, "s2", 3)
    _sides(drawing, comparison, frames[0], say)
    _tasks(drawing, comparison, frames[1], tick, say)
    return Picture(drawing.written(title), drawing.width, drawing.height, title)


def _plot(
    drawing: Drawing,
    x: tuple[float, float],
    y: tuple[float, float],
    bottom: str,
    measure: Measure,
    say: Say,
    above: int,
    whole: bool,
) -> Plot:
    left = say(sentence("loss")) if measure == "loss" else say(sentence("right answers"))
    frame_ = (56.0, float(TOP + above), drawing.width - 14.0, drawing.height - 40.0)
    return Plot(drawing, x, y, (bottom, left), frame_, percent if measure == "accuracy" else written, whole)


def _tasks(
    drawing: Drawing,
    comparison: Comparison,
    frame_: tuple[float, float, float, float],
    tick: Callable[[float], str],
    say: Say,
) -> None:
    """All tasks after the last step at which none overflowed, at most after as many as are usual."""
    step = shown_step(comparison)
    values = np.sort(comparison.differences[step])
    values = values[np.isfinite(values)]
    if not len(values):
        return
    limits = tasks_frame(values)
    plot = Plot(drawing, (0.0, 100.0), limits, (say(sentence("% of the tasks")), ""), frame_, tick)
    share = 100 * (np.arange(len(values)) + 0.5) / len(values)
    clipped = np.clip(values, *limits)
    below = 0 if comparison.pairing.measure == "loss" else 1
    for place, chosen in ((below, values < 0), (1 - below, values > 0)):
        x, y = share[chosen], clipped[chosen]
        plot.band(x, np.minimum(y, 0), np.maximum(y, 0), series(place))
        plot.line(x, y, series(place))
    plot.across(0.0)
    _sides(drawing, comparison, frame_, say, slanted=True)


def shown_step(comparison: Comparison) -> int:
    """After which inner step tasks are looked at one by one: the first, where there is one."""
    return min(1, comparison.pairing.steps)


def _sides(
    drawing: Drawing,
    comparison: Comparison,
    frame_: tuple[float, float, float, float],
    say: Say,
    *,
    slanted: bool = False,
) -> None:
    """Who is better above zero and below, out of the way of a curve that is `slanted`: it rises from bottom left."""
    above = 1 if comparison.pairing.measure == "loss" else 0
    left, top, right, bottom = frame_
    below = (right - 6, bottom - 6, "end") if slanted else (left + 6, bottom - 6, "start")
    for place, (x, y, anchor) in ((above, (left + 6, top + 12, "start")), (1 - above, below)):
        name = say(comparison.pairing.names[place])
        drawing.text(x, y, say(sentence("here {name} is better", name=_short(name))), anchor=anchor)


def _short(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:31]}\N{HORIZONTAL ELLIPSIS}"
