"""The inner-loop picture: what each inner step brings, now and earlier in the run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.outer_loop import NEAR, Line, Measure, evaluation_of, judged, lines, measured, other
from simulator.analysis.scale import framed
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
    `elsewhere` and `elsewhere_band`: ``[step]`` on the other family, where there is one.
    """

    iteration: int
    now: Floats
    band: Floats
    tasks: Floats
    earlier: tuple[tuple[int, Floats], ...]
    scratch: Floats | None
    lines: tuple[Line, ...]
    elsewhere: Floats | None = None
    elsewhere_band: Floats | None = None

    @property
    def named(self) -> tuple[Line, ...]:
        """What is named at the right end: scratch, where it ends, and the references."""
        known = _finite(self.scratch) if self.scratch is not None else np.empty(0)
        scratch = [Line("scratch", "from scratch", float(known[-1]))] if len(known) else []
        return (*scratch, *self.lines)


def inner_figure(progress: Progress, measure: Measure = "loss", iteration: int | None = None) -> InnerFigure | None:
    """The inner loop at the latest evaluation, or at that after `iteration` meta-iterations; None before any."""
    chosen = None if iteration is None else evaluation_of(progress, iteration)
    at = len(progress.evaluations) - 1 if chosen is None else chosen
    looked = measured(progress.evaluations[at].scores, measure) if progress.evaluations else None
    if looked is None:
        return None
    judgement, elsewhere = judged(progress, measure), other(progress, measure)
    known = len(elsewhere.means) > 0
    means, iterations = judgement.means.values, progress.evaluated_iterations.values
    scratch = progress.references.get("scratch")
    by_step = None if scratch is None else measured(scratch, measure)
    return InnerFigure(
        int(iterations[at]),
        means[at],
        judgement.half_widths.values[at],
        looked[:, :SINGLE_TASKS].T,
        tuple((int(iterations[index]), means[index]) for index in _earlier(at + 1)),
        None if by_step is None else mean(by_step),
        tuple(line for line in lines(progress.references, 0, measure) if line.key != "scratch"),
        elsewhere.means.values[at] if known else None,
        elsewhere.half_widths.values[at] if known else None,
    )


def inner_range(figure: InnerFigure) -> float:
    """Where the y axis ends, before it is rounded: the means now and at first, and scratch where near.

    What grows to many times the loss before any step is left above: it would flatten all the rest.
    """
    first = figure.earlier[0][1][:1] if figure.earlier else figure.now
    means = [figure.now, *([] if figure.elsewhere is None else [figure.elsewhere])]
    before = _finite(np.concatenate([first[:1], *(values[:1] for values in means)]))
    joined = _finite(np.concatenate([*means, first]))
    high = float(joined[joined <= NEAR * before.max(initial=0.0)].max(initial=1e-6))
    if figure.scratch is not None:
        near = _finite(figure.scratch)
        high = max(high, float(near[near <= NEAR * high].max(initial=0.0)))
    return high


def inner_frame(figure: InnerFigure) -> tuple[float, float]:
    """From where to where the y axis of losses goes; where it does not begin at zero, single tasks stay in sight."""
    high = inner_range(figure)
    lines = [line.value for line in figure.lines if line.value <= NEAR * high]
    low = min([*_finite(figure.now), *lines], default=0.0)
    if low < 0.5 * high:
        return framed(low, high)
    around = _finite(np.concatenate([figure.now - figure.band, figure.now + figure.band, figure.tasks.ravel()]))
    around = around[around <= NEAR * high]
    return framed(min(low, *around), max(high, *around))


def leaves(figure: InnerFigure, top: float) -> int | None:
    """The step from which on the mean loss stays above `top` or is no number any more; None if it ends below."""
    inside = np.flatnonzero(figure.now <= top)
    first = int(inside[-1]) + 1 if len(inside) else 0
    return first if first < len(figure.now) else None


def _finite(values: Floats) -> Floats:
    return values[np.isfinite(values)]


def _earlier(count: int) -> list[int]:
    """Which evaluations stay visible: the first, and some at growing distances before the last."""
    last = count - 1
    return sorted({round(last * (index / EARLIER) ** 2) for index in range(EARLIER)} - {last}) if last > 0 else []
