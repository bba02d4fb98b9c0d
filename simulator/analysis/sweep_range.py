"""From where to where the vertical axis of a sweep's curve goes: room for the bands, none for what overflows.

A band that is much wider than all means is left to run out of the picture: it would flatten what there is to see.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.outer_loop import NEAR
from simulator.analysis.scale import framed
from simulator.analysis.sweep import SweepFigure

SPREAD = 20.0  # times between the lowest and the highest mean, from which on the axis is logarithmic
DECADES = 6.0  # powers of ten that such an axis shows at most
BELOW = 1.0  # powers of ten below the lowest mean that it shows for the sake of a band
EDGE = 0.1  # powers of ten beyond what is shown


@dataclass(frozen=True)
class VerticalRange:
    """`bottom` and `top` of the axis; powers of ten where it is `logarithmic`."""

    bottom: float
    top: float
    logarithmic: bool = False


def vertical_range(figure: SweepFigure) -> VerticalRange:
    """The range in which means, bands and single results are drawn; shares always have the one from 0 to 1."""
    means = figure.means[np.isfinite(figure.means)]
    if figure.measure == "accuracy" or not len(means):
        return VerticalRange(0.0, 1.0)
    bands = figure.drawn_half_widths
    drawn = np.concatenate([part.reshape(-1) for part in (means, figure.means - bands, figure.means + bands)])
    drawn = np.concatenate([drawn, figure.singles.reshape(-1)])
    drawn = drawn[np.isfinite(drawn)]
    lowest, highest = float(means.min()), float(means.max())
    if lowest > 0 and highest > SPREAD * lowest:
        positive = np.log10(drawn[drawn > 0])
        bottom = max(float(positive.min()), np.log10(lowest) - BELOW)
        top = min(float(positive.max()), np.log10(lowest) + DECADES)
        return VerticalRange(float(bottom - EDGE), float(top + EDGE), logarithmic=True)
    high = min(float(drawn.max()), NEAR * float(np.median(means))) if lowest > 0 else float(drawn.max())
    low = float(drawn.min()) if lowest < 0 else max(float(drawn.min()), 0.0)
    return VerticalRange(*framed(low, high))
