"""A meta-iteration as a function of a list of tensors, and that function as a list of tensor operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.deferred import torch
from simulator.strategies.adam import flat, unflat
from simulator.strategies.base import State, Strategy
from simulator.strategies.problem import Problem
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Tensor

Shapes = list[tuple[Any, Any, tuple[int, ...]]]


@dataclass(frozen=True)
class Layout:
    """How a state is laid out in a list of tensors: theta as one vector, then the moments."""

    theta: dict[str, Tensor]
    moments: tuple[str, ...]

    @classmethod
    def of(cls, state: State) -> Layout:
        """The layout of states like this one."""
        return cls(state.theta, tuple(state.moments))

    def packed(self, state: State) -> list[Tensor]:
        """A state as tensors."""
        return [flat(state.theta), *(state.moments[name] for name in self.moments)]

    def state(self, tensors: list[Tensor], count: int) -> State:
        """The state that was packed so, after `count` updates; its parameters are views."""
        theta, *moments = tensors
        return State(unflat(theta, self.theta), dict(zip(self.moments, moments, strict=True)), count)


def examples(batch: TaskBatch) -> list[Tensor]:
    """What a strategy sees of a batch."""
    return [batch.support.inputs, batch.support.targets, batch.query.inputs, batch.query.targets]


def shapes(tensors: list[Tensor]) -> Shapes:
    """Shape, type and memory order of each, all of which compiled code relies on."""
    return [(tensor.shape, tensor.dtype, tensor.stride()) for tensor in tensors]


def step(problem: Problem, strategy: Strategy, layout: Layout) -> Callable[..., list[Tensor]]:
    """The meta-iteration as a function: of the tensors of a state, the pace, and the four of a batch.

    It gives the tensors of the next state; and last, ``[2]``, the loss and the sum of all parameters, which is finite
    if they are.
    """
    size = 1 + len(layout.moments)

    def stepped(*tensors: Tensor) -> list[Tensor]:
        pace, support_inputs, support_targets, query_inputs, query_targets = tensors[size:]
        batch = TaskBatch(Examples(support_inputs, support_targets), Examples(query_inputs, query_targets), {})
        improved, loss = strategy.traced_step(problem, layout.state(list(tensors[:size]), 0), batch, pace)
        theta, *moments = layout.packed(improved)
        return [theta, *moments, torch.stack([loss, theta.sum()])]

    return stepped


def traced(function: Callable[..., list[Tensor]], arguments: list[Tensor]) -> Any:
    """The tensor operations of a call with arguments like these, as a `torch.fx.GraphModule`."""
    from torch.fx.experimental.proxy_tensor import make_fx

    return make_fx(function, tracing_mode="fake")(*arguments)
