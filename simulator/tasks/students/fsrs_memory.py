"""Memory of words on tensors, and how FSRS-6 changes it: the equations of the package `fsrs` for many students at once.

Stability S is the delay in days after which nine of ten are remembered, difficulty D between 1 and 10. A right answer
counts as the package's rating Good, a wrong one as Again; delays are whole days. Source: open-spaced-repetition, "The
Algorithm", version FSRS-6, with the package's default parameters w.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor

AGAIN, GOOD, EASY = 1, 3, 4


@dataclass(frozen=True)
class Memory:
    """How well each word is known, ``[task, node, item]``: a stability or half-life, and for FSRS a difficulty."""

    strength: Tensor
    difficulty: Tensor

    def of(self, word: Tensor) -> Memory:
        """The memory of one word a task, ``[task, node]``."""
        where = word.view(-1, 1, 1).expand(-1, self.strength.shape[1], 1)
        return Memory(self.strength.gather(2, where).squeeze(2), self.difficulty.gather(2, where).squeeze(2))

    def changed(self, word: Tensor, after: Memory) -> Memory:
        """With another memory ``[task, node]`` of one word a task."""
        where = word.view(-1, 1, 1).expand(-1, self.strength.shape[1], 1)
        return Memory(
            self.strength.scatter(2, where, after.strength.unsqueeze(2)),
            self.difficulty.scatter(2, where, after.difficulty.unsqueeze(2)),
        )


@cache
def parameters() -> tuple[float, ...]:
    """The default parameters w of FSRS-6."""
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return tuple(DEFAULT_PARAMETERS)


def introduced(doublings: Tensor) -> Memory:
    """Memory after a first review rated Good, its stability longer by so many doublings, ``[task, node, item]``."""
    w = parameters()
    return Memory(_kept(w[GOOD - 1] * doublings.exp2()), torch.full_like(doublings, _first_difficulty(GOOD)))


def retrievability(stability: Tensor, days: Tensor) -> Tensor:
    """The chance that a word of that stability is remembered after so many days."""
    decay = -parameters()[20]
    factor = 0.9 ** (1 / decay) - 1
    return torch.pow(1 + factor * days / stability, decay)


def reviewed(memory: Memory, days: Tensor, right: Tensor) -> Memory:
    """Memory after a review that came days after the last one and was answered right or wrong; all broadcast."""
    w, s, d = parameters(), memory.strength, memory.difficulty
    forgotten = 1 - retrievability(s, days)
    recalled = s * (1 + math.exp(w[8]) * (11 - d) * s ** -w[9] * torch.expm1(forgotten * w[10]))
    lapsed = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * torch.exp(forgotten * w[14])
    lapsed = torch.minimum(lapsed, s / math.exp(w[17] * w[18]))
    later = torch.where(right, recalled, lapsed)
    same_day = torch.where(right, _short_term(s, GOOD), _short_term(s, AGAIN))
    difficulty = torch.where(right, _next_difficulty(d, GOOD), _next_difficulty(d, AGAIN))
    return Memory(_kept(torch.where(days < 1, same_day, later)), difficulty)


def _short_term(stability: Tensor, rating: int) -> Tensor:
    w = parameters()
    growth = stability ** -w[19] * math.exp(w[17] * (rating - 3 + w[18]))
    return stability * (growth.clamp(min=1.0) if rating >= GOOD else growth)


def _first_difficulty(rating: int) -> float:
    w = parameters()
    return float(min(max(w[4] - math.exp(w[5] * (rating - 1)) + 1, 1.0), 10.0))


def _next_difficulty(difficulty: Tensor, rating: int) -> Tensor:
    w = parameters()
    easiest = w[4] - math.exp(w[5] * (EASY - 1)) + 1  # not kept within its limits, as in the package
    moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    return (w[7] * easiest + (1 - w[7]) * moved).clamp(1.0, 10.0)


def _kept(stability: Tensor) -> Tensor:
    return stability.clamp(min=0.001)
