"""The tasks that a person made and kept with the experiment: read from the model, and changed through it."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from simulator.declaration import InputError, Sentence
from simulator.experiment.drawn import NAME, Drawn, drawn_tasks
from simulator.gui.model import ExperimentModel
from simulator.gui.text import tr
from simulator.gui.undo import DRAWN

Kind = TypeVar("Kind", bound=Drawn)


class KeptTasks(QObject):
    """The drawn tasks of the experiment that is edited. Signal: `changed` when there are others."""

    changed = Signal()

    def __init__(self, model: ExperimentModel) -> None:
        super().__init__()
        self._model, self._known = model, model.experiment.drawn
        model.changed.connect(self._follow)

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Those of one kind, in their order."""
        return tuple(task for task in self._model.experiment.drawn if isinstance(task, kind))

    def named(self, name: str) -> Drawn | None:
        """The one of that name."""
        return next((task for task in self._model.experiment.drawn if task.name == name), None)

    def free_name(self, name: str) -> str:
        """A name that no task has yet."""
        number, free = 1, name[:NAME].strip()
        while self.named(free) is not None:
            number += 1
            free = tr("{name} {number}", name=name[: NAME - 4].strip(), number=number)
        return free

    def keep(self, table: dict[str, Any]) -> Sentence | None:
        """Keep the task of a table, in the place of one of the same name; returns why that cannot be."""
        tables = [task.table() for task in self._model.experiment.drawn]
        at = next((index for index, each in enumerate(tables) if each["name"] == table.get("name")), len(tables))
        return self._set([*tables[:at], table, *tables[at + 1 :]])

    def forget(self, name: str) -> None:
        """Keep the task of that name no longer."""
        self._set([task.table() for task in self._model.experiment.drawn if task.name != name])

    def _set(self, tables: list[dict[str, Any]]) -> Sentence | None:
        try:
            drawn_tasks(tables)
        except InputError as refused:
            return refused.message
        self._model.set(DRAWN, tables)
        return None

    def _follow(self, path: str) -> None:
        if self._model.experiment.drawn != self._known:
            self._known = self._model.experiment.drawn
            self.changed.emit()
