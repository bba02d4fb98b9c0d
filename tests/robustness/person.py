"""A random person at the window: chance decides what is done next; names and actions say how.

Everything is done as a person does it: actions, fields, lists, keys and clicks. What opens a dialog or a menu is
answered by `_answer`, a moment later. The list of runs is kept short by deleting some of them, as the memory that runs
take is no leak.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QSlider,
    QTableView,
    QWidget,
)

from simulator.declaration import Parameter
from simulator.experiment import example_names
from simulator.experiment.experiment import ELSEWHERE
from simulator.gui.main_window import MainWindow
from simulator.gui.pages.sweep import SweepPage
from simulator.gui.panels.sweep_going import Sweeping

RUNS = 10  # that are left in the list
ANSWER_EVERY = 150  # ms
SECTIONS = ("task", "learner", "strategy", "schedule", ELSEWHERE)
NEVER = ("quitAction",)
KNOWN = ("runAction", "stepAction", "stopAction", "resetAction", "aboutAction")
TEXTS = ("a*sin(x+b)", "a*x+b", "a*sin(", "", "1/0", "x**2", "nonsense/file.csv", "\N{SNOWMAN}")
SHAPES = ("40, 40", "16", "32, 32, 32", "-1", "many", "")


class Person:
    """Does one thing after another; `deeds` are the last ones, in words."""

    def __init__(
        self, window: MainWindow, folder: Path, chance: Random, trace: Callable[[str], None] = lambda _: None
    ) -> None:
        self.window, self.chance = window, chance
        self._trace = trace
        self.deeds: deque[str] = deque(maxlen=20)
        self.count = 0
        self._folder = folder
        self._answering = QTimer()
        self._answering.timeout.connect(self._answer)
        self._answering.start(ANSWER_EVERY)
        self._ways: dict[Callable[[], None], int] = {
            self.run: 16,
            self.step: 6,
            self.stop: 5,
            self.reset: 4,
            self.change: 22,
            self.choose: 6,
            self.open_example: 4,
            self.seed: 2,
            self.speed: 4,
            self.look_around: 10,
            self.point: 6,
            self.press: 6,
            self.use_runs: 8,
            self.undo: 5,
            self.any_action: 10,
            self.resize: 2,
        }
        self._replace_file_dialogs()

    def act(self) -> float:
        """Do something; returns for how many seconds to watch what comes of it."""
        way = self.chance.choices(list(self._ways), list(self._ways.values()))[0]
        if self._list.model().rowCount() > RUNS:
            self.remove_run()
        way()
        self.count += 1
        if way in (self.run, self.step) and self.window.session.running:
            return self.chance.uniform(0.5, 4.0)
        return self.chance.expovariate(1 / 0.15)

    def leave(self) -> None:
        """Answer nothing any more."""
        self._answering.stop()

    def clear(self) -> None:
        """Forget the current run, and delete all others."""
        self.reset()
        self._list.selectAll()
        self._delete()

    def look_as_at_first(self) -> None:
        """Bring the window to where it can be compared with before."""
        self.window.resize(1280, 800)
        self.window.findChild(QLineEdit, "runsFilter").clear()
        self.window.workspace.tabs.setCurrentIndex(0)
        for name in ("theme.light", "resetLayout", "example.sine-maml"):
            self._action(name)

    # What the tool bar offers.

    def run(self) -> None:
        self._action("runAction")

    def step(self) -> None:
        self._action("stepAction")

    def stop(self) -> None:
        self._action("stopAction")

    def stop_sweep(self) -> None:
        """End the sweep that goes on, if there is one."""
        if self.sweeping.going:
            self._say("stop the sweep")
            self.sweeping.stop()

    def reset(self) -> None:
        self._action("resetAction")

    def seed(self) -> None:
        self._set("seed", self.chance.choice((0, 1, 2, 3, -1, 2**31 - 1)))

    def speed(self) -> None:
        slider = self.window.findChild(QSlider, "speed")
        self._say("speed")
        slider.setValue(self.chance.randint(slider.minimum() + 3, slider.maximum()))

    def undo(self) -> None:
        self._action(self.chance.choice(("undoAction", "undoAction", "redoAction")))

    # The experiment.

    def open_example(self) -> None:
        self.open(self.chance.choice(list(example_names())))

    def open(self, example: str) -> None:
        """Open one of the examples."""
        self._action(f"example.{example}")

    def choose(self) -> None:
        """Choose another family, learner, strategy or family to judge on, among what goes with the others."""
        name = self.chance.choice(("taskFamily", "baseLearner", "metaStrategy", "evaluationFamily"))
        combo = self.window.findChild(QComboBox, name)
        entries = combo.model()
        fit = [index for index in range(combo.count()) if entries.index(index, 0).flags() & Qt.ItemFlag.ItemIsEnabled]
        index = self.chance.choice(fit)
        self._say(f"{name} = {combo.itemText(index)}")
        combo.setCurrentIndex(index)

    def change(self) -> None:
        """Give a field another value, in one case of eight one that is to be refused."""
        section, experiment = self.chance.choice(SECTIONS), self.window.model.experiment
        if section == ELSEWHERE and experiment.elsewhere is None:
            return
        # By their names: PySide keeps all that `findChildren` finds for as long as the panel lives.
        declared = list(experiment.section(section).parameters().values())
        if not declared:  # the oracle has nothing to set
            return
        parameter = self.chance.choice(declared)
        path = f"{section}.{parameter.name}"
        self._set(path, self._value(parameter, refused=self.chance.random() < 0.125))

    def _value(self, parameter: Parameter, *, refused: bool) -> Any:
        default, chance = parameter.plain_default, self.chance
        if parameter.kind in ("integer", "number") and isinstance(default, int | float):
            if refused:
                return -7 if parameter.kind == "integer" else -1e9
            value = (abs(default) or 1.0) * math.exp(chance.uniform(-1.2, 0.7))
            low = parameter.minimum if parameter.minimum is not None else (parameter.above or -math.inf)
            high = parameter.maximum if parameter.maximum is not None else math.inf
            value = min(max(value, low), high)
            return round(value) if parameter.kind == "integer" else value
        if parameter.kind == "choice":
            return chance.choice(list(parameter.choices))
        return chance.choice(SHAPES if parameter.kind == "integers" else TEXTS)

    # Looking.

    def look_around(self) -> None:
        names = ("nextTask", "previousTask", "nextInnerStep", "previousInnerStep", "copy", "export", "theme")
        chosen = self.chance.choice(names)
        fit = [action for action in self.window.findChildren(QAction) if action.objectName().startswith(chosen)]
        self._trigger(self.chance.choice(fit))

    def point(self) -> None:
        """Move the mouse over a view, perhaps press, perhaps turn an arrow key."""
        workspace = self.window.workspace
        page = workspace.tabs.currentWidget()
        view = self.chance.choice(
            (workspace.outer, workspace.inner, workspace.task) if page is workspace.below else [page]
        )
        lists = (each for each in view.findChildren(QAbstractItemView) if each.isVisible())
        area = next(lists, view)
        at = QPoint(self.chance.randrange(max(1, view.width())), self.chance.randrange(max(1, view.height())))
        target = view.childAt(at) or area
        at = target.mapFrom(view, at)
        self._say(f"point at {type(target).__name__} of {view.objectName() or type(view).__name__}")
        QTest.mouseMove(target, at)
        if self.chance.random() < 0.5:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)
        QTest.keyClick(view, self.chance.choice(keys))

    def press(self) -> None:
        """Use one of the small controls of the views, or of what is said in place."""
        self._use_one_of(self.window.workspace)

    def resize(self) -> None:
        self._say("resize")
        self.window.resize(self.chance.randint(900, 1600), self.chance.randint(600, 1000))

    # Everything else.

    def any_action(self) -> None:
        """Any action of the menus but those that have their own turn."""
        own = ("example.", "export.", "language.", "copy")
        fit = [
            action
            for action in entries(self.window.menuBar())
            if action.isEnabled() and action.objectName() not in KNOWN and not action.objectName().startswith(own)
        ]
        self._trigger(self.chance.choice(fit))

    def use_runs(self) -> None:
        """Tick, open, rename, sort, filter or delete in the list of runs."""
        view, panel = self._list, self.window.runs_panel
        if not view.isVisible() or not view.model().rowCount() or self.chance.random() < 0.3:
            self._use_one_of(panel)
            return
        index = view.model().index(self.chance.randrange(view.model().rowCount()), 0)
        view.scrollTo(index)
        at = QPoint(
            view.visualRect(index).left() + self.chance.choice((10, 30, 60)), view.visualRect(index).center().y()
        )
        how = self.chance.choice(("click", "double click", "F2", "menu", "space", "sort"))
        self._say(f"{how} on row {index.row()} of {view.objectName()}")
        if how == "menu":
            view.setCurrentIndex(index)
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
            QApplication.sendEvent(view.viewport(), event)
            return
        where = view.horizontalHeader().viewport() if how == "sort" else view.viewport()
        QTest.mouseClick(where, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        if how == "double click":
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        elif how in ("F2", "space"):
            QTest.keyClick(view, Qt.Key.Key_F2 if how == "F2" else Qt.Key.Key_Space)
        for editor in view.viewport().findChildren(QLineEdit):
            QTest.keyClicks(editor, f" {self.count}")
            QTest.keyClick(editor, Qt.Key.Key_Return)

    def remove_run(self) -> None:
        """Delete any of the runs in the list."""
        self._list.selectRow(self.chance.randrange(self._list.model().rowCount()))
        self._delete()

    def _delete(self) -> None:
        self._action("runs.delete")
        yes = self.window.findChild(QAbstractButton, "questionYes")
        if not (yes.isHidden() or yes.parentWidget().isHidden()):  # the panel itself may be put away
            yes.click()

    @property
    def sweeping(self) -> Sweeping:
        """The sweep of the window."""
        page = self.window.workspace.tabs.page("sweepPage")
        assert isinstance(page, SweepPage)
        return page.sweeping

    @property
    def _list(self) -> QTableView:
        return self.window.findChild(QTableView, "runs")

    def _use_one_of(self, parent: QWidget) -> None:
        kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider)
        fit = [
            each
            for kind in kinds
            for each in parent.findChildren(kind)
            if each.isVisible() and each.isEnabled() and not each.objectName().startswith("qt_")
        ]
        if not fit:
            return
        chosen = self.chance.choice(fit)
        self._say(f"use {type(chosen).__name__} {chosen.objectName() or chosen.accessibleName()}")
        if isinstance(chosen, QAbstractButton):
            chosen.click()
        else:
            self._give(chosen, self.chance.choice(("", "sine", "maml", "3")))

    def _action(self, name: str) -> None:
        action = self.window.findChild(QAction, name)
        if action is not None and action.isEnabled():
            self._trigger(action)

    def _trigger(self, action: QAction) -> None:
        if action.objectName() not in NEVER:
            self._say(action.objectName() or action.text())
            action.trigger()

    def _set(self, name: str, value: Any) -> None:
        """Give a value to the field of that name."""
        field = self.window.findChild(QWidget, name)
        if field is not None:
            self._say(f"{name} = {value!r}")
            self._give(field, value)

    def _give(self, field: QWidget, value: Any) -> None:
        if isinstance(field, QLineEdit):
            field.setText(str(value))
            field.textEdited.emit(field.text())
            field.editingFinished.emit()
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(self.chance.randrange(max(1, field.count())))
        elif isinstance(field, QAbstractButton):
            field.click()
        elif isinstance(field, QSlider):
            field.setValue(self.chance.randint(field.minimum(), field.maximum()))
        elif hasattr(field, "low"):  # a range
            low = self.chance.uniform(-2.0, 3.0)
            field.low.setValue(low)
            field.high.setValue(low + self.chance.uniform(-0.2, 3.0))
        elif hasattr(field, "setValue"):
            field.setValue(value if isinstance(value, int | float) else 1)

    # Dialogs.

    def _answer(self) -> None:
        """Answer what stands in the way: a menu by one of its entries, a dialog by one of its buttons."""
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            offered = [each for each in entries(popup) if each.isEnabled()] if isinstance(popup, QMenu) else []
            popup.close()
            if offered and self.chance.random() < 0.8:
                self._trigger(self.chance.choice(offered))
            return
        others = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
        dialog = dialog or next(others, None)
        if dialog is None or dialog is self.window:
            return
        for line in dialog.findChildren(QLineEdit):
            line.setText(self.chance.choice(("a name", "", "another name")))
        buttons = [each for each in dialog.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        if buttons and self.chance.random() < 0.8:
            chosen = self.chance.choice(buttons)
            self._say(f"answer {type(dialog).__name__}: {chosen.text()}")
            chosen.click()
        else:
            self._say(f"close {type(dialog).__name__}")
            dialog.close()

    def _replace_file_dialogs(self) -> None:
        """Files are written to and read from this person's folder; one choice in five is given up."""

        def saving(*arguments: Any, **named: Any) -> tuple[str, str]:
            name = Path(arguments[2] if len(arguments) > 2 else "file").name or "file"
            return ("" if self.chance.random() < 0.2 else str(self._folder / name)), ""

        def opening(*_: Any, **__: Any) -> tuple[str, str]:
            files = [str(each) for each in sorted(self._folder.iterdir()) if each.is_file()]
            return self.chance.choice(["", str(self._folder / "missing.toml"), *files]), ""

        def folder(*_: Any, **__: Any) -> str:
            return self.chance.choice(("", str(self._folder)))

        QFileDialog.getSaveFileName = staticmethod(saving)
        QFileDialog.getOpenFileName = staticmethod(opening)
        QFileDialog.getExistingDirectory = staticmethod(folder)
        QDesktopServices.openUrl = staticmethod(lambda _: True)

    def _say(self, deed: str) -> None:
        self.deeds.append(deed)
        self._trace(deed)


def entries(menu: QWidget) -> list[QAction]:
    """What a menu or a menu bar offers in the end, its submenus included."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += entries(inner)
        elif not action.isSeparator():
            found.append(action)
    return found
