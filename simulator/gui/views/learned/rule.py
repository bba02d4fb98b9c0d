"""A learned update rule as curves: the step against the gradient, beside gradient descent and Adam."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from simulator.analysis.learned import RuleFigure
from simulator.analysis.learned.rule import LARGEST, SEEN, SMALLEST, place
from simulator.analysis.scale import nice_above, written
from simulator.gui.panels.card import legend
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.learned.view import LegendOverPlot, show_ticks
from simulator.gui.views.plot import Plot

SHADES = (0.35, 0.55, 0.75, 1.0)  # of the curves, from the first time to the last


class RulePlot(Plot):
    """The axis of the gradients is logarithmic to both sides; a band marks the sizes that are met in practice."""

    def __init__(self) -> None:
        super().__init__("learnedRule", tr("Learned update rule"), tr("The learned update rule will appear here."))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._usual = [self.band(theme.series[4]) for _ in range(2)]
        self.descent = self.curve(theme.reference, width=1.5, dash=Qt.PenStyle.DashLine)
        self.adam = self.curve(theme.reference, width=1.5, dash=Qt.PenStyle.DotLine)
        self.curves = [self.curve(colour, width=2) for colour in curve_colours(theme)]

    def show_rule(self, figure: RuleFigure) -> None:
        """Draw the curves."""
        self.set_empty(False)
        self.set_labels(tr("gradient"), tr("step"))
        x, high = figure.places, nice_above(1.05 * float(np.abs(figure.steps).max()))
        self.fix_range(float(x[0]), float(x[-1]), -high, high)
        powers = [
            sign * 10.0**power for power in range(SMALLEST + 1, LARGEST + 1) for sign in (-1, 1) if power % 2 == 0
        ]
        marks = [0.0, *powers]
        show_ticks(self, "bottom", [(float(place(np.array([value]))[0]), written(value)) for value in marks])
        for curve, row in zip(self.curves, figure.steps, strict=True):
            curve.show_line(x, row)
        for curve, row in ((self.descent, figure.descent), (self.adam, figure.adam)):
            curve.show_line(x[: len(row)], row)
        ends = place(np.array(figure.usual))
        for band, sign in zip(self._usual, (-1.0, 1.0), strict=True):
            band.show_band(sign * ends, np.full(2, -high), np.full(2, high))


class RuleView(LegendOverPlot):
    """The plot, and what its lines are over it."""

    def __init__(self) -> None:
        plot = RulePlot()
        super().__init__(plot)
        self.plot = plot

    def show_figure(self, figure: RuleFigure) -> None:
        assert self.theme is not None
        self.plot.show_rule(figure)
        times = [tr("first time"), *(tr("time {time}", time=time) for time in SEEN[1:])]
        named = list(zip(curve_colours(self.theme), times, strict=True))
        if figure.rate is not None:
            rate = f"{figure.rate:.2g}"
            named.append((self.theme.reference, tr("dashed: gradient descent at rate {rate}; dotted: Adam", rate=rate)))
        self.legend.setText(legend(named))
        self.plot.setAccessibleDescription(self.said(figure))

    def reading(self) -> str:
        return tr(
            "How far the rule moves a parameter for a gradient, the first time it comes and after it has come again "
            "and again. Yellow: the sizes of nine in ten gradients that adapting meets."
        )


def curve_colours(theme: Theme) -> list[str]:
    """The colours of the curves, from the first time to the last."""
    return [blended(theme.series[0], shade, theme.card) for shade in SHADES]
