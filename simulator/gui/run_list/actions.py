"""What can be done with the selected runs: by a key, and in the menu of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from simulator.gui.run_list.rows import ListedRun
from simulator.gui.run_list.table import RunsView
from simulator.gui.text import tr

KEYS = {"rename": "F2", "delete": "Del"}
APART = ("rename", "share", "delete")  # before which the menu has a line


class RunActions:
    """The actions of the list; `one` is done with a single run, `some` with one or more that are stored."""

    def __init__(
        self,
        view: RunsView,
        one: Mapping[str, Callable[[ListedRun], object]],
        some: Mapping[str, Callable[[list[ListedRun]], object]],
    ) -> None:
        self._view = view
        does = {key: partial(self._do_one, deed) for key, deed in one.items()}
        does |= {key: partial(self._do_some, deed) for key, deed in some.items()}
        self._actions = {key: self._action(key, text, tip) for key, (text, tip) in _texts().items()}
        for key, action in self._actions.items():
            action.triggered.connect(does[key])

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def menu(self, parent: QWidget, current: Callable[[ListedRun], bool]) -> QMenu:
        """All of them, enabled as the selection allows; `current` says whether a run is shown already."""
        rows, menu = self._view.rows(), QMenu(parent)
        stored = bool(rows) and all(row.summary is not None for row in rows)
        single = len(rows) == 1
        can = {
            "open": single and not current(rows[0]),
            "resume": single and rows[0].resumable,
            "delete": any(row.deletable for row in rows),
            **dict.fromkeys(("rename", "note", "tags"), single and stored),
            **dict.fromkeys(("pin", "share"), stored),
        }
        pinned = stored and all(row.pinned for row in rows)
        self._actions["pin"].setText(tr("Unpin") if pinned else tr("Pin"))
        for key, action in self._actions.items():
            if key in APART:
                menu.addSeparator()
            entry = menu.addAction(action.text())
            entry.setObjectName(action.objectName())
            entry.setToolTip(action.toolTip())
            entry.setEnabled(can[key])
            entry.triggered.connect(action.trigger)
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        menu.addMenu(self._view.column_menu(menu))
        return menu

    def _action(self, key: str, text: str, tip: str) -> QAction:
        action = QAction(text, self._view)
        action.setObjectName(f"runs.{key}")
        action.setToolTip(tip)
        action.setStatusTip(tip)
        action.setShortcut(QKeySequence(KEYS.get(key, "")))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._view.addAction(action)
        return action

    def _do_one(self, deed: Callable[[ListedRun], object], _checked: bool = False) -> None:
        rows = self._view.rows()
        if len(rows) == 1:
            deed(rows[0])

    def _do_some(self, deed: Callable[[list[ListedRun]], object], _checked: bool = False) -> None:
        rows = [row for row in self._view.rows() if row.summary is not None]
        if rows:
            deed(rows)


def _texts() -> dict[str, tuple[str, str]]:
    """What each is called, and what it does."""
    return {
        "open": (tr("Open"), tr("Show this run, with its experiment")),
        "resume": (tr("Go on"), tr("Continue this run from where it ended")),
        "rename": (tr("Rename"), tr("Give this run a name of its own")),
        "note": (tr("Note..."), tr("Write about this run")),
        "tags": (tr("Tags..."), tr("Words to find it by")),
        "pin": (tr("Pin"), tr("Keep at the top of the list")),
        "share": (tr("Share..."), tr("Write to one file that others can open")),
        "delete": (tr("Delete"), tr("Delete for good")),
    }
