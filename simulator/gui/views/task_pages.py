"""Who draws which kind of task picture, and what its colours stand for."""

from __future__ import annotations

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
)
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.answers_task import AnswersTaskView
from simulator.gui.views.bowl_task import BowlTaskPlot
from simulator.gui.views.function_task import FunctionTaskPlot
from simulator.gui.views.image_task import ImageTaskView
from simulator.gui.views.plane_task import PlaneTaskPlot
from simulator.gui.views.search import SearchView

Named = list[tuple[str, str]]
View = FunctionTaskPlot | ImageTaskView | PlaneTaskPlot | BowlTaskPlot | AnswersTaskView | SearchView


@dataclass(frozen=True)
class Page:
    """Who draws a kind of task after some steps, what its colours stand for, and what it says instead of the loss."""

    widget: View
    show: Callable[[Any, int], None]
    colours: Callable[[Theme], Named]
    summary: Callable[[], str]


def first_pages(plot: FunctionTaskPlot, images: ImageTaskView) -> dict[type, Page]:
    """The pages that are there from the start, by kind of picture; the others are made when they are first wanted."""
    return {
        FunctionFigure: Page(plot, plot.show_function, _guesses, _nothing),
        ScatterFigure: Page(plot, plot.show_scatter, _guesses, _nothing),
        ImagesFigure: Page(images, images.show_images, _none, images.summary),
    }


def _guesses(theme: Theme) -> Named:
    return [(theme.reference, tr("truth")), (theme.series[0], tr("before")), (theme.series[1], tr("after"))]


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
    return Page(view, view.show_task, _none, view.accessibleDescription)


def _bowl_page() -> Page:
    view = BowlTaskPlot()
    return Page(view, view.show_task, _descent, _nothing)


def _answers_page() -> Page:
    view = AnswersTaskView()
    return Page(view, view.show_task, _chances, view.accessibleDescription)


def _search_page() -> Page:
    view = SearchView()
    return Page(view, view.show_search, _none, _nothing)


MAKERS: dict[type, Callable[[], Page]] = {
    PlaneFigure: _plane_page,
    BowlFigure: _bowl_page,
    AnswersFigure: _answers_page,
    SearchFigure: _search_page,
}
