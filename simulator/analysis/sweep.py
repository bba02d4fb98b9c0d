"""The picture of a sweep: what each combination of values reaches, over seeds, and which one is best.

A value is called best only where its paired 95% interval against every other one shows it: the seeds are the same, and
so are their tasks. That no wider interval is needed though the best was picked by the same results is shown by
Gutmann & Maymin 1987, Is the Selected Population the Best?
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.rounding import uncertain_loss, uncertain_share
from simulator.analysis.sentences import after
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats, Scores
from simulator.engine.intervals import t95

Measure = Literal["loss", "accuracy"]
Judges = Literal["test", "validation", "both"]  # on which tasks the results are
ENOUGH = 3  # results that an interval needs to be drawn: with two, Student's t makes it wider than any picture
_MEASURED: dict[tuple[Measure, Judges], Sentence] = {
    ("loss", "test"): sentence("error on test tasks"),
    ("loss", "validation"): sentence("error on validation tasks"),
    ("loss", "both"): sentence("error on test or validation tasks"),
    ("accuracy", "test"): sentence("right on test tasks"),
    ("accuracy", "validation"): sentence("right on validation tasks"),
    ("accuracy", "both"): sentence("right on test or validation tasks"),
}


@dataclass(frozen=True)
class SweptAxis:
    """One parameter: what it is called, its values and how each is written, and whether they are at equal ratios."""

    path: str
    title: str
    values: tuple[Any, ...]
    names: tuple[str, ...]
    log: bool = False

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers, which have distances."""
        return all(type(value) in (int, float) for value in self.values)


