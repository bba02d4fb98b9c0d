"""The inner loop at one combination of values: the result after each inner step, of each seed and their mean.

The tasks are those of the results beside it: after the step that is shown there, the mean is the number there.
"""

from __future__ import annotations

import numpy as np

from simulator.analysis.outer_loop import NEAR
from simulator.analysis.scale import framed
from simulator.engine.events import Floats
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.items import PathItem
from simulator.gui.views.plot import Plot

PALE = 90  # of 255


class SweepInner(Plot):
    """A small plot beside the sweep."""

    def __init__(self) -> None:
        super().__init__(
            "sweepInnerPlot", tr("Inner loop at the chosen values"), tr("Choose a result to see its inner loop here.")
        )
        self.bottom_axis.whole = True
        self.setMinimumWidth(160)
        self.setToolTip(
            tr("The result after each inner step, on the same tasks as beside it: pale each seed, bold their mean")
        )

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._seeds: list[PathItem] = []
        self._mean = self.curve(theme.series[0], width=2)

    def show_curves(self, curves: Floats | None, percent: bool, what: str = "") -> None:
        """Draw results after each inner step ``[seed, step]``, of what is so called; None where there are none."""
        self.set_empty(curves is None)
        self.left_axis.percent = percent
        if curves is None:
            curves = np.empty((0, 1))
        assert self.theme is not None
        while len(self._seeds) < len(curves):
            self._seeds.append(self.curve(self.theme.series[0], alpha=PALE))
        steps = np.arange(curves.shape[1], dtype=float)
        for index, item in enumerate(self._seeds):
            if index < len(curves):
                item.show_line(steps, curves[index])
            else:
                item.clear()
        if not len(curves):
            self._mean.clear()
            return
        self.set_labels(tr("inner step"), what)
        mean = curves.mean(axis=0)
        self._mean.show_line(steps, mean)
        known = mean[np.isfinite(mean)]
        before = known[0] if len(known) else 1.0
        near = known[known <= NEAR * before] if len(known) else np.ones(1)
        bottom, top = (0.0, 1.0) if percent else framed(float(near.min()), float(near.max()))
        self.fix_range(0.0, max(1.0, steps[-1]), bottom, top)
