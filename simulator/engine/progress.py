"""The fold of a run's events: what has happened so far, as columns that plots and results read."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from simulator.declaration import Sentence
from simulator.engine.checkpoint import Checkpoint
from simulator.engine.events import (
    Changed,
    Compiled,
    Ending,
    EndState,
    Evaluated,
    Event,
    Failed,
    Finished,
    Floats,
    Referenced,
    Resumed,
    Scores,
    Started,
    Stepped,
    Tested,
    Testing,
    state_of,
)
from simulator.engine.intervals import half_width, mean
from simulator.engine.series import Rows, Series, Shelf
from simulator.engine.states import States

RunState = Literal["running"] | EndState
SMOOTHING = 0.02  # weight of the newest value in the running mean of the training loss
EARLY = 4  # a plain mean is 1: the larger, the sooner the first and steepest part of a curve is forgotten


class Judged:
    """The scores of all evaluations in short, for one measure.

    Means over tasks and half widths of their 95% intervals, ``[evaluation, step]``; without rows where the measure
    does not apply.
    """

    def __init__(self) -> None:
        self.means = Rows()
        self.half_widths = Rows()
        self._shelf = Shelf()

    def keep(self, values: Floats | None) -> Floats | None:
        """Take in the ``[step, task]`` of one evaluation; return a copy that may be kept."""
        if values is None:
            return None
        self.means.append(mean(values))
        self.half_widths.append(half_width(values))
        return self._shelf.keep(values)


class Progress:
    """Everything a run has told so far. Feed it every event in order."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}
        self.iterations = Series()
        self.losses = Series()
        self.smoothed = Series()
        self.seconds = Series()
        self.gradients = Series()
        self.examples = 0
        self.evaluations: list[Evaluated] = []
        self.states = States()
        self.evaluated_iterations, self.evaluated_seconds, self.evaluated_gradients = Series(), Series(), Series()
        self.judged_loss, self.judged_accuracy = Judged(), Judged()
        self.elsewhere_loss, self.elsewhere_accuracy = Judged(), Judged()
        self.train_means: list[float | None] = []
        self.changes: list[Changed] = []
        self.references: dict[str, Scores] = {}
        self.elsewhere_references: dict[str, Scores] = {}
        self.testing: Testing | None = None  # how far the test is, while it goes on
        self.compiled: Compiled | None = None
        self.tested: Tested | None = None
        self.checkpoint: Checkpoint | None = None
        self.resumed: list[Resumed] = []
        self.ending: Ending | None = None
        self._recent: deque[tuple[float, int]] = deque(maxlen=60)
        self._mean_from = 0

    @classmethod
    def of(cls, events: Iterable[Event], checkpoint: Checkpoint | None = None) -> Progress:
        """The fold of what a run told so far; what it had learned last is taken from its checkpoint."""
        progress = cls()
        for event in events:
            progress.add(event)
        if checkpoint is not None:
            progress.add(checkpoint)
            if progress.evaluations:
                newest = progress.evaluations[-1] = replace(progress.evaluations[-1], state=checkpoint.state)
                if newest.iteration == checkpoint.iteration:
                    progress.states.add(newest.iteration, checkpoint.state)
        return progress

    @property
    def iteration(self) -> int:
        """Meta-iterations made so far."""
        return len(self.iterations)

    @property
    def state(self) -> RunState:
        """How the run stands, in the words of the result file."""
        return "running" if self.ending is None else state_of(self.ending)

    @property
    def message(self) -> Sentence | None:
        """The sentence with which the run ended, if it gave one."""
        return self.ending.message if isinstance(self.ending, Finished | Failed) else None

    @property
    def last_seconds(self) -> float:
        """Seconds spent running so far."""
        return float(self.seconds.values[-1]) if len(self.seconds) else 0.0

    @property
    def training_loss(self) -> float | None:
        """The training loss, smoothed; None before the first meta-iteration and where it is not finite."""
        latest = float(self.smoothed.values[-1]) if len(self.smoothed) else math.nan
        return latest if math.isfinite(latest) else None

    @property
    def gradient_evaluations(self) -> int:
        """Gradients of one task's loss taken in training so far."""
        return int(self.gradients.values[-1]) if len(self.gradients) else 0

    def add(self, event: Event) -> None:
        """Fold one event in."""
        if isinstance(event, Stepped):
            self._step(event)
        elif isinstance(event, Evaluated):
            self._evaluate(event)
        elif isinstance(event, Changed):
            self.changes.append(event)
        elif isinstance(event, Referenced):
            self.references, self.elsewhere_references = event.references, event.elsewhere
        elif isinstance(event, Testing):
            self.testing = event
        elif isinstance(event, Compiled):
            self.compiled = event
        elif isinstance(event, Tested):
            self.tested, self.testing = event, None
        elif isinstance(event, Started):
            self.document = event.document
        elif isinstance(event, Checkpoint):
            self.checkpoint = event
        elif isinstance(event, Resumed):
            self.resumed.append(event)
            self.ending = None
        else:
            self.ending, self.testing = event, None

    def rate(self) -> float | None:
        """Meta-iterations a second over the last few looks at it; None until it is known."""
        now = (time.perf_counter(), self.iteration)
        self._recent.append(now)
        then = self._recent[0]
        passed = now[0] - then[0]
        return (now[1] - then[1]) / passed if passed > 0.2 else None

    def forget_rate(self) -> None:
        """Start measuring the rate anew, as after a pause."""
        self._recent.clear()

    def _step(self, event: Stepped) -> None:
        before = self.smoothed.values[-1] if len(self.smoothed) else event.loss
        # A bias-free start: until its weights are those of an exponential mean they grow with the cube of the number.
        weight = max(SMOOTHING, EARLY / (len(self.losses) + EARLY))
        self.iterations.append(event.iteration)
        self.losses.append(event.loss)
        self.smoothed.append(before + weight * (event.loss - before))
        self.seconds.append(event.seconds)
        self.gradients.append(event.gradient_evaluations)
        self.examples = event.examples

    def _evaluate(self, event: Evaluated) -> None:
        since = self.losses.values[self._mean_from :]
        self.train_means.append(float(since.mean()) if len(since) else None)
        self._mean_from = len(self.losses)
        if self.evaluations:  # the scores of all are kept, of the states no more than there is room for
            self.evaluations[-1] = replace(self.evaluations[-1], state=None)
        if event.state is not None:
            self.states.add(event.iteration, event.state)
        self.evaluated_iterations.append(event.iteration)
        self.evaluated_seconds.append(event.seconds)
        self.evaluated_gradients.append(event.gradient_evaluations)
        kept = _kept(event.scores, self.judged_loss, self.judged_accuracy)
        other = event.elsewhere and _kept(event.elsewhere, self.elsewhere_loss, self.elsewhere_accuracy)
        self.evaluations.append(replace(event, scores=kept, elsewhere=other))


def _kept(scores: Scores, loss: Judged, accuracy: Judged) -> Scores:
    """The same scores, their large arrays on the shelves of `loss` and `accuracy`."""
    return replace(scores, loss=loss.keep(scores.loss), accuracy=accuracy.keep(scores.accuracy))
