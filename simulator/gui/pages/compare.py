"""Runs compared fairly: on the same tasks, with the interval of the paired difference.

The runs are those of this session: the ticked ones are drawn, and two of them, chosen above the plots, are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from simulator.analysis.compared_curves import all_tested, by_cost, by_step, cost
from simulator.analysis.comparison import Comparison, Pairing, compared, matched, pairing
from simulator.analysis.contenders import Contender, Tried, contenders, doubled
from simulator.analysis.outer_loop import Axis, Measure
from simulator.analysis.verdict import best, said
from simulator.analysis.verdict import cost as cost_said
from simulator.declaration import InputError, Sentence
from simulator.experiment import Experiment
from simulator.gui.pages.page import Page, Surroundings
from simulator.gui.panels.card import Card, legend
from simulator.gui.session import Run
from simulator.gui.text import joined, say, tr, word
from simulator.gui.theme import Theme
from simulator.gui.views.comparison.choices import CompareChoices, combo
from simulator.gui.views.comparison.costs import CostTable
from simulator.gui.views.comparison.names import escaped, which
from simulator.gui.views.comparison.plots import MOST, ContendersPlot, DifferencePlot, TasksPlot

REDRAW_EVERY = 1000  # ms between two drawings while a run goes on


class ComparePage(Page):
    """The sentence and the choices above, the curves and the differences below."""

    filmed = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.comparison: Comparison | None = None
        self._contenders: list[Contender] = []
        self._drawn: list[Contender] = []
        self._picked: list[frozenset[int]] = [frozenset(), frozenset()]  # runs of what was chosen, none for no choice
        self._left_out: list[Sentence] = []  # which runs are not compared, since they were made again
        self._seen: object = None
        self._build()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(REDRAW_EVERY)
        self._again.timeout.connect(self._draw)
        around.settings.changed.connect(self._changed)
        around.session.listed.connect(self._changed)
        around.session.steered.connect(self._changed)

    def set_theme(self, theme: Theme) -> None:
        for plot in (self.results, self.differences, self.tasks):
            plot.set_theme(theme)
        self._seen = None
        super().set_theme(theme)

    def refresh(self) -> None:
        """Draw what is new; while a run goes on, now and then."""
        if not self.around.session.running:
            self._again.stop()
            self._draw()
        elif not self._again.isActive():
            self._draw()
            self._again.start()

    def columns(self) -> dict[str, list[object]]:
        return self.comparison.columns() if self.comparison is not None else {}

    @property
    def runs(self) -> list[Run]:
        """The runs that are drawn, those of the first contender at first."""
        drawn = [run.number for each in self._drawn for run in each.runs]
        return sorted(
            (run for run in self.around.session.runs if run.number in drawn), key=lambda run: drawn.index(run.number)
        )

    # How it is built.

    def _build(self) -> None:
        self.said = QLabel(tr("What is seen will be said here in words."))
        self.said.setObjectName("compareSaid")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setMinimumHeight(70)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.run_same = QPushButton(tr("Run the second one on the same tasks"))
        self.run_same.setObjectName("compareRun")
        about = tr("Starts a run of the second one's learner and strategy on the tasks and with the seed of the first.")
        self.run_same.setToolTip(about)
        self.run_same.clicked.connect(self._run_same)
        self.results, self.differences, self.tasks = ContendersPlot(), DifferencePlot(), TasksPlot()
        self.costs = CostTable()
        self._legend = QLabel()
        self._legend.setObjectName("muted")
        self._legend.setWordWrap(True)
        self.choices = CompareChoices(self.around.settings)
        self.choices.picked.connect(self._pick)
        self.choices.reported.connect(lambda: self.around.session.report_wanted.emit(self.runs))
        self.body.addWidget(self.choices)
        self.body.addWidget(self.said)
        self.body.addWidget(self.run_same, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._cards(), 1)

    def _cards(self) -> QGridLayout:
        about = tr("Show the result after each inner step, or validation against what training took.")
        self.axis = combo("compareAxis", tr("Horizontal axis"), about)
        for key, name in (
            ("", tr("by inner steps")),
            ("gradients", tr("by gradient evaluations")),
            ("seconds", tr("by seconds")),
        ):
            self.axis.addItem(name, key)
        self.axis.currentIndexChanged.connect(lambda _: self._redraw())
        titles = (tr("Results"), tr("Paired difference"), tr("Task by task"), tr("Cost of training"))
        results, difference, tasks, costs = (Card(title) for title in titles)
        results.header.addWidget(self.axis)
        results.body.addWidget(self._legend)
        results.body.addWidget(self.results, 1)
        difference.body.addWidget(self.differences, 1)
        tasks.body.addWidget(self.tasks, 1)
        costs.body.addWidget(self.costs, 1)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(results, 0, 0)
        grid.addWidget(difference, 0, 1)
        grid.addWidget(tasks, 1, 1)
        grid.addWidget(costs, 1, 0)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
            grid.setRowStretch(place, 1)
        return grid

    # What is compared.

    def _draw(self) -> None:
        """Look at the runs, and draw anew where something changed."""
        session, settings = self.around.session, self.around.settings
        runs = [run for run in session.runs if run.progress.evaluations]
        seen = (
            tuple((each.number, each.kept, len(each.progress.evaluations)) for each in runs),
            tuple((each.progress.ending, each.shown) for each in runs),
            *(session.current, session.running, tuple(self._picked), settings.step, settings.measure),
            self.axis.currentData(),
        )
        if seen == self._seen or self.theme is None:
            return
        self._seen = seen
        tried = [Tried(run.number, run.experiment, run.progress, run.kept) for run in runs]
        self._contenders, self._left_out = contenders(tried), doubled(tried)
        pair = self._chosen()
        self._show_choices(pair)
        self._show_drawn(pair, {run.number for run in runs if run.shown or run is session.current})
        if pair is None:
            self._show_none()
            return
        found = pairing(*pair, self._measure(*pair))
        self._offer_run(pair, found)
        if isinstance(found, Sentence):
            self._show(None, [say(found)])
        else:
            self._ask(found, pair)

    def _redraw(self) -> None:
        self._seen = None
        if self.isVisible() and self.theme is not None:
            self._draw()

    def _pick(self, place: int, index: int) -> None:
        if 0 <= index < len(self._contenders):
            self._picked[place] = _numbers(self._contenders[index])
            self._redraw()

    def _chosen(self) -> tuple[Contender, Contender] | None:
        """The two that are compared: those picked, else the current run and the newest ticked one that can be."""
        all_ = self._contenders
        current = self.around.session.current
        ticked = {run.number for run in self.around.session.runs if run.shown}
        picked = [next((each for each in all_ if wanted & _numbers(each)), None) for wanted in self._picked]
        first = picked[0] or next((each for each in all_ if current and current.number in _numbers(each)), None)
        first = first or (all_[-1] if all_ else None)
        if first is None or len(all_) < 2:
            return None
        others = [each for each in reversed(all_) if each is not first]
        if picked[1] is not None and picked[1] is not first:
            return first, picked[1]

        def hindrances(each: Contender) -> tuple[bool, bool]:
            return not self._goes_with(first, each), not ticked & _numbers(each)

        return first, min(others, key=hindrances)

    def _measure(self, *compared: Contender) -> Measure:
        """The chosen measure, where all have it: the views' choice may be of a run with classes, and these without."""
        classes = all(each.experiment.task.loss.classes for each in compared)
        return self.around.settings.measure if classes else "loss"

    def _ask(self, found: Pairing, pair: tuple[Contender, Contender]) -> None:
        """Work the intervals out away from this thread; what is asked for last is shown."""
        step, measure, seen = self.around.settings.step, self._measure(*pair), self._seen
        all_ = [pair[0], *(each for each in self._drawn if each is not pair[0])]

        def work() -> tuple[Comparison, list[Sentence]]:
            comparison = compared(found)
            told = said(comparison, step)
            more = [best(all_, step, measure), cost_said(*pair)]
            return comparison, [*told, *(each for each in more if each is not None)]

        def show(result: tuple[Comparison, list[Sentence]]) -> None:
            if self._seen == seen:
                self._show(result[0], [say(each) for each in result[1]])

        self.around.background.ask("compare", work, show)

    # What is shown.

    def _show_choices(self, pair: tuple[Contender, Contender] | None) -> None:
        names = [f"{word(each.name)}  ({which(each)})" for each in self._contenders]
        self.choices.report.setEnabled(bool(self._contenders))
        self.choices.show_contenders(names, [self._contenders.index(each) for each in pair or ()])
        steps = None if pair is None else max(each.experiment.schedule.evaluation_steps for each in pair)
        self.choices.show_settings(steps, pair is not None and all(each.experiment.task.loss.classes for each in pair))

    def _show_drawn(self, pair: tuple[Contender, Contender] | None, ticked: set[int]) -> None:
        """The curves of the two, and of the other ticked runs that were judged on the same tasks."""
        assert self.theme is not None
        chosen = list(pair or self._contenders[:1])
        chosen += [each for each in self._contenders if each not in chosen and ticked & _numbers(each)]
        two = pair or ()
        self._drawn = [each for each in chosen if each in two or self._goes_with(chosen[0], each)][:MOST]
        axis: Axis | None = self.axis.currentData() or None
        step, measure = self.around.settings.step, self._measure(*(pair or self._contenders[:1]))
        on_test = axis is None and all_tested(self._drawn)
        curves = [
            by_step(each, measure, on_test) if axis is None else by_cost(each, axis, step, measure)
            for each in self._drawn
        ]
        known = [(each, curve) for each, curve in zip(self._drawn, curves, strict=True) if curve is not None]
        self.results.show_curves([curve for _, curve in known], measure, axis)
        named = [(colour, escaped(each)) for (each, _), colour in zip(known, self.theme.series, strict=False)]
        circles = any(curve.seeds for _, curve in known)
        told = [f"\N{WHITE CIRCLE} {tr('single seeds')}"] if circles else []
        told += [tr("on test tasks") if on_test else tr("on validation tasks")] if known else []
        self._legend.setText(" &nbsp; ".join([legend(named), *told]))
        self.costs.show_costs([cost(each) for each, _ in known], self.theme)

    def _goes_with(self, first: Contender, other: Contender) -> bool:
        return first is other or isinstance(pairing(first, other, self._measure(first, other)), Pairing)

    def _show_none(self) -> None:
        text = tr(
            "Two runs are compared here. Run an experiment, choose another strategy or change a parameter, and run it "
            "again; or tick earlier runs in the list."
        )
        self.run_same.hide()
        self._show(None, [text])

    def _show(self, comparison: Comparison | None, texts: Sequence[str]) -> None:
        self.comparison = comparison
        self.said.setText(joined([*texts, *map(say, self._left_out)]))
        step = self.around.settings.step
        self.differences.show_comparison(comparison, step)
        self.tasks.show_comparison(comparison, step)

    def _offer_run(self, pair: tuple[Contender, Contender], found: Pairing | Sentence) -> None:
        """A button where the second one could be run on the tasks of the first."""
        self.run_same.setVisible(isinstance(found, Sentence) and self._matching(pair) is not None)
        self.run_same.setEnabled(not self.around.session.running)

    def _matching(self, pair: tuple[Contender, Contender]) -> Experiment | None:
        try:
            made = matched(pair[0].experiment, pair[1].experiment)
        except InputError:
            return None
        return None if any(run.experiment == made for run in pair[1].runs) else made

    def _run_same(self) -> None:
        pair = self._chosen()
        made = self._matching(pair) if pair is not None else None
        if pair is not None and made is not None and not self.around.session.running:
            self._picked = [_numbers(pair[0]), frozenset()]
            self.around.session.start(made)


def _numbers(contender: Contender) -> frozenset[int]:
    return frozenset(run.number for run in contender.runs)
