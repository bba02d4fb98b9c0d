"""What the command line asks of the window, of which it knows nothing: whoever starts it passes these functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.analysis.page.blocks import Page
from simulator.engine import Progress
from simulator.experiment import Experiment


@dataclass(frozen=True)
class Windows:
    """`picture` writes a PNG of the window as it shows a run; `pdf` gives a report as a document to print."""

    picture: Callable[[Experiment, Progress, Path, tuple[int, int], str], None]
    pdf: Callable[[Page], bytes]
