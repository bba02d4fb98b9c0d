"""What the strategy learned: rates, embeddings, update rule, population, surrogate; each strategy says what it has.

The numbers are made in the background, and while training goes on so seldom that they cost it little.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStackedLayout, QToolButton, QWidget

from simulator.analysis.learned import BY_TASK, Case, LearnedFigure, learned_figure
from simulator.declaration import InputError
from simulator.experiment import Experiment
from simulator.gui.budget import SHORTEST, rest
from simulator.gui.icons import icon
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.panels.card import Card, muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.kinds import VIEWS, titles
from simulator.gui.views.learned.view import LearnedView, labelled
from simulator.strategies.base import Shown


@dataclass(frozen=True)
class Made:
    """A figure, and the seconds that it took."""

    figure: LearnedFigure
    seconds: float


class LearnedPage(Page):
    """One picture at a time, with what is seen in it in words; a list offers what else the strategy has."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.figure: LearnedFigure | None = None
        self.iteration: int | None = None  # after how many meta-iterations the figure is
        self.task = 0
        self._views: dict[Shown, LearnedView] = {}
        self._run: object = None
        self._strategy: type | None = None
        self._cost = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._due)
        self._waiting = self._making = False
        self.card = Card(tr("What was learned"))
        self.body.addWidget(self.card)
        self._make_header()
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.empty = QLabel()
        self.empty.setObjectName("emptyPlot")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._stack.addWidget(self.empty)
        self.finding, self.reading = QLabel(), muted()
        self.finding.setObjectName("learnedFinding")
        self.finding.setText(tr("What is seen will be said here in words."))
        self.finding.setWordWrap(True)
        self.finding.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.card.body.addWidget(pages, 1)
        for label in (self.finding, self.reading):
            self.card.body.addWidget(label)

    @property
    def kind(self) -> Shown | None:
        """Which picture is chosen."""
        chosen: Shown | None = self.choice.currentData()
        return chosen

    @property
    def view(self) -> LearnedView | None:
        """Who draws the chosen kind, once it has been drawn."""
        return self._views.get(self.kind) if self.kind is not None else None

    def set_theme(self, theme: Theme) -> None:
        for view in self._views.values():
            view.set_theme(theme)
        self._dress(theme)
        super().set_theme(theme)

    def columns(self) -> dict[str, list[object]]:
        return self.figure.columns() if self.figure is not None else {}

    def refresh(self) -> None:
        if self._after.icon().isNull() and self.theme is not None:  # icons are loaded after the window is shown
            self._dress(self.theme)
        moment = self.around.moment
        if moment.run is not self._run:
            self._run, self.task, self._cost = moment.run, 0, 0.0
            self._say_instead("")
        experiment = moment.experiment
        kinds = experiment.strategy.shows(experiment.task) if experiment is not None else ()
        strategy = type(experiment.strategy) if experiment is not None else None
        if strategy is not self._strategy:  # another one begins with what tells most of it
            self._strategy = strategy
            self.choice.clear()
        self._offer(kinds)
        if experiment is None or moment.iteration is None:
            self._say_instead(
                tr("What the strategy learns will appear here, such as rates, features, a rule, trials or parameters.")
            )
        elif not kinds:
            self._say_instead(_nothing(experiment))
        elif moment.state is None:
            self._say_instead(tr("What was learned by then is not kept; choose another place on the timeline."))
        elif self.around.session.running and moment.following and self.figure is not None:
            self._ask_soon()
        else:
            self.ask()

    def ask(self) -> None:
        """Make the picture now."""
        moment, kind = self.around.moment, self.kind
        run, experiment, state, iteration = moment.run, moment.experiment, moment.state, moment.iteration
        if experiment is None or state is None or kind is None:
            return
        view, following = self.view, moment.following
        case = Case(experiment, state, self.task, view.axes if view is not None else None)

        def current() -> bool:
            self._making = False
            same = moment.run is run and self.kind == kind and self.task == case.task
            return same and moment.following == following and (following or moment.iteration == iteration)

        def arrived(made: Made) -> None:
            if current():
                self.iteration = iteration
                self._show(made, kind)
            self._soon.start(round(1000 * rest(self._cost)))

        def failed(error: Exception) -> None:
            if current():
                wrong = tr("This picture could not be made. The log says why.")
                self._say_instead(say(error.message) if isinstance(error, InputError) else wrong)
            self._soon.start(round(1000 * SHORTEST))

        self._making, self._waiting = True, False
        self.around.background.ask("learned", partial(_made, case, kind), arrived, failed)

    def move_task(self, by: int) -> None:
        """Show another task, where the picture is of one."""
        experiment = self.around.moment.experiment
        if experiment is not None:
            self.task = (self.task + by) % experiment.schedule.evaluation_tasks
            self._show_header()
            self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in moves and self.kind in BY_TASK:
            self.move_task(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _make_header(self) -> None:
        tip = tr("What of the strategy is shown.")
        self._choice_label, self.choice = labelled(tr("Show"), tip, "learnedKind")
        self.choice.activated.connect(lambda _: self._chosen())
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._task_label = QLabel()
        self._before, self._after = QToolButton(), QToolButton()
        for button, tip, by in (
            (self._before, tr("Previous task (Page up)"), -1),
            (self._after, tr("Next task (Page down)"), 1),
        ):
            button.setObjectName("flat")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(partial(self._step_task, by))
        self._task_controls = (self._before, self._task_label, self._after)
        for widget in (*self._task_controls, self._choice_label, self.choice):
            self.card.header.addWidget(widget)
        self._offer(())

    def _dress(self, theme: Theme) -> None:
        """Put on the icons, as far as they are loaded."""
        for button, sign in ((self._before, "mdi6.chevron-left"), (self._after, "mdi6.chevron-right")):
            button.setIcon(icon(sign, theme.text))

    def _step_task(self, by: int, _: bool = False) -> None:
        self.move_task(by)

    def _chosen(self) -> None:
        self._stack.setCurrentWidget(self.empty)
        self._say_instead("")
        self._show_header()
        self.ask()

    def _offer(self, kinds: tuple[Shown, ...]) -> None:
        """Let these pictures be chosen; what was chosen stays, where it is among them."""
        if tuple(self.choice.itemData(index) for index in range(self.choice.count())) != kinds:
            before = self.kind
            self.choice.clear()
            for kind in kinds:
                self.choice.addItem(titles()[kind], kind)
            self.choice.setCurrentIndex(max(0, self.choice.findData(before)) if kinds else -1)
        for widget in (self._choice_label, self.choice):
            widget.setVisible(len(kinds) > 1)
        self._show_header()

    def _show_header(self) -> None:
        self.card.title.setText(titles()[self.kind] if self.kind is not None else tr("What was learned"))
        self._task_label.setText(tr("task {number}", number=self.task + 1))
        for widget in self._task_controls:
            widget.setVisible(self.kind in BY_TASK)

    def _say_instead(self, text: str) -> None:
        """Show a line in place of a picture."""
        self.figure = self.iteration = None
        self.empty.setText(text)
        self._stack.setCurrentWidget(self.empty)
        self.finding.clear()
        self.reading.clear()

    def _ask_soon(self) -> None:
        """Make the picture as soon as it is its turn."""
        self._waiting = True
        if not self._soon.isActive():
            self._due()

    def _due(self) -> None:
        if self._waiting and not self._making and self.isVisible():
            self.ask()

    def _show(self, made: Made, kind: Shown) -> None:
        began = time.perf_counter()
        view = self._view(kind)
        self.figure = made.figure
        view.show_figure(made.figure)
        self._stack.setCurrentWidget(view)
        self._say(kind)
        self._cost = made.seconds + time.perf_counter() - began

    def _say(self, kind: Shown) -> None:
        if self.figure is not None and kind == self.kind:
            view = self._views[kind]
            self.finding.setText(view.said(self.figure))
            self.reading.setText(view.reading())

    def _view(self, kind: Shown) -> LearnedView:
        """Who draws that kind; made when it is first wanted."""
        if kind not in self._views:
            view = self._views[kind] = VIEWS[kind]()
            assert self.theme is not None
            view.set_theme(self.theme)
            view.asked.connect(self.ask)
            view.spoke.connect(partial(self._say, kind))
            self._stack.addWidget(view)
        return self._views[kind]


def _made(case: Case, kind: Shown) -> Made:
    began = time.perf_counter()
    figure = learned_figure(case, kind)
    return Made(figure, time.perf_counter() - began)


def _nothing(experiment: Experiment) -> str:
    return tr(
        "{strategy} learns nothing between tasks, so there is nothing to see here; choose another strategy, as MAML.",
        strategy=tr(experiment.strategy.title),
    )
