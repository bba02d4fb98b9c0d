"""Outer gradients of MAML on sine waves in closed form beside automatic differentiation, in turn, on one thread.

For each width: the median time of the outer gradient by a graph, in closed form, and in closed form with every task's
weights multiplied out; and how much of the closed form's time are products of matrices, as torch's profiler tells.
Usage::

    python -m tests.benchmarks.derivatives [--widths 40 80 256] [--tasks 25] [--shots 10] [--steps 1] [--turns 200]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

import torch
from torch.profiler import ProfilerActivity, profile

from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import Experiment, load_example
from simulator.learners import dense_stack
from simulator.strategies.descent.closed_form import closed_form
from simulator.strategies.descent.exact import at_once
from simulator.strategies.descent.gradient import Outer
from tests.benchmarks.rows import at_most, shown, verdict

PRODUCTS = {"aten::mm", "aten::addmm", "aten::addmm_", "aten::bmm", "aten::baddbmm", "aten::baddbmm_"}
MOST = 1.0  # times what a graph takes

Ways = dict[str, Callable[[], Outer | None]]


def ways(experiment: Experiment) -> Ways:
    """The outer gradient of the same batch, by what makes it."""
    problem, strategy = bind(experiment), experiment.strategy
    theta = strategy.init(problem, generator(0, "initialisation")).theta
    batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch, 1)
    begin, steps = partial(strategy.adaptation, problem), strategy.inner_steps

    def in_closed_form() -> Outer | None:
        return closed_form(problem, theta, batch, begin(theta), steps)

    def multiplied_out() -> Outer | None:
        with patch.object(dense_stack, "fewer", lambda *_: False):
            return in_closed_form()

    return {
        "by a graph": lambda: at_once(problem, theta, batch, begin, steps),
        "in closed form": in_closed_form,
        "multiplied out": multiplied_out,
    }


def medians(timed: Ways, turns: int) -> dict[str, float]:
    """The milliseconds of each, one after the other so many times, after one that does not count."""
    took: dict[str, list[float]] = {name: [] for name in timed}
    for turn in range(turns + 1):
        for name, work in timed.items():
            begun = time.perf_counter()
            work()
            if turn:
                took[name].append(1000 * (time.perf_counter() - begun))
    return {name: statistics.median(each) for name, each in took.items()}


def share_of_products(work: Callable[[], object], turns: int) -> float:
    """The % of the time of torch's operations that products of matrices take."""
    with profile(activities=[ProfilerActivity.CPU]) as profiled:
        for _ in range(turns):
            work()
    each = [one for one in profiled.key_averages() if one.key.startswith("aten::")]
    whole = sum(one.self_cpu_time_total for one in each)
    return 100 * sum(one.self_cpu_time_total for one in each if one.key in PRODUCTS) / whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--widths", type=int, nargs="+", default=[40, 80, 256])
    parser.add_argument("--tasks", type=int, default=25)
    parser.add_argument("--shots", type=int, default=10)
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--turns", type=int, default=200)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = []
    for width in options.widths:
        experiment = load_example("sine-maml")
        values = {
            "learner.hidden": [width, width],
            "schedule.meta_batch": options.tasks,
            "task.shots": options.shots,
            "task.query_shots": options.shots,
            "strategy.inner_steps": options.steps,
        }
        for path, value in values.items():
            experiment = experiment.with_value(path, value)
        timed = ways(experiment)
        took = medians(timed, options.turns)
        print(f"width {width}: " + ", ".join(f"{name} {each:.3f} ms" for name, each in took.items()))
        graph, whole = took["by a graph"], took["multiplied out"]
        rows += [
            at_most(f"width {width}: closed form, times the graph", took["in closed form"] / graph, MOST),
            shown("    and times itself with weights multiplied out", took["in closed form"] / whole),
            shown(
                "    products of matrices, % of the time of its operations",
                share_of_products(timed["in closed form"], max(options.turns // 10, 1)),
            ),
        ]
    return verdict(rows)


if __name__ == "__main__":
    raise SystemExit(main())
