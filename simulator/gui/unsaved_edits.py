"""Edits that were not saved: kept in the database a few seconds after they were made, and found again from there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from simulator.declaration import InputError
from simulator.experiment import Experiment, parse
from simulator.gui.keeping import Keeping
from simulator.gui.model import ExperimentModel
from simulator.gui.text import tr

if TYPE_CHECKING:
    from simulator.store import Draft

KEEP_AFTER = 2_000  # ms after the first edit that is not kept yet
OFFERED = 10  # earlier edits in the menu


class UnsavedEdits(QObject):
    """Follows the model. Signals: `restored(experiment)` when one is to be edited, `refused(why)` when it cannot be."""

    restored = Signal(object)
    refused = Signal(object)

    def __init__(self, model: ExperimentModel, keeping: Keeping) -> None:
        super().__init__()
        self._model, self._keeping = model, keeping
        self._kept: Experiment | None = None
        self._menu: QMenu | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER)
        self._soon.timeout.connect(self.keep)
        model.changed.connect(lambda _: self._wait())
        model.saved.connect(self.keep)
        keeping.opened.connect(self._opened)

    def keep(self) -> None:
        """Bring what is kept in line with what is edited; does not wait."""
        self._soon.stop()
        store, experiment = self._keeping.store, self._model.experiment
        if store is None:
            return
        if not self._model.edited:
            if self._kept is not None:
                store.drop_draft()
            self._kept = None
        elif experiment != self._kept:
            store.keep_draft(experiment)
            self._kept = experiment

    def put_aside(self) -> None:
        """Leave what is edited among the earlier edits: something else is edited from now on."""
        self.keep()
        if self._kept is not None and self._keeping.store is not None:
            self._keeping.store.close_draft()
            self._kept = None
            self.look()

    def restore(self, draft: Draft) -> None:
        """Edit what was left; it is this program's draft from then on."""
        try:
            experiment = parse(draft.document)
        except InputError as error:
            self.refused.emit(error.message)
            return
        self.restored.emit(experiment)
        self.keep()
        if self._keeping.store is not None:
            self._keeping.store.forget_draft(draft.session)
        self.look()

    def offer_in(self, menu: QMenu) -> None:
        """Show the earlier edits in a menu from now on."""
        self._menu = menu
        self._show([])

    def look(self) -> None:
        """Read anew what there is."""
        if self._keeping.store is not None:
            self._keeping.ask(lambda store: store.drafts(), self._show)

    def _opened(self) -> None:
        self._kept = None
        self.keep()
        self.look()

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _show(self, drafts: list[Draft]) -> None:
        if self._menu is None:
            return
        self._menu.clear()
        earlier: list[Draft] = []
        for draft in drafts:  # the newest of those that are the same
            if draft.closed and draft.document not in [each.document for each in earlier]:
                earlier.append(draft)
        for draft in earlier[:OFFERED]:
            name = name_of(draft).replace("&", "&&")
            action = self._menu.addAction(tr("{name}, {time}", name=name, time=when(draft)))
            action.triggered.connect(partial(self._chosen, draft))
        self._menu.setEnabled(bool(earlier))

    def _chosen(self, draft: Draft, _checked: bool = False) -> None:
        self.restore(draft)


def name_of(draft: Draft) -> str:
    """What a draft is called."""
    title = draft.document.get("title")
    return tr(title) if isinstance(title, str) and title else tr("Experiment")


def when(draft: Draft) -> str:
    """When a draft was last kept, as people here write it."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(draft.saved)), QLocale.FormatType.ShortFormat)
