"""A registry: the named choices of one section of an experiment file.

The built-in ones are an explicit tuple; third parties add theirs through an entry-point group, and a
broken one of theirs is reported and left out rather than keeping the program from starting.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.metadata import EntryPoints, entry_points
from typing import Any, Generic, TypeVar, get_args

from simulator.declaration.declared import Declared
from simulator.declaration.input_error import InputError, nearest, shown
from simulator.declaration.sentence import sentence

Entry = TypeVar("Entry", bound=Declared)


class Registry(Generic[Entry]):
    """The choices of one section: key -> declared class, in the order in which they are shown."""

    def __init__(self, section: str, base: type[Entry], builtin: tuple[type[Entry], ...]) -> None:
        self.section = section
        self._base = base
        self._builtin = builtin

    @cached_property
    def entries(self) -> dict[str, type[Entry]]:
        """Every choice by its key; keys are the names used in files."""
        found = {key_of(entry): entry for entry in self._builtin}
        for point in _add_ons(f"simulator.{_GROUPS.get(self.section, self.section)}"):
            try:
                entry = point.load()
                if not issubclass(entry, self._base):
                    raise TypeError(f"it is not a {self._base.__name__}")
                found.setdefault(key_of(entry), entry)
            except Exception as error:
                logging.getLogger(__name__).warning("The add-on %s cannot be used: %s", point.name, error)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __getitem__(self, kind: str) -> type[Entry]:
        return self.entries[kind]

    def parse(self, table: dict[str, Any], section: str = "") -> Entry:
        """Build the entry that ``table["kind"]`` names; raises `InputError` with one sentence.

        `section` is how the sentence calls the table, if not by the registry's own section.
        """
        section = section or self.section
        path = f"{section}.kind"
        if "kind" not in table:
            raise InputError(
                sentence("{path} is missing; it must be one of {keys}.", path=path, keys=", ".join(self)), path
            )
        kind = table["kind"]
        if not isinstance(kind, str) or kind not in self.entries:
            hint = nearest(kind if isinstance(kind, str) else shown(kind), self)
            raise InputError(
                sentence("{path} is {value}, which is not known{hint}", path=path, value=shown(kind), hint=hint), path
            )
        return self.entries[kind].parse(table, section)


@cache
def _every_add_on() -> Any:
    """All entry points of all packages: to look for one group takes as long as to look for all."""
    return entry_points()


def _add_ons(group: str) -> EntryPoints:
    found: EntryPoints = _every_add_on().select(group=group)
    return found


_GROUPS = {"task": "tasks", "learner": "learners", "strategy": "strategies"}


def key_of(entry: type[Declared]) -> str:
    """The name by which files call a choice: the single value of its `kind` field."""
    return str(get_args(entry.model_fields["kind"].annotation)[0])
