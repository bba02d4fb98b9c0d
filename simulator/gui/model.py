"""The experiment being edited: the one source of truth for forms, combo boxes and the next run."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from simulator.declaration import InputError, Sentence
from simulator.experiment import Experiment, parse, set_value, to_document
from simulator.experiment.compatibility import incompatibility
from simulator.experiment.documents import REGISTRIES, build


class ExperimentModel(QObject):
    """Holds the last valid experiment; a refused change leaves it as it was and is remembered by its path.

    Signals: `changed(path)` after a value changed, the section's name where its kind did, empty for a whole new
    experiment; `refused(path)` when a value was not accepted or an earlier refusal was settled.
    """

    changed = Signal(str)
    refused = Signal(str)

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.experiment = experiment
        self.refusals: dict[str, Sentence] = {}
        self._wanted: dict[str, Any] = {}  # the refused values

    def replace(self, experiment: Experiment) -> None:
        """Edit another experiment."""
        self.experiment = experiment
        self.refusals.clear()
        self.changed.emit("")

    def value(self, path: str) -> Any:
        """The current value of a parameter."""
        return self.experiment.value(path)

    def set(self, path: str, value: Any) -> bool:
        """Change one value; returns whether it was accepted. None leaves an optional value out."""
        try:
            changed = self._with(path, value)
        except InputError as error:
            self.refusals[path], self._wanted[path] = error.message, value
            self.refused.emit(path)
            return False
        settled = self.refusals.pop(path, None) is not None
        if settled:
            self.refused.emit(path)
        if changed != self.experiment:
            self.experiment = changed
            section, _, name = path.partition(".")
            if name == "kind":
                self.refusals = {where: why for where, why in self.refusals.items() if not where.startswith(section)}
            self.refusals = {where: why for where, why in self.refusals.items() if self.applies(where)}
            self.changed.emit(section if name == "kind" else path)
            self._reconsider()
        return True

    def applies(self, path: str) -> bool:
        """Whether a parameter has an effect beside the other values of its section."""
        section, _, name = path.partition(".")
        if name in ("", "kind"):
            return True
        when = self.experiment.parameter(path).when
        return when is None or bool(self.value(f"{section}.{when[0]}") == when[1])

    def objection(self, section: str, kind: str) -> Sentence | None:
        """Why `kind` cannot be chosen in `section` beside the other choices; None where it can."""
        changed = set_value(to_document(self.experiment), f"{section}.kind", kind)
        try:
            return incompatibility(build(changed))
        except InputError as error:
            return error.message

    def kinds(self, section: str) -> list[str]:
        """The choices of a section."""
        return list(REGISTRIES[section])

    def _reconsider(self) -> None:
        """Try the refused values again: what was in their way may just have changed."""
        for path in list(self.refusals):
            if path in self.refusals:
                self.set(path, self._wanted[path])

    def _with(self, path: str, value: Any) -> Experiment:
        document = to_document(self.experiment)
        if value is not None:
            return parse(set_value(document, path, list(value) if isinstance(value, tuple) else value))
        section, _, name = path.partition(".")
        document[section].pop(name, None)
        return parse(document)
