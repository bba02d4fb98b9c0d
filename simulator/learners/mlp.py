"""A multi-layer perceptron: dense layers with a non-linearity between them."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Widths, parameter
from simulator.deferred import torch
from simulator.learners.base import Learner, Start, dense
from simulator.tasks.base import Shape

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Mlp(Learner):
    """Dense layers of the given widths, then a linear head."""

    title = "Multi-layer perceptron"
    summary = "Layers of simple units; wide enough, it can bend into any curve."

    kind: Literal["mlp"] = "mlp"
    hidden: Widths = parameter(
        (40, 40),
        "Hidden widths",
        "Units in each hidden layer: more can represent more, and take longer.",
        ge=1,
        le=1024,
        items=(1, 8),
    )
    activation: Literal["relu", "tanh", "silu", "gelu"] = parameter(
        "relu", "Activation", "The bend between layers: relu makes corners, the others are smooth."
    )
    start: Start = parameter(
        "uniform",
        "Random start",
        "How large the weights begin: lecun keeps signals at their size, uniform (PyTorch's) shrinks them a little.",
        advanced=True,
    )

    @property
    def head(self) -> tuple[str, ...]:
        last = len(self.hidden)
        return (f"weight{last}", f"bias{last}")

    @property
    def body(self) -> tuple[str, ...]:
        return tuple(name for layer in range(len(self.hidden)) for name in (f"weight{layer}", f"bias{layer}"))

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        widths = (math.prod(shape.inputs), *self.hidden, shape.outputs)
        parameters: dict[str, Tensor] = {}
        for layer, (fan_in, fan_out) in enumerate(itertools.pairwise(widths)):
            weight, bias = dense(generator, fan_in, fan_out, copies, self.start)
            parameters |= {f"weight{layer}": weight, f"bias{layer}": bias}
        return parameters

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        bend = torch.tanh if self.activation == "tanh" else getattr(torch.nn.functional, self.activation)
        hidden = inputs.flatten(2)  # [task, shot, feature]
        for layer in range(len(self.hidden)):
            hidden = bend(torch.baddbmm(parameters[f"bias{layer}"], hidden, parameters[f"weight{layer}"]))
        return hidden

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        weight, bias = self.head
        return torch.baddbmm(parameters[bias], self.features(parameters, inputs), parameters[weight])
