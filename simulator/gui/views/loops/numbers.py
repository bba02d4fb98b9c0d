"""The small pictures beside the captions: the guess before and after a step, and lengths by layer."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from simulator.analysis.learned.layers import parameter_name
from simulator.analysis.slow_motion_story import Frame, Story
from simulator.analysis.task_figure import FunctionFigure
from simulator.gui.panels.card import Card, legend, muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.loops.bars import Column, LayerBars
from simulator.gui.views.loops.guess import Guess


class LoopsNumbers(Card):
    """Follows a story: the guess where the task is a function, and the bars of what was told last."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(tr("Pictures of the step"))
        self.title.hide()
        self._theme: Theme | None = None
        self.guess, self.bars = Guess(), LayerBars("loopsBars", tr("Lengths by layer"))
        self._named = QLabel()
        self._named.setObjectName("muted")
        self._empty = muted(tr("The lengths of gradients and steps by layer will appear here."))
        for widget, stretch in ((self._named, 0), (self.guess, 3), (self.bars, 5), (self._empty, 0)):
            self.body.addWidget(widget, stretch)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.guess.set_theme(theme)
        self.bars.set_theme(theme)

    def show_frame(
        self, story: Story | None, figure: FunctionFigure | None, at: int | None, *, eased: bool = False
    ) -> None:
        """Draw what belongs to frame `at`, or to the whole of a step."""
        first = at is None
        frame = None if story is None else story.frames[-1 if at is None else at]
        bars = None if story is None else story.bars(_last_gradient(story) if first and story else at or 0)
        self.bars.setVisible(bars is not None)
        self._empty.setVisible(bars is None)
        if bars is not None:
            texts = tuple(f"{value:.3g}" for value in bars.lengths.values)
            names = tuple(say(parameter_name(name)) for name in bars.lengths.names)
            self.bars.show_bars(names, Column(say(bars.title), bars.lengths.values, texts, 0))
        shown = figure is not None and frame is not None
        self.guess.setVisible(shown)
        self._named.setVisible(shown)
        if frame is not None and self._theme is not None:
            before = 0 if first or _judging(frame) else frame.before
            self.guess.show_guess(figure, before, frame.stage, eased=eased)
            self._named.setText(_legend(self._theme, before, frame.stage))


def _last_gradient(story: Story) -> int:
    """The frame whose bars stand for a whole step: the gradient whose length is in the diagram, where there is one."""
    last = len(story.frames) - 1
    return story.happened(last).get("gradient", last)


def _judging(frame: Frame) -> bool:
    """Whether the guess is looked at as a whole: against the one before any step."""
    return frame.part in ("query", "outer", "update", "taken")


def _legend(theme: Theme, before: int, now: int) -> str:
    truth = (theme.reference, tr("truth"))
    if not now:
        return legend([truth, (theme.series[0], tr("before any step"))])
    after = (theme.series[1], tr("after step {step}", step=now))
    if now == before:
        return legend([truth, after])
    return legend([truth, (theme.series[0], tr("after step {step}", step=before)), after])
