"""A plot in this program's look: two axes, a faint grid, fixed ranges, an empty state, lines labelled at their end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from weakref import WeakKeyDictionary

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen, QPixmapCache
from PySide6.QtWidgets import QGridLayout, QLabel

from simulator.analysis.outer_loop import Line
from simulator.analysis.scale import spread
from simulator.engine.events import Floats
from simulator.gui.text import say
from simulator.gui.theme import Theme
from simulator.gui.views.axis import NiceAxis
from simulator.gui.views.items import KEPT, PathItem

BELOW, UNDER = 36, 5  # pixels for the ticks and the name of the horizontal axis, and for what hangs below its line
ROOM = 128 * 1024  # kB of pixmaps
LABEL = 18  # pixels from one line's name to the next
DASHES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine, Qt.PenStyle.DashDotDotLine)


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """The base of the line plots. Values on a logarithmic axis are drawn as their powers of ten."""

    def __init__(self, name: str, title: str, empty: str) -> None:
        self.bottom_axis, self.left_axis = NiceAxis("bottom"), NiceAxis("left")
        super().__init__(axisItems={"bottom": self.bottom_axis, "left": self.left_axis}, enableMenu=False)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(empty)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hideButtons()
        self.setMouseEnabled(False, False)
        self.disableAutoRange()
        self.left_axis.setWidth(52)
        self.bottom_axis.setHeight(BELOW)
        self.getPlotItem().layout.setContentsMargins(0, 8, 18, UNDER)
        self._references: list[tuple[pg.InfiniteLine, pg.TextItem]] = []
        self._shown_references: object = None
        self._said: WeakKeyDictionary[pg.TextItem, str] = WeakKeyDictionary()
        # What is painted once into pixmaps must stay: in Qt's usual 10 MB they push each other out at every frame.
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), ROOM))
        self._empty = QLabel(empty)
        self._empty.setObjectName("emptyPlot")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(52, 0, 18, 0)  # clear of the axis
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QGridLayout(self).addWidget(self._empty)
        self.theme: Theme | None = None
        self.limits = (0.0, 1.0, 0.0, 1.0)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.theme = theme
        self.setBackground(theme.card)
        font = QFont(self.font())
        font.setPixelSize(12)
        for axis in (self.bottom_axis, self.left_axis):
            axis.setTickFont(font)
            axis.setTextPen(theme.muted)
            axis.setPen(theme.border)
            axis.setCacheMode(KEPT)  # ticks, texts and grid are most of a frame's cost, and seldom change
        self.showGrid(x=True, y=True, alpha=0.12)

    def set_labels(self, bottom: str, left: str) -> None:
        """Name the axes, units included."""
        assert self.theme is not None
        for axis, text in ((self.bottom_axis, bottom), (self.left_axis, left)):
            wanted = {"color": self.theme.muted, "font-size": "12px"}
            if (axis.labelText, axis.labelStyle) != (text, wanted):
                axis.setLabel(text, **wanted)

    def set_empty(self, empty: bool) -> None:
        """Show or hide the line that says what will appear, instead of the axes."""
        self._empty.setVisible(empty)
        for axis in (self.bottom_axis, self.left_axis):
            axis.setVisible(not empty)
        if empty:
            self.show_references(())

    def set_empty_text(self, text: str) -> None:
        """Say what will appear."""
        self._empty.setText(text)

    def fix_range(self, left: float, right: float, bottom: float, top: float) -> None:
        """Set both ranges, if they changed."""
        wanted = (left, right, bottom, top)
        if wanted != self.limits and right > left and top > bottom:
            self.limits = wanted
            # A little more than asked for, so that ticks at the very ends are drawn.
            self.setRange(xRange=(left, right), yRange=(bottom, top), padding=0.004, disableAutoRange=True)

    def y(self, values: Floats) -> Floats:
        """Values as they are drawn: powers of ten on a logarithmic axis."""
        if not self.left_axis.logarithmic:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(np.maximum(values, 1e-12))

    def curve(
        self, colour: str, width: float = 1, alpha: int = 255, dash: Qt.PenStyle | None = None, smooth: bool = True
    ) -> PathItem:
        """A new empty line."""
        item = PathItem(pen(colour, width, alpha, dash), smooth=smooth)
        self.addItem(item, ignoreBounds=True)
        return item

    def band(self, colour: str) -> PathItem:
        """A new empty band."""
        fill = QColor(colour)
        fill.setAlphaF(0.2)
        item = PathItem(QPen(Qt.PenStyle.NoPen), QBrush(fill))
        item.setZValue(-5)
        item.setCacheMode(KEPT)
        self.addItem(item, ignoreBounds=True)
        return item

    def label_height(self) -> float:
        """How much room a name takes, in the units of the vertical axis."""
        bottom, top = self.limits[2:]
        return float((top - bottom) * LABEL / max(2 * LABEL, self.getPlotItem().vb.height()))

    def show_references(self, lines: Sequence[Line], end: float = math.nan, curved: str = "", free: int = 0) -> None:
        """Grey dashed lines across the plot, labelled at their right end; those above it are named at its top.

        A name over which a curve would run that ends at `end` stands below its line. The line of the key `curved` is
        only named, because a curve is drawn for it; room for so many names as `free` is left at the top.
        """
        assert self.theme is not None
        _, right, bottom, top = self.limits
        height = self.label_height()
        wanted = (tuple(lines), self.limits, self.left_axis.logarithmic, height, free, str(end))
        if wanted == self._shown_references:
            return
        self._shown_references = wanted
        while len(self._references) < len(lines):
            self._references.append(self._reference(len(self._references)))
        for pair in self._references[len(lines) :]:
            for item in pair:
                item.hide()
        *values, end = self.y(np.array([*(line.value for line in lines), end])).tolist()
        near = [value - height if value < end < value + height else value for value in values]
        places = spread(near, height, bottom, top - free * height)
        for given, value, place, (line, label) in zip(lines, values, places, self._references, strict=False):
            above, title = value > top, say(given.name)
            line.setVisible(bottom <= value <= top and given.key != curved)
            line.setPos(value)
            text = f"{title} \N{UPWARDS ARROW} {given.value:.3g}" if above else title
            self.write(label, text, self.theme.reference)
            label.setPos(right, place)
            label.show()

    def write(self, label: pg.TextItem, text: str, colour: str) -> None:
        """Let a label say something, over a ground that hides the lines behind it. (Its own is lost where cached.)"""
        assert self.theme is not None
        html = f"<span style='color: {colour}; background-color: {self.theme.card}'>{escape(text)}</span>"
        if self._said.get(label) != html:  # laying text out is dear
            self._said[label] = html
            label.setHtml(html)

    def _reference(self, index: int) -> tuple[pg.InfiniteLine, pg.TextItem]:
        assert self.theme is not None
        line = pg.InfiniteLine(
            angle=0, movable=False, pen=pen(self.theme.reference, 1, 220, DASHES[index % len(DASHES)])
        )
        line.setZValue(-8)
        line.setCacheMode(KEPT)
        self.addItem(line, ignoreBounds=True)
        return line, self.label()

    def label(self) -> pg.TextItem:
        """A new name for a line, which stands above its place and ends there; `write` gives it its text."""
        label = pg.TextItem(anchor=(1, 1))
        font = QFont(self.font())
        font.setPixelSize(12)
        label.setFont(font)
        label.setZValue(-4)  # over the lines and bands, but what is measured is never hidden
        label.setCacheMode(KEPT)
        self.addItem(label, ignoreBounds=True)
        return label

    def forget_references(self) -> None:
        """Take the reference lines away, as for another appearance."""
        for pair in self._references:
            for item in pair:
                self.removeItem(item)
        self._references.clear()
        self._shown_references = None


def pen(colour: str, width: float = 1, alpha: int = 255, dash: Qt.PenStyle | None = None) -> QPen:
    """A pen of the plot's units: pixels, whatever the zoom."""
    shade = QColor(colour)
    shade.setAlpha(alpha)
    made = QPen(QBrush(shade), width, dash or Qt.PenStyle.SolidLine)
    made.setCosmetic(True)
    return made
