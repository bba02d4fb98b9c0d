"""Finite families: rows that belong to groups, of which each is a task and belongs to one split.

`split` shares groups out evenly, so that the same file is always split alike; `Groups` draws them and their rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.tasks.base import Split

if TYPE_CHECKING:
    from torch import Generator, Tensor


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows of group g are the `count` ones from `begin`, ``[group]`` each; `members` are the groups of each split."""

    begin: Tensor
    count: Tensor
    members: dict[Split, Tensor]

    def draw(self, generator: Generator, tasks: int, split: Split) -> Tensor:
        """Groups of a split in random order, ``[task]``.

        In training one comes again only after all others; to be judged on, each comes once, so there may be fewer
        than `tasks`.
        """
        members = self.members[split]
        rounds = -(-tasks // len(members)) if split == "train" else 1
        order = torch.rand(rounds, len(members), generator=generator).argsort(1).flatten()
        return members[order[:tasks]]

    def first(self, groups: Tensor, rows: int) -> Tensor:
        """The first rows of each group, ``[task, row]``."""
        return self.begin[groups].unsqueeze(1) + torch.arange(rows)

    def stretch(self, groups: Tensor, rows: int, generator: Generator) -> Tensor:
        """Rows of each group that follow one another, from a random one on, ``[task, row]``."""
        starts = self.count[groups] - rows + 1
        offset = (torch.rand(len(groups), generator=generator) * starts).long()
        return (self.begin[groups] + offset).unsqueeze(1) + torch.arange(rows)

    def shuffled(self, groups: Tensor, rows: int, generator: Generator | None) -> Tensor:
        """Random rows of each group, ``[task, row]``; without a generator the same ones every time."""
        count, begin = self.count[groups], self.begin[groups].unsqueeze(1)
        longest = int(count.max())
        if generator is not None:
            keys = torch.rand(len(groups), longest, generator=generator)
        else:
            keys = self._order[(begin + torch.arange(longest)).clamp(max=len(self._order) - 1)]
        return begin + smallest(keys, count, rows)

    @cached_property
    def _order(self) -> Tensor:
        """Numbers that put each group's rows into one random order for good, ``[row]``."""
        return torch.rand(int(self.count.sum()), generator=torch.Generator().manual_seed(0))


def smallest(keys: Tensor, count: Tensor, rows: int) -> Tensor:
    """Where the `rows` smallest of `keys` ``[..., longest]`` are among the first `count` ``[...]``, ``[..., row]``."""
    absent = torch.arange(keys.shape[-1]) >= count.unsqueeze(-1)
    return keys.masked_fill(absent, 2.0).topk(rows, dim=-1, largest=False).indices


def split(groups: Tensor, test_share: float, validation_share: float) -> dict[Split, Tensor]:
    """Share groups out: with a test share of a fifth, every fifth one; validation has its share of the rest."""
    test, rest = every(groups, test_share)
    validation, train = every(rest, validation_share)
    return {"train": train, "validation": validation, "test": test}


def every(groups: Tensor, share: float) -> tuple[Tensor, Tensor]:
    """A share of the groups, evenly spaced, and the others."""
    passed = (torch.arange(len(groups) + 1, dtype=torch.float64) * share + 1e-9).floor()
    chosen = passed.diff() > 0
    return groups[chosen], groups[~chosen]
