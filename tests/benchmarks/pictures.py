"""Few-shot pictures: a part of Omniglot with the Greek alphabet held out, and what is learned on drawn characters.

The learner is the usual network of four blocks of 32 filters on pictures of 28 x 28 (20 x 20 for MAML, whose inner
steps take longer); each picture is normalised by itself, so no accuracy here is transductive. Usage::

    python -m tests.benchmarks.pictures [--quick] [--seed 0]

The Omniglot part is read from `../shared/data`, or from `SIMULATOR_DATA`; its rows are left out where it is absent.
``--quick`` runs what is trained on drawn characters alone. The whole takes about half an hour on one core.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

from simulator.analysis.statistics import half_width, mean
from simulator.engine.evaluation import evaluate
from simulator.engine.streams import generator
from simulator.experiment import Experiment, Schedule
from simulator.learners.base import Learner
from simulator.learners.conv import Conv
from simulator.strategies import Strategy
from simulator.strategies.at_once.matching import Matching
from simulator.strategies.at_once.prototypes import Prototypes
from simulator.strategies.descent.maml import Maml
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks import TaskFamily
from simulator.tasks.pictures.glyphs import Glyphs
from simulator.tasks.pictures.images import Images
from tests.benchmarks.rows import Row, at_least, at_most, verdict
from tests.benchmarks.runs import example, tested
from tests.benchmarks.students import data

SIDE, SIDE_MAML = 28, 20
MINUTES = 15  # what each run on Omniglot may take
RATES = (0.03, 0.1, 0.3, 1.0)  # among which learning from scratch gets its best
STEPS = 20
ARCHIVE = "omniglot_small/images_background_small1.zip"


def prototypes(shots: int, seed: int = 0) -> list[Row]:
    """Prototypes trained on the Omniglot part, Greek held out."""
    limit, known = {1: (0.94, "0.966"), 5: (0.98, "0.995")}[shots]
    return _metric(Prototypes(outer_lr=0.002, joined=4), shots, seed, limit, known)


def matching(seed: int = 0) -> list[Row]:
    """Matching networks in the same setting, one shot."""
    return _metric(Matching(outer_lr=0.002, joined=4), 1, seed, 0.90, "")


def _metric(strategy: Strategy, shots: int, seed: int, limit: float, known: str) -> list[Row]:
    path = data(ARCHIVE)
    if not path:
        return []
    schedule = Schedule(iterations=3000, meta_batch=4, evaluate_every=500, evaluation_steps=1)
    experiment = Experiment(_greek(path, shots), Conv(), strategy, schedule, seed)
    return _timed(f"Omniglot part, {strategy.title}, 5-way {shots}-shot", experiment, 1, limit, known)


def maml(seed: int = 0) -> list[Row]:
    """MAML with the convolutional learner on the Omniglot part, Greek held out."""
    path = data(ARCHIVE)
    if not path:
        return []
    strategy = Maml(inner_lr=0.4, outer_lr=0.002)
    schedule = Schedule(iterations=2500, meta_batch=8, evaluate_every=500, evaluation_steps=3, test_tasks=300)
    experiment = Experiment(_greek(path, 1, queries=3, side=SIDE_MAML), Conv(), strategy, schedule, seed)
    return _timed("Omniglot part, MAML, 5-way 1-shot", experiment, 1, 0.85, "")


def transfer(seed: int = 0) -> list[Row]:
    """Trained on drawn characters, tested on real handwriting: digits, and Greek letters where the data is there."""
    rows = _carried("drawn characters to real digits", example("glyphs-to-digits", seed=seed))
    path = data(ARCHIVE)
    if path:
        schedule = Schedule(iterations=1500, meta_batch=4, evaluate_every=500, evaluation_steps=1)
        family, strategy = Glyphs(side=SIDE), Prototypes(outer_lr=0.002, joined=4)
        experiment = Experiment(family, Conv(), strategy, schedule, seed, elsewhere=_greek(path, 1))
        rows += _carried("drawn characters to Greek letters", experiment)
    return rows


def _greek(path: str, shots: int, queries: int = 5, side: int = SIDE) -> Images:
    return Images(path=path, held_out="Greek", side=side, shots=shots, query_shots=queries)


def _timed(what: str, experiment: Experiment, step: int, limit: float, known: str) -> list[Row]:
    """The accuracy after an inner step, and the minutes that training and testing took."""
    begun = time.perf_counter()
    found = tested(experiment)
    minutes = (time.perf_counter() - begun) / 60
    raw = found["baselines"]["nearest-mean"]["accuracy"][0]
    print(f"      nearest class mean on raw pixels {raw:.3f}")
    return [
        at_least(what, found["accuracy"][step], limit, known, interval=found["accuracy_ci95"][step]),
        at_most(f"{what}, minutes", minutes, MINUTES),
    ]


def _carried(what: str, experiment: Experiment) -> list[Row]:
    """What was learned on one family, on the other: above its best from scratch and above raw pixels."""
    other = experiment.elsewhere
    assert other is not None
    found = tested(experiment)["elsewhere"]
    reached, interval = found["accuracy"][1], found["accuracy_ci95"][1]
    scratch, spread, how = from_scratch(other, experiment.learner, experiment.seed)
    raw = found["baselines"]["nearest-mean"]["accuracy"][0]
    apart = reached - interval - (scratch + spread)
    return [
        at_least(f"{what}, accuracy, above raw pixels", reached, raw, f"raw pixels {raw:.3f}", interval=interval),
        at_least(
            f"{what}, gap between the intervals to scratch", apart, 0, f"scratch {scratch:.3f} ± {spread:.3f}, {how}"
        ),
    ]


def from_scratch(family: TaskFamily, learner: Learner, seed: int, tasks: int = 200) -> tuple[float, float, str]:
    """The best accuracy from random starts over rates and numbers of steps, chosen on these very tasks in its favour.

    Returns the mean, half the width of its 95% interval, and how it was reached.
    """
    problem, batch = Problem(family, learner, 1), family.sample(generator(seed, "test"), tasks, "test")
    best: tuple[float, float, str] = (0.0, 0.0, "")
    for rate in RATES:
        strategy = Scratch(inner_lr=rate)
        state = strategy.init(problem, generator(seed, "scratch"))
        accuracy: Any = evaluate(problem, strategy, state, batch, STEPS).accuracy
        means, widths = mean(accuracy), half_width(accuracy)
        step = int(means.argmax())
        best = max(best, (float(means[step]), float(widths[step]), f"rate {rate:g}, {step} steps"))
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows = transfer(options.seed)
    if not options.quick:
        rows += [
            *prototypes(1, options.seed),
            *prototypes(5, options.seed),
            *matching(options.seed),
            *maml(options.seed),
        ]
    return verdict(rows)


if __name__ == "__main__":
    raise SystemExit(main())
