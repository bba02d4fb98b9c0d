"""Pictures and the classes they are read as."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.task_figure.case import Case, Columns, Labels, decided, floats, labels
from simulator.declaration import Sentence
from simulator.engine.events import Floats
from simulator.tasks.base import Drawing


@dataclass(frozen=True)
class ImagesFigure:
    """Pictures ``[shot, height, width]`` in 0..1 and labels ``[shot]``; `predicted`: ``[step, shot]`` of the query."""

    about: Sentence
    names: tuple[str, ...]
    support: Floats
    support_labels: Labels
    query: Floats
    query_labels: Labels
    predicted: Labels
    losses: Floats

    def columns(self) -> Columns:
        """The names of the classes, given and predicted, for a table."""
        columns: Columns = {"query_label": [self.names[label] for label in self.query_labels]}
        read: Columns = {
            f"after_{step}_steps": [self.names[each] for each in row] for step, row in enumerate(self.predicted)
        }
        return columns | read


def images(case: Case, drawing: Drawing) -> ImagesFigure:
    """The figure of a task whose inputs are pictures."""
    answers, one = case.answers(), case.one
    return ImagesFigure(
        case.about,
        case.names,
        floats(one.support.inputs[0, :, 0]),
        labels(one.support.targets[0]),
        floats(one.query.inputs[0, :, 0]),
        labels(one.query.targets[0]),
        decided(answers.query, case.family.loss.binary),
        answers.losses,
    )
