"""A run's moving parts: the experiment as it is now, what was learned so far, the clock and the counts.

Each method does one thing that the loop in `run.py` asks for, and gives the event that tells of it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from simulator.declaration import InputError, sentence
from simulator.deferred import torch
from simulator.engine import fit
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.circumstances import as_before, circumstances, differences, named_device
from simulator.engine.clock import Clock
from simulator.engine.compiled.compiler import objection
from simulator.engine.control import Control
from simulator.engine.divergence import explain
from simulator.engine.evaluation import Bench, from_scratch, told
from simulator.engine.events import Changed, Compiled, Evaluated, Finished, Referenced, Scores, Stepped, Tested, Testing
from simulator.engine.means import FIRST, LONG, MANY, Means, Step, available_cores, candidates, quickest
from simulator.engine.steps import Steps
from simulator.engine.streams import Stream, generator
from simulator.experiment import Experiment
from simulator.experiment.compatibility import misfit
from simulator.experiment.schedule import Schedule
from simulator.strategies.problem import Problem
from simulator.tasks.base import Split, TaskBatch

CHECKPOINT_EVERY = 15.0  # seconds; half of what may be lost at most, since a meta-iteration is never cut in two
log = logging.getLogger(__name__)


def bind(experiment: Experiment) -> Problem:
    """The experiment's problem, on its device; on the processor where the schedule leaves it open.

    Raises `InputError` where the parts do not go together or cannot run.
    """
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
    schedule = experiment.schedule
    where = "cpu" if device == "auto" else device
    return Problem(experiment.task, experiment.learner, schedule.iterations, where, schedule.recompute)


def draw(
    experiment: Experiment, problem: Problem, stream: Stream, split: Split, tasks: int, index: int = 0
) -> TaskBatch:
    """The `index`-th batch of a stream: a pure function of the experiment's seed and `index`."""
    return problem.family.sample(generator(experiment.seed, stream, index), tasks, split).to(problem.device)


