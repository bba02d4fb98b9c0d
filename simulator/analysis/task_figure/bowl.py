"""A task's loss over two weights, and the way down it that adaptation takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.task_figure.case import Case, Columns, floats
from simulator.declaration import Sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.tasks.base import BowlDrawing

CELLS = 96
LEVELS = 10  # between the bottom of the bowl and its rim


@dataclass(frozen=True)
class BowlFigure:
    """The loss of each pair of weights, ``[row, column]``, rows upwards from `low`; `path`: ``[step, 2]``.

    `bands` says between which two of the levels a loss lies, from 0 at the bottom; levels are closer at the bottom.
    """

    about: Sentence
    low: float
    high: float
    loss: Floats
    path: Floats
    losses: Floats

    def bands(self) -> Floats:
        """The number of the band of each cell, ``[row, column]``, 0 to `LEVELS`."""
        depth = self.loss - self.loss.min()
        share = np.sqrt(depth / (depth.max() or 1.0))  # of a round bowl: rings of equal width
        return np.asarray(np.floor(LEVELS * share))

    def columns(self) -> Columns:
        """The path by inner step, for a table."""
        return {
            "inner_step": list(range(len(self.path))),
            "weight_1": self.path[:, 0].tolist(),
            "weight_2": self.path[:, 1].tolist(),
            "loss": self.losses.tolist(),
        }


def bowl(case: Case, drawing: BowlDrawing) -> BowlFigure:
    """The figure of a task with two inputs whose loss depends on one weight for each.

    A weight is what the learner predicts at the unit input less what it predicts at zero.
    """
    one = case.one
    device, dtype = one.query.inputs.device, one.query.inputs.dtype
    units = torch.cat([torch.eye(2), torch.zeros(1, 2)]).to(device, dtype).view(1, 3, 2)
    answers = case.answers(units)
    at_units = answers.elsewhere[..., 0]  # [step, 3]
    width = (drawing.high - drawing.low) / CELLS
    middles = drawing.low + width * (torch.arange(CELLS, device=device, dtype=dtype) + 0.5)
    up, across = torch.meshgrid(middles, middles, indexing="ij")
    weights = torch.stack([across, up], 2).view(CELLS * CELLS, 2, 1)
    inputs, targets = one.query.inputs, one.query.targets
    losses = case.family.loss.per_task(inputs @ weights, targets.expand(len(weights), -1, -1))  # [cell]
    return BowlFigure(
        case.about,
        drawing.low,
        drawing.high,
        floats(losses).reshape(CELLS, CELLS),
        at_units[:, :2] - at_units[:, 2:],
        answers.losses,
    )
