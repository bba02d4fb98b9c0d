"""What the compared runs are called."""

from __future__ import annotations

from html import escape

from simulator.analysis.contenders import Contender
from simulator.gui.text import tr, word

LONGEST = 40  # characters of a name in the legend


def escaped(contender: Contender) -> str:
    """Its name, not too long, as a rich text holds it."""
    name = word(contender.name)
    return escape(name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}")


def which(contender: Contender) -> str:
    """Which run a contender is, by its number in the list of runs; or how many."""
    if len(contender.runs) > 1:
        return tr("{count} seeds", count=len(contender.runs))
    return tr("run {number}, seed {seed}", number=contender.runs[0].known_as, seed=contender.seeds[0])
