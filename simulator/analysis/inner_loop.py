"""The inner-loop picture: what each inner step brings, now and earlier in the run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.outer_loop import Line, Measure, judged, lines, measured
from simulator.analysis.statistics import mean
from simulator.engine.events import Floats
from simulator.engine.progress import Progress

SINGLE_TASKS = 6
EARLIER = 5


@dataclass(frozen=True)
class InnerFigure:
    """Mean result after 0..n inner steps with its 95% band; single tasks; earlier evaluations; references.

    `now`, `band`: ``[step]``. `tasks`: ``[task, step]``, a few. `earlier`: oldest first, ``[step]`` each, with
    the meta-iteration they belong to. `scratch`: ``[step]`` where known. `lines`: references without steps.
    """

    iteration: int
    now: Floats
    band: Floats
    tasks: Floats
    earlier: tuple[tuple[int, Floats], ...]
    scratch: Floats | None
    lines: tuple[Line, ...]


def inner_figure(progress: Progress, measure: Measure = "loss") -> InnerFigure | None:
    """The inner loop at the latest evaluation; None before there is one."""
    latest = measured(progress.evaluations[-1].scores, measure) if progress.evaluations else None
    if latest is None:
        return None
    judgement = judged(progress, measure)
    means, iterations = judgement.means.values, progress.evaluated_iterations.values
    scratch = progress.references.get("scratch")
    by_step = None if scratch is None else measured(scratch, measure)
    return InnerFigure(
        int(iterations[-1]),
        means[-1],
        judgement.half_widths.values[-1],
        latest[:, :SINGLE_TASKS].T,
        tuple((int(iterations[index]), means[index]) for index in _earlier(len(means))),
        None if by_step is None else mean(by_step),
        tuple(line for line in lines(progress.references, 0, measure) if line.key != "scratch"),
    )


def inner_range(figure: InnerFigure) -> float:
    """Where the y axis ends, before it is rounded: the mean now and at first, and scratch where not far above."""
    first = figure.earlier[0][1][:1] if figure.earlier else figure.now
    joined = np.concatenate([figure.now, first])
    high = float(np.nanmax(joined[np.isfinite(joined)], initial=1e-6))
    if figure.scratch is not None:
        near = figure.scratch[np.isfinite(figure.scratch) & (figure.scratch <= 4 * high)]
        high = max(high, float(near.max(initial=0.0)))
    return high


def _earlier(count: int) -> list[int]:
    """Which evaluations stay visible: the first, and some at growing distances before the last."""
    last = count - 1
    return sorted({round(last * (index / EARLIER) ** 2) for index in range(EARLIER)} - {last}) if last > 0 else []
