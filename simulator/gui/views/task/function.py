"""One function task: the truth, the support points, the guess before and after each inner step."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from simulator.analysis.scale import nice_above
from simulator.analysis.task_figure import FunctionFigure, ScatterFigure
from simulator.analysis.task_figure.case import Labels
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.items import PathItem
from simulator.gui.views.plot import Plot
from simulator.gui.views.touch.points import TouchPoints


class FunctionTaskPlot(Plot):
    """Draws a function of one input, or predictions against targets where there are several inputs.

    The support points of a function are in `hands`, for a person to take hold of.
    """

    def __init__(self) -> None:
        super().__init__(
            "taskPlot",
            tr("Task"),
            tr("One task will appear here: its points, and the learner's guess before and after each step."),
        )
        self._reach = 0.0
        self._true = True  # whether the truth is drawn
        self._beside: FunctionFigure | None = None
        self.hands = TouchPoints(self, self._place)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._expected = self.band(theme.series[1])
        self._truth = self.curve(theme.reference, width=2, alpha=150)
        self._before = self.curve(theme.series[0], dash=Qt.PenStyle.DashLine, alpha=200)
        self._between: list[PathItem] = []
        self._scratch = self.curve(theme.reference, dash=Qt.PenStyle.DotLine, width=2)
        self._scratch_name = self.label()
        self._now = self.curve(theme.series[1], width=2)
        self._support = pg.ScatterPlotItem(size=9, pen=pg.mkPen(theme.card, width=1), brush=pg.mkBrush(theme.text))
        self._dots = pg.ScatterPlotItem(size=7, pen=None, brush=pg.mkBrush(theme.series[1]))
        self._first = pg.ScatterPlotItem(size=7, symbol="x", pen=None, brush=pg.mkBrush(theme.series[0]))
        for item in (self._first, self._dots, self._support):
            self.addItem(item)
        self.hands.dress(theme.accent)

    def show_beside(self, figure: FunctionFigure | None) -> None:
        """The same task learned from scratch, to be drawn beside the next one that is shown; None for nothing."""
        self._beside = figure

    def colours(self, theme: Theme) -> list[tuple[str, str]]:
        """What the colours of the lines stand for; that from scratch is named at its end."""
        truth = [(theme.reference, tr("truth"))] if self._true else []
        return [*truth, (theme.series[0], tr("before")), (theme.series[1], tr("after"))]

    def clear_task(self) -> None:
        """Show nothing but the line that says what will appear."""
        for item in (self._expected, self._truth, self._before, self._now, self._scratch, *self._between):
            item.clear()
        for dots in (self._support, self._dots, self._first):
            dots.setData([], [])
        self._scratch_name.hide()
        self.hands.drop()
        self.set_empty(True)

    def show_function(self, figure: FunctionFigure, step: int) -> None:
        """Draw a function task with the guess after `step` steps, earlier guesses fading behind it.

        A light band holds 95% of the targets that the learner expects, where it says how sure it is.
        """
        assert self.theme is not None
        self.set_empty(False)
        self.set_labels("x", "y")
        for dots in (self._dots, self._first):
            dots.setData([], [])
        if not self.hands.holding:  # else the plot would move away under the hand
            heights = [figure.support_y, figure.query_y, *([] if figure.truth is None else [figure.truth])]
            self._fit(float(np.abs(np.concatenate(heights)).max(initial=0.0)), shrink=self._beside is None)
            self.fix_range(float(figure.x[0]), float(figure.x[-1]), -self._reach, self._reach)
            self._support.setData(figure.support_x, figure.support_y)
            self.hands.take(np.stack([figure.support_x, figure.support_y], 1))
        self._true = figure.truth is not None
        truth = np.empty(0) if figure.truth is None else figure.truth
        self._truth.show_line(figure.x[: len(truth)], truth)
        guesses = figure.guesses[: step + 1]
        self._set(self._before, figure, 0 if len(guesses) else None)
        self._set(self._now, figure, step if 0 < step < len(figure.guesses) else None)
        self._fade(figure, range(1, min(step, len(figure.guesses))))
        expected = figure.band(step)
        if expected is None:
            self._expected.clear()
        else:
            self._expected.show_band(figure.x, *expected)
        self._show_scratch(step)

    def show_scatter(self, figure: ScatterFigure, step: int) -> None:
        """Draw predictions against targets; on the grey diagonal they agree."""
        self._true = True
        self.set_empty(False)
        self.set_labels(tr("target"), tr("prediction"))
        for item in (self._expected, self._before, self._now, self._scratch, *self._between):
            item.clear()
        self._support.setData([], [])
        self._scratch_name.hide()
        self._fit(float(np.abs(figure.target).max()))
        self.fix_range(-self._reach, self._reach, -self._reach, self._reach)
        diagonal = np.array([-self._reach, self._reach])
        self._truth.show_line(diagonal, diagonal)
        known = len(figure.guesses) > 0
        self._first.setData(figure.target if known else [], figure.guesses[0] if known else [])
        last = min(step, len(figure.guesses) - 1)
        shown = known and last > 0
        self._dots.setData(figure.target if shown else [], figure.guesses[last] if shown else [])

    def _place(self, points: Floats, labels: Labels) -> None:
        self._support.setData(points[:, 0], points[:, 1])

    def _show_scratch(self, step: int) -> None:
        """The guess from scratch, named at its right end."""
        beside = self._beside
        if beside is None or not len(beside.guesses):
            self._scratch.clear()
            self._scratch_name.hide()
            return
        assert self.theme is not None
        guess = beside.guesses[min(step, len(beside.guesses) - 1)]
        self._scratch.show_line(beside.x, guess)
        self.write(self._scratch_name, tr("from scratch"), self.theme.reference)
        end = float(np.nan_to_num(guess[-1]))
        highest = self._reach - self.label_height()  # it stands above its place
        self._scratch_name.setPos(float(beside.x[-1]), float(np.clip(end, -self._reach, highest)))
        self._scratch_name.show()

    def _fit(self, height: float, *, shrink: bool = True) -> None:
        """Grow to the next nice number; shrink only when much smaller, so that stepping does not jump."""
        wanted = nice_above(1.05 * max(height, 0.5))
        if wanted > self._reach or (shrink and wanted < self._reach / 3):
            self._reach = wanted

    def _fade(self, figure: FunctionFigure, steps: range) -> None:
        assert self.theme is not None
        while len(self._between) < len(steps):
            self._between.append(self.curve(self.theme.series[1]))
            self._between[-1].setZValue(-2)
        for index, curve in enumerate(self._between):
            known = index < len(steps)
            self._set(curve, figure, steps[index] if known else None)
            curve.setOpacity(0.15 + 0.35 * (index + 1) / (len(steps) + 1))

    def _set(self, item: PathItem, figure: FunctionFigure, step: int | None) -> None:
        if step is None or step >= len(figure.guesses):
            item.clear()
        else:
            item.show_line(figure.x, figure.guesses[step])
