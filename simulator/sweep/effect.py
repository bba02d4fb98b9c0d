"""The effect of one parameter: a small sweep around the value that it has now, which takes about a minute."""

from __future__ import annotations

from simulator.declaration import Parameter
from simulator.experiment import Experiment
from simulator.sweep.axis import Axis
from simulator.sweep.sweep import Sweep

VALUES = 7
SEEDS = 3
SECONDS = 60.0  # that it shall take
FEWEST = 20  # meta-iterations of a run
SLOW = 200.0  # meta-iterations a second that are assumed where nobody knows
STEP = 10**0.5  # from one value to the next where they are at equal ratios


def axis_around(path: str, parameter: Parameter, value: object) -> Axis | None:
    """Up to `VALUES` values that include the one it has now; None where it has none that can be varied."""
    if parameter.kind == "flag":
        return Axis(path, (False, True))
    if parameter.kind == "choice":
        return Axis(path, parameter.choices[:VALUES]) if len(parameter.choices) > 1 else None
    if parameter.kind not in ("integer", "number") or not isinstance(value, int | float) or path == "seed":
        return None
    ratios = parameter.log and value > 0
    step = _distance(parameter, value)
    places = range(-VALUES, VALUES + 1)
    around = [value * STEP**place if ratios else value + place * step for place in places]
    short = [value if place == 0 else float(f"{each:.2g}") for place, each in zip(places, around, strict=True)]
    found = list(dict.fromkeys(map(round, short) if parameter.kind == "integer" else map(float, short)))
    nearest = sorted(filter(parameter.admits, found), key=lambda each: _away(each, value, ratios))[:VALUES]
    return Axis(path, tuple(sorted(nearest)), ratios) if len(nearest) > 1 else None


def effect(experiment: Experiment, path: str, parameter: Parameter, rate: float | None, jobs: int) -> Sweep | None:
    """The sweep that shows the effect of a parameter, where an experiment makes so many meta-iterations a second."""
    axis = axis_around(path, parameter, experiment.value(path))
    if axis is None:
        return None
    runs = len(axis.values) * SEEDS
    iterations = int((rate or SLOW) * SECONDS * min(jobs, runs) / runs)
    schedule = experiment.schedule
    shorter = {
        "iterations": min(schedule.iterations, max(FEWEST, int(float(f"{iterations:.2g}")))),
        "evaluation_tasks": min(schedule.evaluation_tasks, 100),
        "test_tasks": min(schedule.test_tasks, 200),
    }
    shorter["evaluate_every"] = max(1, shorter["iterations"] // 4)
    for name, each in shorter.items():
        if path != f"schedule.{name}":
            experiment = experiment.with_value(f"schedule.{name}", each)
    seeds = tuple(range(experiment.seed, experiment.seed + SEEDS))
    return Sweep(experiment, (axis,), seeds)


def _distance(parameter: Parameter, value: float) -> float:
    """From one value to the next where they are at equal distances: a part of the value, or of what is allowed."""
    whole = 1 if parameter.kind == "integer" else 0
    low = parameter.minimum if parameter.minimum is not None else parameter.above
    span = parameter.maximum - low if parameter.maximum is not None and low is not None else None
    wanted = abs(value) / 3 or (span / 8 if span is not None else 1.0)
    return max(whole, wanted if span is None else min(wanted, span / 8))


def _away(each: float, value: float, ratios: bool) -> float:
    """How far a value is from the one that it has now; of two as far, the larger one is nearer."""
    distance = max(each, value) / min(each, value) - 1 if ratios else abs(each - value)
    return distance - (1e-9 * distance if each > value else 0.0)
