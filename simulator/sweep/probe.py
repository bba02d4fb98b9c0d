"""How long a sweep will take: a moment's trial of its experiment."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace

from simulator.engine import Failed, Stepped, run
from simulator.experiment import Experiment
from simulator.sweep.sweep import Sweep

TRIAL = 0.3  # seconds


def rate(experiment: Experiment, seconds: float = TRIAL) -> float | None:
    """Meta-iterations a second of an experiment here and now; None where it fails."""
    fewest = {"evaluation_tasks": 2, "test_tasks": 2, "evaluation_steps": 0, "target_step": 0, "target_loss": None}
    schedule = experiment.schedule.model_copy(update=fewest)
    begun, made = 0.0, 0
    with closing(run(replace(experiment, schedule=schedule, elsewhere=None), cores=1)) as events:  # type: ignore[type-var]
        for event in events:
            if isinstance(event, Failed):
                return None
            if isinstance(event, Stepped):
                begun, made = begun or time.perf_counter(), made + 1
                if time.perf_counter() - begun > seconds:
                    break
    passed = time.perf_counter() - begun
    return (made - 1) / passed if made > 1 and passed > 0 else None


def seconds_of(sweep: Sweep, iterations_a_second: float, jobs: int) -> float:
    """About how long the runs of a sweep take, so many at a time."""
    planned = sum(cell.experiment.schedule.iterations for cell in sweep.cells)
    return planned / iterations_a_second / min(jobs, sweep.size)
