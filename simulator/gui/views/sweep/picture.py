"""The picture of a sweep: a curve over one parameter or a map over two; a cell is chosen by mouse or keyboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QToolTip

from simulator.analysis.paired import ENOUGH
from simulator.analysis.sentences import after
from simulator.analysis.sweep import SweepFigure
from simulator.gui.text import joined, plain, say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.sweep.curve import SweepCurve
from simulator.gui.views.sweep.map import SweepMap
from simulator.sweep import SweepProgress

Place = tuple[int, ...]
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SweepPicture(QStackedWidget):
    """Signals: `chosen(place)` when a combination of values was chosen, `opened(place)` when its run is wanted."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sweepPicture")
        self.setAccessibleName(tr("Results of the sweep"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.curve, self.map = SweepCurve(), SweepMap()
        self.addWidget(self.curve)
        self.addWidget(self.map)
        self.place: Place | None = None
        self._figure: SweepFigure | None = None
        self._progress: SweepProgress | None = None
        self.curve.viewport().setMouseTracking(True)
        for watched in (self.curve.viewport(), self.map):
            watched.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.curve.set_theme(theme)
        self.map.set_theme(theme)

    def show_sweep(self, figure: SweepFigure | None, progress: SweepProgress | None) -> None:
        """Draw the results so far; without any, what will be seen."""
        known = self._figure is not None and figure is not None and self._figure.axes == figure.axes
        self._figure, self._progress = figure, progress
        if not known:
            self.place = None
        if figure is None or progress is None:
            self.setCurrentWidget(self.curve)
            self.curve.set_empty(True)
            return
        going = {self._of(position) for position in progress.going}
        crossed = {self._of(at) for at, outcome in progress.outcomes.items() if outcome.state != "completed"}
        if len(figure.axes) == 2:
            self.setCurrentWidget(self.map)
            self.map.show_sweep(figure, going, crossed, self.place)
        else:
            self.setCurrentWidget(self.curve)
            marked = sorted(place[0] if place else 0 for place in crossed)
            self.curve.show_sweep(figure, marked, None if self.place is None else (*self.place, 0)[0])

    def caption(self) -> str:
        """What the numbers are, on which tasks, and what the marks stand for that are drawn now."""
        figure = self._figure
        if figure is None or not figure.counts.any():
            return ""
        seeds, on_map = figure.results.shape[-1], self.currentWidget() is self.map
        said = {"after": say(after(figure.step)), "what": say(figure.measured), "seeds": seeds}
        one = tr("{after}: {what}, of one seed.", **said)
        parts = [one if seeds == 1 else tr("{after}: {what}, mean over {seeds} seeds.", **said)]
        if not on_map and np.isfinite(figure.half_widths).any():
            parts.append(tr("Bands: 95% intervals over seeds."))
        if not on_map and np.isfinite(figure.singles).any():
            few = seeds < ENOUGH  # and the verdict says so
            short, long = tr("Small points: single seeds."), tr("Small points: single seeds, too few for an interval.")
            parts.append(short if few else long)
        if figure.partial.any():
            hatched = tr("Hatched: some seeds failed, diverged or overflowed, and the mean is without them.")
            hollow = tr("Hollow: some seeds failed, diverged or overflowed, and the mean is without them.")
            parts.append(hatched if on_map else hollow)
        return joined(parts)

    def positions(self, place: Place) -> list[int]:
        """The cells of a combination of values, one a seed."""
        assert self._figure is not None
        seeds, first = self._figure.results.shape[-1], 0
        for count, at in zip(self._figure.means.shape, place, strict=True):
            first = first * count + at
        return list(range(first * seeds, (first + 1) * seeds))

    def describe(self, place: Place) -> str:
        """A combination of values, what it reached, and how its runs stand."""
        assert self._figure is not None and self._progress is not None
        figure, progress = self._figure, self._progress
        named = figure.named(place)
        lines = [named if isinstance(named, str) else say(named)]
        if figure.counts[place]:
            lines.append(say(figure.told(place)))
        positions = self.positions(place)
        ended = [progress.outcomes[at] for at in positions if at in progress.outcomes]
        missed = figure.missed(place)
        if missed is None or len(ended) < len(positions):
            lines.append(tr("{ended} of {all} seeds", ended=len(ended), all=len(positions)))
        if any(at in progress.going for at in positions):
            lines.append(tr("running"))
        if missed is not None:
            lines.append(say(missed))
        for outcome in ended:
            if outcome.state != "completed" and outcome.message is not None and say(outcome.message) not in lines:
                lines.append(say(outcome.message))
        return "\n".join(line for line in lines if line)

    def choose(self, place: Place | None) -> None:
        """Mark a combination of values."""
        self.place = place
        self.show_sweep(self._figure, self._progress)
        self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._figure is None or not (key in MOVES or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)
            return
        shape = self._figure.means.shape
        if key in MOVES and shape:
            step = MOVES[key] if len(shape) == 2 else (sum(MOVES[key]),)
            before = self.place or tuple(0 for _ in shape)
            moved = [at + by for at, by in zip(before, step, strict=True)] if self.place else list(before)
            self.choose(tuple(int(np.clip(at, 0, count - 1)) for at, count in zip(moved, shape, strict=True)))
        elif key not in MOVES and self.place is not None:
            self.opened.emit(self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and self._figure is not None:
            place = self._at(watched, event.position())
            if event.type() == QEvent.Type.MouseMove:
                text = "" if place is None else plain(self.describe(place))
                QToolTip.showText(event.globalPosition().toPoint(), text, self)
            elif event.type() == QEvent.Type.MouseButtonPress and place is not None:
                self.setFocus()
                self.choose(place)
                return True
            elif event.type() == QEvent.Type.MouseButtonDblClick and place is not None:
                self.opened.emit(place)
                return True
        return super().eventFilter(watched, event)

    def _at(self, watched: QObject, position: QPointF) -> Place | None:
        assert self._figure is not None
        if watched is self.map:
            return self.map.place_at(position)
        box = self.curve.getPlotItem().vb
        scene = self.curve.mapToScene(position.toPoint())
        if not len(self.curve.places) or not box.sceneBoundingRect().contains(scene):
            return None
        x = float(box.mapSceneToView(scene).x())
        nearest = int(np.abs(self.curve.places - x).argmin())
        return (nearest,) if self._figure.axes else ()

    def _of(self, position: int) -> Place:
        """The combination of values that a cell belongs to."""
        assert self._progress is not None
        return self._progress.sweep.cells[position].place[:-1]
