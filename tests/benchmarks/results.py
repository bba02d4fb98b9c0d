"""The bundled examples' results on tasks never seen, beside what is published or was measured independently.

Each row runs an example through the command's own path and states the figure it must reach. Usage::

    python -m tests.benchmarks.results [--quick] [--seed 0]

``--quick`` leaves out the 20,000 iterations. The whole takes about five minutes on one core.
"""

from __future__ import annotations

import argparse
from functools import cache
from typing import Any

from simulator.analysis.result import result
from simulator.engine import Progress, run
from simulator.experiment import load_example
from tests.benchmarks.rows import at_least, at_most, verdict

SEED = 0


@cache
def tested(example: str, iterations: int) -> dict[str, Any]:
    """The test result of an example, run for a number of meta-iterations."""
    experiment = load_example(example).with_value("schedule.iterations", iterations).with_value("seed", SEED)
    progress = Progress()
    for event in run(experiment):
        progress.add(event)
    found: dict[str, Any] = result(progress)["test"]
    return found


def sine(quick: bool) -> list[bool]:
    met = [
        at_most("sine-maml, 5,000 iterations, loss after 1 step", tested("sine-maml", 5000)["loss"][1], 0.60, "0.48")
    ]
    if not quick:
        long = tested("sine-maml", 20_000)
        met.append(at_most("sine-maml, 20,000 iterations, loss after 1 step", long["loss"][1], 0.40, "0.33"))
        met.append(at_most("sine-maml, 20,000 iterations, loss after 10 steps", long["loss"][10], 0.13, "0.106"))
    names = ("sine-maml", "sine-first-order", "sine-joint", "sine-reptile")
    maml, first, joint, reptile = (tested(name, 10_000) for name in names)
    scratch = maml["baselines"]["scratch"]
    print(
        f"      10,000 iterations, loss after 1 step: MAML {maml['loss'][1]:.3f} +- {maml['ci95'][1]:.3f}, "
        f"first-order {first['loss'][1]:.3f} +- {first['ci95'][1]:.3f}, joint {joint['loss'][1]:.3f}, "
        f"Reptile {reptile['loss'][1]:.3f}, scratch {scratch['loss'][1]:.3f}; "
        f"after 10 steps: Reptile {reptile['loss'][10]:.3f}, joint {joint['loss'][10]:.3f}"
    )
    met.append(
        at_most("10,000 iterations, after 1 step: MAML below first-order", maml["loss"][1] - first["loss"][1], 0)
    )
    met.append(at_most("... first-order below joint", first["loss"][1] - joint["loss"][1], 0))
    met.append(at_most("... first-order below scratch", first["loss"][1] - scratch["loss"][1], 0))
    met.append(at_most("... after 10 steps: Reptile below joint", reptile["loss"][10] - joint["loss"][10], 0))
    return met


def handwriting() -> list[bool]:
    hand, few = tested("digits-maml", 3000), tested("digits-too-few-classes", 3000)
    raw, scratch = hand["baselines"]["nearest-mean"], hand["baselines"]["scratch"]
    met = [at_least("digits-maml, accuracy after 3 steps", hand["accuracy"][3], 0.78, "0.82")]
    print(
        f"      ... scratch {scratch['accuracy'][3]:.3f} (0.26), nearest class mean on raw pixels "
        f"{raw['accuracy'][0]:.3f} (0.67); after 10 steps {hand['accuracy'][10]:.3f}, "
        f"scratch {scratch['accuracy'][10]:.3f} (0.51)"
    )
    theirs, raw = few["baselines"]["scratch"]["accuracy"], few["baselines"]["nearest-mean"]["accuracy"][0]
    met.extend(
        at_most(
            f"digits-too-few-classes, accuracy after {step} steps, MAML less scratch",
            few["accuracy"][step] - theirs[step],
            0,
            f"{few['accuracy'][step]:.2f} and {theirs[step]:.2f}, raw {raw:.2f} (0.41, 0.57, 0.72)",
        )
        for step in (3, 10)
    )
    anil = tested("digits-anil", 3000)
    print(f"      digits-anil, accuracy after 3 steps {anil['accuracy'][3]:.3f}")
    return met


def linear() -> list[bool]:
    found = tested("linear-maml", 3000)
    floor = found["baselines"]["oracle"]["loss"][0]
    # Above 1 it must be: no learner beats the exact posterior. How near ten steps come is what is judged.
    return [
        at_most("linear-maml, loss after 10 steps over the exact posterior's", found["loss"][10] / floor, 2.0, "1.76")
    ]


def main() -> int:
    global SEED
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    SEED = options.seed
    print(f"seed {SEED}; in the last column what is known of the same setting")
    met = [*sine(options.quick), *handwriting(), *linear()]
    return verdict(met)


if __name__ == "__main__":
    raise SystemExit(main())
