"""The one dialog for what nobody expected: what happened, a report to copy, and a way to save the experiment."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from simulator import __version__
from simulator.deferred import torch
from simulator.experiment import Experiment
from simulator.experiment.files import to_text
from simulator.gui.text import tr

LONGEST = 100  # different errors in one report


class ReportDialog(QDialog):
    """Shown once; what else happens while it is open is counted in it. It holds nothing up."""

    def __init__(self, parent: QWidget, save: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(tr("Something unexpected happened"))
        self.setModal(False)
        self._experiment = ""
        self._counts: dict[str, int] = {}
        self.said = QLabel()
        self.said.setObjectName("reportSaid")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.more = QLabel()
        self.more.setObjectName("muted")
        self.text = QPlainTextEdit()
        self.text.setObjectName("reportText")
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("The report"))
        nothing = QLabel(tr("Nothing is sent anywhere. To have this mended, pass the report on yourself."))
        nothing.setObjectName("muted")
        nothing.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.said, self.more, self.text, nothing):
            layout.addWidget(widget, 1 if widget is self.text else 0)
        layout.addLayout(self._buttons(save))
        self.resize(720, 480)

    def add(self, what: str, details: str, experiment: Experiment) -> None:
        """Say what happened; the first says it, those after it are counted."""
        if not self.isVisible():
            self._counts.clear()
            self.said.setText(
                tr("Something unexpected happened: {error}", error=what)
                + "\n"
                + tr("The program goes on. If it behaves strangely, save the experiment and start it again.")
            )
            self._experiment = _as_text(experiment)
        if details in self._counts or len(self._counts) < LONGEST:
            self._counts[details] = self._counts.get(details, 0) + 1
        times = sum(self._counts.values())
        self.more.setText(tr("{count} errors so far; the report has each of them once.", count=f"{times:,}"))
        self.more.setVisible(times > 1)
        if self._counts.get(details) == 1:
            self.text.setPlainText(self.report())
        if not self.isVisible():
            self.show()
            self.raise_()

    def report(self) -> str:
        """All that helps to understand it."""
        lines = [
            f"Learning Strategy Simulator {__version__}",
            f"{_system()}, Python {sys.version.split()[0]}, Qt {qVersion()}, torch {_torch()}",
        ]
        for details, count in self._counts.items():
            lines += ["", *([f"{count} times:"] if count > 1 else []), details]
        return "\n".join([*lines, "", self._experiment])

    def _buttons(self, save: Callable[[], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, title, tip, does in (
            ("copyReport", tr("Copy the report"), tr("Put all of it on the clipboard"), self._copy),
            ("saveFromReport", tr("Save the experiment..."), tr("Write what is edited to a file"), save),
            ("closeReport", tr("Close"), tr("Go on working"), self.close),
        ):
            button = QPushButton(title)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, does=does: does())
            row.addWidget(button)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())


def _as_text(experiment: Experiment) -> str:
    try:
        return to_text(experiment)
    except Exception as error:  # the report must come whatever is broken
        return f"The experiment cannot be written: {error!r}"


def _system() -> str:
    """What this runs on, told by no other process."""
    kernel = f"{QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"
    return f"{QSysInfo.prettyProductName()}, {kernel}, {QSysInfo.currentCpuArchitecture()}"


def _torch() -> str:
    try:
        return str(torch.__version__)
    except Exception as error:
        return f"cannot be loaded: {error!r}"
