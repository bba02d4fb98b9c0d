"""A problem: a task family and a base learner bound together, as a strategy sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.learners.base import Learner
from simulator.tasks.base import Examples, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor


@dataclass(frozen=True)
class Problem:
    """What a strategy works on. `horizon` is the number of meta-iterations planned, for annealing.

    `recompute` asks exact outer gradients to keep little of long inner loops in memory; see `descent.exact`.

    Losses are of examples that are being adapted to, or, with `seen`, of query examples after that support set.
    """

    family: TaskFamily
    learner: Learner
    horizon: int
    device: str = "cpu"
    recompute: bool = False

    def init(self, generator: Generator, copies: int | None = None) -> dict[str, Tensor]:
        """The learner's random start on the problem's device; see `Learner.init`."""
        start = self.learner.init(generator, self.family.shape, copies)
        return {name: value.to(self.device) for name, value in start.items()}

    def begin(self, start: dict[str, Tensor]) -> dict[str, Tensor]:
        """Where adaptation by inner steps begins, if the strategy would begin at `start`, both ``[task, ...]``.

        There; `analysis.parameters` has a problem that begins wherever a person puts the start.
        """
        return start

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        """The prediction ``[task, shot, output]``; see `Learner.predict` for `seen`."""
        return self.learner.predict(parameters, inputs, seen)

    def mean_loss(self, parameters: dict[str, Tensor], examples: Examples, seen: Examples | None = None) -> Tensor:
        """The loss averaged over all tasks, a scalar."""
        return self.family.loss.mean(self._answers(parameters, examples, seen), examples.targets)

    def loss(self, parameters: dict[str, Tensor], examples: Examples, seen: Examples | None = None) -> Tensor:
        """The loss of each task, ``[task]``."""
        return self.family.loss.per_task(self._answers(parameters, examples, seen), examples.targets)

    def _answers(self, parameters: dict[str, Tensor], examples: Examples, seen: Examples | None) -> Tensor:
        if seen is None:
            return self.learner.read(parameters, examples)
        return self.learner.predict(parameters, examples.inputs, seen)
