"""What stands upright in the outer-loop plot: where something was changed, and the moment that the views look at."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt

from simulator.analysis.outer_loop import evaluated_where
from simulator.declaration import Sentence
from simulator.gui.moment import Moment
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.items import KEPT
from simulator.gui.views.plot import Plot, pen

LEVELS, APART = 3, 0.07  # heights at which the words of changes stand, and how far apart, of the height of the plot


class ChangeMarks:
    """Dotted lines where live parameters were changed, with what was changed."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._theme: Theme | None = None
        self.items: list[tuple[pg.InfiniteLine, pg.TextItem]] = []
        self._shown: object = None

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance; what the plot held before was taken away."""
        self._theme = theme
        self.items.clear()
        self._shown = None

    def show(self, found: Sequence[tuple[float, Sentence]]) -> None:
        """Mark these places of the x axis."""
        wanted = (found, self._plot.limits)
        if wanted == self._shown:
            return
        self._shown = wanted
        while len(self.items) > len(found):
            for item in self.items.pop():
                self._plot.removeItem(item)
        while len(self.items) < len(found):
            self.items.append(self._pair())
        bottom, top = self._plot.limits[2:]
        for index, ((line, label), (at, text)) in enumerate(zip(self.items, found, strict=True)):
            line.setPos(at)
            label.setText(say(text))
            label.setPos(at, bottom + (top - bottom) * APART * (index % LEVELS))

    def _pair(self) -> tuple[pg.InfiniteLine, pg.TextItem]:
        assert self._theme is not None
        line = pg.InfiniteLine(angle=90, pen=pen(self._theme.muted, 1, 200, Qt.PenStyle.DotLine))
        label = pg.TextItem(anchor=(0, 1), color=self._theme.muted)
        for item in (line, label):
            item.setCacheMode(KEPT)
            self._plot.addItem(item, ignoreBounds=True)
        return line, label


class MomentMark:
    """A line at the moment that was chosen on the timeline; none while the newest is followed."""

    def __init__(self, plot: Plot, settings: ViewSettings, moment: Moment) -> None:
        self._plot, self._settings, self._moment = plot, settings, moment
        self._theme: Theme | None = None

    @property
    def at(self) -> float | None:
        """Where it stands on the x axis."""
        return float(self._line.value()) if self._line.isVisible() else None

    @property
    def text(self) -> str:
        """What stands beside it."""
        return str(self._label.toPlainText()) if self._label.isVisible() else ""

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance; what the plot held before was taken away."""
        self._theme = theme
        self._line, self._label = pg.InfiniteLine(angle=90, pen=pen(theme.accent)), self._plot.label()
        self._line.setZValue(-6)
        self._line.setCacheMode(KEPT)
        self._plot.addItem(self._line, ignoreBounds=True)
        self.refresh()

    def refresh(self) -> None:
        """Stand where the moment is."""
        if self._theme is None:
            return
        run, iteration, at = self._moment.run, self._moment.iteration, None
        if run is not None and iteration is not None and not self._moment.following:
            at = evaluated_where(run.progress, self._settings.axis, iteration)
        for item in (self._line, self._label):
            item.setVisible(at is not None)
        if at is None:
            return
        left, right, _, top = self._plot.limits
        self._line.setPos(at)
        self._plot.write(self._label, tr("looked at: {iteration}", iteration=f"{iteration:,}"), self._theme.accent)
        self._label.setAnchor((0, 0) if at < (left + right) / 2 else (1, 0))
        self._label.setPos(at, top)
