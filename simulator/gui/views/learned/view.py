"""What the views of learned things have in common: how the page uses them, and their colours for amounts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from simulator.engine.events import Floats
from simulator.gui.panels.card import muted
from simulator.gui.text import say
from simulator.gui.theme import Theme, blended
from simulator.gui.views.plot import Plot

FAINTEST = 0.12  # of a colour that stands for the least
READABLE = 4.5  # the contrast of text that can be read


class LearnedView(QWidget):
    """Draws one kind of figure.

    Signals: `asked` when a choice was made that needs other numbers, `spoke` when one changed what is said.
    """

    asked = Signal()
    spoke = Signal()

    @abstractmethod
    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""

    @abstractmethod
    def show_figure(self, figure: Any) -> None:
        """Draw a figure of the view's kind."""

    @abstractmethod
    def reading(self) -> str:
        """How the picture is to be read, in one line."""

    def said(self, figure: Any) -> str:
        """What is seen, in words."""
        return say(figure.said)

    @property
    def axes(self) -> tuple[int, int | None] | None:
        """Which coordinates of a search were chosen, where there is such a choice."""
        return None


class LegendOverPlot(LearnedView):
    """A plot, and over it what its colours and marks stand for."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot, self.legend = plot, muted()
        self.theme: Theme | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.legend)
        layout.addWidget(plot, 1)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._plot.set_theme(theme)


def shaded(theme: Theme, shade: float) -> QColor:
    """The colour of an amount from -1 to 1: blue for what is positive, orange for what is negative, faint near zero."""
    strength = FAINTEST + (1 - FAINTEST) * min(abs(shade), 1.0)
    return QColor(blended(theme.series[0] if shade >= 0 else theme.series[1], strength, theme.card))


def shades(theme: Theme, count: int) -> list[QColor]:
    """Colours from the least to the most of something."""
    return [shaded(theme, share) for share in np.linspace(0.0, 1.0, count)]


def ink(theme: Theme, ground: QColor) -> QColor:
    """A colour that can be read on a ground."""
    text = QColor(theme.text)
    if _contrast(text, ground) >= READABLE:
        return text
    return max((QColor("#FFFFFF"), QColor("#000000")), key=lambda colour: _contrast(colour, ground))


def levels(values: Floats, count: int) -> list[int]:
    """Which of so many levels each finite value falls in, from the least to the most; the others the last."""
    known = np.isfinite(values)
    if not known.any():
        return [count - 1] * len(values)
    low, high = float(values[known].min()), float(values[known].max())
    share = (np.where(known, values, high) - low) / max(high - low, 1e-300)
    return [int(each) for each in np.clip(np.floor(share * count), 0, count - 1)]


def show_ticks(plot: Plot, side: str, ticks: Sequence[tuple[float, str]]) -> None:
    """Mark an axis at given places."""
    plot.getPlotItem().getAxis(side).setTicks([list(ticks)])


def labelled(text: str, tip: str, name: str) -> tuple[QLabel, QComboBox]:
    """A list with its label."""
    label, box = QLabel(text), QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(text)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    label.setBuddy(box)
    for widget in (label, box):
        widget.setToolTip(tip)
    return label, box


def _contrast(one: QColor, other: QColor) -> float:
    """The ratio of two luminances (WCAG 2.1, "contrast ratio")."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
