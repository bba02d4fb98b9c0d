"""Simulated students who learn words by heart and forget them, by a half-life or by FSRS-6.

Every word is introduced once; then come reviews, `shots` of them, and at the end a quiz that leaves memory as it is.
Students differ by one trait z ~ N(0, 1) that multiplies how long they remember by 2^(spread z), and words by an ease
that all students share. An input is the word's one-hot vector, the logarithm (base 10) of the days since its last
review, and how many reviews of it came before, in tens: ``[items + 2]``.

``half-life`` (Settles and Meeder 2016): p = 2^(-delta / h), h = base 2^(spread z + ease + growth n) after n reviews,
kept within 15 minutes and 274 days. ``fsrs``: the forgetting curve, stability and difficulty of FSRS-6 with the
default parameters of the package `fsrs`; see `fsrs_memory`.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.tasks.base import Examples, Shape, Solution, Split, TaskBatch
from simulator.tasks.students import fsrs_memory
from simulator.tasks.students.base import COHORT, Students, Yardstick, log_odds, one_hot

if TYPE_CHECKING:
    from torch import Generator, Tensor

NODES, REACH = 121, 5.0  # of the grid over the trait
MINUTES_15, LONGEST = 15 / (24 * 60), 274.0  # days
CERTAIN = 1e-4  # no answer is surer than this, as in the half-life model's own code
TENS = 10.0  # reviews in one unit of the last input


class StudentsMemory(Students):
    """Words are remembered for a while, longer after every review."""

    title = "Simulated students: memory"
    summary = "Each task is a student who learns words and forgets them; some remember for much longer than others."
    explanation = (
        "A word that was just seen is remembered, and the chance falls with time, more slowly after every review. "
        "From a few reviews the learner must judge how long this student remembers, and say how a later quiz will go."
    )
    formula = "half-life: p = 2<sup>−Δ/h</sup><br>FSRS-6: p = (1 + f Δ/S)<sup>−w<sub>20</sub></sup>"
    paper = "Settles and Meeder 2016, A trainable spaced repetition model for language learning"

    solved = "exact posterior"
    solves_parts = False  # later reviews make memory last longer, whether their answers were seen or not

    kind: Literal["students-memory"] = "students-memory"
    model: Literal["half-life", "fsrs"] = parameter(
        "half-life",
        "Memory",
        "half-life: the chance halves with every half-life. "
        "fsrs: the scheduler FSRS-6, where forgetting once costs more.",
    )
    shots: int = parameter(
        10, "Reviews seen", "Reviews that the learner adapts on: more tell more.", ge=1, le=200, symbol="k"
    )
    query_shots: int = parameter(
        10, "Quiz questions", "Questions on which an adaptation is judged.", ge=1, le=200, advanced=True
    )
    items: int = parameter(10, "Words", "Different words: more leave fewer reviews of each.", ge=1, le=200)
    spread: float = parameter(
        1.5,
        "Spread between students",
        "Standard deviation between students of how long memory lasts.",
        ge=0,
        le=10,
        unit="doublings",
        symbol="sigma",
    )
    longest: float = parameter(
        60.0,
        "Longest delay",
        "The longest wait before a review; short and long waits are equally common.",
        gt=1,
        le=274,
        unit="days",
        log=True,
    )
    base: float = parameter(
        2.0,
        "First half-life",
        "After how long an average student still knows an average word with chance one half, at first.",
        gt=0.05,
        le=100,
        unit="days",
        log=True,
        advanced=True,
        when=("model", "half-life"),
    )
    growth: float = parameter(
        1.0,
        "Growth",
        "Doublings of the half-life with each review.",
        ge=0,
        le=4,
        unit="doublings",
        advanced=True,
        when=("model", "half-life"),
    )
    ease_spread: float = parameter(
        1.0,
        "Spread between words",
        "Standard deviation between words of how long they are remembered.",
        ge=0,
        le=4,
        unit="doublings",
        advanced=True,
    )
    bank_seed: int = parameter(
        0, "Words drawn", "Which words are drawn; all students get the same ones.", ge=0, le=1_000_000, advanced=True
    )

    @property
    def shape(self) -> Shape:
        return Shape((self.items + 2,), 1)

    def item_count(self) -> int:
        return self.items

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        trait = torch.randn(tasks, generator=generator)
        answers = self.shots + self.query_shots
        word = torch.randint(self.items, (tasks, answers), generator=generator)
        days = self._delays(torch.rand(tasks, answers, generator=generator))
        luck = torch.rand(tasks, answers, generator=generator)
        asked = one_hot(word, self.items)
        before = (asked.cumsum(1) - asked)[:, : self.shots]  # reviews of each word that came before, in the support
        at_end = asked[:, : self.shots].sum(1, keepdim=True).expand(-1, self.query_shots, -1)
        reviews = (torch.cat([before, at_end], 1) * asked).sum(2)
        inputs = torch.cat([asked, days.log10().unsqueeze(2), reviews.unsqueeze(2) / TENS], 2)
        memory = self.start(trait.double().unsqueeze(1))  # one node a student: the student
        right = []
        for shot in range(answers):
            chance = self.recall(memory, word[:, shot], days[:, shot].double())  # [task, 1]
            right.append((luck[:, shot : shot + 1] < chance).float())
            if shot < self.shots:
                memory = self.reviewed(memory, word[:, shot], days[:, shot].double(), right[-1])
        targets = torch.stack(right, 1)
        return TaskBatch.divided(inputs, targets, self.shots, {"trait": trait})

    def start(self, trait: Tensor) -> fsrs_memory.Memory:
        """Memory after the introduction of all words, of students with traits ``[task, node]``."""
        doublings = self.spread * trait.unsqueeze(2) + _ease(self.items, self.ease_spread, self.bank_seed).to(trait)
        if self.model == "fsrs":
            return fsrs_memory.introduced(doublings)
        return fsrs_memory.Memory(math.log2(self.base) + doublings, torch.zeros_like(doublings))

    def recall(self, memory: fsrs_memory.Memory, word: Tensor, days: Tensor) -> Tensor:
        """The chance of a right answer, ``[task, node]``, to a word ``[task]`` after days ``[task]``."""
        of_word = memory.of(word)
        if self.model == "fsrs":
            chance = fsrs_memory.retrievability(of_word.strength, days.unsqueeze(1))
        else:
            half_life = of_word.strength.exp2().clamp(MINUTES_15, LONGEST)
            chance = torch.exp2(-days.unsqueeze(1) / half_life)
        return chance.clamp(CERTAIN, 1 - CERTAIN)

    def reviewed(self, memory: fsrs_memory.Memory, word: Tensor, days: Tensor, right: Tensor) -> fsrs_memory.Memory:
        """Memory after a review of a word ``[task]`` after days ``[task]``, answered right or wrong ``[task, 1]``."""
        before = memory.of(word)
        if self.model == "fsrs":
            after = fsrs_memory.reviewed(before, days.unsqueeze(1), right > 0.5)
        else:
            after = fsrs_memory.Memory(before.strength + self.growth, before.difficulty)
        return memory.changed(word, after)

    def solution(self, batch: TaskBatch) -> Solution:
        weight, memory = self.filtered(batch.support)

        def predict(inputs: Tensor) -> Tensor:
            word, days = self.asked(inputs), 10 ** inputs[..., self.items].double()
            chances = [self.recall(memory, word[:, shot], days[:, shot]) for shot in range(word.shape[1])]
            return log_odds((torch.stack(chances, 1) * weight.unsqueeze(1)).sum(2, keepdim=True))

        return Solution(predict)

    def filtered(self, support: Examples) -> tuple[Tensor, fsrs_memory.Memory]:
        """What a support set tells of the trait, ``[task, node]``, and the memory at its end, in float64."""
        word, days = self.asked(support.inputs), 10 ** support.inputs[..., self.items].double()
        z = torch.linspace(-REACH, REACH, NODES, dtype=torch.float64, device=days.device)
        memory = self.start(z.repeat(len(word), 1))
        log_weight = (-0.5 * z.square()).repeat(len(word), 1)
        for shot in range(word.shape[1]):
            chance = self.recall(memory, word[:, shot], days[:, shot])
            right = support.targets[:, shot]  # [task, 1]
            log_weight = log_weight + torch.where(right > 0.5, chance.log(), torch.log1p(-chance))
            memory = self.reviewed(memory, word[:, shot], days[:, shot], right)
        return log_weight.softmax(1), memory

    def yardstick(self) -> Yardstick:
        return _yardstick(self)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        times = float(f"{2 ** (self.spread * float(batch.latents['trait'][task])):.2g}")
        return sentence("remembers {times} times as long as the average", times=f"{times:g}")  # 130, not 1.3e+02

    def _delays(self, uniform: Tensor) -> Tensor:
        """Days between the shortest delay and the longest, evenly over the logarithm; FSRS counts whole days."""
        shortest = 1.0 if self.model == "fsrs" else MINUTES_15
        days = shortest * (self.longest / shortest) ** uniform
        return days.round() if self.model == "fsrs" else days


@lru_cache(maxsize=16)
def _ease(items: int, spread: float, seed: int) -> Tensor:
    """How many doublings longer than the average each word is remembered, ``[item]``, float64."""
    generator = torch.Generator().manual_seed(seed)
    return spread * torch.randn(items, generator=generator, dtype=torch.float64)


@lru_cache(maxsize=16)
def _yardstick(family: StudentsMemory) -> Yardstick:
    return family.cohort(family.sample(torch.Generator().manual_seed(1), COHORT))
