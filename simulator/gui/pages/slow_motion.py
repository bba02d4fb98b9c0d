"""Slow motion: one inner step and one outer step at a time, on a diagram of the two loops.

Until a person steps, the page follows the run and shows one whole step of both loops. From the first step on it holds
the state that it began with; outer steps made here lead to states of the page's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from simulator.analysis.slow_motion_story import Story
from simulator.analysis.slow_motion_words import learns
from simulator.gui.pages.pace import Pace
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.pages.whole_step import Origin, Seen, see
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.loops.captions import Captions
from simulator.gui.views.loops.diagram import LoopsDiagram
from simulator.gui.views.loops.numbers import LoopsNumbers
from simulator.gui.views.turn import Turn


class SlowMotionPage(Page):
    """Slow motion: one inner step and one outer step at a time, on a diagram of the two loops."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.task = 0
        self.at: int | None = None  # the frame that is shown; None: all of them, of the state that is followed
        self.seen: Seen | None = None
        self._held: Origin | None = None
        self._pace = Pace("slow motion", self, self._changed)
        self.diagram, self.captions, self.numbers = LoopsDiagram(), Captions(), LoopsNumbers()
        self._turn = Turn(tr("task"), self.move_task)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.captions, 5)
        below.addWidget(self.numbers, 4)
        self.body.addLayout(self._controls())
        self.body.addWidget(self.diagram, 1)
        self.body.addLayout(below, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self.diagram, self.captions):
            widget.installEventFilter(self)
        self.captions.currentRowChanged.connect(self._choose)
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        self.diagram.set_theme(theme)
        self.numbers.set_theme(theme)
        self._turn.dress(theme)
        super().set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.theme is not None:  # icons are not there from the start
            self._turn.dress(self.theme)

    def refresh(self) -> None:
        moment = self.around.moment
        run, state, iteration = moment.run, moment.state, moment.iteration
        if self._held is not None and not self._holds():
            self._let_go()
        if self.seen is not None and self.seen.origin.run is not run:  # nobody steps through a run that was left
            self._let_go()
            self.seen = None
            self._draw()
        if run is None or state is None or iteration is None or moment.experiment is None:
            self._pace.drop()
            self.seen, self.at = None, None
            self._draw()
        elif self._held is None:
            self._ask(Origin(run, moment.experiment, state, iteration))
        else:
            self._draw()

    def columns(self) -> dict[str, list[object]]:
        return self.seen.motion.columns() if self.seen is not None else {}

    def turn(self, by: int) -> None:
        """Go to the next or the previous frame; after the last one the next outer step begins."""
        if self.seen is None:
            return
        at, last = -1 if self.at is None else self.at, len(self.seen.story.frames) - 1
        if by > 0 and at == last:
            self._advance(lambda _: 0)
        else:
            self._go(min(last, max(0, at + by)))

    def step(self) -> None:
        """Go to the end of the next inner step, if there is one."""
        found = self.seen.story.next_step(-1 if self.at is None else self.at) if self.seen is not None else None
        if found is not None:
            self._go(found)

    def update_theta(self) -> None:
        """Go to the end of the next outer step; after it to that of one from the state that it led to."""
        if self.seen is None:
            return
        found = self.seen.story.next_update(-1 if self.at is None else self.at)
        if found is not None:
            self._go(found)
        else:
            self._advance(lambda told: told.next_update(-1))

    def move_task(self, by: int) -> None:
        """Look at another validation task."""
        if self.seen is None:
            return
        self.task = (self.task + by) % self.seen.tasks
        self._ask(self.seen.origin, lambda _: self.at)
        self._draw()

    def follow(self) -> None:
        """Show whole steps of the state that the window looks at."""
        self._let_go()
        self._draw()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1}
        by = moves.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turn(by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.keyPressEvent(event)
            return True
        return False

    def _holds(self) -> bool:
        """Whether what is held is still of the moment that the window looks at."""
        moment = self.around.moment
        if self._held is None or self._held.run is not moment.run:
            return False
        return moment.following or moment.iteration == self._held.iteration

    def _let_go(self) -> None:
        self._held = self.at = None
        self._pace.drop()

    def _go(self, at: int) -> None:
        """Show a frame, and hold what it is of."""
        if self.seen is not None:
            self._held, self.at = self.seen.origin, at
            self._draw(eased=True)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._go(row)

    def _advance(self, going: Callable[[Story], int | None]) -> None:
        """Begin again with the state that the outer step led to."""
        if self.seen is not None and learns(self.seen.origin.experiment.strategy):
            origin = self.seen.origin
            self._held = replace(origin, state=self.seen.after, ahead=origin.ahead + 1)
            self._ask(self._held, going)

    def _ask(self, origin: Origin, going: Callable[[Story], int | None] | None = None) -> None:
        """Work a step out, then go to a frame of its story; without `going` it is shown whole, and may have to wait."""

        def arrived(seen: Seen) -> None:
            if seen.origin.run is not self.around.moment.run or (going is None and self._held is not None):
                return  # another run is shown by now, or a person has begun to step
            self.seen = seen
            self.task %= seen.tasks
            at = going(seen.story) if going is not None else None
            self.at = None if at is None else min(at, len(seen.story.frames) - 1)
            self._draw(eased=self.at is not None)

        self._pace.ask(partial(see, origin, self.task), arrived, now=going is not None)

    def _draw(self, *, eased: bool = False) -> None:
        seen, at = self.seen, self.at
        told = None if seen is None else seen.story
        for view in (self.captions, self.numbers):
            view.setVisible(told is not None)
        self.diagram.show_story(told, at, self._where(), self._round(), eased=eased)
        self.captions.show_story(told, at)
        self.numbers.show_frame(told, None if seen is None else seen.figure, at, eased=eased)
        self._turn.label.setText(tr("task {number}", number=self.task + 1))
        begun = -1 if at is None else at
        self._previous.setEnabled(begun > 0)
        more = told is not None and (begun < len(told.frames) - 1 or "update" in told.parts)
        self._next.setEnabled(more)
        self._inner.setEnabled(told is not None and told.next_step(begun) is not None)
        self._outer.setEnabled(told is not None and "update" in told.parts)
        self._follow.setEnabled(at is not None)

    def _where(self) -> str:
        if self.seen is None:
            return ""
        origin = self.seen.origin
        values = {"iteration": f"{origin.iteration:,}", "ahead": origin.ahead}
        if origin.ahead:
            return tr("meta-iteration {iteration}, and {ahead} made here", **values)
        return tr("meta-iteration {iteration}", **values)

    def _round(self) -> str:
        """Which inner step the numbers in the diagram are of."""
        if self.seen is None or not self.seen.motion.adapting:
            return ""
        steps = len(self.seen.motion.stages) - 1
        frame = self.seen.story.frames[-1 if self.at is None else self.at]
        if frame.part in ("start", "task", "support"):
            return tr("inner steps: {steps}", steps=steps)
        return tr("inner step {step} of {steps}", step=frame.stage + (frame.part == "gradient"), steps=steps)

    def _controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._previous = self._button(
            "previousFrame", tr("Previous"), tr("Go back to what happened before. Key: left."), partial(self.turn, -1)
        )
        self._next = self._button(
            "nextFrame", tr("Next"), tr("Show what happens next. Keys: right, space."), partial(self.turn, 1)
        )
        self._inner = self._button(
            "innerStep", tr("Inner step"), tr("Make one whole inner step: gradient, step, new parameters."), self.step
        )
        tip = tr(
            "Make one whole outer step on the next batch of training tasks, beside the run, which is not touched. "
            "Pressed again, another one from there."
        )
        self._outer = self._button("outerStep", tr("Outer step"), tip, self.update_theta)
        self._follow = self._button(
            "followMoment", tr("Whole step"), tr("Show whole steps again, and follow the run."), self.follow
        )
        for button in (self._previous, self._next, self._inner, self._outer, self._follow):
            row.addWidget(button)
        row.addStretch(1)
        for widget in self._turn.widgets:
            row.addWidget(widget)
        return row

    def _button(self, name: str, text: str, tip: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda _: pressed())
        return button
