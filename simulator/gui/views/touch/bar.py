"""The controls over a task that can be touched: which task is shown, how the mouse works, back again, keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QToolButton

from simulator.experiment.drawn import Drawn, DrawnPoints
from simulator.gui.icons import icon
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.touch.kept_bar import KeptBar, Tables, bare
from simulator.gui.views.touch.kept_tasks import KeptTasks
from simulator.gui.views.touch.points import ADD, MOVE, PAINT
from simulator.gui.views.touch.touch import Choice


class TouchBar(KeptBar):
    """Signals: `tool(name)`, `label(number)` of the class that new points are of, `undone`, `restored`."""

    tool = Signal(str)
    label = Signal(int)
    undone = Signal()
    restored = Signal()

    def __init__(self, kept: KeptTasks, table: Tables, called: Callable[[], str]) -> None:
        others = ((Choice.SAMPLED, tr("Sampled")), (Choice.EMPTY, tr("Empty, to fill")))
        super().__init__(kept, DrawnPoints, table, called, others)
        self.setObjectName("touchBar")
        self._tools: dict[str, tuple[QToolButton, str]] = {}
        group = QButtonGroup(self)
        for name, sign, hint in (
            (
                MOVE,
                "mdi6.cursor-move",
                tr(
                    "Drag points; double click adds one, right click removes one. By key: page up, page down, "
                    "Shift and an arrow, Insert, Delete"
                ),
            ),
            (ADD, "mdi6.plus-circle-outline", tr("Add a point with each click (key Insert)")),
            (PAINT, "mdi6.brush", tr("Paint a row of points")),
        ):
            button = bare(f"{name}Points", hint)
            button.setCheckable(True)
            button.setChecked(name == MOVE)
            button.clicked.connect(lambda _=False, name=name: self.tool.emit(name))
            group.addButton(button)
            self._tools[name] = (button, sign)
        self.labels = QComboBox()
        self.labels.setObjectName("newLabel")
        self.labels.setAccessibleName(tr("Class of new points"))
        self.labels.setToolTip(tr("The class of the points that you add: the learner is told that they are of it."))
        self.labels.setMinimumContentsLength(2)
        self.labels.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.labels.activated.connect(self.label)
        self.labels.hide()
        self.undo = bare("undoTouch", tr("Undo the last change of the points"))
        self.undo.clicked.connect(self.undone)
        self.restore = bare("restoreTask", tr("The task as it was, without any change"))
        self.restore.clicked.connect(self.restored)
        self.add(*(button for button, _ in self._tools.values()), self.labels, self.undo, self.restore)
        self.show_edited(False)

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        for button, sign in self._tools.values():
            button.setIcon(icon(sign, theme.text))
        self.undo.setIcon(icon("mdi6.undo", theme.text, theme.border))
        self.restore.setIcon(icon("mdi6.restore", theme.text, theme.border))

    def show_edited(self, edited: bool) -> None:
        """Whether there is something to go back to."""
        self.undo.setEnabled(edited)
        self.restore.setEnabled(edited)

    def show_labels(self, names: Sequence[str], kind: type[Drawn]) -> None:
        """Which classes there are, none for a function; and of which kind kept tasks are."""
        self.show_kind(kind)
        self.labels.setVisible(bool(names))
        if list(names) != [self.labels.itemText(index) for index in range(self.labels.count())]:
            with QSignalBlocker(self.labels):
                self.labels.clear()
                for name in names:
                    self.labels.addItem(name)
            self.label.emit(max(0, self.labels.currentIndex()))
