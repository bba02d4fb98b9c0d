"""A sweep on two cores against the same runs one after the other, on this machine.

    python -m tests.benchmarks.sweep [--times 3] [--iterations 1500]

Sixteen short runs, in turn with one worker and with two, so that what else the machine does falls on both; each time
is from the first cell handed over to the last one recorded in a database of its own, with the workers loaded before.
Then the histories of all cells are compared with single runs, bit for bit, also of a sweep of which a worker was
killed in the middle. Prints rows, and exits with 1 where one is missed.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from simulator.experiment import load_example, parse, set_value, to_document
from simulator.store import Store
from simulator.sweep import Axis, CellAgain, CellStarted, Sweep, Workers, execute, kept
from tests.benchmarks.rows import at_least, at_most, shown, verdict
from tests.robustness.sweep_kill import same

WANTED = 1.8
JOBS = 2


def swept(iterations: int) -> Sweep:
    """Four rates with four seeds."""
    document = to_document(load_example("sine-maml"))
    document = set_value(document, "schedule.iterations", iterations)
    experiment = parse(document)
    axes = ("strategy.inner_lr=0.003:0.1:log:4", "seed=0..3")
    return Sweep.of(experiment, [Axis.parse(each, experiment) for each in axes])


def timed(sweep: Sweep, jobs: int, folder: Path, *, killed: bool = False) -> tuple[float, int, int, int]:
    """Seconds of a sweep; how many of its cells are as single runs, where asked, and how many were run again."""
    with closing(Store(folder / f"{jobs}-{killed}-{time.monotonic_ns()}.sqlite")) as store:
        place, again, workers = kept.begin(store, sweep), 0, Workers(jobs)
        pids = {each.result() for each in [workers.submit(os.getpid) for _ in range(4 * jobs)]}  # they are loaded
        begun, started = time.perf_counter(), 0
        for event in execute(sweep, lambda: workers, jobs, kept=place):
            started += isinstance(event, CellStarted)
            again += isinstance(event, CellAgain)
            if killed and started == sweep.size // 2:
                os.kill(pids.pop(), signal.SIGKILL)
                killed = False
        seconds = time.perf_counter() - begun
        _, outcomes = kept.look(store, place.number)
        equal = sum(same(store, outcomes[cell.position].run, cell) for cell in sweep.cells) if again or jobs > 1 else 0
        return seconds, equal, again, len(store.runs())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--iterations", type=int, default=1500)
    asked = parser.parse_args()
    sweep, one, two, equal = swept(asked.iterations), [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(asked.times):
            one.append(timed(sweep, 1, folder)[0])
            seconds, same_, _, _ = timed(sweep, JOBS, folder)
            two.append(seconds)
            equal.append(same_)
            print(f"      one worker {one[-1]:.1f} s, {JOBS} workers {two[-1]:.1f} s", flush=True)
        seconds, as_alone, again, runs = timed(sweep, JOBS, folder, killed=True)
    ratio = statistics.median(a / b for a, b in zip(one, two, strict=True))
    rows = [
        at_least(f"times faster: {sweep.size} runs of {asked.iterations} iterations, {JOBS} cores", ratio, WANTED),
        at_least("histories equal to single runs, bit for bit", min(equal), sweep.size),
        at_least("the same with a worker killed in the middle", as_alone, sweep.size),
        at_most("cells run again for that", again, 1),
        at_most("runs in the database then", runs, sweep.size),
        shown("seconds with a worker killed", seconds),
    ]
    return verdict(rows)


if __name__ == "__main__":
    sys.exit(main())
