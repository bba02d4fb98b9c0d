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
    """What a strategy works on. `horizon` is the number of meta-iterations planned, for annealing."""

    family: TaskFamily
    learner: Learner
    horizon: int
    device: str = "cpu"

    def init(self, generator: Generator, copies: int | None = None) -> dict[str, Tensor]:
        """The learner's random start on the problem's device; see `Learner.init`."""
        start = self.learner.init(generator, self.family.shape, copies)
        return {name: value.to(self.device) for name, value in start.items()}

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        """The prediction ``[task, shot, output]``."""
        return self.learner.predict(parameters, inputs)

    def mean_loss(self, parameters: dict[str, Tensor], examples: Examples) -> Tensor:
        """The loss averaged over all tasks, a scalar."""
        return self.family.loss.mean(self.learner.predict(parameters, examples.inputs), examples.targets)

    def loss(self, parameters: dict[str, Tensor], examples: Examples) -> Tensor:
        """The loss of each task, ``[task]``."""
        return self.family.loss.per_task(self.learner.predict(parameters, examples.inputs), examples.targets)
