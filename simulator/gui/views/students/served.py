"""Whom the strategy serves worst: the tenth of the students with the highest loss, and what they have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from simulator.analysis.students import ServedFigure
from simulator.gui.panels.card import muted
from simulator.gui.text import plain, say, tr
from simulator.gui.theme import Theme


class ServedPane(QWidget):
    """The worst served students, one a line. Signal: `picked(task)` when one of them is to be seen."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.figure: ServedFigure | None = None
        self._words = muted()
        self.list = QListWidget()
        self.list.setObjectName("worstServed")
        self.list.setAccessibleName(tr("Students who are served worst"))
        self.list.setToolTip(tr("The tenth of the students with the highest loss after adapting; click one to see it."))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addWidget(self.list, 1)

    def set_theme(self, theme: Theme) -> None:
        """Nothing here has colours of its own."""

    def show_figure(self, figure: ServedFigure) -> None:
        """Tell who they are; the one that is chosen stays chosen."""
        chosen = self.list.currentItem().data(Qt.ItemDataRole.UserRole) if self.list.currentItem() else None
        self.figure = figure
        self._words.setText(say(figure.said()))
        self.list.clear()
        for task, loss, about in zip(figure.worst, figure.losses, figure.about, strict=False):
            values = {"number": int(task) + 1, "loss": f"{loss:.2f}", "about": say(about)}
            item = QListWidgetItem(tr("task {number}: loss {loss}, {about}", **values))
            item.setData(Qt.ItemDataRole.UserRole, int(task))
            item.setToolTip(plain(item.text()))  # the name is from a person's file
            self.list.addItem(item)
            if task == chosen:
                self.list.setCurrentItem(item)

    def summary(self) -> str:
        """How many of how many."""
        if self.figure is None:
            return ""
        return tr(
            "the {worst} served worst of {count} students", worst=len(self.figure.worst), count=len(self.figure.tasks)
        )

    def columns(self) -> dict[str, list[object]]:
        """All students by their loss, for a table."""
        return self.figure.columns() if self.figure is not None else {}

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
