"""The pictures of what was learned: which view draws each kind, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

from simulator.gui.text import tr
from simulator.gui.views.learned.bands import BandsView
from simulator.gui.views.learned.embedding import EmbeddingView
from simulator.gui.views.learned.population import PopulationView
from simulator.gui.views.learned.rates import RatesView
from simulator.gui.views.learned.rule import RuleView
from simulator.gui.views.learned.start import StartView
from simulator.gui.views.learned.surface import SurfaceView
from simulator.gui.views.learned.tasks import TasksView
from simulator.gui.views.learned.trials import TrialsView
from simulator.gui.views.learned.view import LearnedView
from simulator.strategies.base import Shown

VIEWS: dict[Shown, Callable[[], LearnedView]] = {
    "rates": RatesView,
    "embedding": EmbeddingView,
    "tasks": TasksView,
    "rule": RuleView,
    "bands": BandsView,
    "population": PopulationView,
    "trials": TrialsView,
    "surface": SurfaceView,
    "start": StartView,
}


def titles() -> dict[Shown, str]:
    """What the pictures are called."""
    return {
        "rates": tr("Learned inner rates"),
        "embedding": tr("Where examples lie"),
        "tasks": tr("Map of tasks"),
        "rule": tr("Learned update rule"),
        "bands": tr("Predictive bands"),
        "population": tr("Population"),
        "trials": tr("Trials of the search"),
        "surface": tr("Surface of the surrogate"),
        "start": tr("Learned parameters"),
    }
