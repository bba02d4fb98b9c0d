"""The picture of a search: what each candidate reached, the best so far, and the best one in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.analysis.outer_loop import NEAR
from simulator.analysis.scale import framed
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats
from simulator.learners import LEARNERS
from simulator.strategies.base import Trial
from simulator.strategies.reference.scratch import Scratch


@dataclass(frozen=True)
class SearchFigure:
    """`losses` and `best` so far ``[trial]``, not-a-number where unknown; the best candidate, by name and value."""

    losses: Floats
    best: Floats
    at: int | None
    values: tuple[tuple[str, str], ...]

    @property
    def said(self) -> Sentence:
        """The best candidate in words."""
        if self.at is None:
            return sentence("None of the {trials} trials has reached a finite loss yet.", trials=len(self.losses))
        return sentence(
            "Best of {trials} trials, number {number}: {values}.",
            trials=len(self.losses),
            number=self.at + 1,
            values=_listed(self.values),
        )

    def frame(self) -> tuple[float, float]:
        """From where to where the axis of the losses goes: a few bad trials do not flatten the others."""
        known = self.losses[np.isfinite(self.losses)]
        if not len(known):
            return 0.0, 1.0
        return framed(float(known.min()), float(min(known.max(), NEAR * np.median(known))))

    def above(self, top: float) -> Floats:
        """The numbers of the trials that a picture up to `top` cannot show, from one: too high, or no number."""
        return np.flatnonzero(~(self.losses <= top)).astype(float) + 1.0

    def columns(self) -> dict[str, list[object]]:
        """The numbers by name, for a table."""
        return {
            "trial": list(range(1, len(self.losses) + 1)),
            "trial_loss": self.losses.tolist(),
            "best_so_far": self.best.tolist(),
        }


def search_figure(trials: Sequence[Trial]) -> SearchFigure | None:
    """The search so far; None before its first trial, and for strategies that do not search."""
    if not trials:
        return None
    losses = np.array([trial.loss for trial in trials], dtype=float)
    losses[~np.isfinite(losses)] = np.nan
    at = None if np.isnan(losses).all() else int(np.nanargmin(losses))
    values = () if at is None else tuple((_title(path), _written(value)) for path, value in trials[at].values.items())
    return SearchFigure(losses, np.fmin.accumulate(losses), at, values)


def _title(path: str) -> str:
    """The declared title of a parameter that is searched: of a learner, or of adapting from scratch."""
    section, _, name = path.rpartition(".")
    entries = LEARNERS.values() if section == "learner" else (Scratch,)
    return next((entry.parameters()[name].title for entry in entries if name in entry.parameters()), name)


def _listed(values: Sequence[tuple[str, str]]) -> Sentence | str:
    """Names and values, one after the other."""
    said: Sentence | str = ""
    for title, value in values:
        one = sentence("{name} {value}", name=sentence(title), value=value)
        said = sentence("{before}; {next}", before=said, next=one) if said else one
    return said


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_written(each) for each in value)
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
