"""How much the gradients of tasks agree, and what an inner step does to each layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from simulator.analysis.agreement import Agreement, LayerEffects, Of, agreement, layer_effects, offered, starts
from simulator.analysis.learned.layers import parameter_name
from simulator.analysis.validation import bound, first_tasks
from simulator.experiment import Experiment
from simulator.gui.moment import at
from simulator.gui.pages.pace import Pace
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.panels.card import Card, muted
from simulator.gui.session import Run
from simulator.gui.text import joined, say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.agreement.history import AgreementHistory, History
from simulator.gui.views.agreement.matrix import AgreementMatrix
from simulator.gui.views.loops.bars import Column, LayerBars
from simulator.strategies.base import State

TASKS = 24  # so many validation tasks are compared at most
LOOKS = 24  # meta-iterations of a finished run that the history looks back at
POINTED = 34  # pixels for two lines, so that the matrix does not jump


@dataclass(frozen=True)
class Found:
    """What was found of a state: the gradients that could be compared, those that were, and the layers."""

    iteration: int
    offered: tuple[Of, ...]
    agreement: Agreement | None
    effects: LayerEffects | None


def compared(experiment: Experiment, state: State, iteration: int, of: Of) -> Found:
    """Compare the gradients of the first validation tasks; where there are none of the wanted kind, those there are."""
    strategy, (problem, every) = experiment.strategy, bound(experiment)
    batch = first_tasks(every, TASKS)
    kinds = offered(strategy, starts(problem, strategy, state, batch))
    wanted = of if of in kinds else next(iter(kinds), None)
    found = None if wanted is None else agreement(problem, strategy, state, batch, wanted)
    return Found(iteration, kinds, found, None)


def find(experiment: Experiment, state: State, iteration: int, of: Of) -> Found:
    """The same, and what one inner step does to each layer."""
    problem, every = bound(experiment)
    effects = layer_effects(problem, experiment.strategy, state, first_tasks(every, TASKS))
    return replace(compared(experiment, state, iteration, of), effects=effects)


class AgreementPage(Page):
    """How much the gradients of tasks agree, and what an inner step does to each layer."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found: Found | None = None
        self._run: Run | None = None
        self.histories: dict[Of, History] = {}
        self._pace = Pace("agreement", self, self._changed)
        self.matrix, self.history = AgreementMatrix(), AgreementHistory()
        self.bars = LayerBars("layerEffects", tr("What one inner step does to each layer"))
        self.of = QComboBox()
        self._said, self._pointed, self._layers, self._none = QLabel(), muted(), muted(), QLabel()
        self._empty = QLabel(tr("How far the gradients of tasks agree will be shown here, once a run was evaluated."))
        self._offer_choice()
        self._lay_out()
        self._draw()

    @property
    def wanted(self) -> Of:
        """Which gradients a person wants compared."""
        chosen: Of = self.of.currentData()
        return chosen

    def set_theme(self, theme: Theme) -> None:
        for view in (self.matrix, self.history, self.bars):
            view.set_theme(theme)
        self._draw()
        super().set_theme(theme)

    def refresh(self) -> None:
        self._ask(now=False)

    def columns(self) -> dict[str, list[object]]:
        if self.found is None:
            return {}
        parts = (self.found.agreement, self.found.effects)
        return {name: values for part in parts if part is not None for name, values in part.columns().items()}

    def _ask(self, *, now: bool) -> None:
        moment = self.around.moment
        run, state, iteration, experiment = moment.run, moment.state, moment.iteration, moment.experiment
        if run is not self._run:
            self._run, self.histories, self.found = run, {}, None
            self._pace.drop()
            self._draw()
        if run is None or state is None or iteration is None or experiment is None:
            self.found = None
            self._draw()
            return

        def arrived(found: Found) -> None:
            if run is not self.around.moment.run:
                return
            self.found = found
            if found.agreement is not None:
                seen = self.histories.setdefault(found.agreement.of, {})
                seen[iteration] = (found.agreement.mean, found.agreement.error)
                self._look_back(run, found.agreement.of)
            self._draw()

        self._pace.ask(partial(find, experiment, state, iteration, self.wanted), arrived, now=now)

    def _look_back(self, run: Run, of: Of) -> None:
        """Fill the history from the earlier states of a run that does not train now, one after the other."""
        session, seen, kept = self.around.session, self.histories.setdefault(of, {}), run.progress.states
        places = np.linspace(0, len(kept.iterations) - 1, min(len(kept.iterations), LOOKS)).round().astype(int)
        missing = [kept.iterations[place] for place in places if kept.iterations[place] not in seen]
        state = kept.get(missing[-1]) if missing else None
        if state is None or not self.isVisible() or (session.running and not session.paused):
            return
        iteration = missing[-1]

        def arrived(found: Found) -> None:
            if run is self._run and found.agreement is not None and found.agreement.of == of:
                seen[iteration] = (found.agreement.mean, found.agreement.error)
                self._draw()
                self._look_back(run, of)

        work = partial(compared, at(run, iteration), state, iteration, of)
        self.around.background.ask("agreement history", work, arrived)

    def _draw(self) -> None:
        found = self.found
        self._stack.setCurrentIndex(0 if found is None else 1)
        if found is None:
            return
        self._offer(found.offered)
        figure, effects = found.agreement, found.effects
        self.matrix.show_agreement(figure)
        self._said.setText(_no_gradients() if figure is None else joined([say(figure.said), *map(say, figure.notes)]))
        self.history.show_history({} if figure is None else self.histories.get(figure.of, {}), found.iteration)
        self.bars.setVisible(effects is not None)
        self._layers.setVisible(effects is not None)
        self._none.setVisible(effects is None)
        if effects is not None:
            self._layers.setText(_whole(effects))
            self.bars.show_bars(tuple(say(parameter_name(name)) for name in effects.names), *_columns(effects))

    def _offer(self, kinds: tuple[Of, ...]) -> None:
        """Show what is compared, where there is no choice."""
        self.of.setEnabled(len(kinds) > 1)
        if len(kinds) == 1 and self.wanted != kinds[0]:
            with QSignalBlocker(self.of):
                self.of.setCurrentIndex(self.of.findData(kinds[0]))

    def _offer_choice(self) -> None:
        """Which gradients can be compared."""
        self.of.setObjectName("agreementOf")
        self.of.setAccessibleName(tr("Gradients compared"))
        self.of.addItem(tr("support loss, at the start"), "support")
        self.of.addItem(tr("query loss, after adapting"), "query")
        self.of.setToolTip(
            tr(
                "Which gradients are compared: those that adaptation follows first, or those that the outer loop "
                "averages. Where the latter agree, the outer loop learns from each task for all of them."
            )
        )
        self.of.currentIndexChanged.connect(lambda _: self._ask(now=True))

    def _lay_out(self) -> None:
        choice, above = QHBoxLayout(), QHBoxLayout()
        label = QLabel(tr("Gradients of the"))
        label.setBuddy(self.of)
        choice.addWidget(label)
        choice.addWidget(self.of)
        choice.addStretch(1)
        above.setSpacing(8)
        pairs, mean, layers = self._cards()
        for card in (pairs, mean):
            above.addWidget(card, 1)
        shown = QWidget()
        whole = QVBoxLayout(shown)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(choice)
        whole.addLayout(above, 3)
        whole.addWidget(layers, 2)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # before it shows its first widget, which then is no window of its own
        self._empty.setObjectName("emptyPlot")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        for page in (self._empty, shown):
            self._stack.addWidget(page)

    def _cards(self) -> tuple[Card, Card, Card]:
        """The pairs of tasks, their mean over the run, and the layers."""
        pairs, mean, layers = Card(tr("Tasks")), Card(tr("Mean over pairs")), Card(tr("One inner step by layer"))
        self._pointed.setFixedHeight(POINTED)
        self.matrix.pointed.connect(self._point)
        self._point("")
        pairs.body.addWidget(self.matrix, 1)
        pairs.body.addWidget(self._pointed)
        self._said.setWordWrap(True)
        mean.body.addWidget(self._said)
        mean.body.addWidget(self.history, 1)
        self._none.setWordWrap(True)
        self._none.setText(tr("No parameters adapt to a task here, so there is no inner step to look at. Try MAML."))
        for widget, stretch in ((self._layers, 0), (self.bars, 1), (self._none, 1)):
            layers.body.addWidget(widget, stretch)
        return pairs, mean, layers

    def _point(self, text: str) -> None:
        self._pointed.setText(text or tr("Point at a pair of tasks. Similar tasks stand side by side."))


def _columns(effects: LayerEffects) -> tuple[Column, ...]:
    rounded = (float(f"{100 * value:.2g}") for value in effects.relative)
    shares = tuple(f"{value:g}%" if np.isfinite(value) else "\N{EN DASH}" for value in rounded)
    support, query = (tuple(f"{value:.2g}" for value in values) for values in (effects.support, effects.query))
    return (
        Column(tr("step relative to layer"), effects.relative, shares, 2),
        Column(tr("support loss falls by"), effects.support, support, 0),
        Column(tr("query loss falls by"), effects.query, query, 1),
    )


def _whole(effects: LayerEffects) -> str:
    """What the step does if all layers take it."""
    support, query = zip(effects.before, effects.whole, strict=True)
    return tr(
        "If one layer alone takes the first step. All together: support loss {support} to {then}, query loss {query} "
        "to {after}.",
        support=f"{support[0]:.3g}",
        then=f"{support[0] - support[1]:.3g}",
        query=f"{query[0]:.3g}",
        after=f"{query[0] - query[1]:.3g}",
    )


def _no_gradients() -> str:
    return tr("This strategy has no gradients that could be compared. Try MAML, or one that learns features.")
