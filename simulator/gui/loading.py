"""What a window loads once it is there, so that it appears at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from simulator.gui.session import Session

FIRST_PAINT = 150  # ms after which the window has been painted
LOOK_AGAIN, PATIENCE = 100, 20  # ms between two looks for a run's first points, and how often


class Loading(QObject):
    """Calls `first` once the window has been painted, then `rest`: after the first points of a run begun meanwhile."""

    def __init__(self, session: Session, first: Callable[[], None], rest: Callable[[], None]) -> None:
        super().__init__()
        self._session, self._first, self._rest = session, first, rest
        self.begun = False

    def begin(self) -> None:
        """The window is shown for the first time."""
        self.begun = True
        QTimer.singleShot(FIRST_PAINT, self, self._painted)

    def _painted(self) -> None:
        self._first()
        self._go_on(PATIENCE)

    def _go_on(self, patience: int) -> None:
        session, run = self._session, self._session.current
        if patience and run and session.running and not session.paused and run.progress.iteration == 0:
            QTimer.singleShot(LOOK_AGAIN, self, lambda: self._go_on(patience - 1))
        else:
            self._rest()
