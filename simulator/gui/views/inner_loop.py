"""The inner-loop view: what each inner step brings, now, earlier, from scratch, and for single tasks."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from simulator.analysis.inner_loop import (
    EARLIER,
    SINGLE_TASKS,
    InnerFigure,
    inner_figure,
    inner_frame,
    inner_range,
    leaves,
)
from simulator.analysis.scale import nice_above
from simulator.engine.events import Floats
from simulator.gui.moment import Moment
from simulator.gui.panels.card import Card, legend
from simulator.gui.session import Session
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.items import KEPT, PathItem
from simulator.gui.views.other_family import ELSEWHERE_DASH, OtherFamily
from simulator.gui.views.plot import Plot

FAR = 1000.0


class InnerPlot(Plot):
    """Mean result after 0 to n inner steps."""

    def __init__(self, settings: ViewSettings, session: Session, moment: Moment) -> None:
        super().__init__(
            "innerLoopPlot",
            tr("Inner loop"),
            tr("What each inner step brings will appear here: how steeply the loss falls while one task is learned."),
        )
        self._settings, self._session, self._moment = settings, session, moment
        self.figure: InnerFigure | None = None
        self.bottom_axis.whole = True

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.forget_references()
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        colour = theme.series[1]
        self._tasks = [self.curve(theme.muted, alpha=70) for _ in range(SINGLE_TASKS)]
        self._earlier = [self.curve(colour, alpha=40 + 110 * index // EARLIER) for index in range(EARLIER)]
        self._band = self.band(colour)
        self._elsewhere = self.curve(theme.series[2], width=2, dash=ELSEWHERE_DASH)
        self._elsewhere_band = self.band(theme.series[2])
        self._scratch = self.curve(theme.reference, dash=Qt.PenStyle.DashLine)
        self._above = pg.TextItem(anchor=(1, 0))
        self._above.setZValue(-4)
        self._now = self.curve(colour, width=2)
        self._dots = pg.ScatterPlotItem(size=6, pen=None, brush=pg.mkBrush(colour))
        for item in (self._now, self._elsewhere, self._scratch, *self._tasks, *self._earlier):
            item.setCacheMode(KEPT)
        for item in (self._above, self._dots):
            self.addItem(item, ignoreBounds=True)
        self._above.hide()

    def refresh(self) -> None:
        """Draw the evaluation at the moment that is looked at."""
        run, measure = self._session.current, self._settings.measure
        chosen = None if self._moment.following else self._moment.iteration
        figure = self.figure = None if run is None else inner_figure(run.progress, measure, chosen)
        self.left_axis.percent = measure == "accuracy"
        self.set_labels(tr("inner steps"), tr("loss") if measure == "loss" else tr("right answers"))
        self.set_empty(figure is None)
        if figure is None:
            lines = (self._now, self._band, self._elsewhere, self._elsewhere_band, self._scratch)
            for item in (*lines, *self._tasks, *self._earlier):
                item.clear()
            self._dots.setData([], [])
            self._above.hide()
            return
        self.left_axis.logarithmic = measure == "loss" and self._settings.logarithmic
        steps = np.arange(len(figure.now), dtype=float)
        self._fix_range(figure, len(steps) - 1)
        self._set(self._now, steps, figure.now)
        self._dots.setData(steps, self.y(figure.now))
        self._band.show_band(steps, self.y(figure.now - figure.band), self.y(figure.now + figure.band))
        self._set(self._elsewhere, steps, figure.elsewhere)
        if figure.elsewhere is None or figure.elsewhere_band is None:
            self._elsewhere_band.clear()
        else:
            ends = (self.y(figure.elsewhere + sign * figure.elsewhere_band) for sign in (-1, 1))
            self._elsewhere_band.show_band(steps, *ends)
        shown = [*figure.tasks, *[None] * SINGLE_TASKS]
        for item, values in zip(self._tasks, shown, strict=False):
            self._set(item, steps, values)
        before = [*[None] * (EARLIER - len(figure.earlier)), *(values for _, values in figure.earlier)]
        for item, values in zip(self._earlier, before, strict=True):
            self._set(item, steps, values)
        self._set(self._scratch, steps, figure.scratch)
        self._name_lines(figure)

    def _set(self, item: PathItem, steps: Floats, values: Floats | None) -> None:
        if values is None:
            item.clear()
        else:
            _, _, bottom, top = self.limits  # far above these, Qt would not draw the line at all
            item.show_line(steps, np.minimum(self.y(values), top + FAR * (top - bottom)))

    def _fix_range(self, figure: InnerFigure, last: int) -> None:
        right = max(1.0, float(last)) * 1.02
        if self._settings.measure == "accuracy":
            self.fix_range(-0.02 * right, right, 0.0, 1.0)
            return
        if not self.left_axis.logarithmic:
            self.fix_range(-0.02 * right, right, *inner_frame(figure))
            return
        high = nice_above(1.02 * inner_range(figure))
        others = [] if figure.elsewhere is None else [figure.elsewhere]
        low = nice_above(float(np.nanmin(np.concatenate([figure.now, *others])))) / 10
        self.fix_range(-0.02 * right, right, float(np.log10(low)), float(np.log10(high)))

    def _name_lines(self, figure: InnerFigure) -> None:
        """Name the references, and say from where on the loss is above the picture."""
        _, right, _, top = self.limits
        highest = 10.0**top if self.left_axis.logarithmic else top
        step = None if self._settings.measure == "accuracy" else leaves(figure, highest)
        self._above.setVisible(step is not None)
        said = "" if step is None else tr("above the picture from step {step} on", step=step)
        assert self.theme is not None
        self.write(self._above, said, self.theme.series[1])
        self._above.setPos(right, top)
        self.show_references(figure.named, float(figure.now[-1]), curved="scratch", free=int(step is not None))


class InnerLoopView(Card):
    """The plot and its legend."""

    def __init__(self, settings: ViewSettings, session: Session, moment: Moment) -> None:
        super().__init__(tr("Inner loop"))
        self._moment = moment
        self._theme: Theme | None = None
        self._other = OtherFamily(session)
        self.plot = InnerPlot(settings, session, moment)
        self._legend = QLabel()
        self._legend.setObjectName("muted")
        self._legend.setToolTip(
            tr("Mean over the validation tasks with its 95% band; pale: earlier in this run; grey: single tasks.")
        )
        self.header.insertWidget(1, self._legend)
        self.body.addWidget(self._other)
        self.body.addWidget(self.plot, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.plot.set_theme(theme)
        self._other.set_theme(theme)
        self._show_legend(theme)

    def _show_legend(self, theme: Theme) -> None:
        pale = blended(theme.series[1], 0.45, theme.card)
        when, iteration = tr("now"), self._moment.iteration
        if iteration is not None and not self._moment.following:
            when = tr("after {iteration}", iteration=f"{iteration:,}")
        named = [(theme.series[1], when), (pale, tr("earlier")), (theme.muted, tr("single tasks"))]
        self._legend.setText(legend(named))

    def refresh(self) -> None:
        """Draw, if anyone can see it."""
        self._other.refresh()
        if self._theme is not None:
            self._show_legend(self._theme)
        if self.plot.isVisible():
            self.plot.refresh()
