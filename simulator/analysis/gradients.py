"""Gradients by task and by layer: what the pictures of slow motion and of agreement are made of.

A layer is one parameter tensor, by its name. `Lengths` are how long some vector is in each of them; `Inner` says which
parameters of a strategy adapt and by which rule, as far as its class tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator.analysis.task_figure.case import floats
from simulator.deferred import torch
from simulator.engine.events import Floats
from simulator.strategies import Strategy
from simulator.strategies.adam import BETA1
from simulator.strategies.base import Fitted, State
from simulator.strategies.descent.es_maml import EsMaml
from simulator.strategies.descent.learned_optimizer import LearnedOptimizer, LearnedRule
from simulator.strategies.descent.learned_start import LearnedStart
from simulator.strategies.descent.reptile import Reptile
from simulator.strategies.descent.rules import Descent, Parameters, ProximalDescent, RatedDescent, Rule, optimizer
from simulator.strategies.external.trials import External
from simulator.strategies.problem import Problem
from simulator.strategies.reference.scratch import Scratch
from simulator.tasks.base import Examples

if TYPE_CHECKING:
    from torch import Tensor


Stepping = Literal["plain", "rated", "held", "learned", "remembering", "its own"]


@dataclass(frozen=True)
class Lengths:
    """How long a vector is in each layer: `values` ``[layer]`` by `names`."""

    names: tuple[str, ...]
    values: Floats

    @property
    def total(self) -> float:
        """The length of the whole vector."""
        return float(np.sqrt(np.square(self.values).sum()))

    @property
    def largest(self) -> str:
        """The layer in which it is longest; empty where there are no layers."""
        return self.names[int(np.argmax(self.values))] if self.names else ""


@dataclass(frozen=True)
class Inner:
    """An inner loop: the `names` that adapt, and the `rule`, where it is known.

    `estimated` says that the rule does not get the gradient itself but an estimate of it.
    """

    names: tuple[str, ...]
    rule: Rule | None
    estimated: bool = False

    @property
    def rate(self) -> float | None:
        """The inner learning rate, where it is one number that the gradient is multiplied by."""
        return self.rule.rate if isinstance(self.rule, Descent | ProximalDescent) else None

    @property
    def stepping(self) -> Stepping:
        """How a gradient becomes a step."""
        kinds: dict[type, Stepping] = {
            Descent: "plain",
            RatedDescent: "rated",
            ProximalDescent: "held",
            LearnedRule: "learned",
        }
        if self.rule is None:
            return "its own"
        return kinds.get(type(self.rule), "remembering")


def inner_loop(problem: Problem, strategy: Strategy, state: State, start: Fitted) -> Inner:
    """The inner loop of a strategy whose learners are fitted; `start` are those before the first step."""
    if isinstance(strategy, LearnedStart):
        inner = strategy.adaptation(problem, state.theta)
        return Inner(inner.names, inner.rule, isinstance(strategy, EsMaml) and strategy.inner == "evolution")
    everything = tuple(start.parameters)
    if isinstance(strategy, Reptile):
        return Inner(problem.learner.adapting, optimizer(strategy.optimizer, strategy.inner_lr))
    if isinstance(strategy, Scratch):
        return Inner(everything, optimizer(strategy.optimizer, strategy.inner_lr))
    if isinstance(strategy, LearnedOptimizer):
        return Inner(everything, LearnedRule(state.theta, strategy.scale))
    if isinstance(strategy, External):
        best = strategy.best(problem, state).inner
        return Inner(everything, optimizer(best.optimizer, best.inner_lr))
    return Inner(everything, None)


def task_gradients(
    problem: Problem, parameters: Parameters, names: Iterable[str], examples: Examples, seen: Examples | None = None
) -> Parameters:
    """The gradient of each task's own loss on `examples` by the parameters `names`, ``[task, ...]`` each."""
    adapting = {name: parameters[name].detach().requires_grad_() for name in names}
    loss = problem.loss(parameters | adapting, examples, seen).sum()  # no task has a part in another's loss
    taken = torch.autograd.grad(loss, list(adapting.values()), allow_unused=True, materialize_grads=True)
    return dict(zip(adapting, taken, strict=True))


def lengths(vectors: Parameters) -> Lengths:
    """The length of a vector in each layer."""
    values = [float(value.detach().double().norm()) for value in vectors.values()]
    return Lengths(tuple(vectors), np.array(values, dtype=float))


def flat(vectors: Parameters) -> Floats:
    """One vector a task ``[task, number]``, of all layers ``[task, ...]``."""
    rows: list[Tensor] = [value.detach().reshape(len(value), -1) for value in vectors.values()]
    return floats(torch.cat(rows, 1))


def outer_gradient(before: State, after: State) -> Parameters | None:
    """The gradient with which Adam came from one state to the next; None where it was not one update of Adam.

    It is worked out from Adam's running mean: mu' = beta_1 mu + (1 - beta_1) g.
    """
    if after.count != before.count + 1 or "mu" not in before.moments:
        return None
    mu = before.moments["mu"]
    g = mu + (after.moments["mu"] - mu) / (1 - BETA1)
    pieces = torch.split(g, [value.numel() for value in before.theta.values()])
    return {name: piece.view(value.shape) for (name, value), piece in zip(before.theta.items(), pieces, strict=True)}
