"""What the families of students share: questions as one-hot vectors, and what simpler methods reach on them.

The `Yardstick` of a family is fitted once on answers of training students: each item's mean, and the Rasch model.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from simulator.deferred import torch
from simulator.tasks.base import AnswersDrawing, Drawing, Reference, TaskBatch, TaskFamily
from simulator.tasks.loss import Bernoulli, Loss
from simulator.tasks.students.rasch import Answers, Rasch, fit, item_log_odds

if TYPE_CHECKING:
    from torch import Tensor

COHORT = 500  # simulated training students that the baselines are fitted on


@dataclass(frozen=True)
class Yardstick:
    """Baselines fitted on training students: the log-odds of each item, ``[item]``, and a Rasch model."""

    item_mean: Tensor
    rasch: Rasch

    @classmethod
    def fitted(cls, answers: Answers) -> Yardstick:
        """Fit both."""
        return cls(item_log_odds(answers), fit(answers))


class Students(TaskFamily):
    """A task is a student. The first `items` numbers of an input say, as a one-hot vector, which item is asked.

    `solves_parts` says that `solution` is the best answer also after the first few answers of a longer support set.
    """

    solves_parts: ClassVar[bool] = True

    @property
    def drawing(self) -> Drawing:
        return AnswersDrawing()

    @property
    def loss(self) -> Loss:
        return Bernoulli()

    @abstractmethod
    def item_count(self) -> int:
        """How many items there are."""

    @abstractmethod
    def yardstick(self) -> Yardstick:
        """The baselines of this family, fitted once and kept."""

    def baselines(self, batch: TaskBatch) -> tuple[Reference, ...]:
        """The mean of each item over training students, and the Rasch model with the most probable ability."""
        known, device = self.yardstick(), batch.query.targets.device
        asked, answered = (self.asked(examples.inputs).cpu() for examples in (batch.query, batch.support))
        ability = known.rasch.ability(answered, batch.support.targets.squeeze(2).cpu())
        predictions = (known.item_mean[asked], known.rasch.log_odds(ability, asked))
        mean, rasch = (each.float().unsqueeze(2).to(device) for each in predictions)
        return (
            self.reference("item-mean", "mean of each item", mean, batch),
            self.reference("rasch", "Rasch model, best fit", rasch, batch),
        )

    def asked(self, inputs: Tensor) -> Tensor:
        """Which item each input asks, ``[task, shot]``."""
        return inputs[..., : self.item_count()].argmax(2)

    def cohort(self, batch: TaskBatch) -> Yardstick:
        """The baselines fitted on all answers of a batch of training students."""
        examples = batch.support.joined(batch.query)
        student = torch.arange(batch.tasks).unsqueeze(1).expand(examples.targets.shape[:2])
        answers = Answers(
            student.flatten(), self.asked(examples.inputs).flatten(), examples.targets.flatten(), self.item_count()
        )
        return Yardstick.fitted(answers)


def one_hot(items: Tensor, count: int) -> Tensor:
    """Questions as vectors, ``[task, shot, item]``."""
    return torch.nn.functional.one_hot(items, count).float()


def shuffled_rounds(generator: torch.Generator, tasks: int, items: int, answers: int) -> Tensor:
    """Items in random order, ``[task, answer]``; one comes again only after all others have been asked."""
    rounds = -(-answers // items)
    order = torch.rand(tasks, rounds, items, generator=generator).argsort(2)
    return order.flatten(1)[:, :answers]


def log_odds(chance: Tensor) -> Tensor:
    """The log-odds of probabilities, in single precision and finite."""
    return torch.logit(chance.clamp(1e-6, 1 - 1e-6)).float()
