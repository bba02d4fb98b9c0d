"""The report's tables of results and of costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from simulator.analysis.compared_curves import Cost
from simulator.analysis.comparison import Contender
from simulator.analysis.page.blocks import Block, Heading, Paragraph, Table
from simulator.analysis.page.pictures import Say
from simulator.analysis.paired import several
from simulator.analysis.rounding import uncertain_loss, uncertain_share
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats, Scores

STEPS = (0, 1, 3, 5, 10)
Measured = Callable[[Scores], Floats | None]
Write = Callable[[float, float], str]
Row = tuple[str, ...]
_MEASURES: tuple[tuple[Sentence, Measured, Write], ...] = (
    (sentence("loss"), lambda scores: scores.loss, uncertain_loss),
    (sentence("right answers"), lambda scores: scores.accuracy, uncertain_share),
    (sentence("log-likelihood"), lambda scores: scores.likelihood, uncertain_loss),
)
_COSTS = (
    sentence("runs"),
    sentence("meta-iterations"),
    sentence("gradient evaluations"),
    sentence("examples"),
    sentence("seconds"),
)


def numbers(found: Sequence[Contender], say: Say) -> Iterator[Block]:
    """The final tests: means with half widths of their 95% intervals, after some steps, beside what is known."""
    tested = [each for each in found if all(run.progress.tested is not None for run in each.runs)]
    if not tested:
        return
    yield Heading(say(sentence("The final test")))
    counts = sorted({each.experiment.schedule.test_tasks for each in tested})
    told = sentence(
        "On {tasks} tasks never seen before, after some inner steps; the intervals are 95% ones, over tasks, or over "
        "seeds where there are several.",
        tasks=", ".join(f"{count:,}" for count in counts),
    )
    yield Paragraph(say(told), muted=True)
    if any(each.experiment.schedule.test_tasks == len(each.runs) == 1 for each in tested):
        yield Paragraph(say(sentence("One task gives no interval.")), muted=True)
    last = max(each.experiment.schedule.evaluation_steps for each in tested)
    steps = sorted({step for step in (*STEPS, last) if step <= last})
    header = ("", *(say(sentence("after step {step}", step=step)) for step in steps))
    for name, of, write in _MEASURES:
        rows = [row for each in tested for row in _own(each, of, write, steps, say)]
        rows += [row for each in tested for row in _known(each, of, write, steps, say)]
        if rows:
            yield Heading(say(name), 3)
            yield Table(header, tuple(dict.fromkeys(rows)))


def costs(found: Sequence[Cost], say: Say) -> Iterator[Block]:
    """What training took."""
    yield Heading(say(sentence("What training took")))
    rows = tuple(
        (
            say(each.name),
            f"{each.seeds}",
            f"{each.iterations:,.0f}",
            f"{each.gradient_evaluations:,.0f}",
            f"{each.examples:,.0f}",
            f"{each.seconds:,.1f}",
        )
        for each in found
    )
    yield Table(("", *map(say, _COSTS)), rows)


def _own(contender: Contender, of: Measured, write: Write, steps: Sequence[int], say: Say) -> Iterator[Row]:
    """The row of a contender."""
    tested = [run.progress.tested for run in contender.runs if run.progress.tested is not None]
    own = [values for each in tested if (values := of(each.scores)) is not None]
    if len(own) == len(tested):
        yield say(contender.name), *_cells(own, write, steps)


def _known(
    contender: Contender, of: Measured, write: Write, steps: Sequence[int], say: Say
) -> Iterator[tuple[str, ...]]:
    """The rows of what is known without meta-learning."""
    tested = contender.runs[0].progress.tested
    for known in tested.references.values() if tested is not None else ():
        values = of(known)
        if values is not None:
            yield say(sentence(known.title)), *_cells([values], write, steps)


def _cells(values: Sequence[Floats], write: Write, steps: Sequence[int]) -> list[str]:
    middle, half = several(values)
    cells = []
    for step in steps:
        at = min(step, len(middle) - 1)
        if not np.isfinite(middle[at]):
            cells.append("\N{EN DASH}")
        else:
            cells.append(write(float(middle[at]), float(half[at])))
    return cells
