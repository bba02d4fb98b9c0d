"""Parameters in a plane: the initialisation, its path over the run, and where it adapts to, over a loss surface.

Three things are asked of the background, each of which competes with training: the figure (where the run is, and its
adaptations), adapting from a start that a person moved, and the surface, in short slices so that the others need not
wait for it. While a run goes on, each is asked for only so often that it takes a small part of the time.
"""

from __future__ import annotations

import time
from functools import partial

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from simulator.analysis.parameters import Frame, Made, Surface, Wanted, Ways, closer, frame, make, shades, spread
from simulator.declaration import InputError
from simulator.engine.events import Floats
from simulator.gui.budget import SHORTEST, rest
from simulator.gui.icons import icon
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.panels.card import Card
from simulator.gui.run import Run
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.parameters.bar import LossBar
from simulator.gui.views.parameters.controls import ParameterControls
from simulator.gui.views.parameters.plane import ZOOM, ParameterPlot
from simulator.gui.views.parameters.survey import Surveyor
from simulator.gui.views.parameters.words import PlaneWords


class ParametersPage(Page):
    """The plot, what is chosen about it, and what it says in words."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.plot, self.bar, self.controls = ParameterPlot(), LossBar(), ParameterControls()
        self.words = PlaneWords()
        self._zooms: list[tuple[QToolButton, str]] = []
        self._arrange()
        self._run: Run | None = None
        self.made: Made | None = None
        self.surface: Surface | None = None
        self.start: Floats | None = None  # in the plane, where a person moved it
        self.ways: Ways | None = None  # from there
        self._vectors: dict[int, Floats] = {}
        self._frame: Frame | None = None
        self._zoom = 1.0
        self.surveyor = Surveyor(around.background, lambda: self._running)
        self.surveyor.ready.connect(self._surveyed)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._changed)
        self._asking = False
        self._next = 0.0  # when the figure may be asked for again
        around.session.steered.connect(self._changed)
        self.controls.changed.connect(self._chosen)
        self.controls.returned.connect(self.go_back)
        self.plot.returned.connect(self.go_back)
        self.plot.moved.connect(self.move_start)
        self.plot.zoomed.connect(self.zoom)
        self.plot.hovered.connect(self._say_hovered)
        self._clear("")

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.plot.set_theme(theme)
        self.bar.set_theme(theme)
        self._dress(theme)
        super().set_theme(theme)
        if self.made is not None:
            self._draw()
            self._draw_surface()

    def showEvent(self, event: QShowEvent) -> None:
        if self.theme is not None:
            self._dress(self.theme)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees is not worked out."""
        self.surveyor.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Ask for the figure of the moment, or a little later where it was asked for just now."""
        run, moment = self.around.moment.run, self.around.moment
        if run is not self._run:
            self._forget(run)
        experiment, state, iteration = moment.experiment, moment.state, moment.iteration
        if run is None or experiment is None or state is None or iteration is None:
            self._clear("")
            return
        wait = self._next - time.monotonic()
        if self._running and wait > 0:
            if not self._late.isActive():
                self._late.start(round(1000 * wait) + 1)
            return
        self._next = time.monotonic() + SHORTEST
        before = self.made.figure.plane if self.made is not None else None
        kept, choices = run.progress.states, self.controls.choices
        states = {at: found for at in spread(kept.iterations) if (found := kept.get(at))}
        wanted = Wanted(
            experiment,
            state,
            iteration,
            choices.tasks,
            choices.steps,
            choices.choice,
            (choices.first, choices.second),
            before,
            hold=self.start is not None,
        )
        work = partial(make, wanted, states, dict(self._vectors))
        self._asking = True
        self.around.background.ask("parameters", work, partial(self._arrived, run), partial(self._refused, run))

    def move_start(self, place: tuple[float, float]) -> None:
        """Begin elsewhere in the plane, and adapt from there."""
        if self.made is None:
            return
        self.start, self.ways = np.array(place, dtype=float), None
        self.plot.show_figure(self.made.figure, self.start)
        self.controls.back.setEnabled(True)
        self._ask_moved()

    def go_back(self) -> None:
        """Begin at what was learned again."""
        self.start = self.ways = None
        self.controls.back.setEnabled(False)
        if self.made is not None:
            self._draw()
            self._changed()

    def zoom(self, factor: float) -> None:
        """Look closer at the start, or at more around it."""
        self._zoom = min(1000.0, max(0.01, self._zoom * factor))
        if self.made is not None:
            self._draw()
            self._ask_surface()

    def columns(self) -> dict[str, list[object]]:
        """The path, the ways and the surface by name, for a table."""
        found = {} if self.made is None else self.made.figure.columns()
        return found | ({} if self.surface is None else self.surface.columns())

    @property
    def complete(self) -> bool:
        """Whether all that was asked for is drawn."""
        return not self._asking and self.made is not None and self.surveyor.complete

    @property
    def _running(self) -> bool:
        session = self.around.session
        live = session.running and not session.paused and self._run is session.current
        return live and self.around.moment.following

    def _chosen(self) -> None:
        """Something else is wanted: a moved start belongs to the plane that it was moved in."""
        self.start = self.ways = None
        self._frame, self._zoom, self._next = None, 1.0, 0.0
        self._changed()

    def _forget(self, run: Run | None) -> None:
        """Another run: nothing of the last one holds."""
        self._run, self.made, self.surface = run, None, None
        self.surveyor.forget()
        self.start, self.ways, self._frame, self._zoom = None, None, None, 1.0
        self._vectors, self._next = {}, 0.0
        self._late.stop()
        if run is not None:
            most = run.experiment.schedule.evaluation_steps
            self.controls.offer_steps(min(run.experiment.strategy.usual_steps, most), most)
        self._clear("")

    def _arrived(self, run: Run, made: Made) -> None:
        self._asking = False
        if run is not self.around.moment.run or run is not self._run:
            return
        self.made, self._vectors = made, made.vectors
        self._next = max(self._next, time.monotonic() + rest(made.seconds))
        self.controls.offer_parameters(made.ground.layout)
        self._enable(True)
        self._draw()
        if self.start is not None:
            self._ask_moved()
        self._ask_surface()

    def _refused(self, run: Run, error: Exception) -> None:
        self._asking = False
        if run is self._run and isinstance(error, InputError):
            self.made = self.surface = None
            self._clear(say(error.message))

    def _ask_moved(self) -> None:
        made, start = self.made, self.start
        if made is None or start is None:
            return
        vector, steps = made.figure.plane.points(start), len(made.ways.query) - 1

        def arrived(ways: Ways) -> None:
            if made is self.made and self.start is not None:
                self.ways = ways
                self._draw()

        self.around.background.ask("parameters from elsewhere", partial(made.ground.ways, vector, steps), arrived)

    def _ask_surface(self) -> None:
        if self.made is not None and self.isVisible():
            choices = self.controls.choices
            self.surveyor.ask(self.made, self.plot.limits, choices.question, choices)

    def _surveyed(self, surface: Surface) -> None:
        self.surface = surface
        self._draw_surface()

    def _draw(self) -> None:
        made = self.made
        if made is None or self.theme is None:
            return
        figure = made.figure
        ways = figure.ways if self.start is None else None
        if self.ways is not None:
            ways = figure.plane.coordinates(self.ways.points)
        self._frame = frame(figure.places, self._frame)
        self.plot.show_frame(*closer(self._frame, figure.start, self._zoom))
        self.plot.show_figure(figure, self.start)
        if ways is not None:
            self.plot.show_ways(ways)
        self.controls.back.setEnabled(self.start is not None)
        self._say()

    def _draw_surface(self) -> None:
        colours = None if self.surface is None else shades(self.surface)
        self.plot.show_surface(self.surface, colours)
        self.bar.show_shades(colours)

    def _say(self) -> None:
        made = self.made
        assert made is not None and self.theme is not None
        self.words.show_made(made, self.ways, self.theme)
        self.plot.setAccessibleDescription(self.words.finding.text())
        self._say_hovered(None)

    def _say_hovered(self, place: tuple[float, float] | None) -> None:
        if self.made is not None:
            self.words.show_place(self.made, self.surface, place)

    def _clear(self, why: str) -> None:
        """Show nothing but what will be seen here, or why there is nothing to see."""
        if self.plot.theme is not None:
            self.plot.clear_plane(why)
        self.bar.show_shades(None)
        self._enable(False)
        self.words.clear()

    def _enable(self, enabled: bool) -> None:
        for control in (self.controls, *(button for button, _ in self._zooms)):
            control.setEnabled(enabled)

    def _dress(self, theme: Theme) -> None:
        for button, sign in self._zooms:
            button.setIcon(icon(sign, theme.text))

    def _arrange(self) -> None:
        self.card = Card(tr("Parameters in a plane"))
        for sign, name, factor in (
            ("mdi6.magnify-minus-outline", tr("See more around the start (-)"), 1 / ZOOM),
            ("mdi6.magnify-plus-outline", tr("Look closer at the start (+)"), ZOOM),
        ):
            button = QToolButton()
            button.setObjectName("flat")
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _, factor=factor: self.zoom(factor))
            self._zooms.append((button, sign))
            self.card.header.addWidget(button)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.plot, 1)
        across.addWidget(self.bar)
        across.addWidget(self.controls)
        self.card.body.addLayout(across, 1)
        self.card.body.addWidget(self.words)
        self.body.addWidget(self.card, 1)
