"""A linear model: one weight for each input, and an offset."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch
from simulator.learners.base import Learner, dense
from simulator.tasks.base import Shape

if TYPE_CHECKING:
    from torch import Generator, Tensor


class LinearLearner(Learner):
    """prediction = x W + b."""

    title = "Linear"
    summary = "One weight for each input and an offset: quick, and its mathematics is known exactly."

    kind: Literal["linear"] = "linear"

    @property
    def head(self) -> tuple[str, ...]:
        return ("weight", "bias")

    @property
    def body(self) -> tuple[str, ...]:
        return ()

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        weight, bias = dense(generator, math.prod(shape.inputs), shape.outputs, copies)
        return {"weight": weight, "bias": bias}

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        return inputs.flatten(2)

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        return torch.baddbmm(parameters["bias"], inputs.flatten(2), parameters["weight"])
