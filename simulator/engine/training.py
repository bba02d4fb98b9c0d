"""A run's moving parts: the experiment as it is now, what was learned so far, the clock and the counts.

Each method does one thing that the loop in `run.py` asks for, and gives the event that tells of it.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from simulator.declaration import InputError, sentence
from simulator.deferred import torch
from simulator.engine.control import Control
from simulator.engine.divergence import explain
from simulator.engine.evaluation import Bench, from_scratch
from simulator.engine.events import Changed, Evaluated, Finished, Referenced, Stepped, Tested
from simulator.engine.streams import Stream, generator
from simulator.experiment import Experiment
from simulator.experiment.compatibility import misfit
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Split, TaskBatch

log = logging.getLogger(__name__)


def bind(experiment: Experiment) -> Problem:
    """The experiment's problem, on its device. Raises `InputError` where the parts do not go together or cannot run."""
    found = misfit(experiment)
    if found:
        section, why = found
        raise InputError(why, f"{section}.kind")
    device = experiment.schedule.device
    if device == "cuda" and not torch.cuda.is_available():
        raise InputError(
            sentence("schedule.device is 'cuda', but no such graphics card can be used here; set it to cpu."),
            "schedule.device",
        )
    return Problem(experiment.task, experiment.learner, experiment.schedule.iterations, device)


def draw(
    experiment: Experiment, problem: Problem, stream: Stream, split: Split, tasks: int, index: int = 0
) -> TaskBatch:
    """The `index`-th batch of a stream: a pure function of the experiment's seed and `index`."""
    return problem.family.sample(generator(experiment.seed, stream, index), tasks, split).to(problem.device)


class Training:
    """The state of a run between two of its events."""

    def __init__(self, experiment: Experiment, control: Control) -> None:
        self.experiment, self._control, self._speed = experiment, control, control.speed
        self.clock = Clock()
        self._gradients = self._examples = self._evaluated = 0
        torch.set_num_threads(experiment.schedule.threads)
        self._problem = bind(experiment)
        self._start = self.state = experiment.strategy.init(self._problem, generator(experiment.seed, "initialisation"))
        self._here, self._elsewhere = self._benches("validation", experiment.schedule.evaluation_tasks)

    def referenced(self) -> Referenced:
        """The reference lines on the validation tasks."""
        strategy, other = self.experiment.strategy, self._elsewhere
        return Referenced(self._here.references(strategy), other.references(strategy) if other else {})

    def judged(self, iteration: int) -> Evaluated:
        """The state on the validation tasks, after `iteration` meta-iterations."""
        strategy, other = self.experiment.strategy, self._elsewhere
        self._evaluated = iteration
        return Evaluated(
            iteration,
            self._here.judge(strategy, self.state),
            self.state,
            self.clock.now(),
            self._gradients,
            other.judge(strategy, self.state) if other else None,
        )

    def tested(self) -> Tested:
        """The state on tasks never seen before."""
        bench, other = self._benches("test", self.experiment.schedule.test_tasks)
        return bench.test(self.experiment.strategy, self.state, other)

    def settled(self, iteration: int) -> Iterator[Changed | Referenced]:
        """Take on the live changes that were asked for, before the meta-iteration after `iteration`."""
        if self._control.speed != self._speed:
            before, self._speed = self._speed, self._control.speed
            yield Changed(iteration, "speed", before, self._speed)
        strategy = self.experiment.strategy
        for path, value in self._control.take_changes():
            changed = _changed(self.experiment, path, value)
            if changed != self.experiment:
                yield Changed(iteration, path, self.experiment.value(path), changed.value(path))
                self.experiment = changed
        now = self.experiment.strategy
        if now is not strategy and from_scratch(now) != from_scratch(strategy):
            yield self.referenced()

    def stepped(self, iteration: int) -> Iterator[Stepped | Evaluated | Finished]:
        """Make one meta-iteration; where its loss is not finite, the state stays as it was and the run is over."""
        schedule, strategy = self.experiment.schedule, self.experiment.strategy
        batch = draw(self.experiment, self._problem, "train", "train", schedule.meta_batch, iteration)
        improved, report = strategy.meta_step(self._problem, self.state, batch)
        loss = report.loss.item()
        self._gradients += report.gradient_evaluations
        self._examples += batch.support.count + batch.query.count
        yield Stepped(iteration, loss, self.clock.now(), self._gradients, self._examples)
        if math.isfinite(loss) and _finite(improved):
            self.state = improved
            return
        if self._evaluated < iteration - 1:
            yield self.judged(iteration - 1)
        why = explain(self._problem, strategy, self._start, self.state, batch, iteration)
        yield Finished("diverged", why)

    def _benches(self, split: Literal["validation", "test"], tasks: int) -> tuple[Bench, Bench | None]:
        """Tasks to judge on: of the family trained on, and of another one where the experiment names it."""
        other = self.experiment.elsewhere
        return (
            self._bench(self._problem, split, tasks),
            self._bench(replace(self._problem, family=other), split, tasks) if other else None,
        )

    def _bench(self, problem: Problem, split: Literal["validation", "test"], tasks: int) -> Bench:
        batch = draw(self.experiment, problem, split, split, tasks)
        steps, seed = self.experiment.schedule.evaluation_steps, self.experiment.seed
        return Bench(problem, batch, steps, seed, lambda: not self._control.stopped)


class Clock:
    """Seconds spent running, without pauses."""

    def __init__(self) -> None:
        self.waited = 0.0
        self._begun = time.perf_counter()

    def start(self) -> None:
        """Begin to count."""
        self._begun = time.perf_counter()

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._begun - self.waited


def _changed(experiment: Experiment, path: str, value: Any) -> Experiment:
    """The experiment with a live change; one that cannot be made is logged, and costs nobody the run."""
    try:
        return experiment.with_live_value(path, value)
    except InputError as refused:
        log.warning("%s", refused)
        return experiment


def _finite(state: State) -> bool:
    """Whether no parameter overflowed: a finite loss may have a gradient that is not."""
    return all(math.isfinite(value.sum().item()) for value in state.theta.values())
