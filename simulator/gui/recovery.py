"""After a crash: finds what was cut off when the program last ended, and offers it. Nothing lost, nothing said."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from simulator.gui.keeping import Keeping
from simulator.gui.panels.recovery import Offer, RecoveryCard
from simulator.gui.resuming import Resuming
from simulator.gui.session import Session
from simulator.gui.text import tr
from simulator.gui.unsaved_edits import UnsavedEdits, name_of, when

if TYPE_CHECKING:
    from simulator.store import Draft, RunSummary, Store
    from simulator.store.sweeps import SweepSummary


class Recovery(QObject):
    """Fills a card once the database can be read."""

    def __init__(self, keeping: Keeping, edits: UnsavedEdits, resuming: Resuming, session: Session) -> None:
        super().__init__()
        self.card = RecoveryCard()
        self._keeping, self._unsaved, self._resuming, self._session = keeping, edits, resuming, session
        self._runs: list[RunSummary] = []
        self._edits: list[Draft] = []
        self._sweeps: list[SweepSummary] = []
        keeping.opened.connect(lambda: keeping.ask(_cut_off, self._found))
        session.started.connect(self._taken_up)
        self.card.left.connect(self._leave)

    def _found(self, found: tuple[list[RunSummary], list[Draft], list[SweepSummary]]) -> None:
        self._runs, self._edits, self._sweeps = found
        self._show()

    def _show(self) -> None:
        edits = [
            Offer(
                tr("Edits of {name}, last kept {time}, were not saved.", name=name_of(draft), time=when(draft)),
                name_of(draft),
                tr("Restore the edits"),
                partial(self._restore, draft),
            )
            for draft in self._edits
        ]
        names = [called(run) for run in self._runs]
        runs = [
            Offer(_said(run, names), called(run), tr("Go on"), partial(self._resuming.go_on, run.id))
            for run in self._runs
        ]
        swept = [
            Offer(_said_of(sweep), _titled(sweep), tr("Continue"), partial(self._continue, sweep))
            for sweep in self._sweeps
        ]
        self.card.offer(edits + runs + swept)

    def _restore(self, draft: Draft) -> None:
        self._edits.remove(draft)
        self._unsaved.restore(draft)
        self._show()

    def _continue(self, sweep: SweepSummary) -> None:
        self._sweeps.remove(sweep)
        self._show()
        self._keeping.sweep_wanted.emit(sweep.id)

    def _taken_up(self) -> None:
        """Offer a run no more that goes on, from wherever that was asked."""
        run = self._session.current
        if run is not None and any(each.id == run.kept for each in self._runs):
            self._runs = [each for each in self._runs if each.id != run.kept]
            self._show()

    def _leave(self) -> None:
        runs, edits, swept = self._runs, self._edits, self._sweeps
        self._runs, self._edits, self._sweeps = [], [], []

        def leave(store: Store) -> Future[None]:
            for draft in edits:
                store.close_draft(draft.session)
            return store.leave(runs, swept, wait=False)

        self._keeping.change(leave, lambda _: self._unsaved.look())


def called(run: RunSummary) -> str:
    """What a run is called."""
    return run.name or (tr(run.title) if run.title else tr("Run {number}", number=run.id))


def _said(run: RunSummary, names: list[str]) -> str:
    name, made, planned = called(run), f"{run.iterations:,}", f"{run.planned:,}"
    if names.count(name) > 1:
        name = tr("{name}, run {number},", name=name, number=run.id)
    return tr("{name} was interrupted at iteration {made} of {planned}.", name=name, made=made, planned=planned)


def _titled(sweep: SweepSummary) -> str:
    return tr("Sweep {number}", number=sweep.id)


def _said_of(sweep: SweepSummary) -> str:
    done = f"{sweep.finished:,}"
    if not sweep.finished:
        return tr("{name} was interrupted; none of its runs is finished.", name=_titled(sweep))
    if sweep.finished == 1:
        return tr("{name} was interrupted; one of its runs is finished.", name=_titled(sweep))
    return tr("{name} was interrupted; {done} of its runs are finished.", name=_titled(sweep), done=done)


def _cut_off(store: Store) -> tuple[list[RunSummary], list[Draft], list[SweepSummary]]:
    from simulator.sweep.kept import cut_short

    edits = [draft for draft in store.drafts() if not draft.closed]
    return store.unfinished(), edits, cut_short(store)
