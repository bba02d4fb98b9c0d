"""Matching networks (Vinyals et al. 2016, "Matching Networks for One Shot Learning"), each example read by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies.at_once.metric import IMPOSSIBLE, Metric
from simulator.strategies.base import State
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples

if TYPE_CHECKING:
    from torch import Tensor


class Matching(Metric):
    """Each support example votes for its class, by a softmax over cosine similarities (equations 1 and 2).

    The paper's softmax has no factor before the cosine; without one, no vote of N can exceed e^2 times another.
    """

    title = "Matching networks"
    summary = "Learns features in which each example votes for its class, the more similar the louder."
    explanation = (
        "The learner turns every example into a direction, and a new example listens most to those examples that "
        "point the same way. Their classes are its answer, and meta-training turns the directions so that this is "
        "right as often as possible."
    )
    formula = (
        "p(k | x) = Σ<sub>i: y<sub>i</sub> = k</sub> a(x, x<sub>i</sub>), "
        "a = softmax<sub>i</sub>(s cos(f<sub>θ</sub>(x), f<sub>θ</sub>(x<sub>i</sub>)))"
    )
    paper = "Vinyals et al. 2016, Matching Networks for One Shot Learning"

    kind: Literal["matching"] = "matching"
    sharpness: float = parameter(
        10.0,
        "Sharpness",
        "Factor before the cosine: larger, and an example listens to its most similar one alone.",
        gt=0,
        le=1000,
        symbol="s",
        log=True,
        live=True,
    )

    def embedding(self, problem: Problem, state: State, inputs: Tensor, seen: Examples | None = None) -> Tensor:
        """Directions: how long features are has no part in a cosine."""
        return torch.nn.functional.normalize(super().embedding(problem, state, inputs, seen), dim=2)

    def compare(self, queries: Tensor, support: Tensor, labels: Tensor, ways: int) -> Tensor:
        direction = torch.nn.functional.normalize
        cosine = direction(queries, dim=2) @ direction(support, dim=2).mT  # [task, query, shot]
        attention = (self.sharpness * cosine).log_softmax(dim=2)
        of_class = torch.nn.functional.one_hot(labels, ways).bool().unsqueeze(1)  # [task, 1, shot, way]
        return attention.unsqueeze(3).masked_fill(~of_class, IMPOSSIBLE).logsumexp(dim=2)
