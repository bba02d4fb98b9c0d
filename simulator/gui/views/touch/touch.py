"""The task that a person has in hand: what was done to it, and how the strategy adapts to it now.

It adapts in the background and follows every move; while something is dragged only as many steps are taken as are seen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from simulator.analysis.touched import OwnTask, TouchedFigure, own_task
from simulator.declaration import Sentence
from simulator.experiment.drawn import Drawn
from simulator.gui.pages.page import Surroundings
from simulator.gui.session import Run
from simulator.gui.views.task.shown import shown_own_task
from simulator.tasks import TaskFamily

KEPT = 100  # earlier states that can be returned to


class Choice(Enum):
    """What is shown where no kept task is."""

    SAMPLED = "sampled"
    EMPTY = "empty"


@dataclass(frozen=True, eq=False)
class _InHand:
    """A task in hand, how it was before each gesture, and of which family it is."""

    choice: Drawn | Choice
    own: OwnTask | None
    earlier: list[OwnTask | None]
    family: TaskFamily | None


class Touch(QObject):
    """`own` is the task in hand; None while a sampled task is shown as it is. `refusal` says why it is not a kept one.

    Signals: `made(figure)` with a `TouchedFigure` of the task in hand; `changed` when another task is in hand or there
    is something else to be undone.
    """

    made = Signal(object)
    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._moment, self._background = around.moment, around.background
        self.own: OwnTask | None = None
        self.choice: Drawn | Choice = Choice.SAMPLED
        self.refusal: Sentence | None = None
        self._family: TaskFamily | None = None  # of which the task in hand is
        self._earlier: list[OwnTask | None] = []
        self._before: list[_InHand] = []  # what kept tasks took the place of, since a sampled task was chosen
        self._held = False

    @property
    def active(self) -> bool:
        """Whether anything else than a sampled task as it is should be seen."""
        return self.own is not None

    @property
    def edited(self) -> bool:
        """Whether something was done to the task that can be undone."""
        return bool(self._earlier)

    @property
    def held(self) -> bool:
        """Whether a gesture goes on."""
        return self._held

    def choose(self, choice: Drawn | Choice) -> None:
        """Take another task in hand, as it is kept; `Choice.SAMPLED` lets go."""
        experiment = self._moment.experiment
        own, self.refusal = None, None
        if isinstance(choice, Drawn):
            self._before = [*self._before, _InHand(self.choice, self.own, self._earlier, self._family)][-KEPT:]
        else:
            self._before = []
        if experiment is not None and choice is not Choice.SAMPLED:
            found = _begun(choice, experiment.task)
            if isinstance(found, Sentence):
                self.refusal, choice = found, Choice.SAMPLED
            else:
                own = found
        self._take(_InHand(choice, own, [], experiment.task if experiment is not None else None))

    def unkeep(self, kept: Collection[Drawn]) -> None:
        """What was chosen is not kept any more, but only `kept`: go back to what was in hand before that."""
        experiment = self._moment.experiment
        family = experiment.task if experiment is not None else None
        while self._before:
            before = self._before.pop()
            if before.family == family and (isinstance(before.choice, Choice) or before.choice in kept):
                self._take(before)
                self._ask(None)
                return
        self.choose(Choice.SAMPLED)

    def _take(self, taken: _InHand) -> None:
        self.choice, self.own, self._held = taken.choice, taken.own, False
        self._earlier, self._family = taken.earlier, taken.family
        self.changed.emit()

    def begin(self) -> None:
        """A gesture begins: what is done until `end` is undone together."""
        self._earlier = [*self._earlier, self.own][-KEPT:]
        self._held, self.refusal = True, None

    def change(self, own: OwnTask, step: int) -> None:
        """The task is another one now; while a gesture goes on it is adapted to in `step` steps, the ones seen."""
        experiment = self._moment.experiment
        self._family = experiment.task if experiment is not None else None
        self.own = own
        self._ask(step if self._held else None)

    def end(self) -> None:
        """The gesture ends; one that changed nothing is not to be undone."""
        self._held = False
        if self._earlier and self._earlier[-1] is self.own:
            self._earlier.pop()
        self._ask(None)
        self.changed.emit()

    def undo(self) -> None:
        """Return to how the task was before the last gesture."""
        if self._earlier:
            self.own = self._earlier.pop()
            self._ask(None)
            self.changed.emit()

    def restore(self) -> None:
        """Return to how the task was before all of them."""
        self.choose(self.choice)
        self._ask(None)

    def refresh(self) -> None:
        """Adapt anew, from the state that is looked at now; a task that is not of its family is let go."""
        experiment = self._moment.experiment
        if self.refusal is not None and experiment is not None and experiment.task != self._family:
            self.refusal = None
        if self.own is None or experiment is None:
            return
        if experiment.task != self._family:
            self.choose(self.choice if isinstance(self.choice, Drawn) else Choice.SAMPLED)
        if not self._held:
            self._ask(None)

    def _ask(self, steps: int | None) -> None:
        experiment, state, own = self._moment.experiment, self._moment.state, self.own
        if experiment is None or state is None or own is None:
            return
        most = experiment.schedule.evaluation_steps
        taken = most if steps is None else min(most, max(1, steps))
        work = partial(shown_own_task, experiment, state, own, taken)
        self._background.ask("touch", work, partial(self._arrived, self._moment.run, own))

    def _arrived(self, run: Run | None, own: OwnTask, figure: TouchedFigure) -> None:
        if run is not self._moment.run:
            return
        if own is self.own or (self._held and self.own is not None):  # else something else is in hand by now
            self.made.emit(figure)


def _begun(choice: Drawn | Choice, family: TaskFamily) -> OwnTask | Sentence:
    """A kept task, or one without any points yet."""
    if isinstance(choice, Drawn):
        return own_task(choice, family)
    shape, loss = family.shape, family.loss
    targets = np.empty((0,)) if loss.classes and not loss.binary else np.empty((0, shape.outputs))
    return OwnTask(np.empty((0, *shape.inputs)), targets)
