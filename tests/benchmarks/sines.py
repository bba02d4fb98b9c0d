"""Every strategy on the sine family of the MAML paper: the same tasks, the same budget of meta-iterations.

Amplitude 0.1 to 5, phase 0 to pi, x in -5 to 5, a 40-40 ReLU network, 25 tasks a meta-batch, Adam at 0.001 outside,
20,000 meta-iterations; mean squared error on 600 unseen tasks after one inner step. Usage::

    python -m tests.benchmarks.sines [--shots 10] [--iterations 20000] [--seed 0]

About six minutes on one core for one number of shots.
"""

from __future__ import annotations

import argparse
from typing import Any

from tests.benchmarks.rows import Row, at_most, shown, verdict
from tests.benchmarks.runs import example, tested

GRADIENT = ("sine-maml", "sine-meta-sgd", "sine-maml-plus-plus", "sine-cavia")
CLOSED = ("sine-ridge-head", "sine-alpaca")
AMORTISED = ("sine-neural-process", "sine-in-context")
INDEPENDENT = {"sine-maml": {10: "0.33", 5: "0.63"}}
PUBLISHED = {"sine-maml": {5: "1.13 ± 0.18, other frequencies"}, "sine-meta-sgd": {5: "0.90 ± 0.16, other frequencies"}}
SEVERAL = 5  # inner steps of the second comparison


def sines(shots: int, iterations: int = 20_000, seed: int = 0) -> list[Row]:
    """The rows for one number of shots: all gradient-based strategies train with one inner step."""
    common = {"task__shots": shots, "schedule__iterations": iterations, "seed": seed}
    found = {name: tested(example(name, **common)) for name in (*CLOSED, *AMORTISED)}
    found |= {name: tested(example(name, strategy__inner_steps=1, **common)) for name in GRADIENT}
    after = {name: _after(test, 1) for name, test in found.items()}
    maml, best = after["sine-maml"][0], min(after[name][0] for name in GRADIENT)
    limits = {
        "sine-meta-sgd": 0.85 * maml,
        **dict.fromkeys(("sine-maml-plus-plus", "sine-cavia", *AMORTISED), maml),
        **dict.fromkeys(CLOSED, best),
    } | ({"sine-maml": 0.40} if shots == 10 else {})
    return [_row(name, shots, *after[name], limits.get(name)) for name in (*GRADIENT, *CLOSED, *AMORTISED)]


def _row(name: str, shots: int, error: float, interval: float, limit: float | None) -> Row:
    what = f"{shots}-shot sine, {name.removeprefix('sine-')}, error after 1 step"
    known, published = (table.get(name, {}).get(shots, "") for table in (INDEPENDENT, PUBLISHED))
    if limit is None:
        return shown(what, error, known, published=published, interval=interval)
    return at_most(what, error, limit, known, published=published, interval=interval)


def several_steps(iterations: int = 20_000, seed: int = 0) -> list[Row]:
    """MAML++ beside MAML where both train with five inner steps, for which MAML++ is made: 10 shots."""
    common = {"strategy__inner_steps": SEVERAL, "schedule__iterations": iterations, "seed": seed}
    maml, plus = (_after(tested(example(name, **common)), SEVERAL) for name in ("sine-maml", "sine-maml-plus-plus"))
    return [
        at_most(
            f"10-shot sine, maml-plus-plus, error after {SEVERAL} steps",
            plus[0],
            maml[0],
            f"MAML {maml[0]:.3f} ± {maml[1]:.3f}, same run",
            interval=plus[1],
        )
    ]


def _after(test: dict[str, Any], step: int) -> tuple[float, float]:
    return test["loss"][step], test["ci95"][step]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shots", type=int, default=10)
    parser.add_argument("--iterations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows = sines(options.shots, options.iterations, options.seed)
    return verdict([*rows, *several_steps(options.iterations, options.seed)])


if __name__ == "__main__":
    raise SystemExit(main())
