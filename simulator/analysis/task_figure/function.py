"""A function of one input, as a curve among its points."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.analysis.task_figure.case import Case, Columns, by_step, floats
from simulator.declaration import Sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.tasks.base import FunctionDrawing

GRID = 160
BAND = 1.96  # deviations to each side hold 95% of a normal distribution


@dataclass(frozen=True)
class FunctionFigure:
    """A function of one input. `x`, `truth`: ``[grid]``; `guesses`: ``[step, grid]``; points ``[shot]``.

    `deviation` ``[step, grid]`` is how far the targets may lie around the guess, where the learner says so.
    """

    about: Sentence
    x: Floats
    truth: Floats | None
    support_x: Floats
    support_y: Floats
    query_x: Floats
    query_y: Floats
    guesses: Floats
    losses: Floats
    deviation: Floats | None = None

    def band(self, step: int) -> tuple[Floats, Floats] | None:
        """From where to where 95% of the targets are expected after `step` steps, ``[grid]`` each."""
        if self.deviation is None or step >= len(self.deviation):
            return None
        half = BAND * self.deviation[step]
        return self.guesses[step] - half, self.guesses[step] + half

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        columns: Columns = {
            "x": self.x.tolist(),
            "truth": [] if self.truth is None else self.truth.tolist(),
            "support_x": self.support_x.tolist(),
            "support_y": self.support_y.tolist(),
        }
        spread = {} if self.deviation is None else by_step(self.deviation)
        return columns | by_step(self.guesses) | {f"deviation_{name}": values for name, values in spread.items()}


def function(case: Case, drawing: FunctionDrawing) -> FunctionFigure:
    """The figure of a task of one input."""
    one = case.one
    inputs = torch.linspace(drawing.low, drawing.high, GRID, device=one.query.inputs.device).view(1, GRID, 1)
    answers, truth = case.answers(inputs), case.truth(inputs)
    return FunctionFigure(
        case.about,
        floats(inputs[0, :, 0]),
        None if truth is None else truth[:, 0],
        floats(one.support.inputs[0, :, 0]),
        floats(one.support.targets[0, :, 0]),
        floats(one.query.inputs[0, :, 0]),
        floats(one.query.targets[0, :, 0]),
        answers.elsewhere[..., 0],
        answers.losses,
        None if answers.deviation is None else answers.deviation[..., 0],
    )
