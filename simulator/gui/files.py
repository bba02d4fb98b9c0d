"""What a person opens, saves, exports and copies; what goes wrong is said in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from simulator.declaration import InputError
from simulator.experiment import load, load_example, save
from simulator.gui import export
from simulator.gui.model import ExperimentModel
from simulator.gui.text import say, tr
from simulator.gui.workspace import Workspace


class Files(QObject):
    """Asks for names and does the work. Signals: `opened` with an experiment, `copied` after a copy."""

    opened = Signal(object)
    copied = Signal()

    def __init__(self, model: ExperimentModel, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._workspace, self._window = model, workspace, parent

    def open_example(self, name: str) -> None:
        """Open a bundled example."""
        self.opened.emit(load_example(name))

    def open(self) -> None:
        """Ask for an experiment file and open it."""
        kinds = tr("Experiments (*.toml)")
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open an experiment"), "", kinds)
        if name:
            self._or_notice(lambda: self.opened.emit(load(name)))

    def save(self) -> None:
        """Ask for a name and write the experiment there."""
        kinds = tr("Experiments (*.toml)")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the experiment"), "", kinds)
        if name:
            self._or_notice(lambda: save(self._model.experiment, _with_ending(name, "toml")))

    def exportable(self) -> list[tuple[QWidget, str]]:
        """The views that can be exported and copied, with their titles."""
        views = (self._workspace.outer, self._workspace.inner, self._workspace.task)
        return [(view, view.title.text()) for view in views]

    def export(self, view: QWidget, ending: str) -> None:
        """Ask for a name and write a view there."""
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export"), f"plot.{ending}", f"*.{ending}")
        if name:
            self._or_notice(lambda: self._workspace.save(view, _with_ending(name, ending)))

    def copy(self, view: QWidget) -> None:
        """Put a view on the clipboard, as a picture and as numbers."""
        export.copy(view, self._workspace.columns(view))
        self.copied.emit()

    def _or_notice(self, act: Callable[[], None]) -> None:
        try:
            act()
        except InputError as error:
            self._workspace.notice.say(say(error.message))


def _with_ending(name: str, ending: str) -> Path:
    return Path(name) if name.lower().endswith(f".{ending}") else Path(f"{name}.{ending}")
