"""Model-based search: a small network learns what to expect of each point, and its gradient leads to the next one.

Where `search` goes by the trials themselves, this strategy goes by a model of them, in the manner of Bayesian
optimisation with neural networks (Snoek et al. 2015). An `Ensemble` is fitted to the points and the logarithms of their
scores; the worse half of the trials all count as equally bad, because candidates that overflow would else drown the
differences that matter. Then one member, drawn by chance, is believed (Thompson 1933), and gradient steps descend on
its guess from many starts. Members disagree where nothing was tried, so that chance explores there.

The model is fitted anew to all trials at each meta-iteration, with random numbers from the state's seed and count, so
the state needs to hold the trials only. (`torch.optim` would do, but loads 100 MB of torch for its first step.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.strategies import adam
from simulator.strategies.base import Shown, State
from simulator.strategies.external.space import Space
from simulator.strategies.external.trials import External
from simulator.tasks.base import TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

MEMBERS, UNITS = 8, 32
FIT_STEPS, FIT_RATE = 150, 0.03
STARTS, STEPS, RATE = 64, 40, 0.03
NAMES = ("read", "shift", "out", "offset")  # the weights of a network
BEST, NEAR = 4, 0.15  # the trials to stay near, and how near, as a part of the cube's side
TINY = 1e-9


class Surrogate(External):
    """Each meta-iteration tries the point whose score one network of the model, drawn by chance, expects lowest."""

    title = "Surrogate model"
    summary = "A small network learns to predict how well a learner will adapt, and its slope says what to try next."
    explanation = (
        "After every trial a small network is taught to guess a learner's result from its settings, without a run. "
        "Following the guess downhill gives the next settings to try, with some curiosity for what was never tried."
    )
    formula = (
        "λ<sub>n+1</sub> = argmin<sub>λ</sub> f<sub>m</sub>(λ) by λ ← λ − η ∇f<sub>m</sub>(λ), &nbsp; m by chance,<br>"
        "f<sub>1</sub>, …, f<sub>M</sub> fitted to log min(L(λ<sub>i</sub>), median), i ≤ n"
    )
    paper = "Snoek et al. 2015, Scalable Bayesian Optimization Using Deep Neural Networks"

    kind: Literal["surrogate"] = "surrogate"
    exploration: float = parameter(
        0.5,
        "Exploration",
        "The share of trials that may lie anywhere; the others stay near the best so far.",
        ge=0,
        le=1,
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
        belief = self.belief(searched, state)
        if belief is None:
            return _floats(torch.rand(searched.size, dtype=torch.float64, generator=_generator(state)))
        return _floats(lowest(belief.believed, belief.starts))

    def shows(self, family: TaskFamily) -> tuple[Shown, ...]:
        return ("surface", *super().shows(family))

    def belief(self, searched: Space, state: State) -> Belief | None:
        """What is expected before the next trial, and by whom; None while the trials are still by chance."""
        generator, points, scores = _generator(state), state.moments["points"], state.moments["scores"]
        if state.count < self.random_trials:
            return None
        best = points[scores.argsort()[:BEST]].repeat(STARTS // BEST, 1)
        starts = best + NEAR * torch.randn(best.shape, dtype=torch.float64, generator=generator)
        if torch.rand(1, generator=generator).item() < self.exploration:
            anywhere = torch.rand(STARTS, searched.size, dtype=torch.float64, generator=generator)
            starts = torch.cat([starts, anywhere])
        model = fit(points, scores, generator)
        member = int(torch.randint(MEMBERS, (1,), generator=generator))
        return Belief(model, member, starts.clamp(0, 1))


@dataclass(frozen=True)
class Belief:
    """A model, the number of its member that is believed, and from where ``[start, coordinate]`` it is descended."""

    model: Ensemble
    member: int
    starts: Tensor

    @property
    def believed(self) -> Ensemble:
        """The one member whose lowest point is tried next."""
        return self.model.member(self.member)


@dataclass(frozen=True)
class Ensemble:
    """Networks with one hidden layer each; the members' axis comes first."""

    weights: tuple[Tensor, Tensor, Tensor, Tensor]

    def predict(self, points: Tensor) -> Tensor:
        """Each member's guess ``[member, point]`` of the target."""
        read, shift, out, offset = self.weights
        hidden = torch.tanh(torch.matmul(points - 0.5, read) + shift)  # [member, point, unit]
        return (torch.matmul(hidden, out) + offset).squeeze(2)

    def member(self, index: int) -> Ensemble:
        """One member, as an ensemble of one."""
        return _ensemble([weight[index : index + 1] for weight in self.weights])


