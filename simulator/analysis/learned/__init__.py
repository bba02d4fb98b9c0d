"""What a strategy learned, as pictures: one file a kind, each a dataclass of numbers and the function that makes it.

Which kinds there are for a strategy it says itself (`Strategy.shows`).
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.analysis.learned.bands import BandsFigure, bands
from simulator.analysis.learned.case import Case
from simulator.analysis.learned.embedding import EmbeddingFigure, embedding
from simulator.analysis.learned.population import PopulationFigure, population
from simulator.analysis.learned.rates import RatesFigure, rates
from simulator.analysis.learned.rule import RuleFigure, rule
from simulator.analysis.learned.start import StartFigure, start
from simulator.analysis.learned.surface import SurfaceFigure, surface
from simulator.analysis.learned.tasks import TasksFigure, tasks
from simulator.analysis.learned.trials import TrialsFigure, trials
from simulator.strategies.base import Shown

LearnedFigure = (
    RatesFigure
    | EmbeddingFigure
    | TasksFigure
    | RuleFigure
    | BandsFigure
    | PopulationFigure
    | TrialsFigure
    | SurfaceFigure
    | StartFigure
)

_MAKERS: dict[Shown, Callable[[Case], LearnedFigure]] = {
    "rates": rates,
    "embedding": embedding,
    "tasks": tasks,
    "rule": rule,
    "bands": bands,
    "population": population,
    "trials": trials,
    "surface": surface,
    "start": start,
}

BY_TASK: frozenset[Shown] = frozenset({"embedding", "bands"})  # these show one task, the others all of what is learned

__all__ = [
    "BY_TASK",
    "BandsFigure",
    "Case",
    "EmbeddingFigure",
    "LearnedFigure",
    "PopulationFigure",
    "RatesFigure",
    "RuleFigure",
    "StartFigure",
    "SurfaceFigure",
    "TasksFigure",
    "TrialsFigure",
    "learned_figure",
]


def learned_figure(case: Case, kind: Shown) -> LearnedFigure:
    """The picture of that kind; `kind` is one of those that the strategy shows."""
    return _MAKERS[kind](case)
