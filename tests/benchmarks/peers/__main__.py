"""How fast a meta-iteration is beside what else one could use for it, on the same start, tasks and rates.

Ways: a loop over tasks in plain torch, the package `higher`, `torch.func` with vmap, JAX compiled call by call (jit)
and as one loop (scan), and the simulator's plain and compiled steps. Each has a process of its own, they take turns,
and the others rest meanwhile; medians are told, and ratios within each turn. First each must come to the same
parameters after three meta-iterations. Tasks are drawn before. Needs the packages jax and higher for those ways::

    python -m tests.benchmarks.peers [--problems sine-1 sine-5 ...] [--ways loop plain ...] [--turns 5] [--threads 1]
"""

from __future__ import annotations

import argparse
import statistics

import numpy as np

from tests.benchmarks.peers.problems import SETTINGS, problem
from tests.benchmarks.peers.turns import ROUND, WAYS, Way
from tests.benchmarks.rows import Row, at_least, shown, verdict

ALIKE = 0.02  # of the way that parameters went: how far ways may be apart after the first meta-iterations
FIRST = 3  # meta-iterations to compare


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
