"""The frozen description of a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from simulator.declaration import Declared, InputError, Parameter, sentence
from simulator.declaration.declared import refusal
from simulator.experiment.drawn import Drawn
from simulator.experiment.schedule import Schedule
from simulator.learners.base import Learner
from simulator.strategies.base import Strategy
from simulator.tasks.base import TaskFamily

SEED = Parameter(
    name="seed",
    title="Seed",
    description="Fixes every random number: the same seed gives the same run, and the same tasks to every strategy.",
    kind="integer",
    default=0,
    minimum=0,
    maximum=2**31 - 1,
)


ELSEWHERE = "evaluation.task"  # the section of an experiment file that describes `Experiment.elsewhere`
_PARTS = {ELSEWHERE: "elsewhere"}


@dataclass(frozen=True)
class Experiment:
    """Everything that determines a run. Equal experiments give equal histories on the same machine.

    `elsewhere` is another family on which the strategy is judged as well, without being trained on it. `drawn` are
    tasks of a person's making, to look at: no run depends on them.
    """

    task: TaskFamily
    learner: Learner
    strategy: Strategy
    schedule: Schedule
    seed: int = 0
    title: str = ""
    elsewhere: TaskFamily | None = None
    drawn: tuple[Drawn, ...] = ()

    @property
    def undrawn(self) -> Experiment:
        """The same experiment without drawn tasks: all that a run depends on."""
        return replace(self, drawn=()) if self.drawn else self

    def section(self, name: str) -> Declared:
        """The part that an experiment file's section `name` describes. Raises `InputError` where there is none."""
        part = getattr(self, _PARTS.get(name, name), None)
        if not isinstance(part, Declared):
            raise InputError(sentence("{path} is not a part of this experiment.", path=name), name)
        return part

    def with_value(self, path: str, value: Any) -> Experiment:
        """The same experiment with one parameter changed. Raises `InputError` as the file would."""
        if path == "seed":
            return replace(self, seed=checked_seed(value))
        section, _, name = path.rpartition(".")
        part = self.section(section)
        changed = type(part).parse(part.table() | {name: value}, section)
        parts: dict[str, Any] = {_PARTS.get(section, section): changed}
        return replace(self, **parts)

    def with_live_value(self, path: str, value: Any) -> Experiment:
        """`with_value` for a run that goes on; raises `InputError` where the parameter may not change then."""
        if not self.parameter(path).live:
            raise InputError(sentence("{path} cannot change while running.", path=path), path)
        return self.with_value(path, value)

    def value(self, path: str) -> Any:
        """The value of the parameter `path`."""
        if path == "seed":
            return self.seed
        section, _, name = path.rpartition(".")
        return getattr(self.section(section), name)

    def parameter(self, path: str) -> Parameter:
        """The declaration of the parameter `path`. Raises `InputError` where there is none."""
        if path == "seed":
            return SEED
        section, _, name = path.rpartition(".")
        part = getattr(self, _PARTS.get(section, section), None)
        if not isinstance(part, Declared) or name not in part.parameters():
            raise InputError(sentence("{path} is not a parameter of this experiment.", path=path), path)
        return part.parameters()[name]


def checked_seed(value: object) -> int:
    """The seed, or `InputError`."""
    if not isinstance(value, int) or isinstance(value, bool) or not SEED.admits(value):
        raise refusal(SEED, "seed", value)
    return value
