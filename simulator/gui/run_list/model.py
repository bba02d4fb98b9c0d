"""The list of runs as a table: filtered and sorted over plain lists, so that ten thousand rows stay quick.

Pinned runs come first, rows without a value last, whichever way is sorted; rows that are equal keep newest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from simulator.gui.run_list.rows import Key, ListedRun, columns, number
from simulator.gui.run_list.words import Words
from simulator.gui.session import Run, Session
from simulator.gui.text import tr
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.outer_loop import laid_over

if TYPE_CHECKING:
    from simulator.store import RunSummary

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)  # the `ListedRun` of any cell
NOWHERE = QModelIndex()
LONGEST_NOTE = 400  # characters of a note that a tooltip shows
RUN, NAME, RESULT = 0, 1, 2


class RunsModel(QAbstractTableModel):
    """This session's runs and the stored ones. `ticked(row, on)` and `renamed(row, name)` tell what a person asks."""

    ticked = Signal(object, bool)
    renamed = Signal(object, str)

    def __init__(self, session: Session, settings: ViewSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns()
        self.rows: list[ListedRun] = []  # as shown
        self._all: list[ListedRun] = []  # newest first
        self._held: list[ListedRun] = []  # those of which this session knows
        self._stored: list[RunSummary] = []
        self._words_known = Words()
        self._session, self._settings = session, settings
        self._wanted: list[str] = []
        self._column, self._descending = RUN, True

    @property
    def total(self) -> int:
        """How many runs there are, shown or not."""
        return len(self._all)

    @property
    def going(self) -> bool:
        """Whether any run goes on, here or, as far as it was read, in another program."""
        return self._session.running or any(each.state == "running" for each in self._stored)

    def refresh(self, summaries: list[RunSummary] | None = None) -> None:
        """Show what the session knows now, beside what is stored, newest first; None for what was stored."""
        self._stored = self._stored if summaries is None else summaries
        runs = self._session.runs
        stored = {each.id: each for each in self._stored} if runs else {}
        held = {run.kept: run for run in runs if run.kept is not None and _is(run, stored.get(run.kept))}
        words, measure = self._words_known, self._settings.measure
        self._all = [
            ListedRun(None, run, words, measure) for run in reversed(runs) if held.get(run.kept or 0) is not run
        ]
        self._all += [ListedRun(each, held.get(each.id), words, measure) for each in self._stored]
        self._held = [row for row in self._all if row.run is not None]
        self._mark_going()
        self._show()

    def refresh_current(self) -> ListedRun | None:
        """Show how the run that this session makes stands; returns its row, None where it is not shown."""
        self._mark_going()
        for place, row in enumerate(self.rows):
            if row.run is not None and row.run is self._session.current:
                row.searched = ""
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
                return row
        return None

    def filter(self, text: str) -> None:
        """Show only the runs in which all words of `text` occur."""
        self._wanted = text.casefold().split()
        self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._show()

    def place(self, names: Iterable[int]) -> list[int]:
        """The rows at which runs stand that are told by any of these (see `ListedRun.names`)."""
        wanted = set(names)
        return [place for place, row in enumerate(self.rows) if row.names & wanted] if wanted else []

    def drawn(self, run: Run | None) -> bool:
        """Whether a run was chosen for the plots: the current one always is, and without one nothing is drawn."""
        current = self._session.current
        return run is not None and current is not None and (run is current or run.shown)

    def comparable(self, run: Run | None) -> bool:
        """Whether a run's curves are drawn where it was chosen: they mean the same as the others there."""
        return run is not None and (run is self._session.current or run in laid_over(self._session))

    def current(self, row: ListedRun) -> bool:
        """Whether a row is the run that is shown."""
        return row.run is not None and row.run is self._session.current

    # What Qt asks for.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.about
        if role == Qt.ItemDataRole.TextAlignmentRole:  # the arrow stands to the right
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._about(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == RUN and not self.current(row):
            return Qt.CheckState.Checked if self.drawn(row.run) else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == RUN:
            self.ticked.emit(row, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == NAME:
            name = str(value).strip()
            if name != row.name:
                self.renamed.emit(row, "" if name == row.title else name)
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        row = self.rows[index.row()]
        if index.column() == RUN and not self.current(row):  # the current run is always drawn
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == NAME and row.summary is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _mark_going(self) -> None:
        for row in self._held:
            row.going = self._session.going(row.run) if row.run is not None else ""

    def _show(self) -> None:
        """Filter and sort anew; views are told to begin again only where other rows or another order come of it."""
        rows = [row for row in self._all if row.matches(self._wanted)] if self._wanted else list(self._all)
        rows = _sorted(rows, [self.columns[self._column].sorted_by(row) for row in rows], self._descending)
        if len(rows) == len(self.rows) and all(map(_same, rows, self.rows)):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _about(self, row: ListedRun) -> str:
        parts = [row.family, row.learner, row.strategy]
        if self.drawn(row.run) and not self.comparable(row.run):
            parts.append(tr("not drawn beside another task family"))
        said = [f"{number(row)}  {row.name}", " \N{MIDDLE DOT} ".join(parts), row.state_text]
        if row.tags:
            said.append(", ".join(row.tags))
        if row.note:
            said.append(
                row.note if len(row.note) <= LONGEST_NOTE else row.note[:LONGEST_NOTE] + "\N{HORIZONTAL ELLIPSIS}"
            )
        return "\n".join(said)

    def _spoken(self, row: ListedRun, column: int) -> str:
        text = self.columns[column].text(row)
        if column == RUN:
            return tr("Run {number}, shown", number=text) if self.current(row) else tr("Run {number}", number=text)
        if column == NAME:
            pinned = [tr("pinned")] if row.pinned else []
            return ", ".join([text, row.state_text, row.strategy, *pinned])
        return text


def _is(run: Run, summary: RunSummary | None) -> bool:
    """Whether this is what is stored of a run; the numbers of a database that was set aside are given again."""
    return summary is not None and (run.recording is None or run.recording.uid == summary.uid)


def _same(one: ListedRun, other: ListedRun) -> bool:
    return one is other or (one.stored == other.stored if one.stored is not None else one.run is other.run)


def _sorted(rows: list[ListedRun], keys: list[Key], descending: bool) -> list[ListedRun]:
    known = [place for place, key in enumerate(keys) if key is not None]
    known.sort(key=keys.__getitem__, reverse=descending)  # type: ignore[arg-type]
    rows = [rows[place] for place in known] + [row for row, key in zip(rows, keys, strict=True) if key is None]
    pinned = [row for row in rows if row.summary is not None and row.summary.pinned]
    return [*pinned, *(row for row in rows if row.summary is None or not row.summary.pinned)] if pinned else rows
