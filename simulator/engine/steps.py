"""How the meta-iterations of a run are made: the plain way, or by compiled code as soon as there is some.

The code is compiled while plain steps go on, where `schedule.compile` is ``auto`` and the run is long enough to gain.
It takes over once it gave the same as the plain step on a batch of the run, and was faster. ``on`` waits for it before
the first step instead, so that all of a run is made in one way and can be made again bit for bit.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.declaration import Sentence, sentence
from simulator.engine.compiled.compiler import Compilation, CompiledStep
from simulator.engine.compiled.library import LibraryError
from simulator.engine.control import Control
from simulator.experiment import Experiment
from simulator.strategies.adam import flat
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import TaskBatch

if TYPE_CHECKING:
    from simulator.strategies.base import Strategy

TOLERANCE = 1e-4  # of the largest entry of a moment, or of the loss: how far compiled code may be off the plain step
PATHS = 0.01  # of the way that theta went: how far the two may lead apart
WORTH = 90.0  # seconds that a run must still take the plain way for compiling to be worth it
MEASURED = 1.0  # seconds of plain steps after which it is known how long they take
LOOK_EVERY = 0.25  # seconds between two looks at what is being compiled
log = logging.getLogger(__name__)
TRIED = 5  # steps of each kind in turn, to see which is faster


@dataclass(frozen=True)
class Made:
    """A meta-iteration: the next state, the loss, whether that and all parameters are finite, and gradients taken."""

    state: State
    loss: float
    good: bool
    gradients: int


def plain(problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> Made:
    """A meta-iteration, one tensor operation after the other."""
    improved, report = strategy.meta_step(problem, state, batch)
    loss = report.loss.item()
    total = flat(improved.theta).sum().item() if improved.theta else 0.0  # the oracle learns nothing
    good = math.isfinite(loss) and math.isfinite(total)
    return Made(improved, loss, good, report.gradient_evaluations)


def compiled(step: CompiledStep, problem: Problem, strategy: Strategy, state: State, batch: TaskBatch) -> Made | None:
    """A meta-iteration by compiled code; None where it was not made for batches like that.

    Raises `LibraryError` where the code fails.
    """
    pace = strategy.pace(problem, state)
    made = step(state, batch, pace) if pace is not None else None
    if made is None:
        return None
    improved, loss, total = made
    good = math.isfinite(loss) and math.isfinite(total)
    return Made(improved, loss, good, strategy.gradients(problem, state, batch))


class Steps:
    """Makes the meta-iterations of one run. `folder` keeps compiled code; None makes every step the plain way.

    `at_once` wants compiled code from the first step on, as a run has it that goes on from some.
    """

    def __init__(
        self, problem: Problem, folder: Path | None, control: Control, threads: int, *, at_once: bool = False
    ) -> None:
        self._problem, self._folder, self._control, self._threads = problem, folder, control, threads
        self._at_once = at_once
        self._first, self._untraceable = True, False
        self._compiled: CompiledStep | None = None
        self._compilation: Compilation | None = None
        self._strategy: Strategy | None = None  # that the compilation is of
        self._spent, self._made = 0.0, 0  # on plain steps of this strategy
        self._look_due = 0.0
        self.took = 0.0  # seconds of the last step that was made the plain way
        self.waited = 0.0  # seconds in all that went by before steps, until there was code
        self._news: list[Sentence | None] = []

    @property
    def compiled(self) -> bool:
        """Whether the last step was made by compiled code."""
        return self._compiled is not None

    def news(self) -> list[Sentence | None]:
        """What happened since the last call: None for compiled code that took over, or why there will be none."""
        told, self._news = self._news, []
        return told

    def make(self, experiment: Experiment, state: State, batch: TaskBatch) -> Made:
        """Make the next meta-iteration. With ``compile = "on"`` the first waits for the compiler, or for a stop."""
        strategy = experiment.strategy
        if self._folder is not None and experiment.schedule.compile != "off":
            self._prepare(experiment, state, batch, self._folder)
        if self._compiled is not None:
            made = self._by_code(self._compiled, strategy, state, batch)
            if made is not None:
                return made
        begun = time.perf_counter()
        made = plain(self._problem, strategy, state, batch)
        self.took = time.perf_counter() - begun
        self._spent, self._made = self._spent + self.took, self._made + 1
        return made

    def _by_code(self, step: CompiledStep, strategy: Strategy, state: State, batch: TaskBatch) -> Made | None:
        """A meta-iteration by compiled code, unless that fails: then it is used no more."""
        try:
            return compiled(step, self._problem, strategy, state, batch)
        except LibraryError as error:
            self._compiled = None
            self._tell(sentence("The compiled meta-iteration failed: {why}", why=error))
            return None

    def _tell(self, why: Sentence | None) -> None:
        log.info("%s", why or "Meta-iterations are made by compiled code from here on.")
        self._news.append(why)

    def take(self, problem: Problem, threads: int) -> None:
        """Go on with another device or number of threads."""
        self._forget()
        self._problem, self._threads, self._strategy = problem, threads, None

    def close(self) -> None:
        """Give up what is being compiled."""
        if self._compilation is not None:
            self._compilation.close()

    def _prepare(self, experiment: Experiment, state: State, batch: TaskBatch, folder: Path) -> None:
        """Begin to compile when it is time, and take the code over when it is there."""
        now = time.perf_counter()
        if experiment.strategy is self._strategy and (self._compiled or now < self._look_due):
            return
        self._look_due = now + LOOK_EVERY
        if not _same(experiment.strategy, self._strategy):
            if experiment.strategy.pace(self._problem, state) is None:
                self._say_untraceable(experiment.strategy)
                return
            self._forget()
            self._compilation = Compilation(experiment, state, batch, folder, self._problem.device, self._threads)
        self._strategy = experiment.strategy
        compilation = self._compilation
        if compilation is None:
            return
        wanted = experiment.schedule.compile == "on" or self._at_once
        waits, self._first = wanted and self._first, False  # a live change does not hold a run up
        if wanted or self._worth(experiment, state):
            compilation.begin()
        step = compilation.step()
        while waits and step is None and compilation.why is None and not self._control.stopped:
            time.sleep(LOOK_EVERY / 5)
            step = compilation.step()
        self.waited += time.perf_counter() - now
        if step is not None:
            self._judge(step, experiment, state, batch)
        if compilation.why is not None:
            self._tell(compilation.why)
            self._compilation = None

    def _worth(self, experiment: Experiment, state: State) -> bool:
        """Whether what is left of the run would take long the plain way."""
        left = experiment.schedule.iterations - state.count
        return self._spent > MEASURED and left * self._spent / self._made > WORTH

    def _judge(self, step: CompiledStep, experiment: Experiment, state: State, batch: TaskBatch) -> None:
        """Take compiled code over if it gives what the plain step gives and, unless it is wanted anyway, is faster."""
        problem, strategy, compilation = self._problem, experiment.strategy, self._compilation
        assert compilation is not None
        expected = plain(problem, strategy, state, batch)
        try:
            found = compiled(step, problem, strategy, state, batch)
        except LibraryError as error:
            compilation.why = sentence("The compiled meta-iteration failed: {why}", why=error)
            return
        if found is None or not _alike(state, found, expected):
            compilation.why = sentence("The compiled meta-iteration gave something else than the plain one.")
            return
        if experiment.schedule.compile == "auto" and not self._at_once:
            ways: list[Callable[[], object]] = [
                lambda: compiled(step, problem, strategy, state, batch),
                lambda: plain(problem, strategy, state, batch),
            ]
            quickest, usual = (min(_timed(way) for _ in range(TRIED)) for way in ways)
            if quickest >= usual:
                compilation.why = sentence("Compiling would not make this experiment faster.")
                return
        self._compiled, self._compilation = step, None
        self._tell(None)

    def _say_untraceable(self, strategy: Strategy) -> None:
        """Say once that there is nothing to compile, which for some strategies is so only at first."""
        self._compiled = None
        if not self._untraceable:
            self._untraceable = True
            self._tell(
                sentence(
                    "{strategy} cannot be compiled, or not yet; its steps are made one operation after another.",
                    strategy=sentence(strategy.title),
                )
            )

    def _forget(self) -> None:
        self.close()
        self._compilation = self._compiled = None
        self._spent, self._made = 0.0, 0


def _same(one: Strategy, other: Strategy | None) -> bool:
    """Whether the same code serves both."""
    if one is other or other is None:
        return one is other
    changed = [name for name in type(one).parameters() if getattr(one, name) != getattr(other, name, None)]
    return type(one) is type(other) and set(changed) <= set(one.paced)


def _alike(before: State, one: Made, other: Made) -> bool:
    """Whether two steps from the same state agree: losses and moments within `TOLERANCE`, and where theta went.

    Adam makes steps of one length of gradients of any size, so single entries of theta may go apart.
    """
    if not math.isclose(one.loss, other.loss, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
        return False
    for name, value in other.state.moments.items():
        if float((one.state.moments[name] - value).abs().max()) > TOLERANCE * float(value.abs().max()):
            return False
    went = sum(float((value - before.theta[name]).abs().sum()) for name, value in other.state.theta.items())
    apart = sum(float((one.state.theta[name] - value).abs().sum()) for name, value in other.state.theta.items())
    return apart <= PATHS * went


def _timed(way: Callable[[], object]) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun
