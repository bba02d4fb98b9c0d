"""The training loop. There is no other.

`run` binds an experiment into a problem, draws the i-th meta-batch, lets the strategy improve its state on it,
and tells what happened as events. It knows nothing of any particular strategy, and nothing of who listens.
"""

from __future__ import annotations

import logging
import math
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.declaration import InputError, Sentence, sentence
from simulator.deferred import torch
from simulator.engine import evaluation
from simulator.engine.control import Control
from simulator.engine.divergence import explain
from simulator.engine.events import (
    Changed,
    Evaluated,
    Event,
    Failed,
    Finished,
    Referenced,
    Scores,
    Started,
    Stepped,
    Stopped,
    Tested,
)
from simulator.engine.streams import Stream, generator
from simulator.experiment import Experiment, incompatibility, to_document
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Split, TaskBatch

log = logging.getLogger(__name__)


def run(experiment: Experiment, control: Control | None = None) -> Iterator[Event]:
    """Execute an experiment; the last event is always one of `Finished`, `Stopped` or `Failed`.

    A stop asked for during an evaluation ends the run within one inner step, and leaves no partial scores.
    An exception inside becomes `Failed`; closing the generator early ends it at once.
    """
    try:
        yield from _train(experiment, control or Control())
    except evaluation.UnwantedError:
        yield Stopped()
    except Exception as error:
        yield Failed(_sentence(error), traceback.format_exc())


def bind(experiment: Experiment) -> Problem:
    """The experiment's problem, on its device. Raises `InputError` where the parts do not go together or cannot run."""
    objection = incompatibility(experiment)
    if objection:
        raise InputError(objection, "strategy.kind")
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


@dataclass
class _Clock:
    """Seconds spent running, without pauses."""

    begun: float
    waited: float = 0.0

    def now(self) -> float:
        return time.perf_counter() - self.begun - self.waited


def _train(experiment: Experiment, control: Control) -> Iterator[Event]:
    yield Started(to_document(experiment))
    schedule, strategy = experiment.schedule, experiment.strategy
    torch.set_num_threads(schedule.threads)
    problem = bind(experiment)
    start = state = strategy.init(problem, generator(experiment.seed, "initialisation"))
    validation = draw(experiment, problem, "validation", "validation", schedule.evaluation_tasks)
    steps, speed = schedule.evaluation_steps, control.speed

    def wanted() -> bool:
        return not control.stopped

    yield Referenced(evaluation.references(problem, strategy, validation, steps, experiment.seed, wanted))

    clock, gradients, examples, evaluated = _Clock(time.perf_counter()), 0, 0, 0
    scores = evaluation.evaluate(problem, strategy, state, validation, steps, wanted)
    yield Evaluated(0, scores, state, clock.now(), gradients)
    for iteration in range(1, schedule.iterations + 1):
        clock.waited += control.gate()
        if control.stopped:
            yield Stopped()
            return
        if control.speed != speed:
            before, speed = speed, control.speed
            yield Changed(iteration - 1, "speed", before, speed)
        for path, value in control.take_changes():
            changed = _changed(experiment, path, value)
            if changed != experiment:
                yield Changed(iteration - 1, path, experiment.value(path), changed.value(path))
                experiment = changed
        if experiment.strategy is not strategy:
            before_scratch, strategy = evaluation.from_scratch(strategy), experiment.strategy
            if evaluation.from_scratch(strategy) != before_scratch:
                yield Referenced(evaluation.references(problem, strategy, validation, steps, experiment.seed, wanted))

        batch = draw(experiment, problem, "train", "train", schedule.meta_batch, iteration)
        improved, report = strategy.meta_step(problem, state, batch)
        loss = report.loss.item()
        gradients += report.gradient_evaluations
        examples += batch.support.count + batch.query.count
        yield Stepped(iteration, loss, clock.now(), gradients, examples)
        if not (math.isfinite(loss) and _finite(improved)):
            if evaluated < iteration - 1:
                scores = evaluation.evaluate(problem, strategy, state, validation, steps, wanted)
                yield Evaluated(iteration - 1, scores, state, clock.now(), gradients)
            yield Finished("diverged", explain(problem, strategy, start, state, batch, iteration))
            return
        state = improved

        if iteration % schedule.evaluate_every == 0 or iteration == schedule.iterations:
            evaluated = iteration
            scores = evaluation.evaluate(problem, strategy, state, validation, steps, wanted)
            yield Evaluated(iteration, scores, state, clock.now(), gradients)
            reached = _reached(experiment, scores)
            if reached:
                yield _tested(experiment, problem, state, wanted)
                yield Finished("target", reached)
                return
    yield _tested(experiment, problem, state, wanted)
    yield Finished("completed")


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


def _tested(experiment: Experiment, problem: Problem, state: State, wanted: evaluation.Wanted) -> Tested:
    schedule, strategy = experiment.schedule, experiment.strategy
    batch = draw(experiment, problem, "test", "test", schedule.test_tasks)
    steps = schedule.evaluation_steps
    return Tested(
        evaluation.evaluate(problem, strategy, state, batch, steps, wanted),
        evaluation.references(problem, strategy, batch, steps, experiment.seed, wanted),
    )


def _reached(experiment: Experiment, scores: Scores) -> Sentence | None:
    """A sentence where the validation loss is below the target."""
    target, step = experiment.schedule.target_loss, experiment.schedule.target_step
    if target is None or scores.loss is None:
        return None
    loss = float(scores.loss[step].mean())
    if not loss < target:
        return None
    return sentence(
        "The target is reached: validation loss {loss} after inner step {step}, below {target}.",
        loss=f"{loss:.3g}",
        step=step,
        target=f"{target:g}",
    )


def _sentence(error: Exception) -> Sentence:
    if isinstance(error, InputError):
        return error.message
    if isinstance(error, MemoryError) or "can't allocate memory" in str(error):
        return sentence("The run needs more memory than there is. Try a smaller meta-batch or a smaller network.")
    text = str(error).strip().splitlines()
    return sentence("The run failed on an unexpected error: {error}", error=text[0] if text else type(error).__name__)
