"""A cursor on the outer-loop plot: it reads values off the curves, by mouse or with the arrow keys."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt

from simulator.analysis.reading import Reading, reading
from simulator.analysis.rounding import uncertain_loss, uncertain_share
from simulator.gui.session import Session
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.view_settings import ViewSettings
from simulator.gui.views.plot import Plot, pen

KEY_STEP = 1 / 50  # of the width of the plot


class Cursor:
    """A vertical line and what the curves say there."""

    def __init__(self, plot: Plot, settings: ViewSettings, session: Session) -> None:
        self._plot, self._settings, self._session = plot, settings, session
        self._at: float | None = None
        plot.scene().sigMouseMoved.connect(self._moved)

    @property
    def at(self) -> float | None:
        """Where is being read."""
        return float(self._line.value()) if self._line.isVisible() else None

    @property
    def text(self) -> str:
        """What is read; empty while there is nothing to read."""
        return str(self._words.toPlainText()) if self._words.isVisible() else ""

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._line = pg.InfiniteLine(angle=90, pen=pen(theme.muted, 1, 160))
        self._words = pg.TextItem(anchor=(0, 0), color=theme.text, fill=pg.mkBrush(theme.card))
        self._words.setZValue(20)
        for item in (self._line, self._words):
            item.hide()
            self._plot.addItem(item, ignoreBounds=True)

    def move_to(self, at: float | None) -> None:
        """Read at a place on the x axis, or nowhere."""
        self._at = at
        self._show()

    def key(self, key: int) -> bool:
        """Move by an arrow key, or leave with Escape; returns whether the key meant something."""
        left, right = self._plot.limits[:2]
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key == Qt.Key.Key_Escape:
            self.move_to(None)
        elif key in moves:
            at = (left + right) / 2 if self._at is None else self._at
            self.move_to(min(right, max(left, at + moves[Qt.Key(key)] * (right - left) * KEY_STEP)))
        else:
            return False
        return True

    def refresh(self) -> None:
        """Read again, after the curves have changed."""
        if self._at is not None:
            self._show()

    def _moved(self, position: QPointF) -> None:
        box = self._plot.getPlotItem().vb
        inside = box.sceneBoundingRect().contains(position)
        self.move_to(float(box.mapSceneToView(position).x()) if inside else None)

    def _show(self) -> None:
        run, settings, found = self._session.current, self._settings, None
        if run is not None and self._at is not None:
            found = reading(run.progress, settings.axis, self._at, settings.step, settings.measure)
        self._line.setVisible(found is not None)
        self._words.setVisible(found is not None)
        if found is None:
            return
        left, right, _, top = self._plot.limits
        self._line.setPos(found.x)
        self._words.setText(words(found, settings.measure))
        self._words.setAnchor((0, 0) if found.x < (left + right) / 2 else (1, 0))
        self._words.setPos(found.x, top)
        self._plot.setAccessibleDescription(self.text)


def words(found: Reading, measure: str) -> str:
    """What the curves say, line by line."""
    form = "{:.3g}".format if measure == "loss" else "{:.0%}".format
    uncertain = uncertain_loss if measure == "loss" else uncertain_share
    lines = [tr("meta-iteration {iteration}", iteration=f"{found.iteration:,}")]
    if found.raw is not None and found.smooth is not None:
        lines.append(tr("training {raw}, smoothed {smooth}", raw=form(found.raw), smooth=form(found.smooth)))
    if found.validation is not None and found.band is not None:
        lines.append(tr("validation {value}", value=uncertain(found.validation, found.band)))
    if found.elsewhere is not None and found.elsewhere_band is not None:
        lines.append(tr("other family {value}", value=uncertain(found.elsewhere, found.elsewhere_band)))
    return "\n".join(lines)
