"""Strategies that take in a support set at once, beside the exact posterior of two families that have one.

Linear functions with Gaussian weights: the mean squared error over that of the exact posterior, which no estimate can
beat in expectation. Functions drawn from a Gaussian process: how many nats a query point's log-likelihood falls short
of the exact posterior's. Usage::

    python -m tests.benchmarks.amortised [--seed 0]

About four minutes on one core.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from simulator.experiment import Experiment, Schedule
from simulator.learners.linear import LinearLearner
from simulator.strategies.at_once.alpaca import Alpaca
from simulator.strategies.at_once.in_context import InContext
from simulator.strategies.at_once.ridge_head import RidgeHead
from simulator.tasks.functions.linear import Linear
from tests.benchmarks.rows import Row, at_most, verdict
from tests.benchmarks.runs import example, tested

GAPS = {"neural process, attentive": 0.25, "in-context": 0.25}  # nats a query point


def linear(seed: int = 0) -> list[Row]:
    """The closed-form heads on the linear Gaussian family, for one input and for several."""
    rows = []
    for inputs in (1, 5):
        for strategy in (RidgeHead(outer_lr=0.03), Alpaca(outer_lr=0.03)):
            schedule = Schedule(iterations=2000, evaluate_every=1000, test_tasks=5000)
            found = tested(Experiment(Linear(inputs=inputs), LinearLearner(), strategy, schedule, seed=seed))
            ratio = found["loss"][1] / found["baselines"]["oracle"]["loss"][0]
            what = f"linear, {inputs} input{'s' * (inputs > 1)}, {strategy.title}, error over the exact posterior's"
            rows.append(at_most(what, ratio, 1.02))
    return rows


def gaussian_process(seed: int = 0) -> list[Row]:
    """The networks on functions drawn from a Gaussian process, with the gap to the exact log-likelihood."""
    process = example("gp-neural-process", seed=seed)
    transformer = replace(process, strategy=InContext())
    return [_gap(name, tested(experiment)) for name, experiment in zip(GAPS, (process, transformer), strict=True)]


def _gap(name: str, found: dict[str, Any]) -> Row:
    ours, exact = found["log_likelihood"][1], found["baselines"]["oracle"]["log_likelihood"][0]
    known = f"log-likelihood {ours:.3f}, exact posterior {exact:.3f}"
    what = f"Gaussian process, {name}, nats below the exact log-likelihood"
    return at_most(what, exact - ours, GAPS[name], known)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    seed = parser.parse_args().seed
    return verdict([*linear(seed), *gaussian_process(seed)])


if __name__ == "__main__":
    raise SystemExit(main())
