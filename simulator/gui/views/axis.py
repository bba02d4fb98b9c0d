"""An axis with few, round, readable ticks, linear or logarithmic."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QRectF

from simulator.analysis.scale import log_ticks, ticks, written


class NiceAxis(pg.AxisItem):  # type: ignore[misc]
    """At most six ticks, written like 0.01 and 1k. On a logarithmic axis the data are given as powers of ten.

    What is counted is `whole`: between one step and the next there is nothing to mark.
    """

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation=orientation)
        self.logarithmic = False
        self.percent = False
        self.whole = False
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=-4, hideOverlappingLabels=False)

    def boundingRect(self) -> QRectF:
        """With a grid the base leaves out the room that the outermost tick texts need."""
        bare: QRectF = super().boundingRect()
        return bare.adjusted(-15, -15, 15, 15)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        most = 6 if size > 220 else 4
        if not self.logarithmic:
            found = ticks(low, high, most)
            return [(1.0, [at for at in found if not self.whole or abs(at - round(at)) < 1e-6])]
        return [(1.0, [math.log10(value) for value in log_ticks(10.0**low, 10.0**high, most)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.percent:
            return [f"{100 * value:.0f}%" for value in values]
        return [written(float(f"{10.0**value:.6g}") if self.logarithmic else float(f"{value:.9g}")) for value in values]
