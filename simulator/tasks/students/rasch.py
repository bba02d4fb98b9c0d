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
    """Difficulties and spread of the highest marginal likelihood, by L-BFGS in float64."""
    pairs, weight, solved = _pairs(answers)
    students = int(pairs[0].max()) + 1
    nodes = torch.linspace(-REACH, REACH, NODES, dtype=torch.float64)
    log_prior = torch.log_softmax(-0.5 * nodes.square(), 0)
    b = (-item_log_odds(answers)).requires_grad_()
    log_spread = torch.zeros((), dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([b, log_spread], max_iter=100, tolerance_grad=1e-7, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        search.zero_grad()
        distance = log_spread.exp() * nodes - b[pairs[1]].unsqueeze(1)  # [pair, node]
        each = solved.unsqueeze(1) * distance - weight.unsqueeze(1) * torch.nn.functional.softplus(distance)
        joint = each.new_zeros(students, NODES).index_add(0, pairs[0], each) + log_prior
        penalty = 0.5 * WEAK * (b - b.mean()).square().sum()
        loss = (penalty - joint.logsumexp(1).sum()) / students
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    search.step(closure)  # type: ignore[no-untyped-call]
    return Rasch(b.detach(), float(log_spread.detach().exp()))


def _pairs(answers: Answers) -> tuple[tuple[Tensor, Tensor], Tensor, Tensor]:
    """Each student's answers to each item together: (student, item), how many, and how many right, ``[pair]``."""
    _, student = torch.unique(answers.student, return_inverse=True)
    key, where = torch.unique(student * answers.items + answers.item, return_inverse=True)
    weight = torch.bincount(where).double()
    solved = torch.bincount(where, answers.right.double())
    return (key // answers.items, key % answers.items), weight, solved
