"""The parameters of experiments side by side, with their titles and units; those in which they differ first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.declaration import Declared, Parameter, Sentence, sentence
from simulator.declaration.parameter import Interval
from simulator.experiment import Experiment
from simulator.experiment.documents import SECTIONS
from simulator.experiment.experiment import ELSEWHERE, SEED

PARTS = {
    "task": "Task family",
    "learner": "Base learner",
    "strategy": "Meta-strategy",
    "schedule": "Schedule",
    ELSEWHERE: "Also judged on",
}
NAMED = 3  # settings that are all named where experiments differ in no more
Written = str | Sentence


@dataclass(frozen=True)
class Setting:
    """One parameter: of which part, its title with its unit, and its value in each experiment, None where it has none.

    The kind of a part is a setting too, whose path ends in ``kind``.
    """

    path: str
    part: Sentence
    title: Written
    values: tuple[Written | None, ...]

    @property
    def differs(self) -> bool:
        """Whether not all experiments have the same value."""
        return len({str(value) for value in self.values}) > 1


def settings(experiments: Sequence[Experiment]) -> list[Setting]:
    """All settings of some experiments, in the order of their declaration, the differing ones first."""
    found = [_seed(experiments)] if experiments else []
    for section in (*SECTIONS, ELSEWHERE):
        parts = [_part(experiment, section) for experiment in experiments]
        if any(part is not None for part in parts):
            found += _settings(section, parts)
    return sorted(found, key=lambda setting: not setting.differs)


def titles(experiments: Sequence[Experiment]) -> list[Written]:
    """What to call each of some experiments: its strategy, and what tells it from others with the same one.

    All settings in which these differ are named where they are `NAMED` at most; else as many as tell them apart, and
    how many more there are.
    """
    strategies = [str(sentence(experiment.strategy.title)) for experiment in experiments]
    found: list[Written] = [sentence(experiment.strategy.title) for experiment in experiments]
    for strategy in dict.fromkeys(strategies):
        alike = [index for index, each in enumerate(strategies) if each == strategy]
        differing = _differing([experiments[index] for index in alike])
        shown = differing if len(differing) <= NAMED else _telling(differing, len(alike))
        for place, index in enumerate(alike):
            for setting in shown:
                found[index] = _told_apart(found[index], setting, setting.values[place])
            if len(shown) < len(differing):
                more = len(differing) - len(shown)
                found[index] = sentence("{title} and {count} more", title=found[index], count=more)
    return found


def _differing(experiments: Sequence[Experiment]) -> list[Setting]:
    """The settings that differ, without those that only one kind of a part has where the kinds differ themselves."""
    found = [each for each in settings(experiments) if each.differs]
    kinds = {each.path.removesuffix("kind") for each in found if each.path.endswith(".kind")}
    return [
        each
        for each in found
        if each.path.endswith(".kind") or None not in each.values or f"{each.path.partition('.')[0]}." not in kinds
    ]


def _telling(differing: Sequence[Setting], count: int) -> list[Setting]:
    """As many of the settings that differ as tell so many experiments apart, each of which tells more of them."""
    shown: list[Setting] = []
    apart = 1
    for setting in differing:
        told = len(set(zip(*(map(str, each.values) for each in (*shown, setting)), strict=True)))
        if apart < count and told > apart:
            shown.append(setting)
            apart = told
    return shown


def written(value: Any) -> Written:
    """The value of a parameter as it is read."""
    if isinstance(value, bool):
        return sentence("on") if value else sentence("off")
    if isinstance(value, Interval):
        return sentence("{low} to {high}", low=f"{value.low:g}", high=f"{value.high:g}")
    if isinstance(value, list | tuple):
        return ", ".join(str(written(each)) for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _seed(experiments: Sequence[Experiment]) -> Setting:
    values = tuple(str(experiment.seed) for experiment in experiments)
    return Setting("seed", sentence(PARTS["schedule"]), sentence(SEED.title), values)


def _part(experiment: Experiment, section: str) -> Declared | None:
    return experiment.elsewhere if section == ELSEWHERE else experiment.section(section)


def _settings(section: str, parts: Sequence[Declared | None]) -> list[Setting]:
    """The kind of a part, where there are several, and its parameters."""
    name = sentence(PARTS[section])
    kinds = tuple(sentence(part.title) if part is not None else None for part in parts)
    found = [] if section == "schedule" else [Setting(f"{section}.kind", name, name, kinds)]
    declared: dict[str, Parameter] = {}
    for part in parts:
        if part is not None:
            declared = type(part).parameters() | declared
    for key, parameter in declared.items():
        values = tuple(_value(part, key) for part in parts)
        if any(value is not None for value in values):
            found.append(Setting(f"{section}.{key}", name, _title(parameter), values))
    return found


def _value(part: Declared | None, key: str) -> Written | None:
    """A value, where it is set and applies beside the others of its part."""
    if part is None or key not in type(part).parameters() or getattr(part, key) is None:
        return None
    when = type(part).parameters()[key].when
    return written(getattr(part, key)) if when is None or getattr(part, when[0]) == when[1] else None


def _title(parameter: Parameter) -> Sentence:
    title = sentence(parameter.title)
    return sentence("{title} ({unit})", title=title, unit=sentence(parameter.unit)) if parameter.unit else title


def _told_apart(title: Written, setting: Setting, value: Written | None) -> Sentence:
    if setting.path.endswith(".kind"):
        return sentence("{title}, {value}", title=title, value=value or sentence("none"))
    return sentence("{title}, {setting} {value}", title=title, setting=setting.title, value=value or "\N{EN DASH}")
