"""The trials of a search over its parameters, and which of them are the newest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.learned.coordinates import Coordinate, coordinates
from simulator.analysis.search import SearchFigure, search_figure
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.engine.events import Floats
from simulator.strategies.external.space import Space
from simulator.strategies.external.trials import External

FEW = 6  # trials tell nothing about a correlation below this


@dataclass(frozen=True)
class TrialsFigure:
    """What was tried, `points` ``[trial, coordinate]`` in 0..1, and what each reached (in `search`).

    `used` ``[trial, coordinate]`` says whether a coordinate had a part in its trial: that of a layer which a candidate
    does not have has none. From trial `newest` on they are the newest generation.
    """

    search: SearchFigure | None
    coordinates: tuple[Coordinate, ...]
    points: Floats
    used: Floats
    newest: int

    def first_axes(self) -> tuple[int, int | None]:
        """Two coordinates to begin with: the last two on a logarithmic scale that are not of a second or later layer.

        Rates and widths are what most depends on.
        """
        logarithmic = [index for index, each in enumerate(self.coordinates) if each.log and self.used[:, index].all()]
        others = [index for index in range(len(self.coordinates)) if index not in logarithmic]
        order = [*reversed(logarithmic), *others]
        return order[0], order[1] if len(order) > 1 else None

    def agreement(self, index: int) -> float:
        """The rank correlation (Spearman 1904) of a coordinate with the loss; not-a-number where it is not known."""
        losses = np.empty(0) if self.search is None else self.search.losses
        kept = np.isfinite(losses) & (self.used[:, index] > 0)
        x, y = self.points[kept, index], losses[kept]
        if len(x) < FEW or np.ptp(x) == 0 or np.ptp(y) == 0:
            return float("nan")
        return float(np.corrcoef(_ranks(x), _ranks(y))[0, 1])

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        if self.search is None:
            return sentence("Nothing has been tried yet.")
        found = [self.agreement(index) for index in range(len(self.coordinates))]
        if not np.isfinite(found).any():
            return self.search.said
        most = int(np.nanargmax(np.abs(found)))
        values = {"parameter": self.coordinates[most].title, "agreement": f"{found[most]:.2f}"}
        return sentence(
            "{best} The loss has gone up most clearly with {parameter} (rank correlation {agreement})."
            if found[most] > 0
            else "{best} The loss has gone down most clearly with {parameter} (rank correlation {agreement}).",
            best=self.search.said,
            **values,
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table; coordinates as places from 0 to 1."""
        if self.search is None:
            return {}
        places: Columns = {str(each.title): self.points[:, at].tolist() for at, each in enumerate(self.coordinates)}
        return self.search.columns() | places


def trials(case: Case) -> TrialsFigure:
    """The figure of a search."""
    strategy = case.strategy
    assert isinstance(strategy, External)
    searched, points = strategy.searched(case.problem.learner), floats(case.state.moments["points"])
    return TrialsFigure(
        search_figure(strategy.trials(case.problem, case.state)),
        coordinates(searched),
        points,
        np.array([_used(searched, point) for point in points]).reshape(points.shape),
        strategy.newest_generation(len(points)),
    )


def _used(searched: Space, point: Floats) -> list[float]:
    """Which coordinates have a part in the candidate at a point: of a list its length, and those of its entries."""
    values, found = searched.values(point.tolist()), []
    for axis in searched.axes:
        value = values[axis.path]
        used = 1 + len(value) if isinstance(value, tuple) else axis.size
        found += [1.0] * used + [0.0] * (axis.size - used)
    return found


def _ranks(values: Floats) -> Floats:
    """Ranks from 0, equal values with the mean of theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts + 1) / 2)[places])
