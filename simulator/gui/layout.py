"""Where the panels stand: at first, as a person left them, and back again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from simulator.gui.text import tr
from simulator.gui.workspace import Workspace

VERSION = 1  # of the remembered layout
LEFT, RIGHT, BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)


class Layout:
    """The docks around the workspace; `above` it what may have to be said."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        above: Sequence[QWidget] = (),
        *,
        experiment: QWidget,
        runs: QWidget,
        explain: QWidget,
        log: QWidget,
    ) -> None:
        self._window, self._workspace = window, workspace
        # From left to right, which is the order that the Tab key keeps.
        self.docks = {"experiment": self._dock("experiment", tr("Experiment"), experiment, LEFT)}
        window.setCentralWidget(_column(above, workspace))
        self.docks |= {
            "runs": self._dock("runs", tr("Runs"), runs, RIGHT),
            "explain": self._dock("explain", tr("Explain"), explain, RIGHT),
            "log": self._dock("log", tr("Log"), log, BOTTOM),
        }
        window.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, RIGHT)
        window.resize(1440, 900)
        self._size()

    def reset(self) -> None:
        """Put every panel back to where it was at first."""
        for dock, area in zip(self.docks.values(), (LEFT, RIGHT, RIGHT, BOTTOM), strict=True):
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
        self._size()

    def remember(self, settings: QSettings) -> None:
        """Store where everything stands."""
        settings.setValue("geometry", self._window.saveGeometry())
        settings.setValue("layout", self._window.saveState(VERSION))

    def restore(self, settings: QSettings) -> None:
        """Put everything where it was remembered to stand, if it was."""
        geometry, layout = settings.value("geometry"), settings.value("layout")
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        if layout is not None:
            self._window.restoreState(layout, VERSION)

    def _dock(self, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(f"{name}Dock")
        dock.setWidget(content)
        self._window.addDockWidget(area, dock)
        return dock

    def _size(self) -> None:
        docks = self.docks
        for name, dock in docks.items():
            dock.setVisible(name != "log")
        self._window.resizeDocks([docks["experiment"], docks["runs"]], [324, 288], Qt.Orientation.Horizontal)
        self._window.resizeDocks([docks["runs"], docks["explain"]], [300, 420], Qt.Orientation.Vertical)
        self._workspace.below.setSizes([520, 480])
        self._workspace.beside.setSizes([480, 520])


def _column(above: Sequence[QWidget], workspace: QWidget) -> QWidget:
    """What may have to be said, then the workspace with the room that is left."""
    column, top = QWidget(), QVBoxLayout()
    top.setContentsMargins(4, 8, 4, 0)  # nothing at all while all of it is hidden
    for part in above:
        top.addWidget(part)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addLayout(top)
    layout.addWidget(workspace, 1)
    return column
