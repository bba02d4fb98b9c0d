"""The population of an evolution strategy: trial starts to both sides of the start, and what each reaches.

Where the two sides of a pair differ, the start moves: the estimate of the outer gradient is made of these differences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.rounding import significant
from simulator.analysis.task_figure.case import floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.rules import Parameters

TINY = 1e-12


@dataclass(frozen=True)
class PopulationFigure:
    """The losses after adapting from each trial start and from its opposite, ``[pair]``, of several `tasks`.

    `own` is the mean loss from the start itself; `agreement` the cosine between the estimated and the exact outer
    gradient, which have `size` numbers.
    """

    up: Floats
    down: Floats
    own: float
    agreement: float
    size: int
    tasks: int

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        spread = float(np.abs(self.up - self.down).mean())
        return sentence(
            "The two sides of a pair differ by {spread} on average, where the start itself reaches {own}. The gradient "
            "that {pairs} pairs give has a cosine of {agreement} with the exact one, of {size} numbers.",
            spread=significant(spread),
            own=significant(self.own),
            pairs=len(self.up),
            agreement=f"{self.agreement:.2f}",
            size=self.size,
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        return {"loss_on_one_side": self.up.tolist(), "loss_on_the_other": self.down.tolist(), "own_loss": [self.own]}


def population(case: Case) -> PopulationFigure:
    """The figure of an evolution strategy: the starts that its next meta-iteration would try on validation tasks."""
    strategy, problem = case.strategy, case.problem
    assert isinstance(strategy, EsMaml)
    batch = case.some(case.experiment.schedule.meta_batch)
    tried = strategy.population(problem, case.state, batch)
    begin = partial(strategy.adaptation, problem)
    loss, true = exact(problem, case.state.theta, batch, begin, strategy.inner_steps)
    one, other = _flat(tried.gradient), _flat(true)
    cosine = float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), TINY)
    return PopulationFigure(floats(tried.up), floats(tried.down), float(loss), cosine, len(one), batch.tasks)


def _flat(parameters: Parameters) -> Floats:
    return floats(torch.cat([value.reshape(-1) for value in parameters.values()]))
