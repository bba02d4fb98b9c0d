"""The report's pictures of single tasks, before and after adapting."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np

from simulator.analysis.page.blocks import Picture
from simulator.analysis.page.pictures import Say
from simulator.analysis.page.svg import Drawing, Plot, colour, legend, legend_height, percent, series
from simulator.analysis.task_figure import (
    AnswersFigure,
    BowlFigure,
    FunctionFigure,
    ImagesFigure,
    PlaneFigure,
    ScatterFigure,
    TaskFigure,
)
from simulator.analysis.task_figure.bowl import LEVELS
from simulator.analysis.task_figure.case import Labels
from simulator.declaration import sentence
from simulator.engine.events import Floats

WIDTH, HEIGHT = 720, 260
SIDE = 240.0  # pixels of a square
MOST = 16  # pictures or answers of a task that are shown


def task_picture(figure: TaskFigure, step: int, title: str, say: Say) -> Picture:
    """One task as its learner answers before any step, and after `step` steps."""
    drawing = _PAINTERS[type(figure)](figure, step, say)
    return Picture(drawing.written(title), drawing.width, drawing.height, title)


def _function(figure: FunctionFigure, step: int, say: Say) -> Drawing:
    names = [
        ("reference", "", say(sentence("truth"))),
        ("s0", "6 4", say(sentence("before"))),
        ("s1", "", _after(step, say)),
    ]
    drawing = Drawing(WIDTH, HEIGHT + legend_height(WIDTH, [name for *_, name in names]))
    shown = [*([] if figure.truth is None else [figure.truth]), figure.support_y]
    reach = float(np.abs(np.concatenate(shown)).max(initial=0.1)) * 1.25
    span = (float(figure.x[0]), float(figure.x[-1]))
    plot = Plot(drawing, span, (-reach, reach), ("x", "y"), (56.0, 34.0, WIDTH - 14.0, drawing.height - 40.0))
    band = figure.band(step)
    if band is not None:
        plot.band(figure.x, *band, "s1")
    if figure.truth is not None:
        plot.line(figure.x, figure.truth, "reference", 1.5)
    if len(figure.guesses):
        plot.line(figure.x, figure.guesses[0], "s0", 1.5, "6 4")
        plot.line(figure.x, figure.guesses[min(step, len(figure.guesses) - 1)], "s1")
    plot.dots(figure.support_x, figure.support_y, "text", 4)
    legend(drawing, names)
    return drawing


def _plane(figure: PlaneFigure, step: int, say: Say) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT + 50)
    for place, at in enumerate((0, step)):
        left = 56.0 + place * (SIDE + 90)
        frame = (left, 24.0, left + SIDE, 24.0 + SIDE)
        plot = Plot(drawing, (figure.low, figure.high), (figure.low, figure.high), ("", ""), frame)
        if len(figure.regions):
            regions = figure.regions[min(at, len(figure.regions) - 1)]
            _image(drawing, _coloured(regions), frame)
        for label in range(int(figure.query_labels.max(initial=0)) + 1):
            chosen = figure.query_labels == label
            plot.dots(figure.query[chosen, 0], figure.query[chosen, 1], series(label), 3, ring=True)
            chosen = figure.support_labels == label
            plot.dots(figure.support[chosen, 0], figure.support[chosen, 1], series(label), 5)
        drawing.text(left, 16, _before_or_after(at, place, say), "text")
    return drawing


def _bowl(figure: BowlFigure, step: int, say: Say) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT + 60)
    frame = (56.0, 24.0, 56.0 + SIDE, 24.0 + SIDE)
    names = (say(sentence("weight 1")), say(sentence("weight 2")))
    plot = Plot(drawing, (figure.low, figure.high), (figure.low, figure.high), names, frame)
    share = 0.5 * (1 - figure.bands() / LEVELS)[..., None]
    _image(drawing, share * _rgb("s0") + (1 - share) * 255.0, frame)
    path = figure.path[: step + 1]
    plot.line(path[:, 0], path[:, 1], "s1")
    plot.dots(path[:1, 0], path[:1, 1], "text", 5, ring=True)
    plot.dots(path[1:, 0], path[1:, 1], "s1", 4)
    drawing.text(56, 16, _after(step, say), "text")
    return drawing


def _scatter(figure: ScatterFigure, step: int, say: Say) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT + 60)
    guesses = figure.guesses[[0, min(step, len(figure.guesses) - 1)]] if len(figure.guesses) else np.empty((0, 0))
    low, high = float(figure.target.min(initial=0.0)), float(figure.target.max(initial=0.0))
    margin = 0.1 * ((high - low) or 1.0)
    span = (low - margin, high + margin)
    for place, values in enumerate(guesses):
        left = 56.0 + place * (SIDE + 90)
        labels = (say(sentence("target")), say(sentence("prediction")))
        plot = Plot(drawing, span, span, labels, (left, 24.0, left + SIDE, 24.0 + SIDE))
        plot.line(np.array(span), np.array(span), "reference", 1, "6 4")
        plot.dots(figure.target, values, series(place), 3.5)
        drawing.text(left, 16, _before_or_after(place * step, place, say), "text")
    return drawing


def _answers(figure: AnswersFigure, step: int, say: Say) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT + 20)
    count = min(len(figure.query_right), 2 * MOST)
    frame = (56.0, 40.0, WIDTH - 14.0, HEIGHT - 30.0)
    label = say(sentence("chance"))
    plot = Plot(drawing, (0.0, count + 0.0), (0.0, 1.0), ("", label), frame, percent)
    drawing.box(frame[0], frame[3] + 1, frame[2] - frame[0], 30, "card")
    for index in range(count):
        x, bottom = plot.at(index + 0.5, 0.0)
        right = int(figure.query_right[index])
        drawing.text(x, bottom + 16, ("\N{BALLOT X}", "\N{CHECK MARK}")[right], ("bad", "good")[right], "middle")
        if len(figure.chances):
            stages = figure.chances[[0, min(step, len(figure.chances) - 1)], index]
            placed = [plot.at(index + 0.5, float(chance)) for chance in stages]
            drawing.line(placed, "s1", 2)
            drawing.dot(*placed[0], "s0", 4, ring=True)
            drawing.dot(*placed[1], "s1", 4.5)
    legend(drawing, [("s0", "", say(sentence("before"))), ("s1", "", _after(step, say))])
    drawing.text(56, HEIGHT + 10, say(sentence("Chance of a right answer; below it, the answer given")))
    return drawing


def _images(figure: ImagesFigure, step: int, say: Say) -> Drawing:
    """The first pictures of the query, with what each was taken for before and after."""
    count = min(len(figure.query), MOST)
    side, across = 76.0, 8
    rows = -(-count // across)
    drawing = Drawing(WIDTH, round(24 + rows * (side + 46)))
    drawing.text(
        8, 16, say(sentence("Pictures to be recognised, and what each was taken for before and after")), "text"
    )
    stages = [0, min(step, len(figure.predicted) - 1)] if len(figure.predicted) else []
    for index in range(count):
        left, top = 8 + (index % across) * (side + 12), 26 + (index // across) * (side + 46)
        grey = 255 * (1 - np.clip(figure.query[index], 0, 1))
        _image(drawing, np.repeat(grey[::-1, :, None], 3, axis=2), (left, top, left + side, top + side))
        taken = [int(figure.predicted[at][index]) for at in stages]
        for place, label in enumerate(taken):
            right = label == int(figure.query_labels[index])
            sign = "\N{CHECK MARK}" if right else "\N{BALLOT X}"
            name = figure.names[label] if label < len(figure.names) else str(label)
            text = f"{sign} {name if len(name) <= 11 else name[:10] + '…'}"
            drawing.text(left, top + side + 14 + 15 * place, text, "good" if right else "bad")
    return drawing


_PAINTERS: dict[type, Callable[[Any, int, Say], Drawing]] = {
    FunctionFigure: _function,
    PlaneFigure: _plane,
    BowlFigure: _bowl,
    ScatterFigure: _scatter,
    AnswersFigure: _answers,
    ImagesFigure: _images,
}


def _after(step: int, say: Say) -> str:
    return say(sentence("after one step") if step == 1 else sentence("after {steps} steps", steps=step))


def _before_or_after(step: int, place: int, say: Say) -> str:
    return _after(step, say) if place else say(sentence("before any step"))


def _rgb(name: str) -> Floats:
    return np.array([int(colour(name)[at : at + 2], 16) for at in (1, 3, 5)], dtype=float)


def _coloured(regions: Labels) -> Floats:
    """Tints of the classes, ``[row, column, 3]``."""
    table = np.array([0.28 * _rgb(series(label)) + 0.72 * 255 for label in range(6)])
    return np.asarray(table[regions % 6])


def _image(drawing: Drawing, pixels: Floats, frame: tuple[float, float, float, float]) -> None:
    """Pixels ``[row, column, 3]``, rows upwards, as a picture within the drawing."""
    from PIL import Image

    content = BytesIO()
    Image.fromarray(np.round(pixels[::-1]).astype(np.uint8)).save(content, "PNG")
    left, top, right, bottom = frame
    drawing.shapes.append(
        f'<image x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'preserveAspectRatio="none" style="image-rendering:pixelated" '
        f'xlink:href="data:image/png;base64,{b64encode(content.getvalue()).decode()}"/>'
    )
