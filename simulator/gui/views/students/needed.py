"""How many answers are needed until predictions are good: their quality after the first 0, 1, ... answers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from simulator.analysis.outer_loop import Line
from simulator.analysis.scale import nice_above
from simulator.analysis.students import AnswersNeeded
from simulator.analysis.students.needed import MEASURES, Measured
from simulator.engine.events import Floats
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.plot import Plot

LIMIT = 0.02  # of the loss, at first


class NeededPlot(Plot):
    """The measure against the number of answers seen, with its band; the exact solution's dashed."""

    def __init__(self) -> None:
        super().__init__(
            "neededPlot",
            tr("Predictions against answers seen"),
            tr("How good predictions are after each number of answers will appear here."),
        )
        self.bottom_axis.whole = True

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self.forget_references()
        self.ours, self.our_band = self.curve(theme.series[0], width=2), self.band(theme.series[0])
        self.known = self.curve(theme.reference, width=1.5, dash=Qt.PenStyle.DashLine)
        self.enough = self.curve(theme.series[1], width=1.5, dash=Qt.PenStyle.DotLine)

    def show_needed(self, figure: AnswersNeeded, measure: str, limit: float) -> None:
        """Draw one measure; for the loss, the number of answers that is enough is marked."""
        self.set_empty(False)
        self.set_labels(tr("answers seen"), _called(measure))
        seen, ours = figure.seen.astype(float), figure.measures[measure]
        exact = figure.exact.get(measure)
        low, high = _range([ours, *([exact] if exact else [])], figure.best.get(measure))
        self.fix_range(0.0, max(1.0, float(seen[-1])), low, high)
        self.ours.show_line(seen, ours.mean)
        self.our_band.show_band(seen, ours.mean - ours.half, ours.mean + ours.half)
        self.known.show_line(*((seen, exact.mean) if exact else (np.empty(0), np.empty(0))))
        needed = figure.enough(limit)
        at = np.empty(0) if needed is None or measure != "loss" else np.full(2, float(needed))
        self.enough.show_line(at, np.array([low, high])[: len(at)])
        best = figure.best.get(measure)
        self.show_references(() if best is None else (Line("best", figure.solved, best),), float(ours.mean[-1]))


class NeededPane(QWidget):
    """The plot, the measure and the limit. Signal: `said` when the sentence about it is another one."""

    said = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.figure: AnswersNeeded | None = None
        self.plot = NeededPlot()
        self.measure = QComboBox()
        self.measure.setObjectName("neededMeasure")
        self.measure.setAccessibleName(tr("Measure"))
        self.measure.setToolTip(
            tr("How predictions are judged: by their loss, the share right, or the area under the curve.")
        )
        for name in MEASURES:
            self.measure.addItem(_called(name), name)
        self.limit = QDoubleSpinBox()
        self.limit.setObjectName("neededLimit")
        self.limit.setAccessibleName(tr("Limit"))
        self.limit.setToolTip(
            tr(
                "Predictions count as good when their mean loss over all students is no more than this above the best "
                "that is known from all answers, and stays so with more answers."
            )
        )
        self.limit.setDecimals(3)
        self.limit.setRange(0.0, 1.0)
        self.limit.setSingleStep(0.005)
        self.limit.setValue(LIMIT)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.measure)
        row.addStretch(1)
        row.addWidget(QLabel(tr("good within")))
        row.addWidget(self.limit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        self.measure.currentIndexChanged.connect(self._show)
        self.limit.valueChanged.connect(self._show)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.plot.set_theme(theme)
        if self.figure is None:
            self.plot.set_empty(True)
        self._show()

    def show_figure(self, figure: AnswersNeeded) -> None:
        """Draw the curves."""
        self.figure = figure
        self._show()

    def summary(self) -> str:
        """How many answers are enough by the limit."""
        return say(self.figure.said(self.limit.value())) if self.figure is not None else ""

    def columns(self) -> dict[str, list[object]]:
        """The curves, for a table."""
        return self.figure.columns() if self.figure is not None else {}

    def _show(self) -> None:
        if self.figure is None or self.plot.theme is None:
            return
        self.plot.show_needed(self.figure, self.measure.currentData(), self.limit.value())
        self.said.emit()


def _called(measure: str) -> str:
    names = {"loss": tr("log-loss"), "accuracy": tr("accuracy"), "auc": tr("area under the curve")}
    return names[measure]


def _range(curves: list[Measured], best: float | None) -> tuple[float, float]:
    """From where to where the curves and their bands reach, with a little room."""
    ends: list[Floats] = [np.array([] if best is None else [best])]
    for curve in curves:
        half = np.nan_to_num(curve.half)
        ends += [curve.mean - half, curve.mean + half]
    values = np.concatenate(ends)
    values = values[np.isfinite(values)]
    if not len(values):
        return 0.0, 1.0
    step = nice_above(max(float(values.max() - values.min()), 1e-3) / 8)
    return float(np.floor(values.min() / step) * step), float(np.ceil(values.max() / step + 0.3) * step)
