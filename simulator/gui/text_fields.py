"""Fields for texts: lists of whole numbers, formulas that answer while they are typed, and paths of files."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from simulator.declaration import Parameter
from simulator.experiment.documents import read_value
from simulator.gui.text import tr

PAUSE = 400  # ms without a key after which what is typed is meant
NARROWEST = 48  # pixels


class Listed(QLineEdit):
    """A list of whole numbers, or a value that may be left out; read as the command line reads it."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self._parameter = parameter
        self._shown = ""
        self.setMinimumWidth(NARROWEST)
        if parameter.optional:
            self.setPlaceholderText(tr("left out"))
        self.editingFinished.connect(self._finished)

    def show_value(self, value: Any) -> None:
        """Show the model's value."""
        if value is None:
            self._shown = ""
        elif isinstance(value, tuple | list):
            self._shown = ", ".join(str(item) for item in value)
        else:
            self._shown = f"{value:g}" if isinstance(value, float) else str(value)
        self.setText(self._shown)

    def _finished(self) -> None:
        text = self.text().strip()
        if text == self._shown:
            return
        self._shown = text
        if not text and self._parameter.optional:
            self.edited.emit(None)
        elif self._parameter.kind == "integers":
            self.edited.emit(read_value(f"[{text.strip('[]')}]") if text else [])
        else:
            self.edited.emit(read_value(text))


class Text(QLineEdit):
    """A text as it is, such as a formula: heard of a moment after the last key, so that mistakes show while typing."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self._optional = parameter.optional
        self._told = ""
        self.setMinimumWidth(NARROWEST)
        if parameter.optional:
            self.setPlaceholderText(tr("left out"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.tell)
        self.textEdited.connect(lambda _: self._pause.start())
        self.editingFinished.connect(self.tell)

    def show_value(self, value: Any) -> None:
        """Show the model's value, unless something else is being typed."""
        if self._pause.isActive():
            return
        self._told = value or ""
        if self.text() != self._told:
            self.setText(self._told)
            self.setCursorPosition(0)

    def tell(self) -> None:
        """Say what was typed, if that is new."""
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.edited.emit(None if self._optional and not self._told else self._told)


class Path(QWidget):
    """The path of a file, or of a folder where the declaration allows one: typed, or chosen after Browse."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        patterns = parameter.file.split()
        self._patterns = " ".join(pattern for pattern in patterns if pattern != "/")
        self._title = tr(parameter.title)
        self.line = Text(parameter)
        self.browse = QPushButton(tr("Browse..."))
        self.browse.setAccessibleName(tr("{title}: browse", title=self._title))
        self.browse.setToolTip(tr("Choose it on this computer"))
        if "/" in patterns:
            menu = QMenu(self.browse)
            menu.addAction(tr("A file...")).triggered.connect(self.choose_file)
            menu.addAction(tr("A folder...")).triggered.connect(self.choose_folder)
            self.browse.setMenu(menu)
        else:
            self.browse.clicked.connect(self.choose_file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.browse)
        self.line.edited.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        """Show the model's value."""
        self.line.show_value(value)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = tr("Files ({patterns})", patterns=self._patterns)
        name, _ = QFileDialog.getOpenFileName(self.window(), self._title, self.line.text(), kinds)
        self._take(name)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        self._take(QFileDialog.getExistingDirectory(self.window(), self._title, self.line.text()))

    def _take(self, name: str) -> None:
        if name:
            self.line.setText(name)
            self.line.tell()
