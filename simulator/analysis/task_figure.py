"""The picture of one task: what the learner guesses before and after each inner step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.declaration import Sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies import Strategy
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import FunctionDrawing, ImagesDrawing, TaskBatch, TaskFamily

if TYPE_CHECKING:
    from torch import Tensor

GRID = 160
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class FunctionFigure:
    """A function of one input. `x`, `truth`: ``[grid]``; `guesses`: ``[step, grid]``; points ``[shot]``."""

    about: Sentence
    x: Floats
    truth: Floats | None
    support_x: Floats
    support_y: Floats
    query_x: Floats
    query_y: Floats
    guesses: Floats
    losses: Floats


@dataclass(frozen=True)
class ScatterFigure:
    """Predictions against targets on the query set. `target`: ``[shot]``; `guesses`: ``[step, shot]``."""

    about: Sentence
    target: Floats
    guesses: Floats
    losses: Floats


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


TaskFigure = FunctionFigure | ScatterFigure | ImagesFigure


def task_figure(
    problem: Problem, strategy: Strategy | None, state: State | None, batch: TaskBatch, task: int, steps: int
) -> TaskFigure:
    """One task of `batch`; without strategy and state only the task itself, with no guesses."""
    one = batch.select(task)
    family = problem.family
    about = family.describe(batch, task)
    drawing = family.drawing
    inputs = one.query.inputs
    if isinstance(drawing, FunctionDrawing):
        inputs = torch.linspace(drawing.low, drawing.high, GRID, device=one.query.inputs.device).view(1, GRID, 1)
    predictions, losses = _adapted(problem, strategy, state, one, inputs, steps)
    if isinstance(drawing, FunctionDrawing):
        return _function(family, about, one, inputs, predictions, losses)
    if isinstance(drawing, ImagesDrawing):
        return _images(family, about, batch, task, predictions, losses)
    return ScatterFigure(about, _floats(one.query.targets[0, :, 0]), _floats(predictions[..., 0]), losses)


def _adapted(
    problem: Problem, strategy: Strategy | None, state: State | None, one: TaskBatch, inputs: Tensor, steps: int
) -> tuple[Tensor, Floats]:
    """Predictions at `inputs` after each step, ``[step, shot, output]``, and the query losses, ``[step]``."""
    if strategy is None or state is None:
        return torch.empty(0, inputs.shape[1], problem.family.shape.outputs), np.empty(0)
    queries = one.query.inputs.shape[1]
    together = torch.cat([one.query.inputs, inputs], 1)  # one prediction a step is half the work of two
    predictions = []
    for learned in strategy.adapt(problem, state, one.support, steps):
        with torch.no_grad():
            predictions.append(learned.predict(together))
    made = torch.cat(predictions)
    losses = [problem.family.loss.per_task(each[None, :queries], one.query.targets) for each in made]
    return made[:, queries:], _floats(torch.cat(losses))


def _function(
    family: TaskFamily, about: Sentence, one: TaskBatch, inputs: Tensor, predictions: Tensor, losses: Floats
) -> FunctionFigure:
    truth = family.truth(one, inputs)
    return FunctionFigure(
        about,
        _floats(inputs[0, :, 0]),
        None if truth is None else _floats(truth[0, :, 0]),
        _floats(one.support.inputs[0, :, 0]),
        _floats(one.support.targets[0, :, 0]),
        _floats(one.query.inputs[0, :, 0]),
        _floats(one.query.targets[0, :, 0]),
        _floats(predictions[..., 0]),
        losses,
    )


def _images(
    family: TaskFamily, about: Sentence, batch: TaskBatch, task: int, predictions: Tensor, losses: Floats
) -> ImagesFigure:
    return ImagesFigure(
        about,
        family.class_names(batch, task),
        _floats(batch.support.inputs[task, :, 0]),
        np.asarray(batch.support.targets[task].cpu()),
        _floats(batch.query.inputs[task, :, 0]),
        np.asarray(batch.query.targets[task].cpu()),
        np.asarray(predictions.argmax(dim=-1).cpu()),
        losses,
    )


def _floats(values: Tensor) -> Floats:
    return np.asarray(values.detach().double().cpu())
