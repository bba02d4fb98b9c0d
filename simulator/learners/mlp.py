"""A multi-layer perceptron: dense layers with a non-linearity between them.

With Fourier features its first layer also sees sines and cosines of each input, so that it can follow quick changes
(Tancik et al. 2020, "Fourier Features Let Networks Learn High Frequency Functions in Low Dimensional Domains"). Their
frequencies are 1/2, 1, 2, 4, ... radians a unit, fixed rather than drawn: they are no parameters, and never adapt.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Widths, parameter
from simulator.deferred import torch
from simulator.learners.base import Learner, Start, dense
from simulator.learners.dense_stack import DenseStack, Stack
from simulator.learners.products import Product
from simulator.tasks.base import Examples, Shape

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Mlp(Learner):
    """Dense layers of the given widths, then a linear head."""

    title = "Multi-layer perceptron"
    summary = "Layers of simple units; wide enough, it can bend into any curve."
    explanation = (
        "Each unit adds up what the layer before it gives, each part times a weight, and bends the sum. Many bends put "
        "together make any curve, and learning means finding the weights."
    )
    formula = (
        "h<sub>0</sub> = x, &nbsp; h<sub>l</sub> = bend(W<sub>l</sub><sup>T</sup> h<sub>l−1</sub> + b<sub>l</sub>)<br>"
        "f(x) = W<sub>n</sub><sup>T</sup> h<sub>n−1</sub> + b<sub>n</sub>"
    )
    paper = "Rumelhart et al. 1986, Learning representations by back-propagating errors"

    flat = True

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

    fourier: int = parameter(
        0,
        "Fourier frequencies",
        "How many waves of each input the first layer sees beside it: more follow quicker changes, 0 is none.",
        ge=0,
        le=8,
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
        widths = (math.prod(shape.inputs) * (1 + 2 * self.fourier), *self.hidden, shape.outputs)
        parameters: dict[str, Tensor] = {}
        for layer, (fan_in, fan_out) in enumerate(itertools.pairwise(widths)):
            weight, bias = dense(generator, fan_in, fan_out, copies, self.start)
            parameters |= {f"weight{layer}": weight, f"bias{layer}": bias}
        return parameters

    @property
    def closed_form(self) -> bool:
        return type(self) is Mlp and self.activation in ("relu", "tanh")  # what is made of it may predict otherwise

    def differentiated(self, parameters: Mapping[str, Tensor | Product], inputs: Tensor) -> DenseStack:
        layers = tuple((f"weight{layer}", f"bias{layer}") for layer in range(len(self.hidden) + 1))
        return DenseStack(
            Stack(layers, "tanh" if self.activation == "tanh" else "relu"), parameters, self._read(inputs)
        )

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        bend = torch.tanh if self.activation == "tanh" else getattr(torch.nn.functional, self.activation)
        hidden = self._read(inputs)
        for layer in range(len(self.hidden)):
            hidden = bend(torch.baddbmm(parameters[f"bias{layer}"], hidden, parameters[f"weight{layer}"]))
        return hidden

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        weight, bias = self.head
        return torch.baddbmm(parameters[bias], self.features(parameters, inputs), parameters[weight])

    def _read(self, inputs: Tensor) -> Tensor:
        """What the first layer sees, ``[task, shot, feature]``."""
        return self._waves(inputs.flatten(2)) if self.fourier else inputs.flatten(2)

    def _waves(self, x: Tensor) -> Tensor:
        """Each input beside its sines and cosines, ``[task, shot, feature * (1 + 2 * fourier)]``."""
        angles = [2.0**power * x for power in range(-1, self.fourier - 1)]
        return torch.cat([x, *map(torch.sin, angles), *map(torch.cos, angles)], 2)
