"""The outer-loop view: training and validation over the run, with reference lines and a cursor."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from simulator.analysis.outer_loop import (
    Curve,
    Validation,
    calmed,
    elsewhere,
    marks,
    training,
    validation,
    x_end,
    y_range,
)
from simulator.declaration import sentence
from simulator.engine.progress import SMOOTHING
from simulator.gui.moment import Moment
from simulator.gui.panels.card import Card, legend
from simulator.gui.session import Run, Session
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.cursor import Cursor
from simulator.gui.views.items import KEPT, PathItem
from simulator.gui.views.marks import ChangeMarks, MomentMark
from simulator.gui.views.other_family import ELSEWHERE_DASH, OtherFamily
from simulator.gui.views.outer_choices import OuterChoices
from simulator.gui.views.plot import Plot


class OuterPlot(Plot):
    """The curves of the current run over those of earlier ones."""

    def __init__(self, settings: ViewSettings, session: Session, moment: Moment) -> None:
        super().__init__(
            "outerLoopPlot",
            tr("Outer loop"),
            tr("Press Run: how the strategy improves will be drawn here, meta-iteration by meta-iteration."),
        )
        self._settings, self._session = settings, session
        self._overlays: list[tuple[PathItem, PathItem]] = []
        self.validated: Validation | None = None
        self.elsewhere: Validation | None = None
        self._earlier: list[tuple[Curve, Curve]] = []
        self.changes, self.moment = ChangeMarks(self), MomentMark(self, settings, moment)
        self.cursor_line = Cursor(self, settings, session)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.forget_references()
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._overlays.clear()
        trained, validated = theme.series[0], theme.series[1]
        self._raw = self.curve(trained, alpha=60, smooth=False)
        self._smooth = self.curve(trained)
        self._validation = self.curve(validated, width=2)
        self._validation.setCacheMode(KEPT)
        self._band = self.band(validated)
        self._elsewhere = self.curve(theme.series[2], width=2, dash=ELSEWHERE_DASH)
        self._elsewhere.setCacheMode(KEPT)
        self._elsewhere_band = self.band(theme.series[2])
        # The first evaluation has a dot until a line joins it to another; dots are dear to paint at every redraw.
        self._first = pg.ScatterPlotItem(size=6, pen=None)
        self.addItem(self._first, ignoreBounds=True)
        for marked in (self.changes, self.moment, self.cursor_line):
            marked.set_theme(theme)
        self._seen = -1

    def leaveEvent(self, event: QEvent) -> None:
        self.cursor_line.move_to(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.cursor_line.key(event.key()):
            super().keyPressEvent(event)

    def refresh(self, everything: bool = False) -> None:
        """Draw what has happened since; `everything` also redraws what only evaluations change."""
        current = self._session.current
        earlier = laid_over(self._session)
        self.set_empty(current is None)
        settings = self._settings
        self.left_axis.logarithmic = settings.logarithmic and settings.measure == "loss"
        self.left_axis.percent = settings.measure == "accuracy"
        self.bottom_axis.whole = settings.axis != "seconds"
        self.set_labels(*self._names())
        if current is None:
            for item in (
                *(self._raw, self._smooth, self._validation, self._band),
                *(self._elsewhere, self._elsewhere_band),
            ):
                item.clear()
            self._first.clear()
            self.moment.refresh()
            self.validated = self.elsewhere = None
        if everything:
            self._show_earlier(earlier)
        if current is not None:
            if everything or self.validated is None or self._seen != len(current.progress.evaluations):
                self._show_validation(current)
            self._show_training(current, earlier)

    def _show_training(self, run: Run, earlier: list[Run]) -> None:
        """What every frame changes."""
        settings, buckets = self._settings, max(100, min(400, self.width() // 2))
        trained = training(run.progress, settings.axis, settings.measure, buckets)
        assert self.validated is not None
        end = max(x_end(each.progress, settings.axis, each.experiment.schedule.iterations) for each in [run, *earlier])
        judged = [self.validated, *([] if self.elsewhere is None else [self.elsewhere])]
        curves = [each.curve for each in judged] + [curve for pair in self._earlier for curve in pair]
        lines = [line for each in judged for line in each.lines]
        bands = [edge for each in judged for edge in each.edges]
        curves.insert(0, calmed(trained.smooth, curves))
        low, high = y_range(curves, lines, self.left_axis.logarithmic, settings.measure, bands)
        if self.left_axis.logarithmic:
            low, high = float(np.log10(low)), float(np.log10(high))
        self.fix_range(0.0, end, low, high)
        self._set(self._raw, trained.raw)
        self._set(self._smooth, trained.smooth)
        ends = self.validated.curve.y[-1:]
        self.show_references(lines, *ends.tolist())
        self.changes.show(marks(run.progress, settings.axis))
        self.moment.refresh()
        self.cursor_line.refresh()

    def _show_validation(self, run: Run) -> None:
        """What only an evaluation changes."""
        settings = self._settings
        self._seen = len(run.progress.evaluations)
        validated = self.validated = validation(run.progress, settings.axis, settings.step, settings.measure)
        self._judge(validated, self._validation, self._band)
        family = sentence(run.experiment.elsewhere.title) if run.experiment.elsewhere else None
        self.elsewhere = elsewhere(run.progress, settings.axis, settings.step, settings.measure, family)
        self._judge(self.elsewhere, self._elsewhere, self._elsewhere_band)
        assert self.theme is not None
        ends = [
            {"pos": (each.curve.x[-1], self.y(each.curve.y[-1:])[0]), "brush": pg.mkBrush(colour)}
            for each, colour in ((validated, self.theme.series[1]), (self.elsewhere, self.theme.series[2]))
            if each is not None and len(each.curve.x) == 1 and np.isfinite(each.curve.y[-1])
        ]
        self._first.setData(ends)
        self._first.setVisible(bool(ends))

    def _judge(self, validated: Validation | None, line: PathItem, band: PathItem) -> None:
        if validated is None:
            line.clear()
            band.clear()
            return
        x, y = validated.curve.x, validated.curve.y
        line.show_line(x, self.y(y))
        band.show_band(x, *map(self.y, validated.edges))

    def _show_earlier(self, earlier: list[Run]) -> None:
        assert self.theme is not None
        settings = self._settings
        self._earlier = [
            (
                training(run.progress, settings.axis, settings.measure, 200).smooth,
                validation(run.progress, settings.axis, settings.step, settings.measure).curve,
            )
            for run in earlier
        ]
        for pair in self._overlays:
            for item in pair:
                self.removeItem(item)
        self._overlays = []
        for run, curves in zip(earlier, self._earlier, strict=True):
            colour = run_colour(self.theme, run)
            pair = (self.curve(colour, alpha=120), self.curve(colour, alpha=150, dash=Qt.PenStyle.DashLine))
            for item, curve in zip(pair, curves, strict=True):
                item.setZValue(-3)
                item.setCacheMode(KEPT)
                self._set(item, curve)
            self._overlays.append(pair)

    def _set(self, item: PathItem, curve: Curve) -> None:
        item.show_line(curve.x, self.y(curve.y))

    def _names(self) -> tuple[str, str]:
        bottoms = {
            "iterations": tr("meta-iterations"),
            "gradients": tr("gradient evaluations"),
            "seconds": tr("time in seconds"),
        }
        left = tr("loss") if self._settings.measure == "loss" else tr("right answers")
        return bottoms[self._settings.axis], left


def laid_over(session: Session) -> list[Run]:
    """The runs drawn behind the current one: those chosen whose curves mean the same, by the family of their tasks."""
    current = session.current
    if current is None:
        return []
    family = type(current.experiment.task)
    return [run for run in session.runs if run.shown and run is not current and type(run.experiment.task) is family]


def run_colour(theme: Theme, run: Run) -> str:
    """The colour of an earlier run; the first three of the series belong to the current one."""
    return theme.series[3 + run.number % (len(theme.series) - 3)]


class OuterLoopView(Card):
    """The plot with its choices: axis, inner step, measure, linear or logarithmic."""

    def __init__(self, settings: ViewSettings, session: Session, moment: Moment) -> None:
        super().__init__(tr("Outer loop"))
        self._settings = settings
        self._other = OtherFamily(session)
        self.plot = OuterPlot(settings, session, moment)
        self._legend = QLabel()
        self._legend.setObjectName("muted")
        self._legend.setToolTip(
            "<p>"
            + tr(
                "Training, smoothed: s becomes s + w (loss - s), with w = {weight}; the first values are plain means.",
                weight=f"{SMOOTHING:g}",
            )
            + "</p><p>"
            + tr("Pale: the loss of each meta-iteration. Band: 95% interval of the mean over validation tasks.")
            + "</p>"
        )
        self._choices = OuterChoices(settings)
        self.header.insertWidget(1, self._legend)
        for control in self._choices.controls:
            self.header.addWidget(control)
        self.body.addWidget(self._other)
        self.body.addWidget(self.plot, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.plot.set_theme(theme)
        self._other.set_theme(theme)
        self._show_legend(theme)

    def _show_legend(self, theme: Theme) -> None:
        named = [(theme.series[1], tr("validation"))]
        if self._settings.measure == "loss":
            # Beside the choice of the measure there is room for one word; the tooltip says how it is smoothed.
            trained = tr("training, smoothed") if self._choices.measure.isHidden() else tr("training")
            named.insert(0, (theme.series[0], trained))
        self._legend.setText(legend(named))

    def show_choices(self, steps: int, classes: bool) -> None:
        """Offer the choices that an experiment with that many evaluation steps has."""
        self._choices.show(steps, classes)
        if self.plot.theme is not None:
            self._show_legend(self.plot.theme)

    def refresh(self, everything: bool = False) -> None:
        """Draw, if anyone can see it."""
        if everything:
            self._other.refresh()
        if self.plot.isVisible():
            self.plot.refresh(everything)

    def show_moment(self) -> None:
        """Mark the moment that is looked at, where one was chosen."""
        if self.plot.isVisible():
            self.plot.moment.refresh()
