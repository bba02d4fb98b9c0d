"""Who draws which kind of task picture, and what its colours stand for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.analysis.search import SearchFigure
from simulator.analysis.task_figure import (
    AnswersFigure,
    BowlFigure,
    FunctionFigure,
    ImagesFigure,
    PlaneFigure,
    ScatterFigure,
    TaskFigure,
)
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.search import SearchView
from simulator.gui.views.students.answers import AnswersTaskView
from simulator.gui.views.task.bowl import BowlTaskPlot
from simulator.gui.views.task.function import FunctionTaskPlot
from simulator.gui.views.task.images import ImageTaskView
from simulator.gui.views.task.plane import PlaneTaskPlot
from simulator.gui.views.touch.hand_view import HandView
from simulator.gui.views.touch.points import TouchPoints

Named = list[tuple[str, str]]
View = FunctionTaskPlot | ImageTaskView | PlaneTaskPlot | BowlTaskPlot | AnswersTaskView | SearchView


@dataclass(frozen=True)
class Page:
    """Who draws a kind of task after some steps, what its colours stand for, and what it says instead of the loss.

    Where the task can be touched, `hands` are its points, and `beside` is told the same task learned from scratch.
    """

    widget: View
    show: Callable[[Any, int], None]
    colours: Callable[[Theme], Named]
    summary: Callable[[], str]
    hands: TouchPoints | None = None
    beside: Callable[[Any], None] | None = None


def first_pages(plot: FunctionTaskPlot, images: ImageTaskView) -> dict[type, Page]:
    """The pages that are there from the start, by kind of picture; the others are made when they are first wanted."""
    return {
        FunctionFigure: Page(plot, plot.show_function, plot.colours, _nothing, plot.hands, plot.show_beside),
        ScatterFigure: Page(plot, plot.show_scatter, plot.colours, _nothing),
        ImagesFigure: Page(images, images.show_images, _none, images.summary),
    }


def lost(figure: TaskFigure, step: int) -> str:
    """The loss before and after `step` steps, in words, where anything was learned."""
    if not len(figure.losses) or math.isnan(figure.losses[0]):
        return ""
    before, after = figure.losses[0], figure.losses[min(step, len(figure.losses) - 1)]
    return tr("loss {before} \N{RIGHTWARDS ARROW} {after}", before=_number(before), after=_number(after))


def _number(loss: float) -> str:
    return f"{loss:.3g}" if math.isfinite(loss) else tr("too large for a number")


def _chances(theme: Theme) -> Named:
    return [(theme.series[0], tr("before")), (theme.series[1], tr("after"))]


def _descent(theme: Theme) -> Named:
    return [(theme.series[0], tr("lower")), (theme.series[1], tr("the learner's way down"))]


def _none(theme: Theme) -> Named:
    return []


def _nothing() -> str:
    return ""


def _plane_page() -> Page:
    view = PlaneTaskPlot()
    return Page(view, view.show_task, view.colours, view.accessibleDescription, view.hands, view.show_beside)


def _bowl_page() -> Page:
    view = BowlTaskPlot()
    return Page(view, view.show_task, _descent, _nothing)


def _answers_page() -> Page:
    view = AnswersTaskView()
    return Page(view, view.show_task, _chances, view.accessibleDescription)


def _search_page() -> Page:
    view = SearchView()
    return Page(view, view.show_search, _none, _nothing)


def _characters() -> type[HandView]:
    from simulator.gui.views.drawing.view import DrawCharacters  # loaded where the task is one of these

    return DrawCharacters


def _students() -> type[HandView]:
    from simulator.gui.views.students.view import StudentsView

    return StudentsView


MAKERS: dict[type, Callable[[], Page]] = {
    PlaneFigure: _plane_page,
    BowlFigure: _bowl_page,
    AnswersFigure: _answers_page,
    SearchFigure: _search_page,
}

# Where a person makes a task by hand, instead of touching the picture of a sampled one.
BY_HAND: dict[type, Callable[[], type[HandView]]] = {ImagesFigure: _characters, AnswersFigure: _students}
