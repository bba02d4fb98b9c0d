"""Undo and redo: every change of the experiment, one after the other, on Qt's stack.

A change goes back the way it came, through the model, so a live parameter reaches the run that goes on.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from simulator.declaration import InputError
from simulator.experiment import Experiment
from simulator.experiment.experiment import ELSEWHERE
from simulator.gui.model import ExperimentModel, Origin
from simulator.gui.text import tr

LIMIT = 200  # changes
TOGETHER = 1.0  # seconds between two changes of one value, such as along a slider, that count as one


class Undo(QObject):
    """Follows a model; `stack` is what the Edit menu works on."""

    def __init__(self, model: ExperimentModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(LIMIT)
        self._experiment, self._origin = model.experiment, model.origin
        self._restoring = False
        model.changed.connect(self._changed)
        model.saved.connect(self._saved)

    def restore(self, experiment: Experiment, path: str, origin: Origin | None = None) -> None:
        """Go to an earlier or later state."""
        self._restoring = True
        try:
            self.model.restore(experiment, path, origin)
        finally:
            self._restoring = False

    def _changed(self, path: str) -> None:
        before, origin = self._experiment, self._origin
        now = self._experiment = self.model.experiment
        self._origin = self.model.origin
        if self._restoring or (before, origin) == (now, self._origin):
            return
        if path == "":
            self.stack.push(Opening(self, before, origin))
        else:
            self.stack.push(Change(self, path, before, now))

    def _saved(self) -> None:
        self._origin = self.model.origin


class Change(QUndoCommand):
    """One value, or one choice of a kind; changes of one value in quick succession are merged."""

    def __init__(self, undo: Undo, path: str, before: Experiment, after: Experiment) -> None:
        super().__init__(title(path, before, after))
        self.path, self.before, self.after = path, before, after
        self.made = time.monotonic()
        self._undo = undo
        self._done = True

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Change) or other.path != self.path or self.path in SECTIONS:
            return False
        if other.made - self.made > TOGETHER:
            return False
        self.after, self.made = other.after, other.made
        self.setObsolete(self.after == self.before)
        return True

    def redo(self) -> None:
        if self._done:  # what is pushed was done already
            self._done = False
            return
        self._undo.restore(self.after, self.path)

    def undo(self) -> None:
        self._undo.restore(self.before, self.path)


class Opening(QUndoCommand):
    """Another experiment in place of the one before, which returns to the file that it belongs to."""

    def __init__(self, undo: Undo, before: Experiment, origin: Origin) -> None:
        super().__init__(tr("opening"))
        self._undo = undo
        self._other = before, origin
        self._done = True

    def redo(self) -> None:
        if self._done:
            self._done = False
            return
        self._swap()

    def undo(self) -> None:
        self._swap()

    def _swap(self) -> None:
        model = self._undo.model
        (experiment, origin), self._other = self._other, (model.experiment, model.origin)
        self._undo.restore(experiment, "", origin)


def title(path: str, before: Experiment, after: Experiment) -> str:
    """What a change of `path` is called."""
    if path in SECTIONS:
        names = {
            "task": tr("Task family"),
            "learner": tr("Base learner"),
            "strategy": tr("Meta-strategy"),
            ELSEWHERE: tr("Judge also on"),
            DRAWN: tr("Drawn tasks"),
        }
        return names[path]
    for experiment in (after, before):
        try:
            return tr(experiment.parameter(path).title)
        except InputError:
            continue
    return path


DRAWN = "drawn"
SECTIONS = ("task", "learner", "strategy", ELSEWHERE, DRAWN)  # paths that stand for a choice rather than a value
