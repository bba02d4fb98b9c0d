"""Simulated students of item response theory (Birnbaum 1968): one ability, items of the four kinds of a test bank.

P(right) = c + (1 - c) / (1 + exp(-a (theta - b))), with ability theta ~ N(0, spread^2) and items drawn once for all
students: difficulty b ~ N(0, 1), discrimination a ~ N(1, 0.2) cut off at 0.2, guessing c ~ U(0, guess), as in catR
(Magis and Raiche 2012). An input is the item's one-hot vector, ``[items]``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Shape, Solution, Split, TaskBatch
from simulator.tasks.students.base import COHORT, Students, Yardstick, log_odds, one_hot, shuffled_rounds

if TYPE_CHECKING:
    from torch import Generator, Tensor

NODES, REACH = 2001, 8.0  # of the grid over the ability, in spreads: exact to five digits for tests of 500 items


class StudentsIrt(Students):
    """Each student has one hidden ability; every item is answered right with a chance that rises with it."""

    title = "Simulated students: ability"
    summary = "Each task is a student with one hidden ability, seen through a few right and wrong answers."
    explanation = (
        "A student has one ability, and each question its own difficulty, sharpness and chance of guessing right. "
        "From a few answers the learner must judge the ability and say how the other questions will go."
    )
    formula = "P(right) = c + (1 − c) / (1 + e<sup>−a(θ − b)</sup>), θ ~ N(0, σ<sup>2</sup>)"
    paper = "Birnbaum 1968, Some latent trait models and their use in inferring an examinee's ability"

    solved = "exact posterior"

    kind: Literal["students-irt"] = "students-irt"
    shots: int = parameter(
        5, "Answers seen", "First answers that the learner adapts on: more tell more.", ge=1, le=500, symbol="k"
    )
    query_shots: int = parameter(
        10, "Answers to predict", "Later answers on which an adaptation is judged.", ge=1, le=500, advanced=True
    )
    items: int = parameter(
        20, "Items", "Different questions in the bank: more mean less is known of each.", ge=2, le=500
    )
    spread: float = parameter(
        1.0,
        "Spread of ability",
        "Standard deviation of ability between students: how much is to be learned of each.",
        gt=0,
        le=5,
        unit="logit",
        symbol="sigma",
    )
    guess: float = parameter(
        0.25,
        "Guessing",
        "The highest chance of guessing a question right; guessing hides the ability.",
        ge=0,
        le=0.9,
        advanced=True,
    )
    bank_seed: int = parameter(
        0, "Bank", "Which bank of items is drawn; all students get the same one.", ge=0, le=1_000_000, advanced=True
    )

    @property
    def shape(self) -> Shape:
        return Shape((self.items,), 1)

    def item_count(self) -> int:
        return self.items

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        ability = self.spread * torch.randn(tasks, generator=generator)
        asked = shuffled_rounds(generator, tasks, self.items, self.shots + self.query_shots)
        chance = self.chances(ability).gather(1, asked)  # [task, shot]
        right = (torch.rand(chance.shape, generator=generator) < chance).float().unsqueeze(2)
        return TaskBatch.divided(one_hot(asked, self.items), right, self.shots, {"ability": ability})

    def chances(self, ability: Tensor) -> Tensor:
        """The probability that an ability ``[student]`` gives a right answer to each item, ``[student, item]``."""
        ahead, c = self._ahead(ability)
        return c + (1 - c) * torch.sigmoid(ahead)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        """The probability of a right answer, ``[task, shot, 1]``."""
        return inputs @ self.chances(batch.latents["ability"]).unsqueeze(2)

    def solution(self, batch: TaskBatch) -> Solution:
        chance = self.posterior_chances(batch.support.inputs, batch.support.targets)  # [task, item]
        return Solution(lambda inputs: log_odds(inputs.double() @ chance.unsqueeze(2)))

    def posterior_chances(self, inputs: Tensor, right: Tensor) -> Tensor:
        """The probability of a right answer to each item after a support set, ``[task, item]``, in float64.

        The integral over the ability is taken on a grid, for all students at once: answers enter through how often
        each item was answered right and wrong.
        """
        z = torch.linspace(-REACH, REACH, NODES, dtype=torch.float64, device=inputs.device)
        ahead, c = self._ahead(self.spread * z)  # [node, item]
        curve = c + (1 - c) * torch.sigmoid(ahead)
        log_wrong = torch.log1p(-c) + torch.nn.functional.logsigmoid(-ahead)  # finite where a curve rounds to 1
        solved = (inputs * right).sum(1).double()  # [task, item]
        missed = (inputs * (1 - right)).sum(1).double()
        log_weight = solved @ curve.log().T + missed @ log_wrong.T - 0.5 * z.square()
        posterior: Tensor = torch.softmax(log_weight, 1) @ curve
        return posterior

    def yardstick(self) -> Yardstick:
        return _yardstick(self)

    def _ahead(self, ability: Tensor) -> tuple[Tensor, Tensor]:
        """a (theta - b), ``[student, item]``, and c, ``[item]``, on the device and in the dtype of the ability."""
        a, b, c = (value.to(ability) for value in _bank(self.items, self.guess, self.bank_seed))
        return a * (ability.unsqueeze(1) - b), c

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        return sentence("ability {ability}", ability=f"{float(batch.latents['ability'][task]):.2f}")


@lru_cache(maxsize=16)
def _bank(items: int, guess: float, seed: int) -> tuple[Tensor, Tensor, Tensor]:
    """Discrimination, difficulty and guessing of every item, ``[item]``, float64."""
    generator = torch.Generator().manual_seed(seed)
    a, b = torch.randn(2, items, generator=generator, dtype=torch.float64)
    c = guess * torch.rand(items, generator=generator, dtype=torch.float64)
    return (1 + 0.2 * a).clamp_(min=0.2), b, c


@lru_cache(maxsize=16)
def _yardstick(family: StudentsIrt) -> Yardstick:
    return family.cohort(family.sample(torch.Generator().manual_seed(1), COHORT))
