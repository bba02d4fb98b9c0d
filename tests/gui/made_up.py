"""Progress with known numbers, made without a run."""

from __future__ import annotations

import numpy as np

from simulator.engine import Evaluated, Finished, Progress, Referenced, Stepped
from simulator.engine.events import Scores
from simulator.strategies.base import State


def progress(
    losses: list[float],
    validation: list[float],
    *,
    scratch: float = 4.0,
    oracle: float = 0.1,
    steps: int = 2,
    tasks: int = 8,
    accuracy: list[float] | None = None,
    scratch_accuracy: float = 0.5,
) -> Progress:
    """One meta-iteration a loss, half a second and 50 gradients each; evaluated at equal distances.

    Validation loss falls by a factor of two with each inner step down to the given value after the last one.
    """
    spread = 0.01 * np.resize([1.0, -1.0], tasks)
    made = Progress()
    known = None if accuracy is None else np.tile(scratch_accuracy + spread, (steps + 1, 1))
    references = {"scratch": Scores("from scratch", np.tile(scratch + spread, (steps + 1, 1)), known)}
    if accuracy is None:
        references["oracle"] = Scores("true wave known", np.tile(oracle + spread, (1, 1)))
    made.add(Referenced(references))
    every = len(losses) // (len(validation) - 1)
    for iteration in range(len(losses) + 1):
        if iteration:
            made.add(Stepped(iteration, losses[iteration - 1], 0.5 * iteration, 50 * iteration, 100 * iteration))
        if iteration % every == 0:
            index = iteration // every
            rows = np.array([[validation[index] * 2 ** (steps - step)] * tasks for step in range(steps + 1)]) + spread
            shares = None
            if accuracy is not None:
                shares = np.array([[accuracy[index]] * tasks for _ in range(steps + 1)]) + spread
            made.add(Evaluated(iteration, Scores("MAML", rows, shares), State({}), 0.5 * iteration, 50 * iteration))
    made.add(Finished("completed"))
    return made
