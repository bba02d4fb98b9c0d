"""The end of all that goes on behind a window: its run, its pages' work, the background, the database."""

from __future__ import annotations

import time

from simulator.gui.background import PATIENCE
from simulator.gui.pages.page import Surroundings
from simulator.gui.tabs import Tabs


class Ending:
    """Ends these, each within what the others leave it of the time."""

    def __init__(self, around: Surroundings, tabs: Tabs) -> None:
        self._around, self._tabs = around, tabs
        self._finished = True  # whether all that goes on in the pages has ended

    def end(self, patience: float) -> None:
        """Stop everything and wait, so many seconds at most."""
        around, until = self._around, time.monotonic() + patience
        pages = self._tabs.made
        around.background.leave()
        for page in pages:
            page.leave()
        around.session.close(until - time.monotonic())
        around.background.close(min(PATIENCE, until - time.monotonic()))
        finished = [page.finish(until - time.monotonic()) for page in pages]  # each of them is asked
        self._finished = all(finished)
        around.keeping.close(until - time.monotonic())

    @property
    def stuck(self) -> bool:
        """Whether something would not end in time: the program has to end without it."""
        around = self._around
        return around.session.stuck or around.background.busy or around.keeping.stuck or not self._finished
