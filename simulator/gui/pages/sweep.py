"""The effect of one or two parameters: a grid of runs on every core, filled in as results arrive."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from simulator.analysis.sweep import SweepFigure
from simulator.declaration import InputError, Sentence
from simulator.engine.events import Floats
from simulator.gui.keeping import Kept
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.panels.card import muted
from simulator.gui.panels.notice import Notice
from simulator.gui.panels.sweep_bar import SweepBar
from simulator.gui.panels.sweep_going import Sweeping
from simulator.gui.panels.sweep_setup import SweepSetup
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.sweep.inner import SweepInner
from simulator.gui.views.sweep.picture import Place, SweepPicture
from simulator.store.sweeps import FINISHED, Outcome
from simulator.sweep import Sweep, SweepProgress
from simulator.sweep.effect import effect
from simulator.sweep.probe import rate
from simulator.sweep.result import figure, scores_of


class SweepPage(Page):
    """The effect of one or two parameters: a grid of runs on every core, filled in as results arrive."""

    filmed = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sweeping = Sweeping(around.keeping)
        self.setup = SweepSetup(around.model, around.background, lambda: around.session.running)
        self.notice = Notice("sweepNotice")
        self.bar = SweepBar(self.sweeping)
        self.picture, self.inner = SweepPicture(), SweepInner()
        self.said = QLabel()
        self.said.setObjectName("sweepSaid")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)  # values may be a stranger's
        self.caption = muted()
        self.caption.setObjectName("sweepCaption")
        self.detail = muted()
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.seed, self.open = QComboBox(), QPushButton(tr("Open run"))
        self.figure: SweepFigure | None = None
        self._shown: object = None
        self._stale = True
        self._lay_out()
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        self.picture.set_theme(theme)
        self.inner.set_theme(theme)
        super().set_theme(theme)

    def refresh(self) -> None:
        """Show the set-up of the edited experiment and the sweep so far; a run that goes on changes neither."""
        shown = (self.around.model.experiment, self.theme)
        if shown != self._shown or self._stale:
            self._shown = shown
            self.setup.refresh()
            self._draw()

    def columns(self) -> dict[str, list[object]]:
        return self.figure.columns() if self.figure is not None else {}

    def leave(self) -> None:
        self.sweeping.leave()

    def finish(self, patience: float) -> bool:
        self.sweeping.close(patience)
        return not self.sweeping.stuck

    def show_progress(self, progress: SweepProgress) -> None:
        """Show a sweep that was made elsewhere."""
        self.sweeping.progress = progress
        self.setup.show_sweep(progress.sweep)
        self._draw()

    def show_effect(self, path: str) -> None:
        """Propose a small sweep around a parameter's value, and run it in the background."""
        self._come_forward()
        if self.sweeping.going:
            self.notice.say(tr("A sweep goes on. Stop it first to show the effect of something else."))
            return
        known = self.setup.rate()
        if known is not None:
            self._begin_effect(path, known)
            return
        begin = partial(self._begin_effect, path)
        work = partial(rate, self.around.model.experiment)
        self.around.background.ask("effect rate", work, begin, lambda _: begin(None))

    def _begin_effect(self, path: str, known: float | None) -> None:
        experiment, jobs = self.around.model.experiment, self.setup.jobs.value()
        try:
            parameter = experiment.parameter(path)  # gone where another kind was chosen meanwhile
            sweep = effect(experiment, path, parameter, known, jobs)
        except InputError as error:
            self.notice.say(say(error.message))
            return
        if sweep is None:
            self.notice.say(tr("{title} has no values that could be compared here.", title=tr(parameter.title)))
            return
        self.setup.show_sweep(sweep)
        self._start(sweep, jobs)
        if sweep.experiment.schedule.iterations < experiment.schedule.iterations:
            self.notice.say(
                tr(
                    "Each run makes {iterations} meta-iterations instead of {planned}, so that this takes about a "
                    "minute.",
                    iterations=f"{sweep.experiment.schedule.iterations:,}",
                    planned=f"{experiment.schedule.iterations:,}",
                )
            )

    def _start(self, sweep: Sweep, jobs: int) -> None:
        if self.sweeping.going:
            self.notice.say(tr("A sweep goes on. Stop it first."))
            return
        self.notice.hide()
        self.sweeping.start(sweep, jobs)

    def _go_on(self) -> None:
        if self.sweeping.number is not None:
            self.notice.hide()
            self.sweeping.go_on(self.sweeping.number, self.setup.jobs.value())

    def go_on_with(self, number: int) -> None:
        """Go on with a sweep that was cut off when the program ended."""
        self._come_forward()
        if self.sweeping.going:
            self.notice.say(tr("A sweep goes on. Stop it first."))
            return
        self.notice.hide()
        self.sweeping.go_on(number, self.setup.jobs.value())

    def _draw(self) -> None:
        """The sweep as it stands; drawn only while it is seen."""
        self._stale = not self.isVisible() or self.theme is None
        if self._stale:
            return
        progress, settings = self.sweeping.progress, self.around.settings
        if progress is None:
            self.figure = None
        else:
            schedule = progress.sweep.experiment.schedule
            step = min(settings.step, schedule.evaluation_steps)
            classes = progress.sweep.experiment.task.loss.classes
            measure = settings.measure if classes else "loss"
            self.figure = figure(progress.sweep, progress.outcomes, measure, step)
        self.picture.show_sweep(self.figure, progress)
        self.caption.setText(self.picture.caption())
        self.caption.setVisible(bool(self.caption.text()))
        self.said.setText("" if self.figure is None else say(self.figure.said))
        self.said.setVisible(self.figure is not None)
        self.bar.refresh()
        self._show_chosen()

    def _show_chosen(self) -> None:
        """The chosen combination: in words, its inner loop, and its runs to open."""
        place, progress = self.picture.place, self.sweeping.progress
        runs: list[tuple[str, int]] = []
        if place is None or progress is None or self.figure is None:
            self.detail.setText("")
            self.inner.show_curves(None, False)
        else:
            self.detail.setText(self.picture.describe(place).replace(".\n", ". ").replace("\n", "; "))
            positions = self.picture.positions(place)
            for at in positions:
                outcome = progress.outcomes.get(at)
                if outcome is not None and outcome.run is not None:
                    seed = progress.sweep.cells[at].experiment.seed
                    runs.append((tr("seed {seed}, run {run}", seed=seed, run=outcome.run), outcome.run))
            shares = self.figure.measure == "accuracy"
            curves = _curves(progress.outcomes, positions, shares)
            self.inner.show_curves(curves, shares, say(self.figure.measured))
        self._offer(runs)

    def _offer(self, runs: list[tuple[str, int]]) -> None:
        """Let one of these runs be opened; the one that was chosen stays, as results go on arriving."""
        if [self.seed.itemData(at) for at in range(self.seed.count())] != [run for _, run in runs]:
            before = self.seed.currentData()
            self.seed.clear()
            for name, run in runs:
                self.seed.addItem(name, run)
            self.seed.setCurrentIndex(max(0, self.seed.findData(before)) if runs else -1)
        for widget in (self.seed, self.open):
            widget.setVisible(bool(runs))

    def _open_run(self) -> None:
        run = self.seed.currentData()
        if run is None:
            return
        if self.around.session.running:
            self.notice.say(tr("A run goes on. Stop it first to open another one."))
            return
        self.around.keeping.read(run, self._opened, self._failed)

    def _opened(self, kept: Kept) -> None:
        if not self.around.session.running:
            self.around.session.replay(kept.experiment, kept.progress, kept.number)
            tabs = self._tabs()
            if tabs is not None:
                tabs.setCurrentIndex(0)

    def _failed(self, error: object) -> None:
        if isinstance(error, InputError):
            error = error.message
        self.notice.say(say(error) if isinstance(error, Sentence) else str(error))

    def _come_forward(self) -> None:
        tabs = self._tabs()
        if tabs is not None:
            tabs.setCurrentWidget(self)

    def _tabs(self) -> QTabWidget | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QTabWidget):
            parent = parent.parentWidget()
        return parent

    def _lay_out(self) -> None:
        for widget, name, title in ((self.seed, "sweepSeed", tr("Seed")), (self.open, "sweepOpen", tr("Open run"))):
            widget.setObjectName(name)
            widget.setAccessibleName(title)
        self.seed.setToolTip(tr("Which of the runs with these values"))
        self.open.setToolTip(tr("Show this run on the training page"))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.inner, 1)
        column.addWidget(self.detail)
        buttons = QHBoxLayout()
        buttons.addWidget(self.seed, 1)
        buttons.addWidget(self.open)
        column.addLayout(buttons)
        right.setFixedWidth(232)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.picture, 1)
        beside.addWidget(right)
        self.body.addWidget(self.setup)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.caption)
        self.body.addLayout(beside, 1)
        self.body.addWidget(self.said)

    def _connect(self) -> None:
        self.setup.wanted.connect(self._start)
        self.bar.go_on.clicked.connect(self._go_on)
        self.bar.picked.connect(self.sweeping.show)
        self.picture.chosen.connect(lambda _: self._show_chosen())
        self.picture.opened.connect(self._open_place)
        self.open.clicked.connect(self._open_run)
        self.sweeping.changed.connect(self._draw)
        self.sweeping.failed.connect(self._failed)
        self.around.settings.changed.connect(self._draw)
        self.around.model.changed.connect(lambda _: self._changed())
        self.around.keeping.opened.connect(self.sweeping.read_list)
        if self.around.keeping.store is not None:
            self.sweeping.read_list()

    def _open_place(self, place: Place) -> None:
        self.picture.choose(place)
        self._open_run()


def _curves(outcomes: dict[int, Outcome], positions: list[int], shares: bool) -> Floats | None:
    """Results after each inner step, ``[seed, step]``, of the cells that have them: those that the figure is of."""
    ended = [outcomes[at] for at in positions if at in outcomes and outcomes[at].state in FINISHED]
    scores = [found for outcome in ended if (found := scores_of(outcome)) is not None]
    rows = [each.accuracy if shares else each.loss for each in scores]
    means = [row.mean(axis=1) for row in rows if row is not None]
    shortest = min((len(each) for each in means), default=0)
    return np.array([each[:shortest] for each in means]) if shortest else None
