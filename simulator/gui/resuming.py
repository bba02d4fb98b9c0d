"""Going on with a run that was kept: read it, say what would not be as it was, and take it up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from simulator.declaration import InputError, Sentence
from simulator.experiment import Experiment
from simulator.gui.keeping import GoingOn, Keeping
from simulator.gui.panels.notice import Notice
from simulator.gui.session import Session
from simulator.gui.text import joined, say, tr


class Resuming(QObject):
    """`go_on` with a run by its number; `edit` shows its experiment."""

    def __init__(self, keeping: Keeping, session: Session, notice: Notice, edit: Callable[[Experiment], None]) -> None:
        super().__init__()
        self._keeping, self._session, self._notice, self._edit = keeping, session, notice, edit

    def go_on(self, run: int) -> None:
        """Continue a run; where it would not continue bit for bit, ask first, in place. None is stopped for that."""
        if not self._busy(run):
            self._keeping.compare(run, partial(self._compared, run), self._failed)

    def _compared(self, run: int, differing: list[Sentence]) -> None:
        if not differing:
            self._take_up(run)
            return
        said = [*map(say, differing), tr("So the run will not go on exactly as it would have.")]
        self._notice.say(joined(said), tr("Go on anyway"), partial(self._take_up, run))

    def _take_up(self, run: int) -> None:
        if not self._busy(run):
            self._keeping.take_up(run, partial(self._begin, run), self._failed)

    def _begin(self, run: int, taken: GoingOn) -> None:
        if self._busy(run):  # begun meanwhile
            self._keeping.ask(lambda store: store.release(run))
            return
        self._edit(taken.checkpoint.experiment if taken.checkpoint else taken.experiment)
        self._session.go_on(taken)

    def _busy(self, run: int) -> bool:
        """Whether a run goes on, which is then said."""
        if self._session.running:
            text = tr("A run goes on. Stop it first, or tick run {number} to lay it over the plots.", number=run)
            self._notice.say(text)
        return self._session.running

    def _failed(self, error: Exception) -> None:
        said = say(error.message) if isinstance(error, InputError) else str(error)
        self._notice.say(tr("The run cannot go on: {why}", why=said))
