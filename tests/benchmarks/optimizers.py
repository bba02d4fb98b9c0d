"""A learned optimiser beside hand-written ones on ten-dimensional quadratics, 100 steps each.

The setting of Andrychowicz et al. 2016, section 3.1. Each hand-written rule takes the rate of the grid that is best on
1,000 validation tasks; all are judged on the same 600 test tasks, by the mean loss after the last step. Usage::

    python -m tests.benchmarks.optimizers [--iterations 1000] [--seed 0]

About three minutes on one core. The paper trains longer and reports a picture, not numbers, so there is nothing
published to stand beside the figures.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np

from simulator.engine import Evaluated, Tested, run
from simulator.experiment import Experiment
from simulator.strategies.descent.rules import Optimizer
from simulator.strategies.reference.scratch import Scratch
from tests.benchmarks.rows import Row, at_most, verdict
from tests.benchmarks.runs import example, tested

RATES = tuple(mantissa * 10.0**power for power in (-2, -1, 0) for mantissa in (1, 1.5, 2, 2.5, 3.5, 5, 7))
VALIDATION = 1000


@dataclass(frozen=True)
class Tuned:
    """A hand-written rule at its best rate: the final loss on validation and on test tasks."""

    rate: float
    validation: float
    test: float


def judged(experiment: Experiment, optimizer: Optimizer, rate: float) -> Tuned:
    """The final losses of a hand-written rule on the experiment's tasks, by the program's own path."""
    steps = experiment.strategy.usual_steps
    strategy = Scratch(optimizer=optimizer, inner_lr=rate, inner_steps=steps)
    schedule = experiment.schedule.model_copy(update={"iterations": 1, "evaluation_tasks": VALIDATION})
    validation = test = math.nan
    for event in run(replace(experiment, strategy=strategy, schedule=schedule)):
        if isinstance(event, Evaluated):
            validation = float(np.mean(event.scores.loss[steps]))
        if isinstance(event, Tested):
            test = float(np.mean(event.scores.loss[steps]))
    return Tuned(rate, validation, test)


def tuned(experiment: Experiment, optimizer: Optimizer) -> Tuned:
    """A hand-written rule at the rate that is best on validation tasks."""
    found = [judged(experiment, optimizer, rate) for rate in RATES]
    return min((each for each in found if math.isfinite(each.validation)), key=lambda each: each.validation)


def rows(iterations: int | None = None, seed: int = 0) -> list[Row]:
    """One row for each hand-written rule."""
    experiment = example("learned-optimizer", seed=seed)
    if iterations is not None:
        experiment = experiment.with_value("schedule.iterations", iterations)
    test, steps = tested(experiment), experiment.strategy.usual_steps
    found = []
    for optimizer in get_args(Optimizer):
        best = tuned(experiment, optimizer)
        found.append(
            at_most(
                f"quadratics, loss after {steps} steps: learned optimiser below {optimizer}",
                test["loss"][steps],
                best.test,
                f"{optimizer}'s best rate {best.rate:g}",
                interval=test["ci95"][steps],
            )
        )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iterations", type=int)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    return verdict(rows(options.iterations, options.seed))


if __name__ == "__main__":
    raise SystemExit(main())
