"""A convolutional network for pictures: blocks of convolution, normalisation, relu and pooling, then a linear head.

The network of few-shot learning (Vinyals et al. 2016, section 4.1; used by MAML and prototypical networks): four
blocks of 3 x 3 convolutions, each halving the side. Each block subtracts a mean and divides by a deviation; there is
no learned scale, which the next layer can take over. What these are taken over decides what an accuracy means:

- ``picture``: each picture by itself (layer normalisation, Ba et al. 2016);
- ``support``: by channel over the task's pictures (batch normalisation, Ioffe and Szegedy 2015, without running
  averages); queries are normalised with the support set's statistics, so each is answered by itself;
- ``transductive``: the same, but the queries of a task are normalised together, as MAML's published figures are.

Inside, tensors are ``[shot, task, channel, height, width]``: seen as ``[shot, task * channel, ...]`` they are what a
grouped convolution wants (each task its own filters), and as ``[shot * task, channel, ...]`` what an ordinary one does.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Sentence, parameter, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner, dense
from simulator.tasks.base import Examples, Shape, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

EPSILON = 1e-5  # added to the variance
KERNEL = 3


class Conv(Learner):
    """Blocks of convolution, normalisation, relu and 2 x 2 max-pooling, then a linear head."""

    title = "Convolutional network"
    summary = "Small filters slide over a picture, block after block; made for pictures and slow on anything else."
    explanation = (
        "Each block looks for small patterns everywhere in the picture, evens out their strength, and halves the "
        "resolution, so later blocks see larger parts. With transductive normalisation the pictures to be answered "
        "help each other, which raises accuracies: compare such figures with transductive ones only."
    )
    formula = "h ← pool(relu((W ∗ h − μ) / √(σ² + ε) + b)), block by block; prediction = h W + b"
    paper = "Vinyals et al. 2016, Matching Networks for One Shot Learning"

    kind: Literal["conv"] = "conv"
    filters: int = parameter(
        32, "Filters", "Patterns that each block looks for: more can tell more apart, and take longer.", ge=1, le=256
    )
    blocks: int = parameter(
        4, "Blocks", "Convolutions in a row; each halves the picture's side until one point is left.", ge=1, le=8
    )
    normalisation: Literal["picture", "support", "transductive", "none"] = parameter(
        "picture",
        "Normalisation",
        "What evens out a query's patterns. picture: its own strength. support: statistics of the support set. "
        "transductive: statistics of all queries of the task together, which raises accuracies. none: nothing.",
    )

    @property
    def head(self) -> tuple[str, ...]:
        return ("weight", "bias")

    @property
    def body(self) -> tuple[str, ...]:
        return tuple(name for block in range(self.blocks) for name in (f"filters{block}", f"offset{block}"))

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        lead = () if copies is None else (copies,)
        channels, *sides = shape.inputs
        parameters: dict[str, Tensor] = {}
        for block in range(self.blocks):
            bound = math.sqrt(6 / (channels * KERNEL**2))  # He et al. 2015: signals keep their size through relu
            filters = torch.empty(*lead, self.filters, channels, KERNEL, KERNEL)
            parameters[f"filters{block}"] = filters.uniform_(-bound, bound, generator=generator)
            parameters[f"offset{block}"] = torch.zeros(*lead, self.filters, 1, 1)
            sides = [side // 2 for side in sides] if min(sides) > 1 else sides
            channels = self.filters
        weight, bias = dense(generator, channels * math.prod(sides), shape.outputs, copies)
        return parameters | {"weight": weight, "bias": bias}

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        return self._body(parameters, inputs)

    def embed(self, theta: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        return self._body(theta, inputs, seen)

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        return torch.baddbmm(parameters["bias"], self._body(parameters, inputs, seen), parameters["weight"])

    @property
    def remark(self) -> Sentence | None:
        if self.normalisation != "transductive":
            return None
        return sentence("The query pictures of a task were normalised together, so these results are transductive.")

    def objection(self, family: TaskFamily) -> Sentence | None:
        if len(family.shape.inputs) == 3:
            return None
        return sentence(
            "A convolutional network reads pictures; there are none in {family}.", family=sentence(family.title)
        )

    def _body(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        """What the head sees; filters with a task axis are each task's own, those without are shared."""
        support = seen.inputs if seen is not None and self.normalisation == "support" else None
        maps = inputs if support is None else torch.cat([support, inputs], dim=1)
        known = maps.shape[1] if support is None else support.shape[1]  # pictures that statistics are taken over
        hidden = maps.transpose(0, 1)  # [shot, task, channel, height, width]
        for block in range(self.blocks):
            hidden = _convolved(hidden, parameters[f"filters{block}"])
            mean, scale = self._statistics(hidden, known)
            # Normalising and relu keep the order of numbers, so the largest of four may be picked before: less to do.
            hidden = _pooled(hidden) if min(hidden.shape[3:]) > 1 else hidden
            hidden = torch.relu((hidden - mean) * scale + parameters[f"offset{block}"])
        return hidden.transpose(0, 1)[:, maps.shape[1] - inputs.shape[1] :].flatten(2)

    def _statistics(self, maps: Tensor, known: int) -> tuple[Tensor | float, Tensor | float]:
        """Mean and inverse deviation: by picture ``[shot, task, 1, 1, 1]``, or by task over its first `known` pictures
        and by channel ``[1, task, channel, 1, 1]``."""
        if self.normalisation == "none":
            return 0.0, 1.0
        each, over = (maps, (2, 3, 4)) if self.normalisation == "picture" else (maps[:known], (0, 3, 4))
        variance, mean = torch.var_mean(each, dim=over, correction=0, keepdim=True)
        return mean, torch.rsqrt(variance + EPSILON)


def _convolved(maps: Tensor, filters: Tensor) -> Tensor:
    """``[shot, task, channel, h, w]`` with filters ``[task, out, channel, 3, 3]``, or without a task axis."""
    shots, tasks, _, *sides = maps.shape
    if filters.dim() == 4:
        together = torch.nn.functional.conv2d(maps.flatten(0, 1), filters, padding=KERNEL // 2)
    else:
        grouped = filters.flatten(0, 1)
        together = torch.nn.functional.conv2d(maps.flatten(1, 2), grouped, padding=KERNEL // 2, groups=tasks)
    return together.view(shots, tasks, filters.shape[-4], *sides)


def _pooled(maps: Tensor) -> Tensor:
    pooled = torch.nn.functional.max_pool2d(maps.flatten(0, 1), 2)
    return pooled.view(*maps.shape[:2], *pooled.shape[1:])
