"""Outer gradients that are not taken through the inner loop, beside those that are: how far apart they are.

iMAML's implicit gradient beside the unrolled one of the same proximal inner loop, at convergence, in double precision;
and ES-MAML's estimate beside MAML's exact gradient, as an angle. Pairs are counted over all tasks, each of which is
perturbed on its own: one pair costs two adaptations to one task. Usage::

    python -m tests.benchmarks.gradients [--pairs 4096]
"""

from __future__ import annotations

import argparse
import math

import torch

from simulator.learners.mlp import Mlp
from simulator.strategies.descent.evolution import evolution
from simulator.strategies.descent.exact import exact
from simulator.strategies.descent.gradient import Adaptation
from simulator.strategies.descent.implicit import implicit
from simulator.strategies.descent.rules import Parameters, ProximalDescent
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch
from simulator.tasks.functions.sine import Sine
from tests.benchmarks.rows import Row, at_most, verdict
from tests.descent import descending
from tests.float64 import flat, in_double, parameters_in_double

APART, DEGREES, LARGEST = 1.0, 30, 500  # thousandths of the gradient; degrees; parameters of the learner
LEARNER = Mlp(hidden=(16, 16), activation="tanh")
TASKS, PAIRS = 4, 4096


def bound(tasks: int) -> tuple[Problem, Parameters, TaskBatch]:
    """10-shot sine waves, the small learner at its random start, and some tasks."""
    problem, generator = Problem(Sine(), LEARNER, horizon=1), torch.Generator().manual_seed(0)
    theta = parameters_in_double(problem.init(generator))
    return problem, theta, in_double(problem.family.sample(generator, tasks))


def apart(steps: int = 400, iterations: int = 60, strength: float = 5.0) -> float:
    """The implicit gradient less the unrolled one, over its length, after `steps` proximal steps."""
    problem, theta, batch = bound(TASKS)

    def begin(theta: Parameters) -> Adaptation:
        return Adaptation(theta, tuple(theta), ProximalDescent(0.02, strength, theta))

    _, unrolled = exact(problem, theta, batch, begin, steps)
    _, ours = implicit(problem, theta, batch, begin, steps, strength, iterations)
    return float((flat(ours) - flat(unrolled)).norm() / flat(unrolled).norm())


def angle(pairs: int = PAIRS) -> float:
    """Degrees between MAML's exact gradient and the estimate from `pairs` antithetic pairs over all tasks."""
    problem, theta, batch = bound(TASKS)
    inner = descending(tuple(theta), 0.01)
    _, true = exact(problem, theta, batch, inner, 1)
    generator = torch.Generator().manual_seed(1)
    _, ours = evolution(problem, theta, batch, inner, 1, sigma=0.02, pairs=pairs // TASKS, generator=generator)
    cosine = torch.nn.functional.cosine_similarity(flat(ours), flat(true), 0)
    return math.degrees(math.acos(float(cosine.clamp(-1, 1))))


def rows(pairs: int = PAIRS) -> list[Row]:
    """One row for iMAML, and two for ES-MAML."""
    torch.set_num_threads(1)
    parameters = sum(value.numel() for value in bound(1)[1].values())
    return [
        at_most("iMAML: implicit less unrolled gradient, thousandths of it", 1000 * apart(), APART),
        at_most("ES-MAML: parameters of the learner", parameters, LARGEST),
        at_most(
            f"ES-MAML: degrees off the exact gradient, {pairs:,} antithetic pairs",
            angle(pairs),
            DEGREES,
            f"{pairs // TASKS:,} pairs for each of {TASKS} tasks",
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    return verdict(rows(parser.parse_args().pairs))


if __name__ == "__main__":
    raise SystemExit(main())