def fit(points: Tensor, scores: Tensor, generator: Generator) -> Ensemble:
    """Networks fitted to `points` ``[trial, coordinate]`` and `scores` ``[trial]``.

    Members differ in their random start and in how much each trial counts for them (Rubin 1981, Bayesian bootstrap).
    """
    targets = standard_logs(scores)
    size = points.shape[1]
    shapes = ((size, UNITS), (1, UNITS), (UNITS, 1), (1, 1))
    scales = (2.0, 1.0, 1 / math.sqrt(UNITS), 0.0)
    weights = [
        scale * torch.randn(MEMBERS, *shape, dtype=points.dtype, generator=generator)
        for shape, scale in zip(shapes, scales, strict=True)
    ]
    counts = torch.empty(MEMBERS, len(points), dtype=points.dtype).exponential_(generator=generator)
    state = adam.start(dict(zip(NAMES, weights, strict=True)))
    for _ in range(FIT_STEPS):
        leaves = [value.detach().requires_grad_() for value in state.theta.values()]
        loss = (counts * (_ensemble(leaves).predict(points) - targets).square()).mean(1).sum()
        slopes = torch.autograd.grad(loss, leaves)
        state = adam.update(state, dict(zip(NAMES, slopes, strict=True)), FIT_RATE)
    return _ensemble(list(state.theta.values()))


def _ensemble(weights: list[Tensor]) -> Ensemble:
    read, shift, out, offset = weights
    return Ensemble((read, shift, out, offset))


def standard_logs(scores: Tensor) -> Tensor:
    """The logarithms of scores ``[trial]``, those above the median as the median, with mean 0 and deviation 1."""
    logs, mean, deviation = _levelled(scores)
    return (logs - mean) / deviation


def as_scores(targets: Tensor, scores: Tensor) -> Tensor:
    """Guesses of the standardised logarithms of `scores` ``[trial]`` as the scores that they stand for."""
    _, mean, deviation = _levelled(scores)
    return (targets * deviation + mean).exp()


def _levelled(scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The logarithms, those above the median as the median; their mean and deviation, which of one is 0."""
    logs = scores.clamp(min=TINY).log()
    logs = logs.clamp(max=logs.median())
    deviation = logs.std() if len(logs) > 1 else torch.zeros_like(logs[0])
    return logs, logs.mean(), deviation + TINY


def lowest(model: Ensemble, starts: Tensor) -> Tensor:
    """The point with the lowest mean guess that gradient steps from `starts` ``[start, coordinate]`` lead to."""
    state = adam.start({"points": starts})
    for _ in range(STEPS):
        points = state.theta["points"].detach().requires_grad_()
        (slope,) = torch.autograd.grad(model.predict(points).mean(0).sum(), [points])
        state = adam.update(state, {"points": slope}, RATE)
        state = State({"points": state.theta["points"].clamp(0, 1)}, state.moments, state.count)
    points = state.theta["points"]
    return points[model.predict(points).mean(0).argmin()]


def _generator(state: State) -> Generator:
    return torch.Generator().manual_seed(int(state.moments["seed"]) + state.count)


def _floats(point: Tensor) -> list[float]:
    return [float(coordinate) for coordinate in point]
