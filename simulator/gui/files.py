"""What a person opens, saves, exports and copies; what goes wrong is said in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from simulator.declaration import InputError
from simulator.experiment import Experiment, load, load_example, save
from simulator.experiment.files import from_text, to_text
from simulator.gui import export
from simulator.gui.background import Background
from simulator.gui.model import ExperimentModel, Origin
from simulator.gui.sharing import Sharing
from simulator.gui.text import say, tr
from simulator.gui.workspace import Workspace
from simulator.store.opening import SHARED

ENDINGS = (".toml", SHARED)


class Files(QObject):
    """Asks for names and does the work. Signals: `opened(experiment, origin)`, `said(text)` about what was done."""

    opened = Signal(object, object)
    said = Signal(str)

    def __init__(
        self, model: ExperimentModel, workspace: Workspace, background: Background, sharing: Sharing, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model, self._workspace, self._window = model, workspace, parent
        self._background, self._sharing = background, sharing
        sharing.opened.connect(lambda experiment: self.opened.emit(experiment, Origin(experiment)))

    def open_example(self, name: str) -> None:
        """Open a bundled example."""
        experiment = load_example(name)
        self.opened.emit(experiment, Origin(experiment))

    def open(self) -> None:
        """Ask for an experiment file or a shared file and open it."""
        kinds = tr("Experiments (*.toml *.learnsim)")
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open an experiment"), "", kinds)
        if name:
            self.open_file(Path(name))

    def open_file(self, file: Path) -> None:
        """Open an experiment file or a shared file, once it has been read: data that it names is looked at too."""
        if file.suffix.lower() == SHARED:
            self._sharing.open(file)
        else:
            self._background.ask("file", partial(load, file), partial(self._opened, file), self._failed)

    def dropped(self, data: QMimeData) -> None:
        """Open what was dropped on the window: one experiment."""
        files = openable(data)
        if files:
            self.open_file(files[0])
        if len(files) > 1:
            self.said.emit(tr("Only the first of {count} files was opened.", count=len(files)))

    def save(self) -> None:
        """Write the experiment to the file that it was opened from; ask for a name where there is none."""
        file = self._model.origin.file
        if file is None:
            self.save_as()
        else:
            self._or_notice(lambda: self._save(file))

    def save_as(self) -> bool:
        """Ask for a name and write the experiment there; returns whether it was written."""
        kinds = tr("Experiments (*.toml)")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the experiment"), "", kinds)
        return bool(name) and self._or_notice(lambda: self._save(with_ending(name, "toml")))

    def copy_text(self) -> None:
        """Put the experiment on the clipboard, as the text that a file would hold."""
        QGuiApplication.clipboard().setText(to_text(self._model.experiment))
        self.said.emit(tr("The experiment was copied as text."))

    def paste(self) -> None:
        """Edit the experiment whose text is on the clipboard."""
        self._or_notice(lambda: self._take(from_text(QGuiApplication.clipboard().text())))

    def exportable(self) -> list[tuple[QWidget, str]]:
        """The views that can be exported and copied, with their titles."""
        views = (self._workspace.outer, self._workspace.inner, self._workspace.task)
        return [*((view, view.title.text()) for view in views), (self._workspace.tabs, tr("this page"))]

    def export(self, view: QWidget, ending: str) -> None:
        """Ask for a name and write a view there."""
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export"), f"plot.{ending}", f"*.{ending}")
        if name:
            self._or_notice(lambda: self._workspace.save(view, with_ending(name, ending)))

    def copy(self, view: QWidget) -> None:
        """Put a view on the clipboard, as a picture and as numbers."""
        export.copy(self._workspace.seen(view), self._workspace.columns(view))
        self.said.emit(tr("Copied."))

    def _opened(self, file: Path, experiment: Experiment) -> None:
        self.opened.emit(experiment, Origin(experiment, file))

    def _failed(self, error: Exception) -> None:
        self._workspace.notice.say(say(error.message) if isinstance(error, InputError) else str(error))

    def _save(self, file: Path) -> None:
        save(self._model.experiment, file)
        self._model.save_as(file)
        self.said.emit(tr("Saved in {file}.", file=file.name))

    def _take(self, experiment: object) -> None:
        self.opened.emit(experiment, Origin(None))

    def _or_notice(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except InputError as error:
            self._workspace.notice.say(say(error.message))
            return False
        return True


def openable(data: QMimeData) -> list[Path]:
    """The files among what is dragged that can be opened."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]


def with_ending(name: str, ending: str) -> Path:
    """A path that has the ending, whether or not it was typed."""
    return Path(name) if name.lower().endswith(f".{ending}") else Path(f"{name}.{ending}")
