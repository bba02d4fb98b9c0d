"""Gradients by evolution strategies: of losses at points around, without differentiating anything.

The smoothed loss E L(x + sigma epsilon), epsilon ~ N(0, I), has the gradient E [L(x + sigma epsilon) -
L(x - sigma epsilon)] epsilon / (2 sigma), estimated from antithetic pairs (Salimans et al. 2017, arXiv 1703.03864;
Song et al. 2020, "ES-MAML", arXiv 1910.01215, algorithm 1). A perturbed learner is one more row of the task axis, so
all of them are adapted and judged together.

- `evolution`: the outer gradient of the loss after adaptation (Song et al., algorithm 3);
- `estimated`: the gradient of an inner step (ibid., algorithm 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.strategies.base import last
from simulator.strategies.descent.gradient import Begin, Outer, Slope, inner_steps
from simulator.strategies.descent.rules import Parameters
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Generator, Tensor


def evolution(
    problem: Problem,
    theta: Parameters,
    batch: TaskBatch,
    begin: Begin,
    steps: int,
    *,
    sigma: float,
    pairs: int,
    generator: Generator,
) -> Outer:
    """The mean query loss after adaptation around `theta`, and an estimate of its gradient; for starts alone.

    Each task has `pairs` antithetic perturbations of its own: so many tasks see as many directions.
    """
    tried = population(problem, theta, batch, begin, steps, sigma=sigma, pairs=pairs, generator=generator)
    return 0.5 * (tried.up + tried.down).mean(), tried.gradient


@dataclass(frozen=True)
class Population:
    """Starts to both sides of one: how far ``[task * pair, ...]``, in units of sigma, and their losses after adapting.

    The pairs of a task follow each other; `up` and `down` are ``[task * pair]``.
    """

    epsilon: Parameters
    up: Tensor
    down: Tensor
    sigma: float

    @property
    def gradient(self) -> Parameters:
        """The estimate of the outer gradient: the directions, each by how much its two sides differ."""
        share = (self.up - self.down) / (2 * self.sigma * len(self.up))
        return {name: torch.tensordot(share, each, 1) for name, each in self.epsilon.items()}


def population(
    problem: Problem,
    theta: Parameters,
    batch: TaskBatch,
    begin: Begin,
    steps: int,
    *,
    sigma: float,
    pairs: int,
    generator: Generator,
) -> Population:
    """What `evolution` tries for a batch; no graph."""
    tasks, inner = batch.tasks, begin(theta)
    epsilon = {name: noise(generator, value, tasks * pairs) for name, value in theta.items()}
    start = {name: _both(theta[name], sigma * each) for name, each in epsilon.items()}
    support, query = (_repeated(examples, pairs) for examples in (batch.support, batch.query))
    end = last(inner_steps(problem, start, support, inner.names, inner.rule, steps, slope=inner.slope))
    with torch.no_grad():
        up, down = problem.loss(end, query, support).chunk(2)  # [task * pair] each
    return Population(epsilon, up, down, sigma)


def estimated(sigma: float, pairs: int, seed: int) -> Slope:
    """Inner gradients from `pairs` antithetic perturbations, the same ones for all tasks; a function of `seed`."""

    def slope(problem: Problem, start: Parameters, values: Parameters, support: Examples, step: int) -> Parameters:
        generator, tasks = torch.Generator().manual_seed(seed + step), support.inputs.shape[0]
        epsilon = {name: noise(generator, value[0], pairs) for name, value in values.items()}
        fixed = {name: _rows(value, 2 * pairs) for name, value in start.items() if name not in values}
        around = {name: _around(value, sigma * epsilon[name]) for name, value in values.items()}
        with torch.no_grad():
            losses = problem.loss(fixed | around, _each(support, 2 * pairs)).view(tasks, 2, pairs)
            share = (losses[:, 0] - losses[:, 1]) / (2 * sigma * pairs * tasks)  # as a mean over tasks has it
            return {name: torch.tensordot(share, each, 1) for name, each in epsilon.items()}

    return slope


def noise(generator: Generator, like: Tensor, count: int) -> Tensor:
    """`count` standard normal perturbations of a tensor ``[...]``: ``[count, ...]``, drawn on the CPU."""
    return torch.randn(count, *like.shape, generator=generator, dtype=like.dtype).to(like.device)


def _both(value: Tensor, moves: Tensor) -> Tensor:
    """``[...]`` moved to both sides by ``[row, ...]``: ``[2 * row, ...]``."""
    return torch.cat([value + moves, value - moves])


def _around(values: Tensor, moves: Tensor) -> Tensor:
    """Each task's ``[task, ...]`` moved to both sides by ``[pair, ...]``: ``[task * 2 * pair, ...]``."""
    return (values.unsqueeze(1) + torch.cat([moves, -moves])).flatten(0, 1)


def _rows(value: Tensor, count: int) -> Tensor:
    return value.repeat_interleave(count, 0)


def _each(examples: Examples, count: int) -> Examples:
    """Every task's examples `count` times, one task after the other."""
    return Examples(_rows(examples.inputs, count), _rows(examples.targets, count))


def _repeated(examples: Examples, pairs: int) -> Examples:
    """Every task's examples for its `pairs`, and all of that again for the other sides."""
    once = _each(examples, pairs)
    return Examples(torch.cat([once.inputs] * 2), torch.cat([once.targets] * 2))