class Training:
    """The state of a run between two of its events.

    `reached` is the loss that fell below the target, if one did; `lines_due` says that reference lines are to be told.

    `code` is the folder for compiled code, None to make every step the plain way.

    A run that begins goes on from a checkpoint at iteration 0. Files are read once: what becomes of them later does
    not reach the run. Raises `InputError` where the experiment cannot run or the checkpoint is not of it.
    """

    def __init__(
        self,
        experiment: Experiment,
        control: Control,
        checkpoint: Checkpoint | None = None,
        code: Path | None = None,
        cores: int | None = None,
    ) -> None:
        bound = bind(experiment)
        first = Means(bound.device, experiment.schedule.threads or 1)
        means = as_before(experiment, checkpoint.circumstances, cores) if checkpoint else first
        torch.set_num_threads(means.threads)
        self._problem = replace(bound, family=bound.family.holding_data(), device=means.device)
        self._other = experiment.elsewhere.holding_data() if experiment.elsewhere else None
        self._start = experiment.strategy.init(self._problem, generator(experiment.seed, "initialisation"))
        self._circumstances = circumstances(experiment, means)
        at = checkpoint or Checkpoint(experiment, self._start, self._circumstances)
        fit.check(at, experiment, self._start)
        self.differences = tuple(differences(at.circumstances, self._circumstances))
        if at.compiled and (code is None or objection()):
            self.differences += (sentence("Meta-iterations were made by compiled code, which cannot be had here."),)
        self.experiment, self.iteration, self._evaluated = at.experiment, at.iteration, at.evaluated
        self._gradients, self._examples = at.gradient_evaluations, at.examples
        self.state = fit.moved(at.state, self._problem.device)
        self.reached = at.reached
        self._lines = from_scratch(at.experiment.strategy) if at.referenced else None
        self.lines_due = not at.referenced  # they follow from something else than when they were last told
        self._control, self._speed = control, control.speed
        self.clock = Clock(at.seconds)
        self._saved: tuple[int, int] | None = self._position if checkpoint else None
        self._saved_at = time.monotonic()
        self._means, self._cores = means, cores
        self._took: list[float] = []  # seconds of the first meta-iterations
        self._steps = Steps(self._problem, code, control, means.threads, at_once=at.compiled)
        self._here, self._elsewhere = self._benches("validation", experiment.schedule.evaluation_tasks)

    def checkpoint(self) -> Checkpoint:
        """From where the run can go on."""
        self._saved, self._saved_at = self._position, time.monotonic()
        return Checkpoint(
            self.experiment,
            self.state,
            self._circumstances,
            self.iteration,
            self.clock.now(),
            self._gradients,
            self._examples,
            self._evaluated,
            not self.lines_due,
            self.reached,
            self._steps.compiled,
        )

    @property
    def checkpoint_due(self) -> bool:
        """Whether there is none yet, the last one is a good while ago, or the run is about to be held with news."""
        if self._saved is None or time.monotonic() - self._saved_at > CHECKPOINT_EVERY:
            return True
        return self._control.held and self._saved != self._position

    @property
    def evaluation_due(self) -> bool:
        """Whether the state is to be judged before the next meta-iteration."""
        schedule = self.experiment.schedule
        turn = self.iteration % schedule.evaluate_every == 0 or self.iteration == schedule.iterations
        return turn and self._evaluated < self.iteration

    @property
    def complete(self) -> bool:
        """Whether all meta-iterations were made."""
        return self.iteration >= self.experiment.schedule.iterations

    def referenced(self) -> Referenced:
        """The reference lines on the validation tasks."""
        strategy, other = self.experiment.strategy, self._elsewhere
        told = Referenced(self._here.references(strategy), other.references(strategy) if other else {})
        self._lines, self.lines_due = from_scratch(strategy), False
        return told

    def judged(self) -> Evaluated:
        """The state on the validation tasks."""
        strategy, other = self.experiment.strategy, self._elsewhere
        told = Evaluated(
            self.iteration,
            self._here.judge(strategy, self.state),
            self.state,
            self.clock.now(),
            self._gradients,
            other.judge(strategy, self.state) if other else None,
        )
        self._evaluated, self.reached = self.iteration, _reached(self.experiment.schedule, told.scores)
        return told

    def tested(self) -> Iterator[Testing | Tested]:
        """The state on tasks never seen before, and how far the test is until then."""
        tasks = self.experiment.schedule.test_tasks
        yield Testing(0.0, tasks)  # to draw them takes time too
        bench, other = self._benches("test", tasks)
        judging = bench.test(self.experiment.strategy, self.state, other)
        tested = yield from told(judging, lambda share: Testing(share, tasks))
        yield tested

    def settled(self) -> Iterator[Changed | Referenced]:
        """Take on the live changes that were asked for, before the next meta-iteration."""
        if self._control.speed != self._speed:
            before, self._speed = self._speed, self._control.speed
            yield Changed(self.iteration, "speed", before, self._speed)
        strategy = self.experiment.strategy
        for path, value in self._control.take_changes():
            old, self.experiment = self.experiment, _changed(self.experiment, path, value)
            if self.experiment != old:
                yield Changed(self.iteration, path, old.value(path), self.experiment.value(path))
        if self.experiment.strategy is not strategy:
            self.lines_due = True  # for a checkpoint, should the next line raise
            self.lines_due = from_scratch(self.experiment.strategy) != self._lines
            if self.lines_due:
                yield self.referenced()

    def close(self) -> None:
        """Let go of what works for the run."""
        self._steps.close()

    def stepped(self) -> Iterator[Compiled | Stepped | Evaluated | Finished]:
        """Make one meta-iteration; where its loss is not finite, the state stays as it was and the run is over."""
        schedule, strategy, iteration = self.experiment.schedule, self.experiment.strategy, self.iteration + 1
        batch = draw(self.experiment, self._problem, "train", "train", schedule.meta_batch, iteration)
        waited = self._steps.waited
        made = self._steps.make(self.experiment, self.state, batch)
        self.clock.waited += self._steps.waited - waited
        yield from (Compiled(self.iteration, why) for why in self._steps.news())
        loss, gradients, examples = made.loss, made.gradients, batch.support.count + batch.query.count
        if made.good:
            self.state, self.iteration = made.state, iteration
            self._gradients, self._examples = self._gradients + gradients, self._examples + examples
            yield Stepped(iteration, loss, self.clock.now(), self._gradients, self._examples)
            if iteration <= FIRST and not self._steps.compiled:
                self._measure(self._steps.took, batch)
            return
        # All is worked out before anything is told: a stop or a failure meanwhile leaves this meta-iteration unmade.
        told = Stepped(iteration, loss, self.clock.now(), self._gradients + gradients, self._examples + examples)
        why = explain(self._problem, strategy, self._start, self.state, batch, iteration)
        judged = [self.judged()] if self._evaluated < self.iteration else []
        yield told
        yield from judged
        yield Finished("diverged", why)

    def _measure(self, took: float, batch: TaskBatch) -> None:
        """Once the first meta-iterations are made, go on with what they are quickest with, if many take long."""
        self._took.append(took)
        schedule, strategy, state = self.experiment.schedule, self.experiment.strategy, self.state
        few = schedule.iterations - self.iteration < MANY
        if self.iteration < FIRST or few or min(self._took) < LONG:
            return
        alone = self._cores is not None  # others use the rest of the machine
        devices = ["cuda"] if schedule.device == "auto" and not alone and torch.cuda.is_available() else []
        most = schedule.threads or self._cores or available_cores()

        def step(device: str) -> Step:
            problem, there = replace(self._problem, device=device), fit.moved(state, device)
            tasks = batch.to(device)
            return lambda: strategy.meta_step(problem, there, tasks)[1].loss.item()

        begun = time.perf_counter()
        others = candidates(self._means, most, devices)
        means = quickest(step, self._means, min(self._took), others, lambda: not self._control.stopped)
        if means != self._means:
            try:
                self._take(means)
            except Exception:  # as where the validation tasks are too many for a graphics card
                log.warning("The run cannot go on with %s", means, exc_info=True)
                torch.set_num_threads(self._means.threads)
        self.clock.waited += time.perf_counter() - begun

    def _take(self, means: Means) -> None:
        """Go on with these; where that fails, nothing has changed but the number of threads."""
        torch.set_num_threads(means.threads)
        if means.device != self._means.device:
            problem = replace(self._problem, device=means.device)
            state, start = fit.moved(self.state, means.device), fit.moved(self._start, means.device)
            benches = self._benches("validation", self.experiment.schedule.evaluation_tasks, problem)
            for bench in filter(None, benches):
                bench.judge(self.experiment.strategy, state)
            self._problem, self.state, self._start = problem, state, start
            self._here, self._elsewhere = benches
        self._circumstances = replace(self._circumstances, threads=means.threads, device=named_device(means.device))
        self._means = means
        self._steps.take(self._problem, means.threads)
        log.info("Meta-iterations are made on %s with %d threads from here on.", means.device, means.threads)

    @property
    def _position(self) -> tuple[int, int]:
        return self.iteration, self._evaluated

    def _benches(
        self, split: Literal["validation", "test"], tasks: int, problem: Problem | None = None
    ) -> tuple[Bench, Bench | None]:
        """Tasks to judge on: of the family trained on, and of another one where the experiment names it."""
        here = problem or self._problem
        elsewhere = replace(here, family=self._other) if self._other else None
        return self._bench(here, split, tasks), self._bench(elsewhere, split, tasks) if elsewhere else None

    def _bench(self, problem: Problem, split: Literal["validation", "test"], tasks: int) -> Bench:
        batch = draw(self.experiment, problem, split, split, tasks)
        steps, seed = self.experiment.schedule.evaluation_steps, self.experiment.seed
        return Bench(problem, batch, steps, seed, lambda: not self._control.stopped)


def _reached(schedule: Schedule, scores: Scores) -> float | None:
    """The validation loss, where it is below the target."""
    if schedule.target_loss is None or scores.loss is None:
        return None
    loss = float(scores.loss[schedule.target_step].mean())
    return loss if loss < schedule.target_loss else None


def _changed(experiment: Experiment, path: str, value: Any) -> Experiment:
    """The experiment with a live change; one that cannot be made is logged, and costs nobody the run."""
    try:
        return experiment.with_live_value(path, value)
    except InputError as refused:
        log.warning("%s", refused)
        return experiment
