"""Networks that strategies bring along: dense layers, and attention written out, so that it is exact everywhere.

Fused attention differs between devices and has no second derivative; a product, a softmax and a product do not. All
parameters are common to all tasks, without a task axis.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.learners.base import dense
from simulator.strategies.descent.rules import Parameters

if TYPE_CHECKING:
    from torch import Generator, Tensor


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int, visible: Tensor | None = None) -> Tensor:
    """Scaled dot-product attention (Vaswani et al. 2017, section 3.2), ``[task, query, width]``.

    `key` and `value` are ``[task, key, width]``; each of the `heads` reads an equal part of the width. `visible`,
    ``[task or 1, query or 1, key]``, says which keys a query may read: at least one.
    """
    q, k, v = (_apart(each, heads) for each in (query, key, value))  # [task, head, shot, width / heads]
    scores = q @ k.mT / math.sqrt(q.shape[3])
    if visible is not None:
        scores = scores.masked_fill(~visible.unsqueeze(1), -math.inf)
    return (scores.softmax(3) @ v).transpose(1, 2).flatten(2)


def layers(generator: Generator, name: str, *widths: int) -> Parameters:
    """Dense layers of the given widths from input to output, drawn at random: ``name.weight0``, ``name.bias0``, ..."""
    found: Parameters = {}
    for layer, (fan_in, fan_out) in enumerate(itertools.pairwise(widths)):
        weight, bias = dense(generator, fan_in, fan_out, None, "lecun")
        found |= {f"{name}.weight{layer}": weight, f"{name}.bias{layer}": bias}
    return found


def through(theta: Parameters, name: str, inputs: Tensor) -> Tensor:
    """`inputs` ``[task, shot, feature]`` through the dense layers of that name, with GELU between them."""
    hidden, layer = inputs, 0
    while f"{name}.weight{layer}" in theta:
        hidden = torch.nn.functional.gelu(hidden) if layer else hidden
        weight, bias = theta[f"{name}.weight{layer}"], theta[f"{name}.bias{layer}"]
        hidden = torch.nn.functional.linear(hidden, weight.T, bias[0])
        layer += 1
    return hidden


def _apart(values: Tensor, heads: int) -> Tensor:
    return values.view(*values.shape[:2], heads, -1).transpose(1, 2)
