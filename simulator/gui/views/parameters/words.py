"""What a plane of parameters says in words: its colours, the place under the mouse, what adaptation reaches."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from simulator.analysis.parameters import Made, Surface, Ways, said
from simulator.gui.panels.card import Elided, legend, muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.parameters.plane import tints


class PlaneWords(QWidget):
    """What the colours mean, and where they mislead; the place that is pointed at; what adaptation reaches."""

    def __init__(self) -> None:
        super().__init__()
        self.finding, self.hovered, self._legend = QLabel(), Elided(), muted()
        self.caution = QLabel()
        self.caution.setObjectName("parameterShare")
        self.caution.setWordWrap(True)
        self.finding.setObjectName("parameterWords")
        self.finding.setWordWrap(True)
        self.finding.setMinimumHeight(36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._legend, self.caution, self.hovered, self.finding):
            layout.addWidget(widget)
        self.caution.hide()

    def clear(self) -> None:
        """Say nothing."""
        for label in (self._legend, self.hovered, self.finding):
            label.setText("")
        self.caution.hide()

    def show_made(self, made: Made, ways: Ways | None, theme: Theme) -> None:
        """Say what is seen; `ways` begin elsewhere, where a person moved the start."""
        here = made.ways if ways is None else ways
        steps = len(made.ways.query) - 1
        self.finding.setText(say(said(steps, here.query, made.ways.query, made.figure.alike, ways is not None)))
        named = [(theme.series[1], tr("ways to single tasks"))]
        if made.figure.path_share is not None:
            named.insert(0, (theme.text, tr("path of the start")))
        lowest = (tints(theme)[0].name(), tr("low loss: the bluer, the lower"))
        caution = made.figure.caution
        self.caution.setText("" if caution is None else say(caution))
        self.caution.setVisible(caution is not None)
        marks = [tr("+ where a task's loss is lowest")] if made.figure.lowest is not None else []
        self._legend.setText(" &nbsp; ".join([legend([*named, lowest]), *marks]))

    def show_place(self, made: Made, surface: Surface | None, place: tuple[float, float] | None) -> None:
        """Say what the loss is at a place of the plane; beside the surface, how much the plane shows."""
        loss = None if place is None or surface is None else surface.at(*place)
        if place is None or loss is None:
            text = say(made.figure.shown)
        else:
            figure = f"{loss:.3g}" if math.isfinite(loss) else tr("too large for a number")
            text = tr("At {x}, {y} the loss is {loss}.", x=f"{place[0]:.3g}", y=f"{place[1]:.3g}", loss=figure)
        self.hovered.setText(text)
        self.hovered.setToolTip(text)
