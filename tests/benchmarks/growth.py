"""How the time of a meta-iteration grows with tasks, shots, width and inner steps; how near it is to the machine.

One thread. From the two largest of each the slope is told: 1 where twice as much takes twice as long, 0 where it costs
nothing. Then the products of matrices that a meta-iteration of 1,000 tasks makes are counted, and their rate compared
with that of one large product, in turn. Usage::

    python -m tests.benchmarks.growth [--turns 5] [--width 256] [--tasks 1000] [--shots 10]
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode

from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import load_example
from tests.benchmarks.rows import at_least, shown, verdict

AXES: dict[str, tuple[str, list[int]]] = {
    "tasks": ("schedule.meta_batch", [1, 5, 25, 100, 400, 1600]),
    "shots": ("task.shots", [2, 5, 10, 50, 100, 200]),
    "width": ("learner.hidden", [10, 20, 40, 80, 160, 320]),
    "inner steps": ("strategy.inner_steps", [1, 2, 5, 10, 20]),
}
SHARE, LARGE = 60.0, 1536  # % of the rate of one product of two square matrices of that side


def step(values: dict[str, Any]) -> Callable[[], object]:
    """A meta-iteration of MAML on sine waves with these values changed."""
    experiment = load_example("sine-maml")
    for path, value in values.items():
        experiment = experiment.with_value(path, value)
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(0, "initialisation"))
    batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch, 1)
    return partial(strategy.meta_step, problem, state, batch)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def usual(work: Callable[[], object], turns: int) -> float:
    """The median of the seconds that it takes, after one that does not count."""
    work()
    return statistics.median(timed(work) for _ in range(turns))


def products(work: Callable[[], object]) -> int:
    """How many multiplications and additions its products of matrices take."""
    with FlopCounterMode(display=False) as counted:
        work()
    return int(counted.get_total_flops())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--shots", type=int, default=10)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = []
    for name, (path, amounts) in AXES.items():
        seconds = [
            usual(step({path: [amount, amount] if name == "width" else amount}), options.turns) for amount in amounts
        ]
        print(f"{name}: " + ", ".join(f"{a}: {1000 * s:.2f} ms" for a, s in zip(amounts, seconds, strict=True)))
        slope = math.log(seconds[-1] / seconds[-2]) / math.log(amounts[-1] / amounts[-2])
        rows.append(shown(f"slope of the time against {name}, from {amounts[-2]} to {amounts[-1]}", slope))
    shots = {"task.shots": options.shots, "task.query_shots": options.shots}
    work = step({"schedule.meta_batch": options.tasks, "learner.hidden": [options.width, options.width], **shots})
    one, other = torch.randn(2, LARGE, LARGE)
    made, large = products(work), 2 * LARGE**3
    shares = []
    work()
    for _ in range(options.turns):
        ours, theirs = made / timed(work), large / timed(lambda: one @ other)
        shares.append(100 * ours / theirs)
        print(f"{ours / 1e9:.1f} of {theirs / 1e9:.1f} billion operations a second")
    what = f"{options.tasks} tasks, width {options.width}, {options.shots} shots: % of the rate of one large product"
    rows.append(at_least(what, statistics.median(shares), SHARE))
    return verdict(rows)


if __name__ == "__main__":
    raise SystemExit(main())
