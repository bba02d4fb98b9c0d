"""The memory that meta-iterations take, by inner steps: all kept, and with `schedule.recompute`.

Each case has a process of its own, which makes one meta-iteration of MAML on sine waves after a small one, and tells by
how much that raised the most memory it ever had. Usage::

    python -m tests.benchmarks.inner_memory [--steps 10 30 100] [--width 200] [--tasks 25]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

from simulator.deferred import torch
from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import Experiment, load_example
from tests.benchmarks.rows import at_most, shown, verdict

TIMES = 2.0  # the memory of the longest inner loop, beside that of the shortest


@dataclass(frozen=True)
class Asked:
    """One case."""

    steps: int
    recompute: bool
    width: int
    tasks: int

    def experiment(self, steps: int) -> Experiment:
        """MAML on sine waves with so many inner steps."""
        values = {
            "strategy.inner_steps": steps,
            "learner.hidden": [self.width, self.width],
            "schedule.meta_batch": self.tasks,
            "schedule.recompute": self.recompute,
        }
        experiment = load_example("sine-maml")
        for path, value in values.items():
            experiment = experiment.with_value(path, value)
        return experiment


def most() -> float:
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(asked: Asked) -> tuple[float, float]:
    """The MB that a meta-iteration takes, and its seconds."""
    torch.set_num_threads(1)
    before = 0.0
    for steps in (1, asked.steps):
        experiment = asked.experiment(steps)
        problem, strategy = bind(experiment), experiment.strategy
        state = strategy.init(problem, generator(0, "initialisation"))
        batch = draw(experiment, problem, "train", "train", asked.tasks, 1)
        before, begun = most(), time.perf_counter()
        strategy.meta_step(problem, state, batch)
    return most() - before, time.perf_counter() - begun


def apart(asked: Asked) -> tuple[float, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.inner_memory", "--case", json.dumps(asdict(asked))]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    memory, seconds = json.loads(told)
    return memory, seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, nargs="+", default=[10, 30, 100])
    parser.add_argument("--width", type=int, default=200)
    parser.add_argument("--tasks", type=int, default=25)
    parser.add_argument("--case", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        print(json.dumps(measured(Asked(**json.loads(options.case)))))
        return 0
    print(f"MAML on sine waves, {options.tasks} tasks, two hidden layers of {options.width}: MB and s a meta-iteration")
    took: dict[tuple[int, bool], float] = {}
    for steps in options.steps:
        cells = []
        for recompute in (False, True):
            took[steps, recompute], seconds = apart(Asked(steps, recompute, options.width, options.tasks))
            cells.append(f"{took[steps, recompute]:8.1f} MB {seconds:7.2f} s")
        print(f"{steps:4} inner steps: all kept {cells[0]}, recomputed {cells[1]}", flush=True)
    fewest, longest = min(options.steps), max(options.steps)
    rows = [
        at_most(
            f"memory of {longest} inner steps, recomputed, times that of {fewest}",
            took[longest, True] / took[fewest, False],
            TIMES,
        ),
        shown("the same with all kept", took[longest, False] / took[fewest, False]),
    ]
    return verdict(rows)


if __name__ == "__main__":
    sys.exit(main())
