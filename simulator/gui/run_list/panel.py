"""The list of runs: this session's and all stored ones, to lay over the plots, open again, name, sort and find.

`RunsReading` reads the stored ones, and `RunChanges` changes them; the run that goes on keeps its own row up to date.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from simulator.declaration import InputError
from simulator.gui.background import Background
from simulator.gui.keeping import Keeping, Kept
from simulator.gui.panels.question import Question
from simulator.gui.run_list.actions import RunActions
from simulator.gui.run_list.changes import RunChanges
from simulator.gui.run_list.filter import RunsFilter
from simulator.gui.run_list.model import NAME, RunsModel
from simulator.gui.run_list.notes import RunNotes
from simulator.gui.run_list.reading import RunsReading
from simulator.gui.run_list.rows import ListedRun, number
from simulator.gui.run_list.table import RunsView
from simulator.gui.session import Session
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.view_settings import ViewSettings

if TYPE_CHECKING:
    from simulator.store import RunSummary

LOOK_EVERY = 250  # ms between two looks at the run that goes on
LOWEST = 110  # pixels of the list


class RunsPanel(QWidget):
    """A filter, the list, and what is asked about a run in place.

    Signals: `opened(experiment, progress, number)` once a stored or earlier run is the session's current one, with 0
    for a run without a number; `resume_wanted(number)` and `share_wanted(numbers)`, which others answer.
    """

    opened = Signal(object, object, int)
    resume_wanted = Signal(int)
    share_wanted = Signal(list)

    def __init__(self, session: Session, settings: ViewSettings, keeping: Keeping, background: Background) -> None:
        super().__init__()
        self._session, self._settings, self._keeping = session, settings, keeping
        self._stored: list[RunSummary] = []  # as they were last read
        self._reading: set[int] = set()  # runs that are on their way to the plots
        self._numbered: int | None = None
        self._late = False  # whether something is to be shown once the name that is being typed is done
        self.model = RunsModel(session, settings, self)
        self.view = RunsView(self.model)
        self.view.setMinimumHeight(LOWEST)
        self.filter = RunsFilter()
        self.found = QLabel()
        self.found.setObjectName("muted")
        self.question, self.notes = Question(), RunNotes()
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(4)
        for part in (self.filter, self.found, self.view, self.question, self.notes):
            layout.addWidget(part, part is self.view)
        self.actions_ = RunActions(
            self.view,
            {
                "open": self.open,
                "resume": self._resume,
                "rename": self._edit_name,
                "note": partial(self._write, note=True),
                "tags": partial(self._write, note=False),
            },
            {"pin": self.pin, "share": self._share, "delete": self.delete},
        )
        self.changes = RunChanges(self, keeping)
        self.reading = RunsReading(self, keeping, background, self.changes, lambda: self.model.going)
        self._looker = QTimer(self)
        self._looker.setInterval(LOOK_EVERY)
        self._connect()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.view.set_theme(theme)

    def refresh(self) -> None:
        """Show the runs of the session, beside the stored ones as they were last read."""
        self._refresh(None)

    def read(self) -> None:
        """Read the stored runs, in the background."""
        self.reading.now()

    def finish(self) -> None:
        """Have kept what is being typed, and what could not be kept before."""
        self.view.finish()
        self.notes.finish()
        self.changes.again()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while nobody looked is read."""
        super().showEvent(event)
        self.reading.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notes()

    # What is done with runs.

    def open(self, row: ListedRun) -> None:
        """Show a run as the current one. A run that goes on is never stopped for that."""
        if self.model.current(row) or self._busy(row):
            return
        if row.run is not None:
            self._session.open(row.run)
            self.opened.emit(row.run.experiment, row.run.progress, row.stored or 0)
        elif row.stored is not None:
            self._keeping.read(row.stored, partial(self._open_read, row), self._failed)

    def tick(self, row: ListedRun, on: bool) -> None:
        """Lay a run over the plots, or not; a stored one is read first. Where there is none to lay it over, open it."""
        if row.run is not None and on and self._session.current is None:
            for run in self._session.runs:
                run.shown = run is row.run  # nothing was ticked
            self.open(row)
        elif row.run is not None:
            self._session.show(row.run, on)
        elif row.stored is not None and on and row.stored not in self._reading:
            self._reading.add(row.stored)
            self._keeping.read(row.stored, partial(self._lay_over, row), partial(self._failed_over, row.stored))

    def rename(self, row: ListedRun, name: str) -> None:
        """Give a stored run a name of its own; an empty one takes it away."""
        if row.stored is not None:
            self.changes.set([row.stored], "name", name)

    def pin(self, rows: list[ListedRun]) -> None:
        """Pin stored runs, or take the pins away where all have one."""
        pinned = not all(row.pinned for row in rows)
        self.changes.set([row.stored for row in rows if row.stored is not None], "pinned", pinned)

    def delete(self, rows: list[ListedRun]) -> None:
        """Ask whether stored runs are to be deleted; one that is going on cannot be."""
        numbers = [row.stored for row in rows if row.deletable and row.stored is not None]
        if not numbers:
            if rows:
                self.question.say(tr("A run that goes on cannot be deleted. Stop it first."))
            return
        if len(numbers) == 1:
            text = tr("Delete run {number}? This cannot be undone.", number=numbers[0])
        else:
            text = tr("Delete {count} runs? This cannot be undone.", count=f"{len(numbers):,}")
        self.question.ask(text, tr("Delete"), tr("Keep"), partial(self._delete, numbers))

    # How it is wired.

    def _connect(self) -> None:
        session = self._session
        session.listed.connect(self.refresh)
        session.steered.connect(self.refresh)
        for signal in (session.started, session.ended):
            signal.connect(self._follow)
            signal.connect(self.reading.soon)
        self.reading.came.connect(self._refresh)
        self.reading.failed.connect(self._failed)
        self.changes.changed.connect(lambda: self._refresh(self._stored))
        self.changes.failed.connect(self._failed)
        self.view.named.connect(self._show_late)
        self._settings.changed.connect(self.refresh)
        self._looker.timeout.connect(self._look)
        self.model.ticked.connect(self.tick)
        self.model.renamed.connect(self.rename)
        self.model.modelReset.connect(self._tell_found)
        self.filter.textChanged.connect(self.model.filter)
        self.view.opening.connect(self._open_selected)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.notes.tagged.connect(lambda run, tags: self.changes.set([run], "tags", tuple(tags)))
        self.notes.noted.connect(lambda run, note: self.changes.set([run], "note", note))

    def menu(self) -> QMenu:
        """What can be done with the selected runs."""
        return self.actions_.menu(self, self.model.current)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _follow(self) -> None:
        """Keep the row of a run that goes on up to date."""
        if self._session.running:
            self._looker.start()
        else:
            self._looker.stop()
        self.refresh()

    def _look(self) -> None:
        row = self.model.refresh_current()
        current = self._session.current
        kept = current.kept if current is not None else None
        if row is not None and row.summary is None and kept is not None and kept != self._numbered:
            self._numbered = kept  # the database has it now
            self.reading.soon()

    def _refresh(self, stored: list[RunSummary] | None) -> None:
        """Show all; `stored` as they were read now, None for those read before."""
        if stored is not None:
            self._stored = stored
        if self.view.naming:  # the list must not move under a name that is being typed
            self._late = True
            return
        self.model.refresh(None if stored is None else self.changes.applied(stored))
        self._tell_found()

    def _show_late(self) -> None:
        if self._late:
            self._late = False
            self._refresh(self._stored)

    def _tell_found(self) -> None:
        total, shown, filtered = self.model.total, len(self.model.rows), self.filter.filters
        self.found.setVisible(filtered and total > 0)
        self.found.setText(tr("{shown} of {total} runs", shown=f"{shown:,}", total=f"{total:,}"))
        self.view.empty = (
            tr("No run has all these words.") if filtered else tr("Press Run: your runs will be listed here.")
        )

    def _open_selected(self) -> None:
        rows = self.view.rows()
        if len(rows) == 1:
            self.open(rows[0])

    def _busy(self, row: ListedRun) -> bool:
        """Whether a run goes on, which is then said."""
        if self._session.running:
            text = tr(
                "A run goes on. Stop it first, or tick run {number} to lay it over the plots.", number=number(row)
            )
            self.question.say(text)
        return self._session.running

    def _open_read(self, row: ListedRun, kept: Kept) -> None:
        if self._busy(row):  # begun meanwhile
            return
        self.question.hide()
        self._session.replay(kept.experiment, kept.progress, kept.number)
        self.opened.emit(kept.experiment, kept.progress, kept.number)

    def _lay_over(self, row: ListedRun, kept: Kept) -> None:
        self._reading.discard(kept.number)
        if self._session.current is None:
            self._open_read(row, kept)
        else:
            self._session.lay_over(kept.experiment, kept.progress, kept.number)

    def _failed_over(self, run: int, error: Exception) -> None:
        self._reading.discard(run)
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.question.say(
            say(error.message) if isinstance(error, InputError) else tr("The run cannot be read: {error}", error=error)
        )

    def _edit_name(self, row: ListedRun) -> None:
        if row.summary is not None:
            self.view.edit(self.model.index(self.model.rows.index(row), NAME))

    def _write(self, row: ListedRun, *, note: bool) -> None:
        self.notes.edit(row, note=note)
        self._fit_notes()
        self._column.activate()  # the list keeps the rest
        self.view.scrollTo(self.view.currentIndex())

    def _fit_notes(self) -> None:
        """A note takes no more than a third where it can: the list is what the panel is for."""
        self.notes.setMaximumHeight(max(self.notes.minimumSizeHint().height(), self.height() // 3))

    def _resume(self, row: ListedRun) -> None:
        if row.resumable and row.stored is not None and not self._busy(row):
            self.resume_wanted.emit(row.stored)

    def _share(self, rows: list[ListedRun]) -> None:
        self.share_wanted.emit([row.stored for row in rows if row.stored is not None])

    def _delete(self, numbers: list[int]) -> None:
        if self.notes.run in numbers:
            self.notes.leave()
        for run in numbers:
            self.changes.delete(run, partial(self._forget, run))

    def _forget(self, run: int) -> None:
        if any(each.kept == run for each in self._session.runs):
            self._session.forget(run)