@dataclass(frozen=True)
class SweepFigure:
    """Results of the cells after `step` inner steps, and over seeds.

    `results`: ``[value, seed]`` or ``[value, value, seed]``, not-a-number where there is none (yet), infinite where it
    overflowed. `means`, `half_widths` of the 95% intervals over seeds, and `counts` of results: without the last axis,
    as `failures`, of cells that failed and will have no result. `judges` are the tasks that the results are on.
    """

    axes: tuple[SweptAxis, ...]
    measure: Measure
    step: int
    results: Floats
    means: Floats
    half_widths: Floats
    counts: NDArray[np.int64]
    failures: NDArray[np.int64]
    judges: Judges = "test"

    @property
    def failed(self) -> int:
        """How many cells failed."""
        return int(self.failures.sum())

    @property
    def measured(self) -> Sentence:
        """What the results are, and on which tasks, as an axis is named."""
        return _MEASURED[self.measure, self.judges]

    @property
    def partial(self) -> NDArray[np.bool_]:
        """Where some seeds failed or diverged, and the mean is of the others only."""
        lost = self.failures + np.isinf(self.results).sum(axis=-1)
        return np.asarray((lost > 0) & (self.counts > 0))

    @property
    def drawn_half_widths(self) -> Floats:
        """The half widths of the intervals that are drawn: not-a-number where they rest on too few results."""
        return np.where(self.counts >= ENOUGH, self.half_widths, math.nan)

    @property
    def singles(self) -> Floats:
        """The results that are drawn one by one, since no interval is drawn of them; else not-a-number."""
        few = (self.counts > 1) & (self.counts < ENOUGH)
        return np.where(few[..., None] & np.isfinite(self.results), self.results, math.nan)

    @property
    def places(self) -> list[tuple[int, ...]]:
        """The indices of all combinations, the last axis changing fastest."""
        return list(np.ndindex(self.means.shape))

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Where the results of all seeds are there and finite."""
        return np.asarray(np.isfinite(self.results).all(axis=-1))

    @property
    def best(self) -> tuple[int, ...] | None:
        """The combination with the best mean, of those whose seeds all have a result; None where there is none."""
        if not self.complete.any():
            return None
        sign = 1.0 if self.measure == "loss" else -1.0
        means = np.where(self.complete, sign * self.means, math.inf)
        return tuple(int(at) for at in np.unravel_index(int(np.argmin(means)), means.shape))

    @property
    def rivals(self) -> tuple[tuple[int, ...], ...]:
        """Combinations that are not shown to be worse than the best, nearest first."""
        best = self.best
        if best is None:
            return ()
        found: list[tuple[float, tuple[int, ...]]] = []
        for place in self.places:
            diverged = bool(np.isinf(self.results[place]).any())
            if place != best and not diverged:
                difference, band = _paired(self.results[place], self.results[best])
                worse = difference > 0 if self.measure == "loss" else difference < 0
                if np.isfinite(difference) and not (worse and abs(difference) > band):
                    found.append((abs(difference), place))
        return tuple(place for _, place in sorted(found))

    @property
    def said(self) -> Sentence:
        """Which values are best, in plain words, and only called so where the intervals show it."""
        verdict = self._verdict()
        if self.best is None:
            return verdict
        if np.isnan(self.results).sum() > self.failed:
            return sentence("So far: {said}", said=verdict)
        sign = 1.0 if self.measure == "loss" else -1.0
        if (sign * self.means[self.partial] < sign * self.means[self.best]).any():
            verdict = sentence(
                "{said} Means that lack a seed, which failed or diverged, are not called best.", said=verdict
            )
        if self.failed == 1:
            return sentence("{said} One run failed and is left out.", said=verdict)
        if self.failed:
            return sentence("{said} {count} runs failed and are left out.", said=verdict, count=self.failed)
        return verdict

    def named(self, place: tuple[int, ...]) -> Sentence | str:
        """The values at a place, each after what it is called."""
        said: Sentence | str = ""
        for axis, at in zip(self.axes, place, strict=True):
            one = sentence("{name} {value}", name=sentence(axis.title), value=axis.names[at])
            said = sentence("{before}, {next}", before=said, next=one) if said else one
        return said

    def told(self, place: tuple[int, ...]) -> Sentence:
        """The result at a place, with its interval where there is one."""
        shown = uncertain_loss if self.measure == "loss" else uncertain_share
        mean, band = float(self.means[place]), float(self.half_widths[place])
        written = shown(mean, band) if math.isfinite(mean) else "-"
        return sentence("an error of {mean}" if self.measure == "loss" else "{mean} right", mean=written)

    def missed(self, place: tuple[int, ...]) -> Sentence | None:
        """That some seeds have no result at a place, and what the mean there is of; None where all is well."""
        seeds, count = self.results.shape[-1], int(self.counts[place])
        failed, diverged = int(self.failures[place]), int(np.isinf(self.results[place]).sum())
        values = {"failed": failed, "diverged": diverged, "seeds": seeds}
        if not failed and not diverged:
            return None
        if not diverged:
            lost = sentence("{failed} of {seeds} seeds failed", **values)
        elif not failed:
            lost = sentence("{diverged} of {seeds} seeds diverged", **values)
        else:
            lost = sentence("{failed} of {seeds} seeds failed and {diverged} diverged", **values)
        if not count:
            return sentence("{lost}.", lost=lost)
        if count == 1:
            return sentence("{lost}; what is shown is of the other one.", lost=lost)
        return sentence("{lost}; the mean is of the other {count}.", lost=lost, count=count)

    def columns(self) -> dict[str, list[object]]:
        """The numbers by name, for a table: one row a combination of values."""
        places = self.places
        columns: dict[str, list[object]] = {
            axis.path: [axis.values[place[at]] for place in places] for at, axis in enumerate(self.axes)
        }
        for name, values in (("mean", self.means), ("half_width_95", self.half_widths), ("results", self.counts)):
            columns[name] = [*values.reshape(-1).tolist()]
        return columns

    def _verdict(self) -> Sentence:
        best = self.best
        if best is None:
            return sentence("No combination of values has the results of all its seeds yet.")
        values: dict[str, object] = {"after": after(self.step), "values": self.named(best), "result": self.told(best)}
        seeds, rivals = self.results.shape[-1], self.rivals
        if seeds == 1:
            return sentence(
                "{after} {values} has {result}, with a single seed: more seeds would show whether that is chance.",
                **values,
            )
        if self.means.size == 1:
            return sentence("{after} over {seeds} seeds: {result}.", seeds=seeds, **values)
        if not rivals:
            return sentence("{after} {values} is best, with {result} over {seeds} seeds.", seeds=seeds, **values)
        other: Sentence = self.told(rivals[0])
        if str(other) == str(values["result"]):  # not the same number, but written alike
            other = sentence("as much to these digits")
        values |= {"seeds": seeds, "rival": self.named(rivals[0]), "other": other}
        if len(rivals) == 1:
            return sentence(
                "{after} {values} has the best mean, {result} over {seeds} seeds, but {rival}, with {other}, is not "
                "shown to be worse.",
                **values,
            )
        return sentence(
            "{after} {values} has the best mean, {result} over {seeds} seeds, but {count} others are not shown to be "
            "worse, such as {rival} with {other}.",
            count=len(rivals),
            **values,
        )


def sweep_figure(
    axes: Sequence[SweptAxis],
    seeds: int,
    found: dict[int, Scores | None],
    measure: Measure,
    step: int,
    failed: Collection[int] = (),
    judges: Judges = "test",
) -> SweepFigure:
    """The figure of cells with these scores by their position: the seed changes fastest, the first axis slowest.

    A cell that ended without scores (None) diverged, and counts as infinite; those at the positions `failed` did.
    """
    shape = (*(len(axis.values) for axis in axes), seeds)
    flat = np.full(math.prod(shape), math.nan)
    for position, scores in found.items():
        flat[position] = math.inf if scores is None else _result(scores, measure, step)
    results = flat.reshape(shape)
    known = np.isfinite(results)
    counts = known.sum(axis=-1)
    safe = np.where(known, results, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(counts > 0, safe.sum(axis=-1) / counts, math.nan)
        centred = np.where(known, results - means[..., None], 0.0)
        deviations = np.sqrt((centred**2).sum(axis=-1) / (counts - 1.0))
    widths = np.array([t95(count - 1) / math.sqrt(count) if count > 1 else math.nan for count in counts.reshape(-1)])
    half_widths = np.where(counts > 1, deviations * widths.reshape(counts.shape), math.nan)
    lost = np.zeros(math.prod(shape), dtype=np.int64)
    lost[list(failed)] = 1
    failures = lost.reshape(shape).sum(axis=-1)
    return SweepFigure(tuple(axes), measure, step, results, means, half_widths, counts, failures, judges)


def _result(scores: Scores, measure: Measure, step: int) -> float:
    values = scores.loss if measure == "loss" else scores.accuracy
    return math.nan if values is None else float(values[min(step, len(values) - 1)].mean())


def _paired(one: Floats, other: Floats) -> tuple[float, float]:
    """The mean difference of results of the same seeds, and half its 95% interval; infinite with too few of them."""
    difference = (one - other)[np.isfinite(one) & np.isfinite(other)]
    if not len(difference):
        return math.nan, math.nan
    count = len(difference)
    band = t95(count - 1) * float(difference.std(ddof=1)) / math.sqrt(count) if count > 1 else math.inf
    return float(difference.mean()), band
