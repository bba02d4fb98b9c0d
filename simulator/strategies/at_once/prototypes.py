"""Prototypical networks (Snell, Swersky and Zemel 2017, "Prototypical Networks for Few-shot Learning")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.strategies.at_once.metric import IMPOSSIBLE, Metric, absent
from simulator.tasks.nearest_mean import class_means

if TYPE_CHECKING:
    from torch import Tensor


class Prototypes(Metric):
    """Each class is the mean of its features; a query is scored by minus the squared distance (equation 2)."""

    title = "Prototypical networks"
    summary = "Learns features in which a class is its average example, and picks the class whose average is nearest."
    explanation = (
        "The learner turns every example into a point, and the points of each class are averaged into a prototype. "
        "A new example gets the class of the nearest prototype, and meta-training moves the points so that this is "
        "right as often as possible."
    )
    formula = (
        "c<sub>k</sub> = mean of f<sub>θ</sub>(x) over class k; "
        "p(k | x) = softmax<sub>k</sub>(−‖f<sub>θ</sub>(x) − c<sub>k</sub>‖²)"
    )
    paper = "Snell et al. 2017, Prototypical Networks for Few-shot Learning"

    kind: Literal["prototypes"] = "prototypes"

    def compare(self, queries: Tensor, support: Tensor, labels: Tensor, ways: int) -> Tensor:
        means = class_means(support, labels, ways)  # [task, way, feature]
        # |f|^2 is the same for all classes, so it may be left out of the squared distance without changing the softmax.
        scores = 2 * queries @ means.mT - means.square().sum(2).unsqueeze(1)
        return scores.masked_fill(absent(labels, ways).unsqueeze(1), IMPOSSIBLE)
