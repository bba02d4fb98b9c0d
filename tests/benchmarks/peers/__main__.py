"""How fast a meta-iteration is beside what else one could use for it, on the same start, tasks and rates.

Ways: a loop over tasks in plain torch, the package `higher`, `torch.func` with vmap, JAX compiled call by call (jit)
and as one loop (scan), and the simulator's plain and compiled steps. Each has a process of its own, they take turns,
and the others rest meanwhile; medians are told, and ratios within each turn. First each must come to the same
parameters after three meta-iterations. Tasks are drawn before. Needs the packages jax and higher for those ways::

    python -m tests.benchmarks.peers [--problems sine-1 sine-5 ...] [--ways loop plain ...] [--turns 5] [--threads 1]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import time
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from tests.benchmarks.peers.problems import SETTINGS, problem
from tests.benchmarks.rows import Row, at_least, shown, verdict

WAYS = {
    "loop": ("torch_ways", "loop"),
    "higher": ("torch_ways", "higher"),
    "vmap": ("torch_ways", "functional"),
    "jit": ("jax_ways", "jit"),
    "scan": ("jax_ways", "scan"),
    "plain": ("our_ways", "plain"),
    "compiled": ("our_ways", "compiled"),
}
ALIKE = 0.02  # of the way that parameters went: how far ways may be apart after the first meta-iterations
FIRST, ROUND = 3, 20  # meta-iterations to compare, and to which lengths of runs are rounded
SECONDS = 1.0  # that a turn of a way should take


def work(way: str, name: str, threads: int, connection: Connection) -> None:
    """What happens in the process of a way: prepare, then answer how long so many meta-iterations take."""
    import importlib

    import torch

    torch.set_num_threads(threads)
    module, function = WAYS[way]
    given = problem(name)
    try:
        run = getattr(importlib.import_module(f"tests.benchmarks.peers.{module}"), function)(given)
    except ImportError as error:
        run = None
        print(f"      {way}: {error}")
    connection.send(run is not None)
    while run is not None and (iterations := connection.recv()):
        begun = time.perf_counter()
        theta = run(iterations)
        seconds = time.perf_counter() - begun
        connection.send((seconds, {key: np.asarray(value) for key, value in theta.items()}))


class Way:
    """A way in its process."""

    def __init__(self, name: str, way: str, threads: int) -> None:
        os.environ["OMP_NUM_THREADS"] = str(threads)
        os.environ["XLA_FLAGS"] = (
            f"--xla_cpu_multi_thread_eigen={str(threads > 1).lower()} intra_op_parallelism_threads={threads}"
        )
        self.name = way
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(way, name, threads, theirs))
        self._process.start()
        theirs.close()
        self.iterations = ROUND
        self.times: list[float] = []

    def ready(self) -> bool:
        """Whether it can take part."""
        try:
            return bool(self._connection.recv())
        except EOFError:
            return False

    def run(self, iterations: int) -> tuple[float, Any]:
        """Seconds of so many meta-iterations, and the parameters they lead to."""
        self._connection.send(iterations)
        found: tuple[float, Any] = self._connection.recv()
        return found

    def turn(self) -> None:
        """Take a turn."""
        seconds, _ = self.run(self.iterations)
        self.times.append(1000 * seconds / self.iterations)

    def settle(self) -> None:
        """Warm up, and find out how many meta-iterations a turn should have."""
        self.run(ROUND)
        seconds, _ = self.run(ROUND)
        self.iterations = max(1, round(SECONDS / seconds)) * ROUND

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()


def compare(name: str, ways: list[str], threads: int, turns: int) -> dict[str, list[float]]:
    """Milliseconds of a meta-iteration by way, one for each turn."""
    taking = [Way(name, way, threads) for way in ways]
    try:
        there = [way for way in taking if way.ready()]
        _check(name, there)
        for way in there:
            way.settle()
        for _ in range(turns):
            for way in there:
                way.turn()
        return {way.name: way.times for way in there}
    finally:
        for way in taking:
            way.close()


def _check(name: str, ways: list[Way]) -> None:
    """All must come to the same parameters."""
    start = problem(name)
    before = start.theta | {f"rate.{key}": value for key, value in start.rates.items()}
    after = {way.name: way.run(FIRST if way.name != "scan" else ROUND)[1] for way in ways}
    usual = after[ways[0].name]
    went = np.concatenate([(usual[key] - before[key]).ravel() for key in before])
    for way, theta in after.items():
        if way == "scan":  # makes whole rounds only, and is otherwise what jit is
            continue
        apart = np.concatenate([(theta[key] - usual[key]).ravel() for key in before])
        share = float(np.abs(apart).mean() / np.abs(went).mean())
        if share > ALIKE:
            raise SystemExit(f"{name}: {way} does not what {ways[0].name} does: parameters are {share:.1%} apart")


def rows(name: str, times: dict[str, list[float]]) -> list[Row]:
    """Prints the medians; the rows that the simulator is to reach."""
    medians = {way: statistics.median(each) for way, each in times.items()}
    print(f"\n{name}: " + ", ".join(f"{way} {ms:.3f} ms" for way, ms in medians.items()), flush=True)

    def ratio(way: str, than: str) -> float:
        return statistics.median(b / a for a, b in zip(times[way], times[than], strict=True))

    limits = {
        ("sine-1", "plain", "loop"): 12.0,
        ("sine-1", "compiled", "loop"): 25.0,
        ("sine-1", "compiled", "jit"): 1.0,
        ("sine-5", "plain", "loop"): 12.0,
        ("sine-5", "compiled", "loop"): 25.0,
        ("conv-5-way", "plain", "loop"): 1.4,
    }
    made = []
    for way in ("plain", "compiled"):
        for than in times:
            if way in times and than not in ("plain", "compiled"):
                text, limit = f"{name}: {way}, times as fast as {than}", limits.get((name, way, than))
                value = ratio(way, than)
                made.append(shown(text, value) if limit is None else at_least(text, value, limit))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", nargs="+", default=list(SETTINGS), choices=list(SETTINGS))
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    found: list[Row] = []
    for name in options.problems:
        times = compare(name, options.ways, options.threads, options.turns)
        found += rows(name, times)
    return verdict(found)


if __name__ == "__main__":
    raise SystemExit(main())
