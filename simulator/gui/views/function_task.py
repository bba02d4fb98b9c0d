"""One function task: the truth, the support points, the guess before and after each inner step."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from simulator.analysis.scale import nice_above
from simulator.analysis.task_figure import FunctionFigure, ScatterFigure
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.items import PathItem
from simulator.gui.views.plot import Plot


class FunctionTaskPlot(Plot):
    """Draws a function of one input, or predictions against targets where there are several inputs."""

    def __init__(self) -> None:
        super().__init__(
            "taskPlot",
            tr("Task"),
            tr("One task will appear here: its points, and the learner's guess before and after each step."),
        )
        self._reach = 0.0

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._expected = self.band(theme.series[1])
        self._truth = self.curve(theme.reference, width=2, alpha=150)
        self._before = self.curve(theme.series[0], dash=Qt.PenStyle.DashLine, alpha=200)
        self._between: list[PathItem] = []
        self._now = self.curve(theme.series[1], width=2)
        self._support = pg.ScatterPlotItem(size=9, pen=pg.mkPen(theme.card, width=1), brush=pg.mkBrush(theme.text))
        self._dots = pg.ScatterPlotItem(size=7, pen=None, brush=pg.mkBrush(theme.series[1]))
        self._first = pg.ScatterPlotItem(size=7, symbol="x", pen=None, brush=pg.mkBrush(theme.series[0]))
        for item in (self._first, self._dots, self._support):
            self.addItem(item)

    def clear_task(self) -> None:
        """Show nothing but the line that says what will appear."""
        for item in (self._expected, self._truth, self._before, self._now, *self._between):
            item.clear()
        for dots in (self._support, self._dots, self._first):
            dots.setData([], [])
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
        heights = [figure.support_y, figure.query_y, *([] if figure.truth is None else [figure.truth])]
        self._fit(float(np.abs(np.concatenate(heights)).max()))
        self.fix_range(float(figure.x[0]), float(figure.x[-1]), -self._reach, self._reach)
        truth = np.empty(0) if figure.truth is None else figure.truth
        self._truth.show_line(figure.x[: len(truth)], truth)
        self._support.setData(figure.support_x, figure.support_y)
        guesses = figure.guesses[: step + 1]
        self._set(self._before, figure, 0 if len(guesses) else None)
        self._set(self._now, figure, step if 0 < step < len(figure.guesses) else None)
        self._fade(figure, range(1, min(step, len(figure.guesses))))
        expected = figure.band(step)
        if expected is None:
            self._expected.clear()
        else:
            self._expected.show_band(figure.x, *expected)

    def show_scatter(self, figure: ScatterFigure, step: int) -> None:
        """Draw predictions against targets; on the grey diagonal they agree."""
        self.set_empty(False)
        self.set_labels(tr("target"), tr("prediction"))
        for item in (self._expected, self._before, self._now, *self._between):
            item.clear()
        self._support.setData([], [])
        self._fit(float(np.abs(figure.target).max()))
        self.fix_range(-self._reach, self._reach, -self._reach, self._reach)
        diagonal = np.array([-self._reach, self._reach])
        self._truth.show_line(diagonal, diagonal)
        known = len(figure.guesses) > 0
        self._first.setData(figure.target if known else [], figure.guesses[0] if known else [])
        last = min(step, len(figure.guesses) - 1)
        shown = known and last > 0
        self._dots.setData(figure.target if shown else [], figure.guesses[last] if shown else [])

    def _fit(self, height: float) -> None:
        """Grow to the next nice number; shrink only when much smaller, so that stepping does not jump."""
        wanted = nice_above(1.05 * max(height, 0.5))
        if wanted > self._reach or wanted < self._reach / 3:
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
