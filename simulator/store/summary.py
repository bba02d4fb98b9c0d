"""What the list of runs shows of a run, folded from its events."""

from __future__ import annotations

import json
import math
import sqlite3

from simulator.engine.events import Evaluated, Event, Failed, Finished, Floats, Scores, Stepped, Tested, state_of
from simulator.experiment import Experiment
from simulator.store.event_rows import is_ending


class Summary:
    """The columns of a run's row that change while it runs. Feed it every event in order."""

    def __init__(self, experiment: Experiment) -> None:
        self._step = experiment.strategy.usual_steps
        self._values: dict[str, object] = {
            "state": "running",
            "message": None,
            "iterations": 0,
            "seconds": 0.0,
            "gradient_evaluations": 0,
            "loss": None,
            "accuracy": None,
        }

    def add(self, event: Event) -> None:
        """Fold one event in."""
        if isinstance(event, Stepped):
            self._values["iterations"], self._values["seconds"] = event.iteration, event.seconds
            self._values["gradient_evaluations"] = event.gradient_evaluations
        elif isinstance(event, Evaluated | Tested):
            self._values |= self._result(event.scores)
        elif isinstance(event, Finished | Failed):
            self._values["message"] = event.message and json.dumps(event.message.table())
        if is_ending(event):
            self._values["state"] = state_of(event)

    def write(self, connection: sqlite3.Connection, run: int, session: str | None) -> None:
        """Bring the run's row up to date."""
        values = self._values | {"session": session}
        assignments = ", ".join(f"{name} = ?" for name in values)
        connection.execute(f"UPDATE runs SET {assignments} WHERE id = ?", (*values.values(), run))

    def _result(self, scores: Scores) -> dict[str, object]:
        return {"loss": _at(scores.loss, self._step), "accuracy": _at(scores.accuracy, self._step)}


def _at(values: Floats | None, step: int) -> float | None:
    """The mean over tasks after a step, where it is a number."""
    if values is None:
        return None
    mean = float(values[min(step, len(values) - 1)].mean())
    return mean if math.isfinite(mean) else None
