"""What if a student had answered otherwise: toggles for the answers seen, and the predictions they would lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from simulator.analysis.students import WhatIfFigure, made_student, what_if
from simulator.analysis.task_figure.answers import items
from simulator.analysis.validation import bound
from simulator.declaration import Sentence, sentence
from simulator.experiment import Experiment
from simulator.experiment.drawn import DrawnAnswers
from simulator.gui.icons import icon
from simulator.gui.pages.page import Surroundings
from simulator.gui.panels.card import muted
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.students.chances import ChancesChart
from simulator.gui.views.students.toggles import AnswerToggles
from simulator.gui.views.touch.kept_bar import KeptBar
from simulator.gui.views.touch.kept_tasks import KeptTasks
from simulator.strategies.base import State

SAMPLED = "sampled"  # the choice of the sampled student, beside those that are kept


@dataclass(frozen=True)
class _Student:
    """Who is looked at: a sampled task by its number, or answers that were kept."""

    experiment: Experiment
    task: int
    kept: DrawnAnswers | None


class WhatIfPane(QWidget):
    """One student. Signal: `said` when the sentence about it is another one."""

    said = Signal()

    def __init__(self, around: Surroundings, kept: KeptTasks) -> None:
        super().__init__()
        self.around = around
        self.figure: WhatIfFigure | None = None
        self._imagined: dict[object, list[int]] = {}  # what was changed stays while other students are looked at
        self._student: _Student | None = None
        self._of: _Student | None = None  # whom the figure is of
        self._kept: DrawnAnswers | None = None
        self._task, self._step, self._trouble = 0, 1, ""
        self._theme: Theme | None = None
        self.toggles, self.chart, self._legend = AnswerToggles(), ChancesChart(), muted()
        self.toggles.toggled.connect(self._toggle)
        self.restore = QToolButton()
        self.restore.setObjectName("restoreAnswers")
        self.restore.setProperty("bare", True)
        self.restore.setToolTip(tr("Take all changes of this student's answers back."))
        self.restore.setAccessibleName(tr("Take all changes back"))
        self.restore.clicked.connect(self._restore)
        self.bar = KeptBar(kept, DrawnAnswers, self._table, lambda: tr("Answers"), ((SAMPLED, tr("This student")),))
        self.bar.chosen.connect(self._chosen)
        self.bar.lost.connect(lambda: self._chosen(self.bar.shown))
        self.bar.refused.connect(self._refused)
        row, below, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(6)
        row.addWidget(self.toggles, 1)
        row.addWidget(self.restore)
        below.setSpacing(6)
        below.addWidget(self._legend, 1)
        below.addWidget(self.bar)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.chart, 1)
        layout.addLayout(below)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.toggles.set_theme(theme)
        self.chart.set_theme(theme)
        self.bar.dress(theme)
        self.restore.setIcon(icon("mdi6.restore", theme.text, theme.border))
        self._show()

    def show_moment(self, task: int, step: int) -> None:
        """Adapt to the student with what is imagined, away from the GUI thread."""
        experiment, state = self.around.moment.experiment, self.around.moment.state
        if experiment is None or state is None:
            return
        if self._student is not None and self._student.experiment.task != experiment.task:
            self._imagined.clear()
            self._trouble = ""
        self._task, self._step = task, max(1, step)
        self._student = _Student(experiment.undrawn, task, self._kept)
        work = partial(_made, self._student, state, self._imagined.get(self._who), self._step)
        self.around.background.ask("what if", work, partial(self._arrived, self._student))

    def summary(self) -> str:
        """What is imagined and what follows, in one sentence."""
        if self._trouble:
            return self._trouble
        return say(self.figure.said()) if self.figure is not None else ""

    def columns(self) -> dict[str, list[object]]:
        """The questions and their chances, for a table."""
        return self.figure.columns() if self.figure is not None else {}

    @property
    def current(self) -> bool:
        """Whether the picture is of the student that is looked at, and not still of the one before."""
        return self._of == self._student

    @property
    def _who(self) -> object:
        """Whose changes are remembered."""
        return self._task, self._kept

    def _arrived(self, student: _Student, made: WhatIfFigure | Sentence) -> None:
        if student != self._student:
            return
        if isinstance(made, Sentence):
            self._kept = None
            self.bar.show_choice(SAMPLED)
            self.show_moment(self._task, self._step)
            self._refused(say(made))
            return
        self.figure, self._of = made, student
        self._show()

    def _toggle(self, answer: int) -> None:
        if self.figure is not None and self.current:
            imagined = self._answers(self.figure)
            imagined[answer] = 1 - imagined[answer]
            self._imagined[self._who] = imagined
            self._changed(self.figure)

    def _restore(self) -> None:
        if self.figure is not None and self.current:
            self._imagined[self._who] = self.figure.right.tolist()
            self._changed(self.figure)

    def _changed(self, figure: WhatIfFigure) -> None:
        """Show the changed answers at once; the chances follow."""
        self._trouble = ""
        self.toggles.show_answers(figure.seen, figure.right, self._answers(figure))
        self.show_moment(self._task, self._step)

    def _answers(self, figure: WhatIfFigure) -> list[int]:
        """The answers as they are imagined."""
        imagined = self._imagined.get(self._who, figure.imagined.tolist())
        return list(imagined) if len(imagined) == len(figure.right) else figure.imagined.tolist()

    def _table(self) -> dict[str, Any] | None:
        """The answers as they are imagined, as they are kept."""
        if self.figure is None or not self.current:
            return None
        right = [bool(each) for each in self._answers(self.figure)]
        return {"kind": DrawnAnswers.kind, "items": self.figure.seen.tolist(), "right": right}

    def _chosen(self, choice: object) -> None:
        self._kept = choice if isinstance(choice, DrawnAnswers) else None
        self._trouble = ""
        self.show_moment(self._task, self._step)

    def _refused(self, why: str) -> None:
        self._trouble = why
        self.said.emit()

    def _show(self) -> None:
        figure = self.figure
        if figure is None or self._theme is None:
            return
        imagined = self._answers(figure)
        self.toggles.show_answers(figure.seen, figure.right, imagined)
        self.restore.setEnabled(imagined != figure.right.tolist())
        self.chart.show_figure(figure)
        self._legend.setText(_named(figure, self._theme))
        banded = figure.low is not None
        self._legend.setToolTip(
            "" if banded else tr("This strategy does not say how sure it is, so there are no bands.")
        )
        self.said.emit()


def _named(figure: WhatIfFigure, theme: Theme) -> str:
    """What the signs of the chart stand for, and whether there are bands."""
    parts = [
        (theme.series[0], "\N{WHITE CIRCLE}", tr("as given")),
        (theme.series[1], "\N{BLACK CIRCLE}", tr("what if")),
    ]
    if figure.exact is not None:
        parts.append((theme.reference, "\N{EM DASH}", tr(figure.solved)))
    signs = [f"<span style='color:{colour}'>{sign}</span>&nbsp;{name}" for colour, sign, name in parts]
    return " &nbsp; ".join([*signs, tr("bands: 95%") if figure.low is not None else tr("gives no bands")])


def _made(student: _Student, state: State, imagined: list[int] | None, steps: int) -> WhatIfFigure | Sentence:
    """The sampled student; kept answers to the same items are imagined of it, others make one of their own."""
    problem, batch = bound(student.experiment)
    task = student.task % batch.tasks
    one, about, kept = batch.select(task), problem.family.describe(batch, task), student.kept
    if kept is not None and tuple(items(problem.family, one.support.inputs).tolist()) != kept.items:
        made = made_student(problem.family, kept)
        if isinstance(made, Sentence):
            return made
        one, about = made.to(problem.device), sentence("{name}", name=kept.name)
    given = [int(answer) for answer in (one.support.targets[0, :, 0].round().tolist() if kept is None else kept.right)]
    fitting = imagined if imagined is not None and len(imagined) == len(given) else given
    return what_if(problem, student.experiment.strategy, state, one, about, fitting, steps)
