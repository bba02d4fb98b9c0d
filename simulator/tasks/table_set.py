"""A table as tensors: groups, features and a target, standardised on the groups that are trained on.

Columns of numbers stay numbers; columns of words become one number for each word. What a column is, is read from the
training groups' cells alone, and so are the means and deviations: what is tested on stays unseen. A word that training
never saw, and a missing number, become zeros: the average. Rows whose target is missing are left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from simulator.declaration import InputError, sentence
from simulator.deferred import torch
from simulator.tasks.csv_file import PATH, Table, missing, stamp
from simulator.tasks.groups import Groups, split

if TYPE_CHECKING:
    from torch import Tensor

WORDS = 50  # different words up to which a column is a choice among them, and classes up to which it is one of those
FEW = 10  # different numbers up to which a target is taken for a class
GROUPS = ("group", "groupid", "task", "taskid", "school", "class", "site", "subject", "patient", "user", "userid", "id")
TARGETS = ("target", "y", "label", "outcome", "result", "score", "value", "output")
TargetKind = Literal["guessed", "number", "class"]


@dataclass(frozen=True)
class Choice:
    """Which columns to use, how many rows a group needs, and how groups are split; empty names are guessed."""

    group: str
    target: str
    kind: TargetKind
    needed: int
    test_share: float
    validation_share: float


@dataclass(frozen=True, eq=False)
class TableSet:
    """Rows by group: features ``[row, feature]``, and targets ``[row, 1]`` or labels ``[row]`` of named `classes`.

    `target` names the target's column, `ignored` the columns left out; `short` counts groups with too few rows.
    """

    names: tuple[str, ...]
    features: Tensor
    targets: Tensor
    classes: tuple[str, ...]
    groups: Groups
    target: str
    ignored: tuple[str, ...]
    short: int


def load(path: str, choice: Choice) -> TableSet:
    """The table in a file, kept in memory until it changes. Raises `InputError` where it cannot be used."""
    return _load(path, choice, stamp(path))


@lru_cache(maxsize=4)
def _load(path: str, choice: Choice, changed: tuple[int, int]) -> TableSet:
    return assemble(Table.of(path), choice)


def assemble(table: Table, choice: Choice) -> TableSet:
    """A table with its columns chosen, its groups split and its features standardised."""
    group, target = _columns(table, choice)
    members: dict[str, list[int]] = {}
    for row, (name, wanted) in enumerate(zip(table.cells(group), table.cells(target), strict=True)):
        if not missing(wanted):
            members.setdefault(name, []).append(row)
    order = [row for rows in members.values() for row in rows]
    groups, short = _groups(table, group, [len(rows) for rows in members.values()], choice)
    of_row = torch.repeat_interleave(torch.arange(len(members)), groups.count)
    trained = torch.isin(of_row, groups.members["train"])  # [row]

    def cells(position: int) -> list[str]:
        column = table.cells(position)
        return [column[row] for row in order]

    columns = [position for position in range(len(table.columns)) if position not in (group, target)]
    features = {position: _feature(table, cells(position), trained) for position in columns}
    kept = [feature for found in features.values() for feature in found]
    if not kept:
        raise InputError(sentence("The file {file} has no column left to predict from.", file=table.name), PATH)
    targets, classes = _target(table, target, cells(target), trained, choice.kind)
    ignored = tuple(table.columns[position] for position in columns if not features[position])
    name = table.columns[target]
    return TableSet(tuple(members), torch.cat(kept, 1), targets, classes, groups, name, ignored, short)


def _groups(table: Table, group: int, sizes: list[int], choice: Choice) -> tuple[Groups, int]:
    """The groups with their splits, and how many have too few rows."""
    count = torch.tensor(sizes)
    enough = (count >= choice.needed).nonzero().squeeze(1)
    members = split(enough, choice.test_share, choice.validation_share)
    if all(len(each) for each in members.values()):
        return Groups(count.cumsum(0) - count, count, members), len(count) - len(enough)
    raise InputError(
        sentence(
            "The file {file} has {found} groups with {needed} rows or more in its column {column}, too few to train "
            "and test on.",
            file=table.name,
            found=len(enough),
            needed=choice.needed,
            column=table.columns[group],
        ),
        "task.group_column",
    )


def _columns(table: Table, choice: Choice) -> tuple[int, int]:
    """Where the group and the target stand: chosen, by name, or the first column of words and the last of all."""
    group = table.position(choice.group, "task.group_column") if choice.group else table.guess(GROUPS)
    target = table.position(choice.target, "task.target_column") if choice.target else table.guess(TARGETS)
    if target is None:
        target = max(column for column in range(len(table.columns)) if column != group or len(table.columns) == 1)
    if group is None:
        words = [column for column in range(len(table.columns)) if _numbers(table, table.cells(column)) is None]
        group = next((column for column in words if column != target), 0)
    if group == target:
        raise InputError(
            sentence(
                "The column {column} of {file} cannot be group and target at once.",
                column=table.columns[group],
                file=table.name,
            ),
            "task.target_column",
        )
    return group, target


def _feature(table: Table, cells: list[str], trained: Tensor) -> list[Tensor]:
    """A column as features ``[row, feature]``, standardised where it holds numbers; none where it tells nothing."""
    numbers = _numbers(table, cells, trained)
    if numbers is not None:
        standard = _standard(numbers, trained)
        return [] if standard is None else [standard]
    words = sorted({cell for cell, ours in zip(cells, trained.tolist(), strict=True) if ours and cell})
    if not 1 < len(words) <= WORDS:
        return []
    return [torch.tensor([[float(cell == word) for word in words] for cell in cells])]


def _target(
    table: Table, position: int, cells: list[str], trained: Tensor, kind: TargetKind
) -> tuple[Tensor, tuple[str, ...]]:
    numbers = _numbers(table, cells)
    if kind == "number" or (kind == "guessed" and numbers is not None and len(set(cells)) > FEW):
        standard = None if numbers is None else _standard(numbers, trained)
        if standard is not None:
            return standard, ()
        why = sentence("not every row has a number there, or all have the same")
    else:
        names = tuple(sorted(set(cells)))
        if 2 <= len(names) <= WORDS:
            return torch.tensor([names.index(cell) for cell in cells]), names
        why = sentence(
            "it has {found} different values, and a column of classes has 2 to {most}", found=len(names), most=WORDS
        )
    raise InputError(
        sentence(
            "The column {column} of {file} cannot be predicted: {why}.",
            column=table.columns[position],
            file=table.name,
            why=why,
        ),
        "task.target_column",
    )


def _numbers(table: Table, cells: list[str], counted: Tensor | None = None) -> Tensor | None:
    """A column as numbers, ``[row, 1]``, not a number where one is missing; None where it holds anything else.

    Only the rows that are `counted` decide, if some are given; elsewhere, anything else is missing.
    """
    numbers = [table.number(cell) for cell in cells]
    counts = [True] * len(cells) if counted is None else counted.tolist()
    if any(number is None and counts for number, counts in zip(numbers, counts, strict=True)):
        return None
    known = [math.nan if number is None else number for number in numbers]
    return torch.tensor(known, dtype=torch.float64).unsqueeze(1)


def _standard(numbers: Tensor, trained: Tensor) -> Tensor | None:
    """Numbers less their mean over the rows trained on, in their deviations; None where those do not differ."""
    known = numbers[trained]
    known = known[known.isfinite()]
    deviation = float(known.std()) if len(known) > 1 else 0.0
    if not deviation > 1e-12:
        return None
    return ((numbers - known.mean()) / deviation).nan_to_num(0.0).float()
