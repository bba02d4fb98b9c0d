"""Students' answers as tensors, split by student, with the baselines fitted on those who are trained on."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.declaration import InputError, sentence
from simulator.deferred import torch
from simulator.tasks.base import Split
from simulator.tasks.csv_file import PATH, stamp
from simulator.tasks.groups import Groups, every, split
from simulator.tasks.students.answer_file import Columns, Histories, histories
from simulator.tasks.students.base import Yardstick
from simulator.tasks.students.rasch import Answers

if TYPE_CHECKING:
    from torch import Tensor

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """Where answers come from and how they are split; `test_path` holds students of its own to be tested."""

    path: str
    test_path: str
    columns: Columns
    once: bool
    needed: int
    test_share: float
    validation_share: float


@dataclass(frozen=True, eq=False)
class AnswerSet:
    """Answers of many students, one after the other; `groups` says which are whose.

    `item` and `right` are ``[answer]``. `learned` are all students whom nobody is tested on, those with too few
    answers too. `short`, `repeated` and `unanswered` count the students and rows that were left out.
    """

    students: tuple[str, ...]
    items: tuple[str, ...]
    item: Tensor
    right: Tensor
    groups: Groups
    learned: Tensor
    short: int
    repeated: int
    unanswered: int

    @cached_property
    def yardstick(self) -> Yardstick:
        """The baselines, fitted on all answers of the students who are trained on."""
        student = torch.repeat_interleave(torch.arange(len(self.students)), self.groups.count)
        ours = torch.isin(student, self.learned)
        return Yardstick.fitted(Answers(student[ours], self.item[ours], self.right[ours], len(self.items)))


def load(source: Source) -> AnswerSet:
    """The answers of a source, kept in memory until a file changes. Raises `InputError` as `histories` does."""
    return _load(source, *(stamp(path) for path in (source.path, source.test_path) if path))


@lru_cache(maxsize=4)
def _load(source: Source, *changed: tuple[int, int]) -> AnswerSet:
    ours = histories(source.path, source.columns, source.once)
    tests = histories(source.test_path, source.columns, source.once) if source.test_path else Histories({}, {})
    name = Path(source.path).name
    return assemble(ours, tests, source, name)


def assemble(ours: Histories, tests: Histories, source: Source, name: str) -> AnswerSet:
    """Histories as tensors, split by student; a student who is in `tests` too is not trained on.

    Raises `InputError` where a split is left without a student. `name` is the file's.
    """
    kept = {student: items for student, items in ours.items.items() if student not in tests.items}
    students = (*kept, *tests.items)
    asked = (*kept.values(), *tests.items.values())
    right = (*(ours.right[student] for student in kept), *tests.right.values())
    items = tuple(sorted({item for each in asked for item in each}, key=_natural))
    number = {item: index for index, item in enumerate(items)}
    count = torch.tensor([len(each) for each in asked])
    enough = (count >= source.needed).nonzero().squeeze(1)
    members = _split(enough, len(kept), bool(tests.items), source)
    shared = len(ours.items) - len(kept)
    if shared and not all(len(each) for each in members.values()):
        raise InputError(
            sentence(
                "{shared} students of {file} have the names of students in the file to test on and are left out, so "
                "that too few remain; give students of different classes different names.",
                shared=shared,
                file=name,
            ),
            "task.test_path",
        )
    if not all(len(each) for each in members.values()):
        raise InputError(
            sentence(
                "The file {file} has {found} students with {needed} answers or more, too few to train and test on.",
                file=name,
                found=len(enough),
                needed=source.needed,
            ),
            PATH,
        )
    held_out = torch.cat([members["validation"], members["test"], torch.arange(len(kept), len(students))])
    learned = torch.arange(len(kept))
    found = AnswerSet(
        students,
        items,
        torch.tensor([number[item] for item in chain.from_iterable(asked)]),
        torch.tensor(list(chain.from_iterable(right)), dtype=torch.float32),
        Groups(count.cumsum(0) - count, count, members),
        learned[~torch.isin(learned, held_out)],
        len(students) - len(enough),
        ours.repeated + tests.repeated,
        ours.unanswered + tests.unanswered,
    )
    log.info(  # once a file: what is loaded is kept
        "%s: %d students, %d with fewer than %d answers left out, %d repetitions of a problem %s",
        *(name, len(students), found.short, source.needed, found.repeated),
        "left out" if source.once else "kept",
    )
    return found


def _split(enough: Tensor, ours: int, separate: bool, source: Source) -> dict[Split, Tensor]:
    """The students of each split; those of a `separate` file, numbered from `ours`, are all tested on."""
    if not separate:
        return split(enough, source.test_share, source.validation_share)
    validation, train = every(enough[enough < ours], source.validation_share)
    return {"train": train, "validation": validation, "test": enough[enough >= ours]}


def _natural(item: str) -> tuple[int, str]:
    """Sorts whole numbers by size, and before words."""
    return (int(item), "") if item.isascii() and item.isdigit() and len(item) < 18 else (2**63, item)
