"""The picture of one task: what the learner answers before and after each inner step.

One file a kind of picture: the dataclass that a view draws, with its `columns` for a table, and the function that
makes it of a `Case`. Which kind a task family asks for is its `drawing`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.analysis.task_figure.answers import AnswersFigure, answers
from simulator.analysis.task_figure.bowl import BowlFigure, bowl
from simulator.analysis.task_figure.case import Case
from simulator.analysis.task_figure.function import GRID, FunctionFigure, function
from simulator.analysis.task_figure.images import ImagesFigure, images
from simulator.analysis.task_figure.plane import PlaneFigure, plane
from simulator.analysis.task_figure.scatter import ScatterFigure, scatter
from simulator.strategies import Strategy
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import (
    AnswersDrawing,
    BowlDrawing,
    FunctionDrawing,
    ImagesDrawing,
    PlaneDrawing,
    ScatterDrawing,
    TaskBatch,
)

TaskFigure = FunctionFigure | PlaneFigure | BowlFigure | AnswersFigure | ScatterFigure | ImagesFigure

_MAKERS: dict[type, Callable[[Case, Any], TaskFigure]] = {
    FunctionDrawing: function,
    PlaneDrawing: plane,
    BowlDrawing: bowl,
    AnswersDrawing: answers,
    ScatterDrawing: scatter,
    ImagesDrawing: images,
}

__all__ = [
    "GRID",
    "AnswersFigure",
    "BowlFigure",
    "FunctionFigure",
    "ImagesFigure",
    "PlaneFigure",
    "ScatterFigure",
    "TaskFigure",
    "figure_of",
    "task_figure",
]


def task_figure(
    problem: Problem, strategy: Strategy | None, state: State | None, batch: TaskBatch, task: int, steps: int
) -> TaskFigure:
    """One task of `batch`; without strategy and state only the task itself, with no guesses."""
    return figure_of(Case(problem, strategy, state, batch, task, steps))


def figure_of(case: Case) -> TaskFigure:
    """The picture of a case, of the kind that its family asks for."""
    drawing = case.family.drawing
    return _MAKERS[type(drawing)](case, drawing)
