"""What a surrogate expects over one or two parameters of a search, how sure it is, and where it looks next.

All other parameters are those of the best trial so far, so the picture is a cut through the surface there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.learned.trials import TrialsFigure, trials
from simulator.analysis.rounding import significant
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies.external.surrogate import Surrogate, as_scores

LINE, SIDE = 121, 41  # points of a curve, cells to each side of a plane


@dataclass(frozen=True)
class SurfaceFigure:
    """Expected losses over the coordinate `across`, and `up` where there are two: ``[point]`` or ``[row, column]``.

    `expected` is where the mean of the model's members lies, `low` and `high` are 1.96 of their deviations to each
    side, and `believed` is what that member expects whose lowest point is tried next, at `following` ``[coordinate]``.
    `doubt` is the factor by which members typically differ. All are empty while trials are still by chance; the scale
    of the losses is that of the trials.
    """

    trials: TrialsFigure
    across: int
    up: int | None
    places: Floats
    expected: Floats
    low: Floats
    high: Floats
    believed: Floats
    following: Floats

    @property
    def doubt(self) -> Floats:
        """The factor that two deviations of the members are, above 1."""
        return np.sqrt(self.high / self.low)

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        if not self.expected.size:
            return sentence("Trials are still by chance; the model is asked once there are some to learn from.")
        lowest = np.unravel_index(int(self.expected.argmin()), self.expected.shape)
        best = self.trials.search.best[-1] if self.trials.search is not None else np.nan
        return sentence(
            "The best trial so far reached {best}. In this cut through it, the model expects {expected} at the lowest "
            "place, give or take a factor of {doubt}.",
            best=significant(float(best)),
            expected=significant(float(self.expected[lowest])),
            doubt=f"{float(self.doubt[lowest]):.2f}",
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table: a row a point of the picture; coordinates as places from 0 to 1."""
        if not self.expected.size:
            return self.trials.columns()
        rows = len(self.expected) if self.up is not None else 1
        up: Columns = {} if self.up is None else {"up": [*np.repeat(self.places, len(self.places)).tolist()]}
        columns: Columns = {
            "across": np.tile(self.places, rows).tolist(),
            "expected": [*self.expected.ravel().tolist()],
            "low": [*self.low.ravel().tolist()],
            "high": [*self.high.ravel().tolist()],
            "believed": [*self.believed.ravel().tolist()],
        }
        return up | columns | self.trials.columns()


def surface(case: Case) -> SurfaceFigure:
    """The figure of a surrogate, over the coordinates that were chosen, or two to begin with."""
    tried, strategy = trials(case), case.strategy
    assert isinstance(strategy, Surrogate)
    across, up = case.axes or tried.first_axes() if len(tried.points) else (0, None)
    searched, moments = strategy.searched(case.problem.learner), case.state.moments
    belief = strategy.belief(searched, case.state)
    if belief is None:
        none = np.empty(0)
        return SurfaceFigure(tried, across, up, none, none, none, none, none, none)
    places = np.linspace(0.0, 1.0, LINE if up is None else SIDE)
    cut = _cut(floats(moments["points"][moments["scores"].argmin()]), across, up, places)
    with torch.no_grad():
        points = torch.as_tensor(cut)
        guesses, one = belief.model.predict(points), belief.believed.predict(points)[0]
        mean, half = guesses.mean(0), 1.96 * guesses.std(0)
        cost = moments["costs"].mean()
        shown = [floats(as_scores(each, moments["scores"]) * cost) for each in (mean, mean - half, mean + half, one)]
    shape = (len(places),) if up is None else (len(places), len(places))
    expected, low, high, believed = (each.reshape(shape) for each in shown)
    following = np.array(strategy.propose(searched, case.state))
    return SurfaceFigure(tried, across, up, places, expected, low, high, believed, following)


def _cut(best: Floats, across: int, up: int | None, places: Floats) -> Floats:
    """Points ``[point, coordinate]`` like the best but for `across`, or `up` too: row by row then."""
    if up is None:
        points = np.tile(best, (len(places), 1))
        points[:, across] = places
        return points
    points = np.tile(best, (len(places) ** 2, 1))
    points[:, across], points[:, up] = np.tile(places, len(places)), np.repeat(places, len(places))
    return points
