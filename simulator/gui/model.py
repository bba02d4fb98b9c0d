"""The experiment being edited: the one source of truth for forms, combo boxes and the next run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from simulator.declaration import InputError, Registry, Sentence
from simulator.experiment import Experiment, parse, set_value, to_document
from simulator.experiment.compatibility import incompatibility
from simulator.experiment.documents import REGISTRIES, build
from simulator.experiment.elsewhere import elsewhere, objections, settled
from simulator.experiment.experiment import ELSEWHERE
from simulator.tasks import FAMILIES, TaskFamily

Objections = dict[str, Sentence]
Work = Callable[[Callable[[], Objections], Callable[[Objections], None]], None]


def at_once(work: Callable[[], Objections], then: Callable[[Objections], None]) -> None:
    """Do the work here and now."""
    then(work())


@dataclass(frozen=True)
class Origin:
    """What was opened or last saved, None where that was never saved, and the file that it belongs to, if any."""

    experiment: Experiment | None
    file: Path | None = None


class ExperimentModel(QObject):
    """Holds the last valid experiment; a refused change leaves it as it was and is remembered by its path.

    Signals: `changed(path)` after a value changed, the section's name where its kind did, empty for a whole new
    experiment; `refused(path)` when a value was not accepted or an earlier refusal was settled; `left_out(family, why)`
    when the other family to judge on does not go with a change and was left out; `considered` when it is known which
    other families go with the experiment; `saved` when its origin is another one, though it is the same experiment;
    `effect_wanted(path)` when somebody asks what a parameter changes.

    What that takes is done by `work`, which may do it elsewhere: shapes of some families are read from files. Until
    then the last known answer stands.
    """

    changed = Signal(str)
    refused = Signal(str)
    left_out = Signal(object, object)
    considered = Signal()
    saved = Signal()
    effect_wanted = Signal(str)

    def __init__(self, experiment: Experiment, work: Work = at_once) -> None:
        super().__init__()
        self.experiment = experiment
        self.origin = Origin(experiment)
        self.refusals: dict[str, Sentence] = {}
        self._wanted: dict[str, Any] = {}  # the refused values
        self._work = work
        self._asked: TaskFamily | None = None  # for which it was asked, and for which it is known, what goes with it
        self._known: TaskFamily | None = None
        self._others: Objections = {}
        self._beside: object = None
        self._objections: dict[tuple[str, str], Sentence | None] = {}
        self._consider()

    def replace(self, experiment: Experiment, origin: Origin | None = None) -> None:
        """Edit another experiment; it counts as saved unless its origin says otherwise."""
        self.restore(experiment, "", origin or Origin(experiment))

    def restore(self, experiment: Experiment, path: str, origin: Origin | None = None) -> None:
        """Take an experiment on as it is, which differs in what `changed(path)` means; refusals are forgotten."""
        self.experiment, self.origin = experiment, origin or self.origin
        self.refusals.clear()
        self._consider()
        self.changed.emit(path)

    def save_as(self, file: Path | None) -> None:
        """The experiment was saved, and belongs to this file now."""
        self.origin = Origin(self.experiment, file)
        self.saved.emit()

    @property
    def edited(self) -> bool:
        """Whether it differs from what was opened or last saved."""
        return self.experiment != self.origin.experiment

    def value(self, path: str) -> Any:
        """The current value of a parameter."""
        return self.experiment.value(path)

    def set(self, path: str, value: Any) -> bool:
        """Change one value; returns whether it was accepted. None leaves an optional value out."""
        try:
            changed, why = self._with(path, value)
        except InputError as error:
            self.refusals[path], self._wanted[path] = error.message, value
            self.refused.emit(path)
            return False
        settled = self.refusals.pop(path, None) is not None
        if settled:
            self.refused.emit(path)
        if changed != self.experiment:
            before, self.experiment = self.experiment, changed
            section, _, name = path.rpartition(".")
            if name == "kind":
                self.refusals = {
                    where: why for where, why in self.refusals.items() if not where.startswith(f"{section}.")
                }
            self.refusals = {where: why for where, why in self.refusals.items() if self.applies(where)}
            self._consider()
            self.changed.emit(section if name == "kind" else path)
            if why is not None and before.elsewhere is not None:
                self.left_out.emit(before.elsewhere, why)
            self._reconsider()
        return True

    def applies(self, path: str) -> bool:
        """Whether there is such a parameter, and it has an effect beside the other values of its section."""
        section, _, name = path.rpartition(".")
        if section == ELSEWHERE and self.experiment.elsewhere is None:
            return False
        if section == "" or name == "kind" or path == ELSEWHERE:
            return True
        try:
            when = self.experiment.parameter(path).when
        except InputError:  # of a kind that was chosen before
            return False
        return when is None or bool(self.value(f"{section}.{when[0]}") == when[1])

    def kind(self, section: str) -> str | None:
        """What is chosen in a section; None where no other family is judged on."""
        if section == ELSEWHERE and self.experiment.elsewhere is None:
            return None
        return str(self.value(f"{section}.kind"))

    def choose(self, section: str, kind: str | None) -> bool:
        """Choose in a section; None for no other family. Returns whether it was accepted."""
        if section != ELSEWHERE:
            return self.set(f"{section}.kind", kind)
        family = None if kind is None else elsewhere(self.experiment, kind)
        return not isinstance(family, Sentence) and self.set(ELSEWHERE, None if family is None else family.table())

    def objection(self, section: str, kind: str) -> Sentence | None:
        """Why `kind` cannot be chosen in `section` beside the other choices; None where it can."""
        if section == ELSEWHERE:
            return self._others.get(kind)
        beside = (self.experiment.task, self.experiment.learner, self.experiment.strategy)
        if beside != self._beside:
            self._beside, self._objections = beside, {}
        if (section, kind) not in self._objections:
            self._objections[section, kind] = self._objection(section, kind)
        return self._objections[section, kind]

    @property
    def prepared(self) -> bool:
        """Whether it is known which other families go with the experiment."""
        return self._known == self.experiment.task

    def know(self, family: TaskFamily, others: Objections) -> None:
        """Take in which families cannot be judged on by what is trained on `family`, and why."""
        self._known, self._others = family, others
        self.considered.emit()

    def _consider(self) -> None:
        """Find out which other families go with the experiment, if it trains on another one now."""
        family = self.experiment.task
        if family != self._asked:
            self._asked = family
            self._work(partial(objections, self.experiment), partial(self.know, family))

    def _objection(self, section: str, kind: str) -> Sentence | None:
        changed = set_value(to_document(self.experiment), f"{section}.kind", kind)
        try:
            # The other family follows, or is left out: it never stands in the way of a choice.
            return incompatibility(replace(build(changed), elsewhere=None))
        except InputError as error:
            return error.message

    def registry(self, section: str) -> Registry[Any]:
        """What can be chosen in a section, in the order in which it is shown."""
        return FAMILIES if section == ELSEWHERE else REGISTRIES[section]

    def _reconsider(self) -> None:
        """Try the refused values again: what was in their way may just have changed."""
        for path in list(self.refusals):
            if path in self.refusals:
                self.set(path, self._wanted[path])

    def _with(self, path: str, value: Any) -> tuple[Experiment, Sentence | None]:
        """The experiment with one value changed, and why its other family had to be left out, if it had."""
        document = to_document(self.experiment)
        section, _, name = path.rpartition(".")
        if value is not None or path == ELSEWHERE:
            changed = set_value(document, path, list(value) if isinstance(value, tuple) else value)
        else:
            table = {key: kept for key, kept in self.experiment.section(section).table().items() if key != name}
            changed = _with_table(document, section, table)
        if section != "task":
            return parse(changed), None
        experiment, why = settled(build(changed), name)
        return parse(to_document(experiment)), why


def _with_table(document: dict[str, Any], section: str, table: dict[str, Any]) -> dict[str, Any]:
    """The document with another table in a section."""
    return set_value(document, ELSEWHERE, table) if section == ELSEWHERE else document | {section: table}
