"""A response model: abilities of a student and what the items ask of them (multidimensional item response theory).

logit P(right) = x A . theta - x b for a question's vector x: with a one-hot x, row i of A is the item's
discrimination a_i and b_i its difficulty; numeric features of a question (time since, attempts) add weights of their
own to both. With one dimension and no features it is the two-parameter model of Birnbaum (1968); with several, that of
Reckase (1985). Only the ability theta differs between students, so only it adapts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.tasks.base import Examples, Shape, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


class ResponseModel(Learner):
    """Items are common to all students; a student is a few abilities."""

    title = "Response model"
    summary = "Every question has a difficulty and every student a few abilities; only the abilities adapt."
    explanation = (
        "The chance of a right answer rises with the student's ability and falls with the question's difficulty. "
        "What belongs to the questions is shared by all students, so a few answers are enough to place a new one."
    )
    formula = "log-odds(right) = a<sub>i</sub> · θ − b<sub>i</sub>; only θ adapts"
    paper = "Reckase 1985, The difficulty of test items that measure more than one ability"

    kind: Literal["response-model"] = "response-model"
    dimensions: int = parameter(
        1,
        "Abilities",
        "Abilities of a student: 1 is item response theory; more can tell skills apart, and need more answers.",
        ge=1,
        le=64,
        symbol="D",
    )

    @property
    def head(self) -> tuple[str, ...]:
        return ("ability",)

    @property
    def body(self) -> tuple[str, ...]:
        return ("discrimination", "difficulty")

    @property
    def adapting(self) -> tuple[str, ...]:
        return ("ability",)

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        """An average student; items of much the same discrimination, which tells the dimensions apart at random."""
        lead = () if copies is None else (copies,)
        inputs, size = math.prod(shape.inputs), 1 / math.sqrt(self.dimensions)
        apart = 0.1 if self.dimensions == 1 else 1.0
        noise = torch.randn(*lead, inputs, self.dimensions, generator=generator)
        return {
            "discrimination": size * (1 + apart * noise),
            "difficulty": 0.1 * torch.randn(*lead, inputs, 1, generator=generator),
            "ability": torch.zeros(*lead, self.dimensions, 1),
        }

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        """What each question asks of the abilities, ``[task, shot, dimension]``."""
        return inputs.flatten(2) @ parameters["discrimination"]

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        gain = self.features(parameters, inputs) @ parameters["ability"]  # [task, shot, 1]
        return torch.baddbmm(gain, inputs.flatten(2), parameters["difficulty"], alpha=-1)

    def objection(self, family: TaskFamily) -> Sentence | None:
        if family.loss.binary:
            return None
        return sentence(
            "The learner {learner} predicts right and wrong answers, which {family} does not have; choose a family of "
            "students, or another learner.",
            learner=sentence(self.title),
            family=sentence(family.title),
        )
