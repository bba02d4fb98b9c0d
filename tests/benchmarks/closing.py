"""Close the window at random moments after its start, each time in a process of its own.

It shall end with status 0 and say nothing on standard error, and what it kept of the run shall go on. Unlike
`tests.robustness.leaving`, which waits for a moment of a run, this one goes by the clock alone. Usage::

    python -m tests.benchmarks.closing [--times 50] [--seed 0]
"""

from __future__ import annotations

import argparse
import random

from tests.benchmarks.rows import at_most, verdict
from tests.robustness.leaving import Left, leave
from tests.robustness.window_child import Plan

EXAMPLES = ("sine-maml", "linear-maml", "digits-maml", "sine-reptile")


def close(moment: random.Random, longest: int = 4000, examples: tuple[str, ...] = EXAMPLES) -> Left:
    """Open the window, start a run at once or when torch is there, close within `longest` ms of that."""
    example = moment.choice(examples)
    return leave(Plan(example, moment.choice(("loading", "first evaluation")), None, moment.uniform(0, longest / 1000)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    moment = random.Random(options.seed)
    unclean = 0
    for time in range(1, options.times + 1):
        made = close(moment)
        unclean += not made.clean
        run = "at once" if made.plan.moment == "loading" else "when ready"
        said = made.complaints or "clean"
        print(f"{time:3d}: {made.plan.example}, run {run}, closed {made.plan.close_after:.2f} s later: {said}")
    return verdict([at_most(f"of {options.times}, unclean ends", unclean, 0)])


if __name__ == "__main__":
    raise SystemExit(main())
