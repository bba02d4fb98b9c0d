"""What a comparison shows, in plain words. A difference is only called one where its interval leaves out zero.

Of more than two contenders the best is only called so where it is better than every other one, with the chance of any
wrong claim among all pairs held at 5% (Holm 1979, A Simple Sequentially Rejective Multiple Test Procedure).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from simulator.analysis import rounding
from simulator.analysis.comparison import Comparison, Contender, Pairing, compared, pairing
from simulator.analysis.outer_loop import Measure
from simulator.analysis.paired import CONFIDENCE, Intervals
from simulator.analysis.rounding import percent
from simulator.analysis.settings import Written
from simulator.analysis.student import two_sided
from simulator.declaration import Sentence, sentence

MORE = 1.05  # times the cost of the other that is worth a word


def said(comparison: Comparison, step: int) -> list[Sentence]:
    """The difference after `step` inner steps, and what it can be said of; most important first."""
    step = min(step, comparison.pairing.steps)
    if not math.isfinite(comparison.claim.mean[step]):
        return [_overflow(comparison, step)]
    if not np.any(comparison.differences[step]):
        return [sentence("{verdict}, {basis}.", verdict=_same(comparison, step), basis=basis(comparison.pairing))]
    if not math.isfinite(comparison.claim.low[step]):
        return [_lonely(comparison, step)]
    winner = comparison.winner(step)
    found = [_better(comparison, step, winner) if winner is not None else _undecided(comparison, step)]
    found.append(_shares(comparison, step))
    if len(comparison.pairing.seeds) == 1:
        found.append(sentence("That is about these two trained states; other seeds may tell otherwise."))
    elif winner is None and comparison.trained.shown(step):
        found.append(sentence("For the trained states alone a difference is shown, but it varies too much by seed."))
    if comparison.rough[step]:
        found.append(sentence("The tasks are few and uneven, so the interval is rough."))
    return found


def best(contenders: Sequence[Contender], step: int, measure: Measure = "loss") -> Sentence | None:
    """Which of more than two contenders is the best after `step` steps, if that is shown; None where they are fewer.

    None also where not all of them were judged on the same tasks.
    """
    if len(contenders) < 3:
        return None
    pairs: dict[tuple[int, int], Pairing] = {}
    for one, other in combinations(range(len(contenders)), 2):
        found = pairing(contenders[one], contenders[other], measure)
        if isinstance(found, Sentence):
            return None
        pairs[one, other] = found
    step = min([step, *(each.steps for each in pairs.values())])
    shown = _holm({key: _at(pair, step) for key, pair in pairs.items()})
    names = [contender.name for contender in contenders]
    values = {"after": after(step), "count": len(contenders), "pairs": len(pairs)}
    for place, name in enumerate(names):
        if all(shown.get((place, other)) == 0 or shown.get((other, place)) == 1 for other in _others(place, names)):
            return sentence(
                "Of all {count}, {name} is the best {after}: better than each other one, corrected for {pairs} "
                "comparisons (Holm).",
                name=name,
                **values,
            )
    return sentence(
        "None of the {count} is shown to be the best {after}: not better than each other one, corrected for {pairs} "
        "comparisons (Holm).",
        **values,
    )


def cost(first: Contender, second: Contender) -> Sentence | None:
    """How much more training one of two took, in gradient evaluations; None where that is about the same."""
    spent = [np.mean([run.progress.gradient_evaluations for run in each.runs]) for each in (first, second)]
    if min(spent) <= 0:
        return None
    ratio = float(spent[0] / spent[1])
    if 1 / MORE <= ratio <= MORE:
        return None
    more, less = (first, second) if ratio > 1 else (second, first)
    return sentence(
        "{more} took {times} times the gradient evaluations of {less} to train.",
        more=more.name,
        less=less.name,
        times=rounding.times(max(ratio, 1 / ratio)),
    )


def after(step: int) -> Sentence:
    """``after 3 steps``, in the middle of a sentence."""
    if step == 0:
        return sentence("before any step")
    return sentence("after one step") if step == 1 else sentence("after {steps} steps", steps=step)


def basis(pair: Pairing) -> Sentence:
    """On what two were compared: ``on the same 600 tasks, 5 seeds``."""
    tasks = f"{pair.tasks:,}"
    if pair.tasks == len(pair.seeds) == 1:
        return sentence("on the same task")
    if pair.iteration is not None:
        values = {"tasks": tasks, "iteration": f"{pair.iteration:,}"}
        if len(pair.seeds) == 1:
            return sentence("on the same {tasks} validation tasks at meta-iteration {iteration}", **values)
        return sentence(
            "on the same {tasks} validation tasks at meta-iteration {iteration}, {seeds} seeds",
            **values,
            seeds=len(pair.seeds),
        )
    if len(pair.seeds) == 1:
        return sentence("on the same {tasks} tasks", tasks=tasks)
    return sentence("on the same {tasks} tasks, {seeds} seeds", tasks=tasks, seeds=len(pair.seeds))


def amount(intervals: Intervals, step: int, measure: Measure, sign: float = 1.0) -> Written:
    """A difference with its interval, of shares in percentage points; see `rounding.interval`."""
    found = _figures(intervals, step, measure, sign)
    return sentence("{figures} percentage points", figures=found) if measure == "accuracy" else found


def _figures(intervals: Intervals, step: int, measure: Measure, sign: float) -> Written:
    scale = 100 * sign if measure == "accuracy" else sign
    mean, *ends = (float(scale * each[step]) for each in (intervals.mean, intervals.low, intervals.high))
    return rounding.interval(mean, min(ends), max(ends)) if math.isfinite(ends[0]) else rounding.amount(mean)


def _better(comparison: Comparison, step: int, winner: int) -> Sentence:
    names = comparison.pairing.names
    sign = -1.0 if comparison.claim.mean[step] < 0 else 1.0
    return sentence(
        "{better} is better than {worse} by {amount} {after}, {basis}.",
        better=names[winner],
        worse=names[1 - winner],
        amount=amount(comparison.claim, step, comparison.pairing.measure, sign),
        after=after(step),
        basis=basis(comparison.pairing),
    )


def _undecided(comparison: Comparison, step: int) -> Sentence:
    first, second = comparison.pairing.names
    return sentence(
        "No difference between {first} and {second} is shown {after}: it is {amount}, {basis}.",
        first=first,
        second=second,
        amount=amount(comparison.claim, step, comparison.pairing.measure),
        after=after(step),
        basis=basis(comparison.pairing),
    )


def _same(comparison: Comparison, step: int) -> Sentence:
    first, second = comparison.pairing.names
    return sentence("{first} and {second} are equal {after}", first=first, second=second, after=after(step))


def _lonely(comparison: Comparison, step: int) -> Sentence:
    first, second = comparison.pairing.names
    return sentence(
        "{first} less {second} is {amount} {after}, on a single task: one task gives no interval, so nothing is shown.",
        first=first,
        second=second,
        amount=amount(comparison.claim, step, comparison.pairing.measure),
        after=after(step),
    )


def _shares(comparison: Comparison, step: int) -> Sentence:
    """On how many of the tasks each is better."""
    shares = (float(comparison.better[step]), float(1 - comparison.better[step] - comparison.equal[step]))
    first = int(shares[1] > shares[0])
    values = {"name": comparison.pairing.names[first], "share": percent(shares[first])}
    if comparison.equal[step] > 0.005:
        return sentence(
            "{name} is better on {share} of the tasks, and both are equal on {equal}.",
            **values,
            equal=percent(float(comparison.equal[step])),
        )
    return sentence("{name} is better on {share} of the tasks.", **values)


def _overflow(comparison: Comparison, step: int) -> Sentence:
    pair = comparison.pairing
    bad = [sum(int((~np.isfinite(each[step])).sum()) for each in values) for values in (pair.first, pair.second)]
    worse = int(bad[1] > bad[0])
    return sentence(
        "{first} and {second} cannot be compared {after}: on {bad} tasks the loss of {worse} overflows.",
        first=pair.names[0],
        second=pair.names[1],
        after=after(step),
        bad=f"{bad[worse]:,}",
        worse=pair.names[worse],
    )


def _others(place: int, names: Sequence[Written]) -> list[int]:
    return [other for other in range(len(names)) if other != place]


def _at(pair: Pairing, step: int) -> Pairing:
    """The results after one step alone, whose interval takes so much less time."""
    first, second = (tuple(each[step : step + 1] for each in values) for values in (pair.first, pair.second))
    return replace(pair, first=first, second=second)


def _holm(pairs: dict[tuple[int, int], Pairing]) -> dict[tuple[int, int], int | None]:
    """Which of each pair is better, where that is shown with all pairs together wrong in at most 5%."""
    order = sorted(pairs, key=lambda key: _chance(pairs[key]))
    found: dict[tuple[int, int], int | None] = dict.fromkeys(pairs)
    for place, key in enumerate(order):
        confidence = 1 - (1 - CONFIDENCE) / (len(order) - place)
        winner = compared(pairs[key], confidence).winner(0)
        if winner is None:
            break
        found[key] = winner
    return found


def _chance(pair: Pairing) -> float:
    """The chance of as large a difference where there is none, by Student's t: what pairs are ordered by."""
    with np.errstate(invalid="ignore"):
        values = np.stack([one[0] - two[0] for one, two in zip(pair.first, pair.second, strict=True)])  # [seed, task]
        units = values.mean(axis=1) if len(values) > 1 else values[0]
        error = units.std(ddof=1) / math.sqrt(len(units)) if len(units) > 1 else math.nan
    if not math.isfinite(error):
        return 1.0
    if error > 0:
        return two_sided(float(units.mean() / error), len(units) - 1)
    return 0.0 if units.any() else 1.0  # of two that are equal everywhere nothing can be shown
