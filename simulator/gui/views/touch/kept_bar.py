"""A row of controls for the tasks that are kept with the experiment: choose one, keep what is made, remove one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from simulator.experiment.drawn import NAME, Drawn
from simulator.gui.icons import icon
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.touch.kept_tasks import KeptTasks

Tables = Callable[[], dict[str, Any] | None]


class KeptBar(QWidget):
    """Signals: `chosen(choice)` with a `Drawn`, or with what stands for another choice; `refused(why)` as text; `lost`
    when the shown task is not kept any more as it was, because keeping it was undone.

    `others` are further choices, before those that are kept: what stands for each, and its name. `table` gives what is
    to be kept, None while there is nothing; `called` what it may be called.
    """

    chosen = Signal(object)
    refused = Signal(str)
    lost = Signal()

    def __init__(
        self,
        kept: KeptTasks,
        kind: type[Drawn],
        table: Tables,
        called: Callable[[], str],
        others: tuple[tuple[object, str], ...] = (),
    ) -> None:
        super().__init__()
        self._kept, self._kind, self._table, self._called, self._others = kept, kind, table, called, others
        self.choices = QComboBox()
        self.choices.setObjectName("shownTask")
        self.choices.setAccessibleName(tr("Shown task"))
        self.choices.setToolTip(tr("Which task is shown: one that was sampled, or one that you made and kept."))
        self.choices.setMinimumContentsLength(8)
        self.choices.setMaximumWidth(130)
        self.choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choices.activated.connect(lambda index: self.chosen.emit(self.choices.itemData(index)))
        self.name = QLineEdit()
        self.name.setObjectName("drawnName")
        self.name.setMaxLength(NAME)
        self.name.setAccessibleName(tr("Name of the task"))
        self.name.setToolTip(tr("What the task is to be called. Enter keeps it with the experiment, Escape does not."))
        self.name.hide()
        self.name.returnPressed.connect(self._keep)
        self.name.installEventFilter(self)
        self.save = bare("keepTask", tr("Keep this task with the experiment, to see and share it later"))
        self.save.clicked.connect(self.ask_name)
        self.remove = bare("forgetTask", tr("Remove this task from the experiment"))
        self.remove.clicked.connect(self._forget)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        for widget in (self.choices, self.name, self.save, self.remove):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._keeping = False
        kept.changed.connect(self._follow)
        self._shown: object = others[0][0] if others else None
        self.refresh()

    def add(self, *widgets: QWidget) -> None:
        """More controls for the row, after the choice."""
        for index, widget in enumerate(widgets):
            self._row.insertWidget(2 + index, widget)

    def dress(self, theme: Theme) -> None:
        """Put on the icons."""
        self.save.setIcon(icon("mdi6.content-save-outline", theme.text))
        self.remove.setIcon(icon("mdi6.delete-outline", theme.text))

    @property
    def shown(self) -> object:
        """The choice: a `Drawn`, or what stands for another one."""
        return self._shown

    def show_choice(self, choice: object) -> None:
        """Say which task is shown; does not signal."""
        self._shown = choice
        self.refresh()

    def show_kind(self, kind: type[Drawn]) -> None:
        """Offer the kept tasks of another kind."""
        if kind is not self._kind:
            self._kind = kind
            self.refresh()

    def refresh(self) -> None:
        """Offer what is kept now; what was shown and is no longer kept makes room for the first choice."""
        if isinstance(self._shown, Drawn):
            self._shown = self._kept.named(self._shown.name)
        with QSignalBlocker(self.choices):
            self.choices.clear()
            for choice, name in self._others:
                self.choices.addItem(name, choice)
            for task in self._kept.of(self._kind):
                self.choices.addItem(task.name, task)
            found = [index for index in range(self.choices.count()) if self.choices.itemData(index) == self._shown]
            self.choices.setCurrentIndex(found[0] if found else 0)
        self._shown = self.choices.currentData()
        self.remove.setVisible(isinstance(self._shown, Drawn))

    def ask_name(self) -> None:
        """Let the person say, here in the row, what the task is to be called."""
        table = self._table()
        if table is None:
            self.refused.emit(tr("There is nothing to keep yet."))
            return
        shown = self._shown
        self.name.setText(shown.name if isinstance(shown, Drawn) else self._kept.free_name(self._called()))
        self._naming(True)
        self.name.selectAll()
        self.name.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.name and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._naming(False)
            return True
        return False

    def _keep(self) -> None:
        table = self._table()
        if table is None:
            return
        name = self.name.text().strip()
        self._keeping = True
        why = self._kept.keep(table | {"name": name})
        self._keeping = False
        if why is not None:
            self.refused.emit(say(why))
            return
        self._naming(False)
        self.show_choice(self._kept.named(name))
        self.chosen.emit(self._shown)

    def _forget(self) -> None:
        if isinstance(self._shown, Drawn):
            self._keeping = True
            self._kept.forget(self._shown.name)
            self._keeping = False
            self.chosen.emit(self._shown)  # what took its place

    def _follow(self) -> None:
        """Other tasks are kept: by this bar itself, or because something was undone."""
        shown = self._shown
        self.refresh()
        if isinstance(shown, Drawn) and shown != self._shown and not self._keeping:
            self.lost.emit()

    def _naming(self, naming: bool) -> None:
        self.name.setVisible(naming)
        self.choices.setVisible(not naming)
        if not naming:
            self.save.setFocus()


def bare(name: str, hint: str) -> QToolButton:
    """A button of a row of icons, with its hint."""
    button = QToolButton()
    button.setObjectName(name)
    button.setToolTip(hint)
    button.setAccessibleName(hint)
    button.setProperty("bare", True)
    return button
