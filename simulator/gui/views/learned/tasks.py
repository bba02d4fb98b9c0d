"""A map of tasks: each a point, where the numbers that stand for it lie, in the colours of what made it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from simulator.analysis.learned import TasksFigure
from simulator.analysis.rounding import percent
from simulator.gui.panels.card import muted
from simulator.gui.text import plain, say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.points import ComponentPlot, PointTips
from simulator.gui.views.learned.view import LearnedView, labelled, levels, shades

LEVELS = 8
SIZES = (7, 13)  # pixels of the least and the most: a second cue beside the colour


class TasksView(LearnedView):
    """The plane, and a list to choose what of the tasks the colours tell."""

    def __init__(self) -> None:
        super().__init__()
        title = tr("Map of tasks")
        self.plot = ComponentPlot("learnedTasks", title, tr("The tasks will appear here, each as a point."))
        self._tips = PointTips(self.plot)
        self._told = muted()
        label, self.latent = labelled(
            tr("Colour by"), tr("What made a task, and how strongly it shows in the numbers."), "learnedLatent"
        )
        self.latent.activated.connect(lambda _: self._draw())
        self._label = label
        row = QHBoxLayout()
        for widget in (label, self.latent):
            row.addWidget(widget)
        row.addWidget(self._told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        self._theme: Theme | None = None
        self.figure: TasksFigure | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.plot.set_theme(theme)
        for item in list(self.plot.getPlotItem().items):
            self.plot.removeItem(item)
        self.points = pg.ScatterPlotItem(pen=pg.mkPen(theme.card, width=0.5))
        self.plot.addItem(self.points, ignoreBounds=True)
        self._draw()

    def show_figure(self, figure: TasksFigure) -> None:
        self.figure = figure
        _offer(self.latent, list(figure.latents), max(figure.known, key=lambda name: figure.known[name], default=""))
        for widget in (self._label, self.latent):
            widget.setVisible(bool(figure.latents))
        self._draw()

    def reading(self) -> str:
        return tr("Each point is a task: the nearer two are, the more alike the strategy sees them.")

    def _draw(self) -> None:
        figure, theme = self.figure, self._theme
        if figure is None or theme is None:
            return
        shares = [f"{share:.0%}" for share in figure.shares]
        first = tr("first component, {share} of the variance", share=shares[0])
        self.plot.show_components(figure.points, (first, tr("second component, {share}", share=shares[1])))
        name = self.latent.currentData()
        colours = [pg.mkBrush(colour) for colour in shades(theme, LEVELS)]
        if name in figure.latents:
            values = figure.latents[name]
            level = levels(values, LEVELS)
            told = {"low": f"{values.min():.3g}", "high": f"{values.max():.3g}", "known": percent(figure.known[name])}
            self._told.setText(tr("faint and small {low}, strong and large {high}; told to {known}", **told))
        else:
            level = [LEVELS - 1] * len(figure.points)
            self._told.setText("")
        low, high = SIZES
        self.points.setData(
            figure.points[:, 0],
            figure.points[:, 1],
            brush=[colours[each] for each in level],
            size=[low + (high - low) * each / (LEVELS - 1) for each in level],
            pen=pg.mkPen(theme.muted, width=0.5),
        )
        self._tips.follow(figure.points, lambda index: plain(say(figure.about[index])))
        self.plot.setAccessibleDescription(self.said(figure))


def _offer(box: QComboBox, names: list[str], first: str) -> None:
    """Let one of these be chosen; what was chosen stays, else it is `first`."""
    if [box.itemData(index) for index in range(box.count())] == names:
        return
    before = box.currentData()
    box.clear()
    for name in names:
        box.addItem(name.replace("_", " "), name)
    box.setCurrentIndex(max(0, box.findData(before if before in names else first)))
