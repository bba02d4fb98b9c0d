"""The list of this session's runs: colour, strategy, best validation loss, and whether each lies over the plots."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from simulator.analysis.sentences import percent, significant
from simulator.analysis.statistics import accuracy_at_step, at_step
from simulator.gui.session import Run, Session
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.outer_loop import run_colour


class RunsPanel(QTableWidget):
    """One row a run, newest first; the tick lays its curves over the plots."""

    def __init__(self, session: Session, settings: ViewSettings) -> None:
        super().__init__(0, 3)
        self._session, self._settings = session, settings
        self._theme: Theme | None = None
        self._known: dict[int, tuple[object, int, float]] = {}
        self.setObjectName("runs")
        self.setAccessibleName(tr("Runs of this session"))
        self.setHorizontalHeaderLabels([tr("Run"), tr("Strategy")])
        best = QTableWidgetItem(tr("Best"))
        best.setToolTip(tr("Best validation result after the chosen inner step"))
        self.setHorizontalHeaderItem(2, best)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in (0, 2):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(110)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrow keys move in it
        self.itemChanged.connect(self._ticked)
        session.listed.connect(self.refresh)
        session.evaluated.connect(self._refresh_best)
        settings.changed.connect(self._refresh_best)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Show the runs there are."""
        if self._theme is None:
            return
        with QSignalBlocker(self):
            runs = self._shown()
            self.setRowCount(len(runs))
            for row, run in enumerate(runs):
                current = run is self._session.current
                swatch = QPixmap(12, 12)
                swatch.fill(QColor(self._theme.accent if current else run_colour(self._theme, run)))
                tick = QTableWidgetItem(QIcon(swatch), run.name)
                tick.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if not current:  # the current run is always drawn
                    tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    tick.setCheckState(Qt.CheckState.Checked if run.shown else Qt.CheckState.Unchecked)
                    tick.setToolTip(tr("Ticked runs are drawn over the plots."))
                self.setItem(row, 0, tick)
                name = QTableWidgetItem(tr(run.experiment.strategy.title))
                name.setToolTip(about(run))
                self.setItem(row, 1, name)
                self.setItem(row, 2, QTableWidgetItem(self._best(run)))

    def _refresh_best(self) -> None:
        with QSignalBlocker(self):
            for row, run in enumerate(self._shown()):
                item = self.item(row, 2)
                if item is not None:
                    item.setText(self._best(run))

    def _shown(self) -> list[Run]:
        return list(reversed(self._session.runs))

    def _best(self, run: Run) -> str:
        """The lowest validation loss or highest share of right answers; only new evaluations are looked at."""
        step, measure, evaluations = self._settings.step, self._settings.measure, run.progress.evaluations
        known, seen, best = self._known.get(run.number, (None, 0, math.nan))
        if known != (step, measure):
            seen, best = 0, math.nan
        right = measure == "accuracy"
        for evaluated in evaluations[seen:]:
            value = (accuracy_at_step if right else at_step)(evaluated.scores, step)
            if value is None or not math.isfinite(value):
                continue
            if not (best > value if right else best < value):
                best = value
        self._known[run.number] = ((step, measure), len(evaluations), best)
        if not math.isfinite(best):
            return ""
        return percent(best) if right else significant(best)

    def _ticked(self, item: QTableWidgetItem) -> None:
        runs = self._shown()
        if item.column() == 0 and item.row() < len(runs):
            self._session.show(runs[item.row()], item.checkState() == Qt.CheckState.Checked)


def about(run: Run) -> str:
    """A run in a few words."""
    parts = (run.experiment.task.title, run.experiment.learner.title, run.experiment.strategy.title)
    return " \N{MIDDLE DOT} ".join(tr(part) for part in parts)
