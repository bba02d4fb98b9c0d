"""What evaluations and reference lines cost, beside the meta-iterations between them, at each example's own cadence.

Each example runs for so many evaluations, the plain way, and the time until each event counts for what it tells of.
Reference lines, which are told once, count for as much as they come to over the whole run. Usage::

    python -m tests.benchmarks.evaluation [EXAMPLE ...] [--evaluations 4] [--compiled]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict

from simulator.engine import Control, Evaluated, Referenced, Stepped, run
from simulator.engine.compiled.cache import usual_folder
from simulator.experiment import Experiment, example_names, load_example
from tests.benchmarks.rows import at_most, verdict

SHARE = 8.0  # % of the time that meta-iterations take


def share(experiment: Experiment, evaluations: int) -> tuple[float, float, float]:
    """% of training that evaluation and reference lines take over the whole run; ms of an evaluation, and of a step."""
    took, control = defaultdict[type, list[float]](list), Control()
    then = time.perf_counter()
    for event in run(experiment, control, code=usual_folder()):
        now = time.perf_counter()
        took[type(event)].append(now - then)
        if len(took[Evaluated]) > evaluations:
            control.stop()
        then = time.perf_counter()
    schedule = experiment.schedule
    step, judged = statistics.median(took[Stepped]), statistics.median(took[Evaluated])
    asked = 1 + schedule.iterations // schedule.evaluate_every
    cost = asked * judged + sum(took[Referenced])
    return 100 * cost / (schedule.iterations * step), 1000 * judged, 1000 * step


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="*", default=example_names())
    parser.add_argument("--evaluations", type=int, default=4)
    parser.add_argument("--compiled", action="store_true", help="with compiled meta-iterations, where there can be any")
    options = parser.parse_args()
    share(load_example("linear-maml"), 1)  # so that the first one does not load torch
    rows = []
    for name in options.examples:
        experiment = load_example(name).with_value("schedule.compile", "on" if options.compiled else "off")
        cost, judged, step = share(experiment, options.evaluations)
        rows.append(at_most(f"{name}: % of training", cost, SHARE, f"{judged:.1f} ms beside {step:.2f} ms a step"))
    return verdict(rows)


if __name__ == "__main__":
    raise SystemExit(main())
