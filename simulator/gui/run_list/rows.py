"""A row of the list of runs: what is stored of a run, what this session knows of it, or both; and its columns.

A column says a row's text and the key it is sorted by: a number or a string, None where there is nothing to say.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.analysis.rounding import percent, significant
from simulator.analysis.statistics import accuracy_at_step, at_step
from simulator.experiment import Experiment
from simulator.gui.run_list.words import Words
from simulator.gui.session import Run
from simulator.gui.status import duration
from simulator.gui.text import tr

if TYPE_CHECKING:
    from simulator.store import RunSummary

Key = float | str | None
GOING = ("running", "paused", "stopping")  # states of a run that this session is making


@dataclass(eq=False, slots=True)
class ListedRun:
    """One run: `summary` where it is stored, `run` where this session holds it; one of them is there.

    `going` is one of `GOING` for a run that this session is making.
    """

    summary: RunSummary | None
    run: Run | None
    words: Words
    measure: str = "loss"
    going: str = ""
    searched: str = ""

    @property
    def stored(self) -> int | None:
        """Its number in the database."""
        return self.summary.id if self.summary is not None else self.run.kept if self.run is not None else None

    @property
    def names(self) -> set[int]:
        """What it may be told by: its number in the database, and in this session as a negative one."""
        return {*([self.stored] if self.stored else []), *([-self.run.number] if self.run is not None else [])}

    @property
    def title(self) -> str:
        """What it is called where it has no name of its own: its experiment's title, or its strategy and family."""
        title = self.summary.title if self.summary is not None else self._experiment.title
        if title:
            return self.words["title", title]
        return tr("{strategy}, {family}", strategy=self.strategy, family=self.family)

    @property
    def name(self) -> str:
        """Its own name, or else its title."""
        return (self.summary.name if self.summary is not None else "") or self.title

    @property
    def strategy(self) -> str:
        """The strategy's title."""
        return self._part("strategy")

    @property
    def learner(self) -> str:
        """The learner's title."""
        return self._part("learner")

    @property
    def family(self) -> str:
        """The task family's title."""
        return self._part("task")

    @property
    def state(self) -> str:
        """How it stands; the newest that is known."""
        if self.going:
            return self.going
        if self.run is not None and self.run.progress.ending is not None:
            return self.run.progress.state
        if self.summary is not None:
            return self.summary.state
        return "paused" if self.run is not None else ""  # told up to here, as for a picture: nobody goes on with it

    @property
    def state_word(self) -> str:
        """How it stands, in the language of the window."""
        return self.words["state", self.state]

    @property
    def state_text(self) -> str:
        """The state in words, with the share that is made of a run that goes on."""
        if self.state in ("running", "paused") and self.planned:
            share = percent(self.iterations / self.planned)
            return tr("{state}, {share}", state=self.state_word, share=share)
        return self.state_word

    @property
    def iterations(self) -> int:
        """Meta-iterations made."""
        if self.run is not None and self._told:
            return self.run.progress.iteration
        return self.summary.iterations if self.summary is not None else 0

    @property
    def planned(self) -> int:
        """Meta-iterations that were to be made."""
        return self.summary.planned if self.summary is not None else self._experiment.schedule.iterations

    @property
    def seconds(self) -> float:
        """Seconds spent running."""
        if self.run is not None and self._told:
            return self.run.progress.last_seconds
        return self.summary.seconds if self.summary is not None else 0.0

    @property
    def created(self) -> float | None:
        """When it began, in seconds since 1970."""
        return self.summary.created if self.summary is not None else None

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return self.summary.tags if self.summary is not None else ()

    @property
    def note(self) -> str:
        """Its note."""
        return self.summary.note if self.summary is not None else ""

    @property
    def pinned(self) -> bool:
        """Whether it stays at the top."""
        return self.summary is not None and self.summary.pinned

    @property
    def resumable(self) -> bool:
        """Whether it can go on."""
        return self.summary is not None and self.summary.resumable and not self.going

    @property
    def deletable(self) -> bool:
        """Whether it can be deleted: it is stored, and nobody is making it."""
        return self.summary is not None and self.state not in GOING

    @property
    def result(self) -> float | None:
        """The loss or the share of right answers after as many steps as the strategy trains for.

        On test tasks where the run came to its end, else on the latest validation tasks, as the database keeps it.
        """
        right = self.measure == "accuracy"
        if self.run is not None and (self.run.progress.tested or self.run.progress.evaluations):
            progress, step = self.run.progress, self.run.experiment.strategy.usual_steps
            scores = progress.tested.scores if progress.tested is not None else progress.evaluations[-1].scores
            value = (accuracy_at_step if right else at_step)(scores, step)
        elif self.summary is not None:
            value = self.summary.accuracy if right else self.summary.loss
        else:
            value = None
        return value if value is not None and math.isfinite(value) else None

    def matches(self, words: list[str]) -> bool:
        """Whether all of these lower-case words occur in what is known of it."""
        if not self.searched:
            parts = (self.name, self.title, self.strategy, self.learner, self.family, self.state_word, *self.tags)
            self.searched = "\n".join((f"{self.stored or ''}", *parts, self.note)).casefold()
        return all(word in self.searched for word in words)

    @property
    def _told(self) -> bool:
        """Whether this session knows more of it than is stored."""
        return self.run is not None and (self.summary is None or self.run.recording is not None)

    @property
    def _experiment(self) -> Experiment:
        assert self.run is not None
        return self.run.experiment

    def _part(self, section: str) -> str:
        kind = getattr(self.summary, section) if self.summary is not None else self._experiment.value(f"{section}.kind")
        return self.words[section, kind]


