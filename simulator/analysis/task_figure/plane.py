"""Points of a plane in their classes, and the regions in which each class is predicted."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.task_figure.case import Case, Columns, Labels, decided, floats, labels
from simulator.declaration import Sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.tasks.base import PlaneDrawing

CELLS = 48  # to each side: fine enough for a boundary, and cheap to ask for after every step


@dataclass(frozen=True)
class PlaneFigure:
    """Points ``[shot, 2]`` and labels ``[shot]``; regions ``[step, row, column]``, rows upwards from `low`.

    `regions` are the classes predicted at the middles of the cells, `predicted` ``[step, shot]`` those of the query.
    """

    about: Sentence
    names: tuple[str, ...]
    low: float
    high: float
    support: Floats
    support_labels: Labels
    query: Floats
    query_labels: Labels
    predicted: Labels
    regions: Labels
    losses: Floats

    def columns(self) -> Columns:
        """The points and what each query point was taken for, for a table."""
        columns: Columns = {
            "support_x1": self.support[:, 0].tolist(),
            "support_x2": self.support[:, 1].tolist(),
            "support_label": [self.names[label] for label in self.support_labels],
            "query_x1": self.query[:, 0].tolist(),
            "query_x2": self.query[:, 1].tolist(),
            "query_label": [self.names[label] for label in self.query_labels],
        }
        read: Columns = {
            f"after_{step}_steps": [self.names[each] for each in row] for step, row in enumerate(self.predicted)
        }
        return columns | read


def plane(case: Case, drawing: PlaneDrawing) -> PlaneFigure:
    """The figure of a task whose inputs are points of a plane and whose targets are classes."""
    one, binary = case.one, case.family.loss.binary
    width = (drawing.high - drawing.low) / CELLS
    middles = drawing.low + width * (torch.arange(CELLS, device=one.query.inputs.device) + 0.5)
    up, across = torch.meshgrid(middles, middles, indexing="ij")
    answers = case.answers(torch.stack([across, up], 2).view(1, CELLS * CELLS, 2))
    return PlaneFigure(
        case.about,
        case.names if not binary else ("0", "1"),
        drawing.low,
        drawing.high,
        floats(one.support.inputs[0]),
        labels(one.support.targets[0]),
        floats(one.query.inputs[0]),
        labels(one.query.targets[0]),
        decided(answers.query, binary),
        decided(answers.elsewhere, binary).reshape(-1, CELLS, CELLS),
        answers.losses,
    )
