"""How often the 95% interval of a paired difference holds a difference that is known.

``python -m tests.benchmarks.coverage [--repetitions N]`` simulates the losses of two strategies on the same tasks, with
known means: normal ones, skewed ones (log-normal, with a difficulty that both share), and differences whose spread
grows with the difficulty; with 20, 100 and 600 tasks and 1, 3 and 5 seeds, without and with a spread between seeds. It
prints the coverage of each case, and ends with status 1 where one is not between 93 and 97%.

The claim for one seed is about its trained states, so its known difference holds the seed's own part. For more seeds
the claim is about the strategies; beside it the interval of the trained states alone is shown, which need not hold the
strategies' difference, but theirs.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from simulator.analysis.paired import Intervals, over_seeds, within_seeds
from simulator.analysis.student import point
from simulator.engine.events import Floats

LOW, HIGH = 0.93, 0.97
TASKS, SEEDS, BETWEEN = (20, 100, 600), (1, 3, 5), (0.0, 0.1)
AT_ONCE = 500  # repetitions that are simulated together
Draw = Callable[[np.random.Generator, int, int], Floats]  # differences [repetition, task] about zero


@dataclass(frozen=True)
class Case:
    """Differences of one kind: their name, the mean, and what draws them."""

    name: str
    mean: float
    draw: Draw


def normal(generator: np.random.Generator, repetitions: int, tasks: int) -> Floats:
    """Losses about 1 with a shared difficulty; the second is better by 0.1."""
    shape = (repetitions, tasks)
    difficulty = 0.5 * generator.normal(size=shape)
    first, second = (1 + mean + difficulty + 0.2 * generator.normal(size=shape) for mean in (0.1, 0.0))
    return first - second


def skewed(sigma: float, shift: float, generator: np.random.Generator, repetitions: int, tasks: int) -> Floats:
    """Log-normal losses: a shared difficulty of spread `sigma`, 0.3 of their own, and the first exp(`shift`) times."""
    shape = (repetitions, tasks)
    difficulty = sigma * generator.normal(size=shape)
    first, second = (np.exp(mean + difficulty + 0.3 * generator.normal(size=shape)) for mean in (shift, 0.0))
    return np.asarray(first - second)


def uneven(generator: np.random.Generator, repetitions: int, tasks: int) -> Floats:
    """A gain and a spread that both grow with the task's difficulty."""
    shape = (repetitions, tasks)
    difficulty = np.exp(0.5 * generator.normal(size=shape))
    return np.asarray(difficulty * (-0.3 + 0.4 * generator.normal(size=shape)))


def _of_logs(sigma: float, shift: float) -> Case:
    mean = math.exp((sigma**2 + 0.3**2) / 2) * (math.exp(shift) - 1)
    return Case(f"log-normal {sigma:g}, times {math.exp(shift):.2f}", mean, partial(skewed, sigma, shift))


CASES = (
    Case("normal", 0.1, normal),
    _of_logs(0.5, -0.3),
    _of_logs(0.5, 0.0),
    _of_logs(0.8, -0.5),
    Case("spread by difficulty", -0.3 * math.exp(0.125), uneven),
)


BEYOND = _of_logs(1.0, -1.0)  # as uneven as no mean of twenty can be sure of: what `paired.rough` is there to say


@dataclass(frozen=True)
class Covered:
    """The shares of repetitions in which the interval of the claim, and that of the trained states, held the truth."""

    claim: float
    trained: float


def covered(case: Case, tasks: int, seeds: int, between: float, repetitions: int, seed: int = 0) -> Covered:
    """Simulate one case."""
    generator = np.random.default_rng([seed, tasks, seeds, round(1000 * between)])
    hits = np.zeros(2)
    made = 0
    while made < repetitions:
        count = min(AT_ONCE, repetitions - made)
        own = between * generator.normal(size=(seeds, count))
        values = [case.draw(generator, count, tasks) + each[:, None] for each in own]
        of_states = case.mean + own.mean(axis=0)
        trained = within_seeds(values)  # repetitions stand where steps do
        means = np.stack([each.mean(axis=1) for each in values], axis=1)
        claim, truth = (trained, of_states) if seeds == 1 else (over_seeds(means), np.full(count, case.mean))
        hits += [_held(claim, truth), _held(trained, of_states)]
        made += count
    return Covered(*(hits / made))


def students(case: Case, tasks: int, repetitions: int, seed: int = 0) -> float:
    """The coverage of Student's interval alone, which `over_tasks` mends."""
    values = case.draw(np.random.default_rng([seed, tasks]), repetitions, tasks)
    half = point(0.95, tasks - 1) * values.std(axis=1, ddof=1) / math.sqrt(tasks)
    return float((np.abs(values.mean(axis=1) - case.mean) <= half).mean())


def _held(intervals: Intervals, truth: Floats) -> int:
    return int(((intervals.low <= truth) & (truth <= intervals.high)).sum())


def cases() -> Iterator[tuple[Case, int, int, float]]:
    """All that is simulated: case, tasks, seeds, spread between seeds."""
    for case in CASES:
        for tasks in TASKS:
            for seeds in SEEDS:
                for between in BETWEEN:
                    yield case, tasks, seeds, between


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repetitions", type=int, default=4000)
    repetitions = parser.parse_args().repetitions
    print(f"{'differences':32} tasks seeds between   claim trained Student's t")
    wrong = 0
    for case, tasks, seeds, between in cases():
        found = covered(case, tasks, seeds, between, repetitions)
        good = all(LOW <= share <= HIGH for share in (found.claim, found.trained))
        wrong += not good
        alone = f"{100 * students(case, tasks, repetitions):10.1f}%" if seeds == 1 and not between else ""
        mark = "" if good else "  outside"
        shares = f"{100 * found.claim:6.1f}% {100 * found.trained:6.1f}%"
        print(f"{case.name:32} {tasks:5} {seeds:5} {between:7g} {shares}{alone}{mark}", flush=True)
    for tasks in TASKS:
        share = covered(BEYOND, tasks, 1, 0.0, repetitions).claim
        alone = students(BEYOND, tasks, repetitions)
        print(f"{BEYOND.name:32} {tasks:5} {1:5} {0:7g} {100 * share:6.1f}% {'':7}{100 * alone:10.1f}%  not counted")
    print("All between 93 and 97%." if not wrong else f"{wrong} cases are not between 93 and 97%.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
