"""Characters that a person drew, and one more that is told apart among them.

`rasterised` makes a picture of pen strokes as the family makes its own; `Room` says how many classes a strategy can
tell apart; `recognised` adapts a strategy's state to some pictures and reads another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.analysis.task_figure.case import Columns, Labels, floats
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.experiment.drawn_fit import FEWEST, most_classes, with_ways
from simulator.strategies import Strategy
from simulator.strategies.base import Learned, State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch, TaskFamily
from simulator.tasks.pictures.ink import PEN, Stroke, written

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Room:
    """How many classes can be drawn for a strategy, and what is still to be drawn."""

    least: int
    most: int

    @classmethod
    def of(cls, strategy: Strategy, family: TaskFamily) -> Room:
        """Any few for a strategy that compares; for others as many as their last layer was trained to tell apart."""
        most = most_classes(strategy, family)
        return cls(FEWEST if strategy.any_ways else most, most)

    def wanted(self, samples: Sequence[int], query: bool) -> Sentence | None:
        """What is still to be drawn, with so many `samples` of each class so far; None where all is there."""
        drawn = sum(count > 0 for count in samples)
        if drawn < self.least and self.least == self.most:
            return sentence(
                "Draw or fill in {missing} more classes: its last layer tells exactly {ways} apart.",
                ways=self.most,
                missing=self.least - drawn,
            )
        if drawn < self.least:
            return sentence("Draw a character of each of {least} to {most} classes.", least=self.least, most=self.most)
        return None if query else sentence("Now draw the character that is to be recognised.")


@dataclass(frozen=True)
class RecognisedFigure:
    """The chance of each class ``[step, way]`` that one picture ``[side, side]`` was given, and what was learned from.

    `support` are pictures ``[shot, side, side]`` with `labels` ``[shot]``; `names` say what the classes are called.
    """

    names: tuple[str, ...]
    support: Floats
    labels: Labels
    query: Floats
    chances: Floats

    def read(self, step: int) -> int:
        """The class that the picture is taken for after `step` steps, from 0."""
        return int(self.at(step).argmax())

    def at(self, step: int) -> Floats:
        """The chances ``[way]`` after `step` steps, or after the last ones there are."""
        return np.asarray(self.chances[min(step, len(self.chances) - 1)])

    def said(self, step: int) -> Sentence:
        """What the picture is read as, and how sure that is."""
        now = self.at(step)
        if np.isclose(now, now.max()).sum() > 1:
            return sentence("Nothing is known yet: several classes are equally likely.")
        return sentence(
            "Read as {name}, with a chance of {chance}.", name=self.names[self.read(step)], chance=f"{now.max():.0%}"
        )

    def columns(self) -> Columns:
        """The chance of each class after each step, for a table."""
        columns: Columns = {"class": list(self.names)}
        return columns | {f"after_{step}_steps": row.tolist() for step, row in enumerate(self.chances)}


def rasterised(family: TaskFamily, strokes: Sequence[Stroke]) -> Floats:
    """Pen strokes in 0..1 as a picture of the family, ``[side, side]``, with a pen as wide as its pens on average."""
    pen = sum(getattr(family, "thickness", (PEN, PEN))) / 2
    return floats(written(strokes, family.shape.inputs[-1], pen))


def recognised(
    problem: Problem,
    strategy: Strategy,
    state: State,
    support: Sequence[tuple[int, Floats]],
    query: Floats,
    names: Sequence[str],
    steps: int,
) -> RecognisedFigure:
    """Adapt to `support`, pictures ``[side, side]`` with their classes, and read `query` after each of `steps` steps.

    `names` are those of all classes, and so say how many there are.
    """
    ways = len(names)
    problem = telling_apart(problem, strategy, ways)
    batch = as_batch(support, query).to(problem.device)
    stages = strategy.adapt_to(problem, state, batch, steps)
    scores = [_scores(learned, batch.query.inputs)[:ways] for learned in stages]
    return RecognisedFigure(
        tuple(names),
        np.stack([picture for _, picture in support]),
        np.array([label for label, _ in support]),
        query,
        np.stack([floats(each.double().softmax(0)) for each in scores]),
    )


def _scores(learned: Learned, query: Tensor) -> Tensor:
    """The scores of one picture, ``[way]``; no graph."""
    with torch.no_grad():
        return learned.predict(query)[0, 0]


def as_batch(support: Sequence[tuple[int, Floats]], query: Floats) -> TaskBatch:
    """Drawn pictures as a task; the query's own class is not known, and 0 stands for it."""
    pictures = torch.tensor(np.stack([picture for _, picture in support]), dtype=torch.get_default_dtype())
    asked = torch.tensor(query, dtype=torch.get_default_dtype())
    labels = torch.tensor([[label for label, _ in support]])
    return TaskBatch(
        Examples(pictures[None, :, None], labels), Examples(asked[None, None, None], torch.zeros(1, 1).long()), {}
    )


def telling_apart(problem: Problem, strategy: Strategy, ways: int) -> Problem:
    """The same problem with another number of classes, where a family can have one and the strategy does not mind."""
    if ways == problem.family.shape.outputs or not strategy.any_ways:
        return problem
    return replace(problem, family=with_ways(problem.family, ways))
