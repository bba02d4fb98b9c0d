"""Predictions against targets, where a task has several inputs."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.task_figure.case import Case, Columns, by_step, floats, labels, logistic
from simulator.declaration import Sentence
from simulator.engine.events import Floats
from simulator.tasks.base import Drawing


@dataclass(frozen=True)
class ScatterFigure:
    """Predictions against targets on the query set. `target`: ``[shot]``; `guesses`: ``[step, shot]``."""

    about: Sentence
    target: Floats
    guesses: Floats
    losses: Floats

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        return {"target": self.target.tolist()} | by_step(self.guesses)


def scatter(case: Case, drawing: Drawing) -> ScatterFigure:
    """The figure of a task of several inputs. Of classes it shows their numbers, or the chance of a right answer."""
    answers, targets = case.answers(), case.one.query.targets[0]
    loss = case.family.loss
    if not loss.classes:
        return ScatterFigure(case.about, floats(targets[:, 0]), answers.query[..., 0], answers.losses)
    guesses = logistic(answers.query[..., 0]) if loss.binary else answers.query.argmax(axis=-1).astype(float)
    return ScatterFigure(case.about, labels(targets).astype(float), guesses, answers.losses)
