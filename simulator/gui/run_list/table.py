"""The table in which runs are listed: its columns, keys and selection."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)

from simulator.gui.run_list.cells import BOX, GAP, NAME_FIELD, ROW_HEIGHT, RunCells
from simulator.gui.run_list.model import NAME, RUN, RunsModel
from simulator.gui.run_list.rows import NARROWEST_NAME, Column, ListedRun
from simulator.gui.text import tr
from simulator.gui.theme import Theme


class RunsView(QTableView):
    """Whole rows are selected, by mouse or keyboard; Space ticks, Enter and a double click open (`opening`).

    `named` follows when a name was typed, or given up.
    """

    opening = Signal()
    named = Signal()

    def __init__(self, model: RunsModel) -> None:
        super().__init__()
        self.setObjectName("runs")
        self.setAccessibleName(tr("Runs"))
        self._model = model
        self._selected: set[int] = set()
        self._focused: set[int] = set()
        self.empty = ""
        self.cells = RunCells(model, self)
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrow keys move in it
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.modelReset.connect(self.fit)

    def rows(self) -> list[ListedRun]:
        """The selected runs, from top to bottom."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.rows[place] for place in chosen]

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == self.State.EditingState

    def finish(self) -> None:
        """Take the name that is being typed."""
        editor = self.viewport().findChild(QLineEdit, NAME_FIELD)
        if self.naming and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.named.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.cells.theme = theme
        self.viewport().update()

    def fit(self) -> None:
        """Make room for the longest number, and give the name what is left where no column was added."""
        header = self.horizontalHeader()
        longest = "8" * max(2, len(str(max((row.stored or 0 for row in self._model.rows[:1]), default=0))))
        digits = max(longest, "8" * len(str(self._model.total)), key=len)
        header.resizeSection(RUN, BOX + 2 * GAP + 4 + self.fontMetrics().horizontalAdvance(digits))
        added = any(not column.usual and not header.isSectionHidden(place) for place, column in self._columns())
        mode = QHeaderView.ResizeMode.Interactive if added else QHeaderView.ResizeMode.Stretch
        if header.sectionResizeMode(NAME) != mode:
            header.setSectionResizeMode(NAME, mode)
            if added:
                header.resizeSection(NAME, NARROWEST_NAME)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Ticks for the columns that can be shown or hidden."""
        menu, header = QMenu(tr("Columns"), parent), self.horizontalHeader()
        for place, column in self._columns():
            if place in (RUN, NAME):
                continue
            action = QAction(column.title, menu)
            menu.addAction(action)
            action.setObjectName(f"column.{column.key}")
            action.setToolTip(column.about)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(place))
            action.toggled.connect(lambda on, place=place: self.show_column(place, on))
        return menu

    def show_column(self, place: int, shown: bool) -> None:
        """Show or hide a column."""
        self.horizontalHeader().setSectionHidden(place, not shown)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.naming:
            self.opening.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._tick_selected()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        in_box = index.column() == RUN and event.position().x() < self.columnViewportPosition(RUN) + BOX + 1.5 * GAP
        if index.isValid() and not in_box and event.button() == Qt.MouseButton.LeftButton:
            self.opening.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self.cells.theme
        if not self._model.rows and self.empty and theme is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(12, 8, -12, -8), int(flags), self.empty)
            painter.end()

    def _set_up_headers(self) -> None:
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(ROW_HEIGHT)
        down.setDefaultSectionSize(ROW_HEIGHT)
        down.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_columns)
        for place, column in self._columns():
            header.resizeSection(place, column.width)
            header.setSectionHidden(place, not column.usual)
        header.setSectionResizeMode(RUN, QHeaderView.ResizeMode.Fixed)
        self.sortByColumn(RUN, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.fit()

    def _columns(self) -> list[tuple[int, Column]]:
        return list(enumerate(self._model.columns))

    def _ask_columns(self, place: QPoint) -> None:
        menu = self.column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _tick_selected(self) -> None:
        """Tick the selected runs, or untick them where all are ticked."""
        rows = [row for row in self.rows() if not self._model.current(row)]
        wanted = any(not self._model.drawn(row.run) for row in rows)
        for row in rows:
            if self._model.drawn(row.run) != wanted:
                self._model.ticked.emit(row, wanted)

    def _remember(self) -> None:
        rows = self._model.rows
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        self._selected = set().union(*(rows[place].names for place in chosen if place < len(rows)))
        at = self.currentIndex().row()
        self._focused = rows[at].names if 0 <= at < len(rows) else set()

    def _restore(self) -> None:
        """The same runs stay selected, wherever they stand now."""
        model, chosen, last = self._model, QItemSelection(), len(self._model.columns) - 1
        for place in model.place(self._selected):
            chosen.select(model.index(place, 0), model.index(place, last))
        at = model.place(self._focused)
        select = QItemSelectionModel.SelectionFlag
        if at:
            self.selectionModel().setCurrentIndex(model.index(at[0], NAME), select.NoUpdate)
        if not chosen.isEmpty():
            self.selectionModel().select(chosen, select.ClearAndSelect)
