"""Learned inner learning rates, by parameter and inner step (Meta-SGD, MAML++)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.learned.layers import parameter_name
from simulator.analysis.rounding import percent, significant
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats

MARKS = (5, 25, 50, 75, 95)  # percent of a parameter's rates that lie below
DECADE = 10.0  # how far rates must lie apart for a logarithmic scale
ALIKE = 0.75
TINY = 1e-12


@dataclass(frozen=True)
class RatesFigure:
    """Rates by parameter and step: `mean` ``[row, step]``, their `marks` (see `MARKS`) ``[row, step, mark]``.

    `counts` ``[row]`` says how many rates a mean is of; `negative` ``[row]`` which share of them is below zero. With a
    single step all inner steps share the rates. `begin` is where all of them began.
    """

    names: tuple[Sentence, ...]
    begin: float
    mean: Floats
    marks: Floats
    counts: tuple[int, ...]
    negative: Floats

    @property
    def signed(self) -> bool:
        """Whether there are means on both sides of zero, so that a picture needs colours for both."""
        return bool((self.mean < 0).any())

    @property
    def logarithmic(self) -> bool:
        """Whether the means differ by so much that only a logarithmic scale shows all of them."""
        low = float(self.mean.min())
        return low > 0 and float(self.mean.max()) > DECADE * low

    @property
    def shades(self) -> Floats:
        """How strongly each cell is coloured, ``[row, step]``: 0 to 1, and below zero where rates are.

        Where all are much alike, colours begin at three quarters of the largest, so that noise does not look large.
        """
        top = max(float(np.abs(self.mean).max()), TINY)
        if self.signed:
            return np.asarray(self.mean / top)
        if self.logarithmic:
            low, high = np.log(self.mean.min()), np.log(self.mean.max())
            return np.asarray((np.log(self.mean) - low) / (high - low))
        low = min(float(self.mean.min()), ALIKE * top)
        return np.asarray((self.mean - low) / max(top - low, TINY))

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        by_row = self.mean.mean(axis=1)
        if np.allclose(self.mean, self.begin, rtol=1e-5):
            return sentence("All rates are still {begin}, where they began.", begin=significant(self.begin))
        top, bottom = int(by_row.argmax()), int(by_row.argmin())
        extremes = sentence(
            "Rates began at {begin}. They are now highest for {top}, {high} on average, and lowest for {bottom}, "
            "{low}.",
            begin=significant(self.begin),
            top=self.names[top],
            high=significant(float(by_row[top])),
            bottom=self.names[bottom],
            low=significant(float(by_row[bottom])),
        )
        share = float((self.negative * self.counts).sum() / sum(self.counts))
        if share == 0:
            return extremes
        return sentence(
            "{extremes} {share} of all rates are below zero: such a step goes uphill on the support set.",
            extremes=extremes,
            share=percent(share) if share >= 0.005 else "<1%",
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table: a row a parameter and step."""
        rows, steps = self.mean.shape
        columns: Columns = {
            "parameter": [str(self.names[row]) for row in range(rows) for _ in range(steps)],
            "inner_step": [step + 1 for _ in range(rows) for step in range(steps)],
            "mean_rate": [*self.mean.ravel().tolist()],
        }
        marked: Columns = {
            f"percentile_{mark}": [*self.marks[..., index].ravel().tolist()] for index, mark in enumerate(MARKS)
        }
        share: Columns = {"share_below_zero": [*np.repeat(self.negative, steps).tolist()], "first_rate": [self.begin]}
        return columns | marked | share


def rates(case: Case) -> RatesFigure:
    """The figure of a strategy that learns its inner rates."""
    learned = {name: floats(value) for name, value in case.strategy.rates(case.problem, case.state).items()}
    flat = [value.reshape(len(value), -1) for value in learned.values()]  # [step, rate] each
    return RatesFigure(
        tuple(map(parameter_name, learned)),
        float(getattr(case.strategy, "inner_lr", np.nan)),
        np.stack([value.mean(axis=1) for value in flat]),
        np.stack([np.percentile(value, MARKS, axis=1).T for value in flat]),
        tuple(value.size for value in flat),
        np.array([float((value < 0).mean()) for value in flat]),
    )
