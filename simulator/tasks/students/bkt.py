"""Simulated students of Bayesian knowledge tracing (Corbett and Anderson 1994), who learn while they answer.

Each skill is known or not: known at first with chance L0, learned after each answer with chance T, never forgotten. A
known skill is answered right but for slips (S), an unknown one only by guessing (G). Students differ by one trait
z ~ N(0, 1) that moves L0 and T together, by `spread` z in log-odds; with it given, the forward filter over knowledge is
exact, and it is summed over a grid of z.

An input is the skill's one-hot vector and, last, how many answers to that skill came before, in tens: ``[skills + 1]``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Examples, Shape, Solution, Split, TaskBatch
from simulator.tasks.students.base import COHORT, Students, Yardstick, log_odds, one_hot

if TYPE_CHECKING:
    from torch import Generator, Tensor

NODES, REACH = 81, 5.0  # of the grid over the trait
TENS = 10.0  # answers in one unit of the last input


class StudentsBkt(Students):
    """Each skill is either known or not, and may be learned with every answer."""

    title = "Simulated students: learning"
    summary = "Each task is a student who learns skills while answering, sometimes slips, and sometimes guesses."
    explanation = (
        "A skill is either known or not, and each answer is a chance to learn it. "
        "As known skills can slip and unknown ones can be guessed, the learner must judge from a few answers what is "
        "known by now."
    )
    formula = (
        "P(L<sub>t+1</sub>) = P(L<sub>t</sub> | answer) + (1 − P(L<sub>t</sub> | answer)) T<br>"
        "P(right) = P(L)(1 − S) + (1 − P(L)) G"
    )
    paper = "Corbett and Anderson 1994, Knowledge tracing: Modeling the acquisition of procedural knowledge"

    solved = "exact forward filter"

    kind: Literal["students-bkt"] = "students-bkt"
    shots: int = parameter(
        10, "Answers seen", "First answers that the learner adapts on: more tell more.", ge=1, le=200, symbol="k"
    )
    query_shots: int = parameter(
        10, "Answers to predict", "Later answers on which an adaptation is judged.", ge=1, le=200, advanced=True
    )
    skills: int = parameter(
        3, "Skills", "Skills that are practised in turns: more leave fewer answers each.", ge=1, le=50
    )
    known: float = parameter(
        0.2, "Known at first", "Chance that an average student knows a skill at the start.", gt=0, le=0.99, symbol="L0"
    )
    learning: float = parameter(
        0.1, "Learning", "Chance that an average student learns a skill with one answer.", gt=0, le=0.99, symbol="T"
    )
    slip: float = parameter(
        0.1, "Slip", "Chance of a wrong answer to a known skill.", ge=0.001, le=0.5, symbol="S", advanced=True
    )
    guess: float = parameter(
        0.2, "Guess", "Chance of a right answer to an unknown skill.", ge=0.001, le=0.5, symbol="G", advanced=True
    )
    spread: float = parameter(
        1.0,
        "Spread between students",
        "How far students differ in what they know at first and how soon they learn.",
        ge=0,
        le=5,
        unit="logit",
        symbol="sigma",
    )

    @property
    def shape(self) -> Shape:
        return Shape((self.skills + 1,), 1)

    def item_count(self) -> int:
        return self.skills

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        answers = self.shots + self.query_shots
        trait = torch.randn(tasks, generator=generator)
        skill = torch.randint(self.skills, (tasks, answers), generator=generator)
        first, learning = self.chances(trait)  # [task]
        knows = torch.rand(tasks, self.skills, generator=generator) < first.unsqueeze(1)
        luck, learns = torch.rand(2, tasks, answers, generator=generator)
        right = []
        for shot in range(answers):
            asked = one_hot(skill[:, shot], self.skills).bool()
            known = (knows & asked).any(1)
            right.append(torch.where(known, luck[:, shot] >= self.slip, luck[:, shot] < self.guess))
            knows = knows | (asked & (learns[:, shot] < learning).unsqueeze(1))
        targets = torch.stack(right, 1).float().unsqueeze(2)
        latents = {"trait": trait, "known": knows.float().mean(1)}
        return TaskBatch.divided(self.inputs(skill), targets, self.shots, latents)

    def inputs(self, skill: Tensor) -> Tensor:
        """Skills ``[task, shot]`` in order as inputs."""
        asked = one_hot(skill, self.skills)
        before = ((asked.cumsum(1) - asked) * asked).sum(2, keepdim=True)
        return torch.cat([asked, before / TENS], 2)

    def chances(self, trait: Tensor) -> tuple[Tensor, Tensor]:
        """The chances of knowing a skill at first and of learning it with an answer, of students with that trait."""
        first, learning = (math.log(p / (1 - p)) + self.spread * trait for p in (self.known, self.learning))
        return first.sigmoid(), learning.sigmoid()

    def solution(self, batch: TaskBatch) -> Solution:
        weight, known, learning = self.filtered(batch.support)
        seen = batch.support.inputs[..., : self.skills].sum(1)  # [task, skill]

        def predict(inputs: Tensor) -> Tensor:
            asked = self.asked(inputs)  # [task, shot]
            before = (inputs[..., -1] * TENS).round()
            since = (before - seen.gather(1, asked)).clamp(min=0).unsqueeze(2)  # answers to it after the support
            each = known.gather(2, asked.unsqueeze(1).expand(-1, NODES, -1)).mT  # [task, shot, node]
            later = 1 - (1 - each) * (1 - learning) ** since
            right = later * (1 - self.slip) + (1 - later) * self.guess
            return log_odds(right @ weight.unsqueeze(2))

        return Solution(predict)

    def filtered(self, support: Examples) -> tuple[Tensor, Tensor, Tensor]:
        """What a support set tells: of the trait, ``[task, node]``; of knowledge by now, ``[task, node, skill]``.

        The third is the chance of learning with an answer, ``[node]``. All in float64.
        """
        asked, right = self.asked(support.inputs), support.targets.double()
        z = torch.linspace(-REACH, REACH, NODES, dtype=torch.float64, device=right.device)
        first, learning = self.chances(z)
        known = first.view(1, NODES, 1).repeat(len(asked), 1, self.skills)
        log_weight = (-0.5 * z.square()).repeat(len(asked), 1)
        for shot in range(asked.shape[1]):
            column = asked[:, shot].view(-1, 1, 1).expand(-1, NODES, 1)
            before = known.gather(2, column).squeeze(2)  # [task, node]
            answer = right[:, shot]  # [task, 1]
            if_known = answer * (1 - self.slip) + (1 - answer) * self.slip
            if_not = answer * self.guess + (1 - answer) * (1 - self.guess)
            chance = before * if_known + (1 - before) * if_not
            log_weight = log_weight + chance.log()
            after = before * if_known / chance
            known = known.scatter(2, column, (after + (1 - after) * learning).unsqueeze(2))
        return log_weight.softmax(1), known, learning

    def yardstick(self) -> Yardstick:
        return _yardstick(self)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        return sentence(
            "trait {trait}, knows {share} of the skills at the end",
            trait=f"{float(batch.latents['trait'][task]):.2f}",
            share=f"{float(batch.latents['known'][task]):.0%}",
        )


@lru_cache(maxsize=16)
def _yardstick(family: StudentsBkt) -> Yardstick:
    return family.cohort(family.sample(torch.Generator().manual_seed(1), COHORT))
