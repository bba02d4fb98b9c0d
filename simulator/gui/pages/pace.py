"""How often a page works while a run trains: seldom enough that training hardly feels it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from simulator.gui.budget import rest
from simulator.gui.pages.page import Page
from simulator.gui.views.touch.hand_view import HandView


class Pace(QObject):
    """One piece of work of a page at a time, and a rest after each; what is asked for meanwhile has to wait.

    `again` is called once when the work and the rest are over, if `ask` was refused meanwhile. There is no rest where
    nothing trains, and where a moment was chosen: a person, or a film, waits for its picture.
    """

    def __init__(self, topic: str, page: Page | HandView, again: Callable[[], None]) -> None:
        super().__init__(page)
        self._topic, self._around, self._again = topic, page.around, again
        self._busy = self._wanted = False
        self._asked = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._rested)

    def ask(self, work: Callable[[], Any], then: Callable[[Any], None], *, now: bool = False) -> None:
        """Do `work` in the background, then call `then` here; unless it is too soon. `now`: a person asked for it."""
        if not now and (self._busy or self._resting):
            self._wanted = True
            return
        self._asked += 1
        number, self._busy, self._wanted = self._asked, True, False

        def timed() -> tuple[Any, float]:
            begun = time.perf_counter()
            return work(), time.perf_counter() - begun

        def arrived(made: tuple[Any, float]) -> None:
            result, seconds = made
            if self._over(number, seconds):
                then(result)
                self._catch_up()

        def failed(_: Exception) -> None:
            if self._over(number, 1.0):
                self._catch_up()

        self._around.background.ask(self._topic, timed, arrived, failed)

    def drop(self) -> None:
        """Let what is being worked on not arrive, as where something else is to be shown."""
        self._asked += 1
        self._busy = self._wanted = False
        self._rest.stop()

    @property
    def _resting(self) -> bool:
        session = self._around.session
        trains = session.running and not session.paused
        return trains and self._around.moment.following and self._rest.isActive()

    def _over(self, number: int, seconds: float) -> bool:
        """Rest; whether the work is still wanted."""
        if number != self._asked:
            return False
        self._busy = False
        self._rest.start(round(1000 * rest(seconds)))
        return True

    def _catch_up(self) -> None:
        """Do what was refused during the work, where no rest is needed."""
        if not self._resting:
            self._rested()

    def _rested(self) -> None:
        if self._wanted:
            self._wanted = False
            self._again()
