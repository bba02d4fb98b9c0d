"""Model-based search: a small network learns what to expect of each point, and its gradient leads to the next one.

Where `search` goes by the trials themselves, this strategy goes by a model of them, in the manner of Bayesian
optimisation with neural networks (Snoek et al. 2015): an `Ensemble` is fitted to the points and the ranks of their
scores, and from many starts gradient steps descend on its mean minus a multiple of its spread. The spread is large
where nothing was tried, so the multiple is how much is explored. Ranks, because candidates that overflow are so much
worse than all others that the differences that matter would vanish beside them.

The model is fitted anew to all trials at each meta-iteration, with random numbers from the state's seed and count, so
the state needs to hold the trials only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies.base import State
from simulator.strategies.external.space import Space
from simulator.strategies.external.trials import External

if TYPE_CHECKING:
    from torch import Generator, Tensor

MEMBERS, UNITS = 8, 32
FIT_STEPS, FIT_RATE = 150, 0.03
STARTS, STEPS, RATE = 64, 40, 0.03


class Surrogate(External):
    """Each meta-iteration tries where the model expects the lowest score, uncertainty counted in its favour."""

    title = "Surrogate model"
    summary = "A small network learns to predict how well a learner will adapt, and its slope says what to try next."
    explanation = (
        "After every trial a small network is taught to guess a learner's result from its settings, without a run. "
        "Following the guess downhill gives the next settings to try, with some curiosity for those it is unsure about."
    )
    formula = (
        "λ<sub>n+1</sub> = argmin<sub>λ</sub> μ(λ) − κ σ(λ) by λ ← λ − η ∇(μ − κ σ)(λ), &nbsp; "
        "μ, σ: mean and spread of networks f<sub>m</sub>(λ) ≈ rank of L(λ)"
    )
    paper = "Snoek et al. 2015, Scalable Bayesian Optimization Using Deep Neural Networks"

    kind: Literal["surrogate"] = "surrogate"
    exploration: float = parameter(
        0.3,
        "Exploration",
        "How much being unsure counts in favour of a candidate: zero trusts the model, more tries the unfamiliar.",
        ge=0,
        le=100,
        symbol="kappa",
        live=True,
    )
    random_trials: int = parameter(
        8,
        "Random trials",
        "Trials by chance before the model is first asked.",
        ge=1,
        le=1000,
        unit="trials",
        advanced=True,
    )

    def propose(self, searched: Space, state: State) -> list[float]:
        generator = torch.Generator().manual_seed(int(state.moments["seed"]) + state.count)
        points, scores = state.moments["points"], state.moments["scores"]
        if state.count < self.random_trials:
            return _floats(torch.rand(searched.size, dtype=torch.float64, generator=generator))
        model = fit(points, scores, generator)
        near = points[scores.argsort()[: STARTS // 4]]
        near = near + 0.1 * torch.randn(near.shape, dtype=torch.float64, generator=generator)
        far = torch.rand(STARTS, searched.size, dtype=torch.float64, generator=generator)
        return _floats(lowest(model, torch.cat([far, near]).clamp(0, 1), self.exploration))


@dataclass(frozen=True)
class Ensemble:
    """Networks with one hidden layer each; the members' axis comes first."""

    weights: tuple[Tensor, Tensor, Tensor, Tensor]

    def predict(self, points: Tensor) -> Tensor:
        """Each member's guess ``[member, point]`` of where the score stands among the trials' own."""
        read, shift, out, offset = self.weights
        hidden = torch.tanh(torch.matmul(points - 0.5, read) + shift)  # [member, point, unit]
        return (torch.matmul(hidden, out) + offset).squeeze(2)

    def bound(self, points: Tensor, exploration: float) -> Tensor:
        """The mean guess less `exploration` times its spread over members, ``[point]``."""
        guesses = self.predict(points)
        return guesses.mean(0) - exploration * guesses.std(0)


def fit(points: Tensor, scores: Tensor, generator: Generator) -> Ensemble:
    """Networks fitted to `points` ``[trial, coordinate]`` and `scores` ``[trial]``.

    Members differ in their random start and in how much each trial counts for them (Rubin 1981, Bayesian bootstrap).
    """
    targets = normal_scores(scores)
    size = points.shape[1]
    shapes = ((size, UNITS), (1, UNITS), (UNITS, 1), (1, 1))
    scales = (2.0, 1.0, 1 / math.sqrt(UNITS), 0.0)
    weights = [
        scale * torch.randn(MEMBERS, *shape, dtype=points.dtype, generator=generator)
        for shape, scale in zip(shapes, scales, strict=True)
    ]
    counts = torch.empty(MEMBERS, len(points), dtype=points.dtype).exponential_(generator=generator)
    leaves = [weight.requires_grad_() for weight in weights]
    model = Ensemble((leaves[0], leaves[1], leaves[2], leaves[3]))
    optimizer = torch.optim.Adam(leaves, FIT_RATE, fused=True)
    for _ in range(FIT_STEPS):
        optimizer.zero_grad()
        loss = (counts * (model.predict(points) - targets).square()).mean(1).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    read, shift, out, offset = (leaf.detach() for leaf in leaves)
    return Ensemble((read, shift, out, offset))


def normal_scores(scores: Tensor) -> Tensor:
    """Each score's rank as the quantile of a standard normal distribution; equal scores stand equally."""
    below = (scores[:, None] > scores).sum(1) + 0.5 * (scores[:, None] == scores).sum(1)
    quantiles: Tensor = torch.special.ndtri(below.to(scores.dtype) / len(scores))
    return quantiles


def lowest(model: Ensemble, starts: Tensor, exploration: float) -> Tensor:
    """The point with the lowest bound that gradient steps from `starts` ``[start, coordinate]`` lead to."""
    points = starts.clone().requires_grad_()
    optimizer = torch.optim.Adam([points], RATE, fused=True)
    for _ in range(STEPS):
        optimizer.zero_grad()
        model.bound(points, exploration).sum().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        with torch.no_grad():
            points.clamp_(0, 1)
    with torch.no_grad():
        return points[model.bound(points, exploration).argmin()].detach()


def _floats(point: Tensor) -> list[float]:
    return [float(coordinate) for coordinate in point]
