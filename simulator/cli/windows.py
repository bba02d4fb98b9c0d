"""What the command line asks of the window, of which it knows nothing: whoever starts it passes these functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.analysis.page.blocks import Page
from simulator.engine import Progress
from simulator.experiment import Experiment
from simulator.sweep import SweepProgress

PAGES = ("training", "by-hand", "slow-motion", "parameters", "learned", "agreement", "sweep", "compare")


@dataclass(frozen=True)
class View:
    """What a picture of the window shows: one of `PAGES`, of `runs`, of which the last is the current one.

    `size` is that of the window in pixels; of one that is `alone`, only its middle is drawn. `theme` is ``light`` or
    ``dark``. `swept` is the sweep on its page.
    """

    runs: tuple[tuple[Experiment, Progress], ...]
    page: str
    size: tuple[int, int]
    theme: str
    alone: bool = False
    swept: SweepProgress | None = None


@dataclass(frozen=True)
class Windows:
    """`picture` writes a PNG of the window; `pdf` gives a report as a document to print.

    `watched` gives the meta-iterations a second of a run in the open window, over so many seconds.
    """

    picture: Callable[[View, Path], None]
    pdf: Callable[[Page], bytes]
    watched: Callable[[Experiment, float], float]