@dataclass(frozen=True)
class Column:
    """A column: its `key`, what it says of a row, and by what rows are sorted. `width` is in pixels."""

    key: str
    title: str
    about: str
    text: Callable[[ListedRun], str]
    sorted_by: Callable[[ListedRun], Key]
    width: int = 90
    number: bool = False
    usual: bool = False  # shown at first


def columns() -> tuple[Column, ...]:
    """The columns, in the language of the window."""
    run, name = tr("Its number. Ticked runs are drawn over the plots."), tr("Its name, how it stands and its strategy")
    return (
        Column("run", tr("Run"), run, number, _order, 62, number=True, usual=True),
        Column("name", tr("Name"), name, _name, _said(_name), NARROWEST_NAME, usual=True),
        Column("result", tr("Result"), tr(RESULT), _result, lambda row: row.result, 64, number=True, usual=True),
        Column("state", tr("State"), tr("How the run stands"), _state, _said(_state)),
        Column("strategy", tr("Strategy"), tr("The meta-strategy"), _strategy, _said(_strategy)),
        Column("learner", tr("Learner"), tr("The base learner"), _learner, _said(_learner)),
        Column("family", tr("Family"), tr("The task family it trains on"), _family, _said(_family)),
        Column("iterations", tr("Iterations"), tr("Meta-iterations made"), _iterations, lambda row: row.iterations, 78,
               number=True),
        Column("seconds", tr("Time"), tr("Time spent running"), _seconds, lambda row: row.seconds or None, 62,
               number=True),
        Column("created", tr("Begun"), tr("When the run began"), _created, lambda row: row.created, 136),
        Column("tags", tr("Tags"), tr("Its tags"), _tags, _said(_tags)),
    )  # fmt: skip


NARROWEST_NAME = 130  # pixels, beside columns that were added
RESULT = (
    "Loss, or right answers where those are shown, after as many inner steps as the strategy trains for: on test tasks "
    "once the run is complete, on validation tasks before"
)


def number(row: ListedRun) -> str:
    """The number in the database; in this session where it is in none."""
    return f"{row.stored or (row.run.number if row.run is not None else '')}"


def _order(row: ListedRun) -> Key:
    """The order in which runs began: those without a number in the database are the newest."""
    return float(row.stored) if row.stored is not None else 1e15 + (row.run.number if row.run is not None else 0)


def _said(text: Callable[[ListedRun], str]) -> Callable[[ListedRun], Key]:
    return lambda row: text(row).casefold() or None


def _name(row: ListedRun) -> str:
    return row.name


def _result(row: ListedRun) -> str:
    if row.result is None:
        return ""
    return percent(row.result) if row.measure == "accuracy" else significant(row.result)


def _state(row: ListedRun) -> str:
    return row.state_text


def _strategy(row: ListedRun) -> str:
    return row.strategy


def _learner(row: ListedRun) -> str:
    return row.learner


def _family(row: ListedRun) -> str:
    return row.family


def _iterations(row: ListedRun) -> str:
    return f"{row.iterations:,}"


def _seconds(row: ListedRun) -> str:
    return duration(row.seconds) if row.seconds else ""


def _created(row: ListedRun) -> str:
    return f"{datetime.fromtimestamp(row.created):%Y-%m-%d %H:%M}" if row.created is not None else ""


def _tags(row: ListedRun) -> str:
    return ", ".join(row.tags)
