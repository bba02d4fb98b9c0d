"""A registry: the named choices of one section of an experiment file.

Every choice is named as in an entry point, ``module:class``, and imported when it is first asked for: a program that
shows one experiment loads what that consists of. The built-in ones are an explicit table; third parties add theirs
through an entry-point group, and a broken one of theirs is reported and left out rather than keeping the program from
starting.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from simulator.declaration.declared import Declared
from simulator.declaration.input_error import InputError, nearest, shown
from simulator.declaration.sentence import sentence

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

Entry = TypeVar("Entry", bound=Declared)


class Registry(Mapping[str, type[Entry]]):
    """The choices of one section: key -> declared class, in the order in which they are shown.

    Keys are the names used in files. To look at them imports none of the built-in ones; to look at all values does.
    """

    __eq__, __hash__ = object.__eq__, object.__hash__  # there is one of each, and comparing would import all

    def __init__(self, section: str, base: type[Entry], builtin: Mapping[str, str]) -> None:
        self.section = section
        self._base = base
        self._builtin = builtin
        self._loaded: dict[str, type[Entry]] = {}

    @cached_property
    def _added(self) -> dict[str, type[Entry]]:
        """What third parties add, as far as it can be used."""
        found: dict[str, type[Entry]] = {}
        for point in _add_ons(f"simulator.{_GROUPS.get(self.section, self.section)}"):
            try:
                entry = point.load()
                if not issubclass(entry, self._base):
                    raise TypeError(f"it is not a {self._base.__name__}")
                if key_of(entry) not in self._builtin:
                    found.setdefault(key_of(entry), entry)
            except Exception as error:
                logging.getLogger(__name__).warning("The add-on %s cannot be used: %s", point.name, error)
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self._builtin
        yield from self._added

    def __len__(self) -> int:
        return len(self._builtin) + len(self._added)

    def __contains__(self, kind: object) -> bool:
        return kind in self._builtin or kind in self._added

    def __getitem__(self, kind: str) -> type[Entry]:
        if kind not in self._builtin:
            return self._added[kind]
        if kind not in self._loaded:
            self._loaded[kind] = resolve_name(self._builtin[kind])
        return self._loaded[kind]

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
        if not isinstance(kind, str) or kind not in self:
            hint = nearest(kind if isinstance(kind, str) else shown(kind), self)
            raise InputError(
                sentence("{path} is {value}, which is not known{hint}", path=path, value=shown(kind), hint=hint), path
            )
        return self[kind].parse(table, section)


@cache
def _every_add_on() -> Any:
    """All entry points of all packages: to look for one group takes as long as to look for all."""
    from importlib.metadata import entry_points  # a hundredth of a second, for what is seldom asked

    return entry_points()


def _add_ons(group: str) -> EntryPoints:
    found: EntryPoints = _every_add_on().select(group=group)
    return found


_GROUPS = {"task": "tasks", "learner": "learners", "strategy": "strategies"}


def key_of(entry: type[Declared]) -> str:
    """The name by which files call a choice: the single value of its `kind` field."""
    return str(get_args(entry.model_fields["kind"].annotation)[0])
