"""Closing the window where saving does not work: what would be lost is told, once; where nothing would be, nothing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from simulator.gui.files import Files
from simulator.gui.keeping import Keeping
from simulator.gui.model import ExperimentModel
from simulator.gui.session import Session
from simulator.gui.text import joined, say, tr

Answer = Literal["save", "close", "stay"]


class Leaving(QObject):
    """`may_leave` asks where something would be lost; `at_once` leaves no time for that."""

    def __init__(
        self, window: QWidget, model: ExperimentModel, session: Session, keeping: Keeping, files: Files
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._session = window, model, session
        self._keeping, self._files = keeping, files
        self._box: QMessageBox | None = None
        self._asked = False

    def may_leave(self) -> bool:
        """Whether the window may close."""
        if self._box is not None:  # it is being asked already
            return False
        said = self._lost()
        if self._asked or not said:
            return True
        answer = self.answer(joined(said))
        if answer == "save" and self._files.save_as():
            answer = "close"
        self._asked = answer == "close"
        return self._asked

    def at_once(self) -> None:
        """Close without a question: the system or the terminal is going."""
        self._asked = True
        if self._box is not None:
            self._box.done(0)
        self._window.close()

    def answer(self, text: str) -> Answer:
        """Ask the person who closes the window."""
        box = self._box = QMessageBox(QMessageBox.Icon.Warning, self._window.windowTitle(), text, parent=self._window)
        save = box.addButton(tr("Save the experiment as..."), QMessageBox.ButtonRole.AcceptRole)
        close = box.addButton(tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        clicked, self._box = box.clickedButton(), None
        box.deleteLater()
        if clicked is save:
            return "save"
        return "close" if clicked is close or self._asked else "stay"

    def _lost(self) -> list[str]:
        """What would be lost and why; nothing where saving works."""
        self._keeping.look()
        trouble = self._keeping.trouble
        if trouble is None:
            return []
        runs = sum(not run.safe for run in self._session.runs)
        lost = [tr("The edits of the experiment are not saved.")] if self._model.edited else []
        if runs:
            lost.append(tr("One run is not saved.") if runs == 1 else tr("{count} runs are not saved.", count=runs))
        return [say(trouble), *lost] if lost else []
