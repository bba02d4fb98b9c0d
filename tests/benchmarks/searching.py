"""What a search over learners finds in 40 trials, beside the learner it began with, at the same budget of inner steps.

Sine waves, ten shots. The default is the 40-40 network with gradient descent at 0.01 for forty inner steps; the search
may change widths, activation, rate, steps (forty at most) and rule. Mean squared error on 600 fresh tasks. Usage::

    python -m tests.benchmarks.searching [--seed 0]

About a minute on one core.
"""

from __future__ import annotations

import argparse

from tests.benchmarks.rows import Row, at_most, shown, verdict
from tests.benchmarks.runs import example, tested

BETTER = 0.9  # of the default's error


def rows(seed: int = 0) -> list[Row]:
    """One row for each way to search; TPE and the genetic sampler are judged, the others shown."""
    found = []
    for name, sampler in (
        ("search-tpe", "tpe"),
        ("search-genetic", "genetic"),
        ("search-tpe", "random"),
        ("search-tpe", "cma-es"),
        ("surrogate", ""),
    ):
        chosen = {"strategy__sampler": sampler} if sampler else {}
        experiment = example(name, seed=seed, **chosen)
        test, steps = tested(experiment), experiment.strategy.usual_steps
        default = test["baselines"]["scratch"]["loss"][steps]
        what = f"search by {sampler or name}, 40 trials, error of the best after {steps} steps"
        error, interval, known = test["loss"][steps], test["ci95"][steps], f"the default learner {default:.3f}"
        if sampler in ("tpe", "genetic"):
            found.append(at_most(what, error, BETTER * default, known, interval=interval))
        else:
            found.append(shown(what, error, known, interval=interval))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    return verdict(rows(options.seed))


if __name__ == "__main__":
    raise SystemExit(main())
