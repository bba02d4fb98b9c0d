"""What the compared runs are called."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from simulator.analysis.comparison import Contender
from simulator.analysis.settings import Written
from simulator.gui.session import Run
from simulator.gui.text import say, tr

LONGEST = 40  # characters of a name in the legend


def word(name: Written) -> str:
    """A name in the language of the window."""
    return name if isinstance(name, str) else say(name)


def escaped(contender: Contender) -> str:
    """Its name, not too long, as a rich text holds it."""
    name = word(contender.name)
    return escape(name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}")


def which(contender: Contender, runs: Sequence[Run]) -> str:
    """Which run a contender is, by its number in the list of runs; or how many."""
    if len(contender.runs) > 1:
        return tr("{count} seeds", count=len(contender.runs))
    number, seed = contender.runs[0].number, contender.seeds[0]
    kept = next((run.kept for run in runs if run.number == number), None)
    return tr("run {number}, seed {seed}", number=kept or number, seed=seed)
