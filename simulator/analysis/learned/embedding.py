"""Where a strategy that compares sees the support and query examples of a task, in the plane that shows most of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.analysis.learned.case import Case, Columns
from simulator.analysis.learned.projection import principal
from simulator.analysis.rounding import percent, significant
from simulator.analysis.task_figure.case import Labels, decided, floats, labels
from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.engine.events import Floats

TINY = 1e-12


@dataclass(frozen=True)
class EmbeddingFigure:
    """Points ``[shot, 2]`` and labels ``[shot]`` of one task; `means` ``[way, 2]`` are those of the support classes.

    `shares` ``[2]`` of the variance lie in the plane that is shown. `predicted` is the class that each query example
    is given. `apart` is how far apart the classes of the query lie for their width, in the whole space: the spread of
    their means over that around them. Pictures ``[shot, height, width]`` are there where the inputs are such.
    """

    about: Sentence
    names: tuple[str, ...]
    support: Floats
    support_labels: Labels
    query: Floats
    query_labels: Labels
    predicted: Labels
    means: Floats
    shares: Floats
    apart: float
    support_pictures: Floats | None = None
    query_pictures: Floats | None = None

    @property
    def wrong(self) -> Labels:
        """The numbers of the query examples that are given a wrong class."""
        return np.flatnonzero(self.predicted != self.query_labels)

    @property
    def said(self) -> Sentence:
        """What is seen, in words."""
        return sentence(
            "{right} of {all} query examples get their own class. Classes lie {apart} times as far apart as they are "
            "wide; this plane holds {share} of what there is to see.",
            right=len(self.query_labels) - len(self.wrong),
            all=len(self.query_labels),
            apart=significant(self.apart),
            share=percent(float(self.shares.sum())),
        )

    def columns(self) -> Columns:
        """The numbers by name, for a table."""
        return {
            "support_1": self.support[:, 0].tolist(),
            "support_2": self.support[:, 1].tolist(),
            "support_label": [self.names[label] for label in self.support_labels],
            "query_1": self.query[:, 0].tolist(),
            "query_2": self.query[:, 1].tolist(),
            "query_label": [self.names[label] for label in self.query_labels],
            "query_predicted": [self.names[label] for label in self.predicted],
            "mean_1": self.means[:, 0].tolist(),
            "mean_2": self.means[:, 1].tolist(),
            "share_of_variance": self.shares.tolist(),
        }


def embedding(case: Case) -> EmbeddingFigure:
    """The figure of a strategy that compares examples, on the task of the case."""
    one, strategy, problem = case.one, case.strategy, case.problem
    known = strategy.embedding(problem, case.state, one.support.inputs)
    asked = strategy.embedding(problem, case.state, one.query.inputs, one.support)
    assert known is not None
    assert asked is not None
    support, query = floats(known[0]), floats(asked[0])
    *_, learned = strategy.adapt(problem, case.state, one.support, 1)
    with torch.no_grad():
        scores = floats(learned.predict(one.query.inputs))[0]
    of_support, of_query = labels(one.support.targets[0]), labels(one.query.targets[0])
    means = class_means(support, of_support)
    plane, shares, marked = principal(np.concatenate([support, query]), means)
    pictured = len(problem.family.shape.inputs) == 3
    return EmbeddingFigure(
        problem.family.describe(one, 0),
        problem.family.class_names(one, 0),
        plane[: len(support)],
        of_support,
        plane[len(support) :],
        of_query,
        decided(scores, problem.family.loss.binary),
        marked,
        shares,
        separation(query, of_query),
        floats(one.support.inputs[0, :, 0]) if pictured else None,
        floats(one.query.inputs[0, :, 0]) if pictured else None,
    )


def class_means(points: Floats, of: Labels) -> Floats:
    """The mean of the points ``[point, number]`` of each class that there is, ``[class, number]``."""
    return np.stack([points[of == label].mean(axis=0) for label in np.unique(of)])


def separation(points: Floats, of: Labels) -> float:
    """The spread of the class means over the spread of the points around them, root mean squares of distances."""
    _, places = np.unique(of, return_inverse=True)
    means = class_means(points, of)
    within = float(np.sqrt(((points - means[places]) ** 2).sum(axis=1).mean()))
    between = float(np.sqrt(((means[places] - points.mean(axis=0)) ** 2).sum(axis=1).mean()))
    return between / max(within, TINY)
