"""The Rasch model (Rasch 1960): one ability a student, one difficulty an item; what a meta-learner has to beat.

P(right) = 1 / (1 + exp(b_item - theta)) with theta ~ N(0, spread^2). `fit` finds difficulties and spread by marginal
maximum likelihood on the training students (Bock and Aitkin 1981), with the integral over the ability on a grid.
`Rasch.ability` is the mode of a new student's posterior. `item_log_odds` is the simpler reference: each item's mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor

NODES, REACH = 31, 5.0  # of the grid over the ability, in spreads
TURNS, CLOSE = 200, 1e-6  # at most, and the largest change of the last one, in logits
STRIDE, NARROWEST, WIDEST = 1.0, 0.01, 20.0  # logits of a turn at most; of the spread: no data show more or less
SPARSE = 0.1  # the share of answered items below which the others are left out: they would only take room
WEAK = 0.02  # precision that keeps the difficulty of a rarely asked item finite


@dataclass(frozen=True)
class Answers:
    """Right (1) and wrong (0) answers of many students in one long list, ``[answer]`` each."""

    student: Tensor
    item: Tensor
    right: Tensor
    items: int


@dataclass(frozen=True)
class Rasch:
    """Item difficulties ``[item]`` in logits, float64, and the standard deviation of abilities."""

    difficulty: Tensor
    spread: float

    def ability(self, items: Tensor, right: Tensor, steps: int = 50) -> Tensor:
        """The most probable ability of each student, ``[task]``, after answers ``[task, shot]``, by Newton's method.

        The log-posterior is concave; its derivative is bounded by the number of answers, so steps are kept to at
        most one logit, which makes the iteration safe from any start.
        """
        b = self.difficulty[items]  # [task, shot]
        right = right.double()
        theta = b.new_zeros(len(b), 1)
        precision = self.spread**-2
        for _ in range(steps):
            chance = torch.sigmoid(theta - b)
            slope = (right - chance).sum(1, keepdim=True) - precision * theta
            bend = (chance * (1 - chance)).sum(1, keepdim=True) + precision
            theta = theta + (slope / bend).clamp(-1.0, 1.0)
        return theta.squeeze(1)

    def log_odds(self, ability: Tensor, items: Tensor) -> Tensor:
        """The log-odds of a right answer, ``[task, shot]``, of abilities ``[task]`` to items ``[task, shot]``."""
        return ability.unsqueeze(1) - self.difficulty[items]


def item_log_odds(answers: Answers) -> Tensor:
    """The log-odds of each item's share of right answers, ``[item]``, with one average answer added to each."""
    right = answers.right.double()
    asked = torch.bincount(answers.item, minlength=answers.items)
    solved = torch.bincount(answers.item, right, minlength=answers.items)
    share = ((solved + right.mean()) / (asked + 1)).clamp(1e-4, 1 - 1e-4)
    return torch.logit(share)


def fit(answers: Answers) -> Rasch:
    """Difficulties and spread of the highest marginal likelihood: the EM algorithm of Bock and Aitkin, in float64.

    Abilities are the nodes of the grid times the spread. Each turn works out how probable each node is for each
    student, and with that how often each item was asked and solved at each node; then difficulties and spread take a
    Newton step to what fits these counts.
    """
    given, solved = _by_item(answers)
    given_back, solved_back = given.t(), solved.t()
    nodes = torch.linspace(-REACH, REACH, NODES, dtype=torch.float64)
    log_prior = torch.log_softmax(-0.5 * nodes.square(), 0)
    b, spread = -item_log_odds(answers), torch.ones((), dtype=torch.float64)
    for _ in range(TURNS):
        distance = spread * nodes - b.unsqueeze(1)  # [item, node]
        joint = solved @ distance - given @ torch.nn.functional.softplus(distance)  # [student, node]
        probable = torch.softmax(joint + log_prior, 1)
        asked, right = given_back @ probable, solved_back @ probable
        moved, stretched = _newton(b, spread, nodes, asked, right)
        before, spread = spread, (spread + stretched).clamp(NARROWEST, WIDEST)
        b = b + moved
        if max(moved.abs().max(), (spread - before).abs()) < CLOSE:
            break
    return Rasch(b, float(spread))


def _newton(b: Tensor, spread: Tensor, nodes: Tensor, asked: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
    """A Newton step of difficulties and spread to what fits counts ``[item, node]``, neither longer than `STRIDE`.

    Difficulties do not bend each other's fit, so that the system is solved by hand: for the spread, then for each.
    """
    chance = torch.sigmoid(spread * nodes - b.unsqueeze(1))
    missing, bend = right - asked * chance, asked * chance * (1 - chance)
    slope, slopes = (missing * nodes).sum(), -missing.sum(1) - WEAK * (b - b.mean())
    own, cross, both = bend.sum(1) + WEAK, -(bend * nodes).sum(1), (bend * nodes.square()).sum()
    left = (both - (cross.square() / own).sum()).clamp_min(WEAK)
    stretched = ((slope - (cross * slopes / own).sum()) / left).clamp(-STRIDE, STRIDE)
    return ((slopes - cross * stretched) / own).clamp(-STRIDE, STRIDE), stretched


def _by_item(answers: Answers) -> tuple[Tensor, Tensor]:
    """How often each student answered each item, and how often right, ``[student, item]``; sparse where few are."""
    _, student = torch.unique(answers.student, return_inverse=True)
    places, shape = torch.stack([student, answers.item]), (int(student.max()) + 1, answers.items)
    given, solved = (
        torch.sparse_coo_tensor(places, count.double(), shape, check_invariants=False).coalesce()
        for count in (torch.ones_like(answers.right), answers.right)
    )
    if given.values().numel() > SPARSE * given.numel():
        given, solved = given.to_dense(), solved.to_dense()
    return given, solved
