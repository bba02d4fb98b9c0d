"""A linear model: one weight for each input, and an offset.

Without the offset it is the optimisee of Andrychowicz et al. (2016): the family of quadratics is then its loss.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.deferred import torch
from simulator.learners.base import Learner, dense
from simulator.learners.dense_stack import DenseStack, Stack
from simulator.learners.products import Product
from simulator.tasks.base import Examples, Shape

if TYPE_CHECKING:
    from torch import Generator, Tensor


class LinearLearner(Learner):
    """prediction = x W + b, or x W without the offset."""

    title = "Linear"
    summary = "One weight for each input and an offset: quick, and its mathematics is known exactly."
    explanation = (
        "The prediction is the sum of the inputs, each times a weight, and an offset. It can only draw straight lines "
        "and planes, but what learning does to it can be calculated exactly."
    )
    formula = "f(x) = W<sup>T</sup> x + b"

    flat = True

    kind: Literal["linear"] = "linear"
    offset: bool = parameter(
        True, "Offset", "Whether the prediction may differ from zero where all inputs are zero.", advanced=True
    )
    start: Literal["uniform", "normal"] = parameter(
        "uniform",
        "Random start",
        "How weights begin: uniform makes small predictions (PyTorch's), normal draws each from N(0, 1).",
        advanced=True,
    )

    @property
    def head(self) -> tuple[str, ...]:
        return ("weight", "bias") if self.offset else ("weight",)

    @property
    def body(self) -> tuple[str, ...]:
        return ()

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        weight, bias = dense(generator, math.prod(shape.inputs), shape.outputs, copies)
        if self.start == "normal":
            weight, bias = (torch.randn(each.shape, generator=generator) for each in (weight, bias))
        return {"weight": weight, "bias": bias} if self.offset else {"weight": weight}

    @property
    def closed_form(self) -> bool:
        return type(self) is LinearLearner  # what is made of it may predict otherwise

    def differentiated(self, parameters: Mapping[str, Tensor | Product], inputs: Tensor) -> DenseStack:
        return DenseStack(Stack((("weight", "bias" if self.offset else None),)), parameters, inputs.flatten(2))

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        return inputs.flatten(2)

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        if not self.offset:
            return inputs.flatten(2) @ parameters["weight"]
        return torch.baddbmm(parameters["bias"], inputs.flatten(2), parameters["weight"])
