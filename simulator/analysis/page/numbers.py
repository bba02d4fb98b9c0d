"""The report's tables of results and of costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from simulator.analysis.compared_curves import Cost
from simulator.analysis.contenders import Contender
from simulator.analysis.page.blocks import Block, Heading, Paragraph, Table
from simulator.analysis.page.pictures import Say
from simulator.analysis.paired import ENOUGH, several
from simulator.analysis.rounding import uncertain_loss, uncertain_share
from simulator.analysis.settings import Written
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats, Scores

STEPS = (0, 1, 3, 5, 10)
MANY = 3  # names from which on they are "the others"
Measured = Callable[[Scores], Floats | None]
Write = Callable[[float, float], Written]
Row = tuple[str, ...]
Key = TypeVar("Key")
_MEASURES: tuple[tuple[Sentence, Measured, Write], ...] = (
    (sentence("loss"), lambda scores: scores.loss, uncertain_loss),
    (sentence("right answers"), lambda scores: scores.accuracy, uncertain_share),
    (sentence("log-likelihood"), lambda scores: scores.likelihood, uncertain_loss),
)
_INTERVALS = sentence("The intervals are 95% ones, over tasks, or over seeds where there are several.")
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
    yield Paragraph(" ".join(map(say, (_judged_on(tested, say), _INTERVALS))), muted=True)
    few = max((len(each.runs) for each in tested if 1 < len(each.runs) < ENOUGH), default=0)
    if few:
        yield Paragraph(say(sentence("{count} seeds are too few for an interval.", count=few)), muted=True)
    if any(each.experiment.schedule.test_tasks == len(each.runs) == 1 for each in tested):
        yield Paragraph(say(sentence("One task gives no interval.")), muted=True)
    last = max(each.experiment.schedule.evaluation_steps for each in tested)
    steps = sorted({step for step in (*STEPS, last) if step <= last})
    header = ("", *(say(sentence("after step {step}", step=step)) for step in steps))
    for name, of, write in _MEASURES:
        rows = [row for each in tested for row in _own(each, of, write, steps, say)]
        rows += _known(tested, of, write, steps, say)
        if rows:
            yield Heading(say(name), 3)
            yield Table(header, tuple(rows))


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


def _judged_on(tested: Sequence[Contender], say: Say) -> Sentence:
    """How many tasks each was tested on."""
    groups: dict[str, list[str]] = {}
    for contender in tested:
        groups.setdefault(f"{contender.experiment.schedule.test_tasks:,}", []).append(say(contender.name))
    if len(groups) == 1:
        return sentence("On {tasks} tasks never seen before, after some inner steps.", tasks=next(iter(groups)))
    each = [say(sentence("{tasks} for {names}", tasks=count, names=names)) for count, names in _whose(groups, say)]
    return sentence("On tasks never seen before, after some inner steps: {each}.", each="; ".join(each))


def _whose(groups: Mapping[Key, Sequence[str]], say: Say) -> list[tuple[Key, str]]:
    """Some groups, each with the names in it, the largest one last; its names are the others, where they are many."""
    *smaller, last = sorted(groups, key=lambda key: len(groups[key]))
    names = groups[last]
    many = bool(smaller) and len(names) >= MANY
    told = say(sentence("the {count} others", count=len(names))) if many else "; ".join(names)
    return [*((key, "; ".join(groups[key])) for key in smaller), (last, told)]


def _own(contender: Contender, of: Measured, write: Write, steps: Sequence[int], say: Say) -> Iterator[Row]:
    """The row of a contender."""
    tested = [run.progress.tested for run in contender.runs if run.progress.tested is not None]
    own = [values for each in tested if (values := of(each.scores)) is not None]
    if len(own) == len(tested):
        yield say(contender.name), *_cells(own, max(map(_stages, own)), write, steps, say)


def _known(
    tested: Sequence[Contender], of: Measured, write: Write, steps: Sequence[int], say: Say
) -> list[tuple[str, ...]]:
    """The rows of what is known without meta-learning; whose each is, where it is not the same beside all."""
    found: dict[str, dict[Row, list[str]]] = {}
    for contender in tested:
        judged = contender.runs[0].progress.tested
        for known in judged.references.values() if judged is not None else ():
            values = of(known)
            if values is not None:
                stages = len(values) if len(values) > 1 else max(steps) + 1  # a known limit holds after any step
                cells = tuple(_cells([values], stages, write, steps, say))
                found.setdefault(say(sentence(known.title)), {}).setdefault(cells, []).append(say(contender.name))
    rows = []
    for title, alike in found.items():
        for cells, names in _whose(alike, say):
            whose = sentence("{title}, beside {names}", title=title, names=names)
            rows.append((title if len(alike) == 1 else say(whose), *cells))
    return rows


def _cells(values: Sequence[Floats], stages: int, write: Write, steps: Sequence[int], say: Say) -> list[str]:
    """The results after some steps; a dash where there is none, as after the last of the stages."""
    middle, half = several(values)
    cells = []
    for step in steps:
        at = min(step, len(middle) - 1)
        if step >= stages or not np.isfinite(middle[at]):
            cells.append("\N{EN DASH}")
        else:
            cells.append(say(write(float(middle[at]), float(half[at]))))
    return cells


def _stages(values: Floats) -> int:
    """After how many stages of ``[step, task]`` nothing changes any more: two where all is learned in one step."""
    changed = [place for place in range(1, len(values)) if not np.array_equal(values[place], values[place - 1])]
    return changed[-1] + 1 if changed else len(values)
