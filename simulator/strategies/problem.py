"""A problem: a task family and a base learner bound together, as a strategy sees them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.learners.differentiated import Differentiated, Values
from simulator.learners.products import Product
from simulator.tasks.base import Examples, TaskFamily
from simulator.tasks.loss import Derivative

if TYPE_CHECKING:
    from torch import Generator, Tensor


@dataclass(frozen=True)
class Point:
    """Parameters at which the derivatives of a mean loss are known in closed form, without a graph."""

    learner: Differentiated
    slope: Derivative

    def gradient(self, own: Collection[str], shared: Collection[str] = (), terms: int | None = None) -> Values:
        """The derivative by parameter, ``[task, ...]`` of `own`, summed over tasks of `shared`.

        See `Differentiated.gradient` for `terms`.
        """
        with torch.no_grad():
            found = self.learner.gradient(self.slope.value, own, shared, terms)
        return {name: found[name] for name in (*own, *shared)}  # rules may read them one after the other

    def times_hessian(
        self, direction: Mapping[str, Tensor | Product], own: Collection[str], shared: Collection[str] = ()
    ) -> Values:
        """How the gradient changes along `direction`, ``[task, ...]`` of parameters that `gradient` was asked of.

        Raises `KeyError` where it was not.
        """
        with torch.no_grad():
            found = self.learner.gradient_along(self.slope.along(self.learner.along(direction)), own, shared)
        return {name: found[name] for name in (*own, *shared)}


@dataclass(frozen=True)
class Problem:
    """What a strategy works on. `horizon` is the number of meta-iterations planned, for annealing.

    `recompute` asks exact outer gradients to keep little of long inner loops in memory; see `descent.exact`.

    Losses are of examples that are being adapted to, or, with `seen`, of query examples after that support set.
    """

    family: TaskFamily
    learner: Learner
    horizon: int
    device: str = "cpu"
    recompute: bool = False

    @property
    def closed_form(self) -> bool:
        """Whether the derivatives of the mean loss are known in closed form; see `point`."""
        return self.learner.closed_form and self.family.loss.closed_form

    def init(self, generator: Generator, copies: int | None = None) -> dict[str, Tensor]:
        """The learner's random start on the problem's device; see `Learner.init`."""
        start = self.learner.init(generator, self.family.shape, copies)
        return {name: value.to(self.device) for name, value in start.items()}

    def begin(self, start: dict[str, Tensor]) -> dict[str, Tensor]:
        """Where adaptation by inner steps begins, if the strategy would begin at `start`, both ``[task, ...]``.

        There; `analysis.parameters` has a problem that begins wherever a person puts the start.
        """
        return start

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        """The prediction ``[task, shot, output]``; see `Learner.predict` for `seen`."""
        return self.learner.predict(parameters, inputs, seen)

    def mean_loss(self, parameters: dict[str, Tensor], examples: Examples, seen: Examples | None = None) -> Tensor:
        """The loss averaged over all tasks, a scalar."""
        return self.family.loss.mean(self._answers(parameters, examples, seen), examples.targets)

    def loss(self, parameters: dict[str, Tensor], examples: Examples, seen: Examples | None = None) -> Tensor:
        """The loss of each task, ``[task]``."""
        return self.family.loss.per_task(self._answers(parameters, examples, seen), examples.targets)

    def point(
        self,
        parameters: Mapping[str, Tensor | Product],
        examples: Examples,
        factor: float = 1.0,
        like: Point | None = None,
    ) -> Point:
        """The derivatives of `factor` times the mean loss of `examples`, where there is a `closed_form`.

        Parameters have a task axis, or none where all tasks have the same. With `like`, a point for the same inputs,
        `parameters` are only those that are others there.
        """
        with torch.no_grad():
            learner = (
                like.learner.moved(parameters) if like else self.learner.differentiated(parameters, examples.inputs)
            )
            return Point(learner, self.family.loss.slope(learner.prediction, examples.targets, factor))

    def _answers(self, parameters: dict[str, Tensor], examples: Examples, seen: Examples | None) -> Tensor:
        if seen is None:
            return self.learner.read(parameters, examples)
        return self.learner.predict(parameters, examples.inputs, seen)
