"""Whether what a run told is such as its experiment tells: its scores, its live changes, and how far it came.

Each event is sound by itself (see `events`); what is checked here is what the pictures and sentences made of a
run rely on. All of it raises `ValueError`.
"""

from __future__ import annotations

from typing import Any

from simulator.declaration import InputError
from simulator.engine.events import Changed, Evaluated, Event, Referenced, Scores, Tested
from simulator.experiment import Experiment

FASTEST = 1e9  # meta-iterations a second
Measures = tuple[tuple[int, ...] | None, ...]


class Fitting:
    """Takes in the events of a run of an experiment, one after the other, and raises where one does not fit."""

    def __init__(self, experiment: Experiment, made: int) -> None:
        if made > experiment.schedule.iterations:
            raise ValueError("more meta-iterations than planned")
        self._experiment = experiment
        self._steps = experiment.schedule.evaluation_steps
        self._shapes: dict[str, Measures] = {}  # what is judged and where: alike in all evaluations
        self._evaluated, self._tested = -1, False

    def add(self, event: Event) -> None:
        """Take one event in."""
        if isinstance(event, Evaluated):
            if event.iteration <= self._evaluated:
                raise ValueError("evaluations in another order")
            self._evaluated = event.iteration
            self._judged("here", event.scores)
            self._elsewhere(event.elsewhere)
            if event.elsewhere is not None:
                self._judged("elsewhere", event.elsewhere)
        elif isinstance(event, Referenced):
            self._elsewhere(event.elsewhere or None)
            self._known("here", event.references)
            self._known("elsewhere", event.elsewhere)
        elif isinstance(event, Tested):
            if self._tested:
                raise ValueError("a second test")
            self._tested = True
            self._elsewhere(event.elsewhere)
            for where, tested in (("test", event), ("test elsewhere", event.elsewhere)):
                if tested is not None:
                    self._judged(where, tested.scores)
                    self._known(where, tested.references)
        elif isinstance(event, Changed):
            self._changed(event)

    def _elsewhere(self, told: object) -> None:
        if (told is None) != (self._experiment.elsewhere is None):
            raise ValueError("another family than the experiment names")

    def _judged(self, where: str, scores: Scores) -> None:
        """The strategy's scores: a row for each step."""
        shape = _shape(scores)
        if scores.loss is None or len(scores.loss) != self._steps + 1:
            raise ValueError("scores of other steps")
        self._alike(where, shape)

    def _known(self, where: str, references: dict[str, Scores]) -> None:
        """Reference lines: those from scratch as the strategy's own; others may have a single row for all steps."""
        for key, scores in references.items():
            tasks = _tasks(scores)
            if len(_first(scores)) not in ((self._steps + 1,) if key == "scratch" else (1, self._steps + 1)):
                raise ValueError("reference lines of other steps")
            if key == "scratch":
                self._alike(f"{where}, scratch", _shape(scores)[:2])
            self._alike(f"{where}, tasks", ((tasks,),))

    def _alike(self, what: str, shape: Measures) -> None:
        if self._shapes.setdefault(what, shape) != shape:
            raise ValueError("scores of different sizes")
        if what in ("here", "elsewhere", "test", "test elsewhere"):
            (_, tasks) = next(each for each in shape if each is not None)
            self._alike(f"{what}, tasks", ((tasks,),))
            self._alike(f"{what}, scratch", shape[:2])
            schedule = self._experiment.schedule
            if tasks > (schedule.test_tasks if what.startswith("test") else schedule.evaluation_tasks):
                raise ValueError("more tasks than planned")

    def _changed(self, event: Changed) -> None:
        values = (event.old, event.new)
        if event.path == "speed":
            if not all(value is None or (_is_number(value) and 0 < value <= FASTEST) for value in values):
                raise ValueError("not a speed")
            return
        try:
            declared = self._experiment.parameter(event.path)
            for value in values:
                if declared.live and declared.kind == "number" and _is_number(value):  # as nearly all are
                    if not declared.admits(value):
                        raise ValueError("a value that is not allowed")
                else:
                    self._experiment.with_live_value(event.path, value)
        except InputError as error:
            raise ValueError(str(error)) from None


def _shape(scores: Scores) -> Measures:
    """The sizes of all measures, where they fit each other."""
    rows, tasks = _first(scores).shape
    tables = (scores.loss, scores.accuracy, scores.likelihood)
    columns = (scores.auc, scores.calibration)
    if any(each is not None and each.shape != (rows, tasks) for each in tables) or any(
        each is not None and each.shape != (rows,) for each in columns
    ):
        raise ValueError("measures of different sizes")
    return tuple(None if each is None else each.shape for each in (*tables, *columns))


def _tasks(scores: Scores) -> int:
    _shape(scores)
    return int(_first(scores).shape[1])


def _first(scores: Scores) -> Any:
    for values in (scores.loss, scores.accuracy):
        if values is not None:
            return values
    raise ValueError("scores of nothing")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
