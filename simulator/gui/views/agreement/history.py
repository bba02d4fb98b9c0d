"""The mean agreement over a run, at some of its meta-iterations."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from simulator.analysis.scale import nice_above
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.plot import Plot

History = dict[int, tuple[float, float]]  # by meta-iteration: the mean, and half its 95% interval


class AgreementHistory(Plot):
    """A line with its band, and the moment that is looked at."""

    def __init__(self) -> None:
        super().__init__(
            "agreementHistory",
            tr("Mean agreement over the run"),
            tr("The mean agreement over the run will appear here."),
        )
        self.setMinimumHeight(90)
        self.bottom_axis.whole = True

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.forget_references()
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._band = self.band(theme.series[0])
        self._line = self.curve(theme.series[0], width=2)
        self._zero = self.curve(theme.reference)
        self._seen = pg.ScatterPlotItem(pen=None, brush=pg.mkBrush(theme.series[0]))
        self.addItem(self._seen, ignoreBounds=True)

    def show_history(self, history: History, now: int | None) -> None:
        """Draw the line; `now` is the meta-iteration that is looked at."""
        if self.theme is None:
            return
        known = sorted(at for at, (mean, _) in history.items() if np.isfinite(mean))
        self.set_empty(not known)
        if not known:
            for item in (self._band, self._line, self._zero):
                item.clear()
            self._seen.setData([], [])
            return
        x = np.array(known, dtype=float)
        mean, half = np.array([history[at] for at in known], dtype=float).T
        half = np.nan_to_num(half)
        self.set_labels(tr("meta-iteration"), tr("mean cosine"))
        low = -1.0 if (mean - half).min() < -0.5 else -0.5
        end = nice_above(max(1.0, x[-1]))
        self.fix_range(0.0, end, low, 1.0)
        self._line.show_line(x, mean)
        self._band.show_band(x, np.clip(mean - half, low, 1.0), np.clip(mean + half, low, 1.0))
        self._zero.show_line(np.array([0.0, end]), np.zeros(2))
        self._seen.setData(x, mean, size=[9 if at == now else 4 for at in known])
