"""A learner that reads its inputs beside a context: a few numbers that say which task this is.

`Conditioned` wraps a learner of flat vectors and widens its inputs by the context. The context is one more
parameter, so a strategy may adapt it and nothing else (CAVIA: Zintgraf et al. 2019, "Fast Context Adaptation via
Meta-Learning"), or an encoder may write it (neural processes: Garnelo et al. 2018). It is no choice of its own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import PrivateAttr

from simulator.declaration import Sentence, sentence
from simulator.deferred import torch
from simulator.learners.base import Learner
from simulator.tasks.base import Examples, Shape, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

CONTEXT = "context"  # the parameter's name


class Conditioned(Learner):
    """f(x, context): a learner whose inputs are joined by `size` numbers, ``[1, size]`` and zero at the start.

    At prediction ``parameters["context"]`` is ``[task, 1, size]``, or ``[task, shot, size]`` for a context of each
    input's own.
    """

    _learner: Learner = PrivateAttr()
    _size: int = PrivateAttr()

    def __init__(self, learner: Learner, size: int) -> None:
        super().__init__()
        self._learner, self._size = learner, size

    @property
    def head(self) -> tuple[str, ...]:
        return self._learner.head

    @property
    def body(self) -> tuple[str, ...]:
        return (*self._learner.body, CONTEXT)

    @property
    def adapting(self) -> tuple[str, ...]:
        return (CONTEXT,)

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        wide = Shape((math.prod(shape.inputs) + self._size,), shape.outputs)
        lead = () if copies is None else (copies,)
        return self._learner.init(generator, wide, copies) | {CONTEXT: torch.zeros(*lead, 1, self._size)}

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        return self._learner.features(parameters, _beside(inputs, parameters[CONTEXT]))

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        return self._learner.predict(parameters, _beside(inputs, parameters[CONTEXT]), seen)

    def objection(self, family: TaskFamily) -> Sentence | None:
        if not self._learner.flat:
            return sentence(
                "A context stands beside inputs that are flat vectors, which the learner {learner} does not read; "
                "choose a multi-layer perceptron.",
                learner=sentence(self._learner.title),
            )
        return self._learner.objection(family)


def _beside(inputs: Tensor, context: Tensor) -> Tensor:
    """Flat inputs ``[task, shot, feature]`` with the context joined to each."""
    x = inputs.flatten(2)
    return torch.cat([x, context.expand(x.shape[0], x.shape[1], -1)], 2)
