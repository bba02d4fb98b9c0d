"""What a base learner is: initial parameters, and a prediction with a native task axis.

Parameters are a plain mapping from name to tensor. `init` gives them without a task axis; `predict` takes
them with one, so that a whole batch of tasks is one batched product and nothing loops over tasks.

Most learners answer each input by itself. One with a memory, or with statistics over examples, also uses the
support set at the time of answering: it is handed as `seen`, and `read` says what such a learner makes of the
support set itself while it adapts to it.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from simulator.declaration import Declared, Sentence
from simulator.deferred import torch
from simulator.learners.differentiated import Differentiated
from simulator.learners.products import Product
from simulator.tasks.base import Examples, Shape, TaskFamily

if TYPE_CHECKING:
    from torch import Generator, Tensor

Start = Literal["uniform", "lecun"]


class Learner(Declared):
    """f_theta: a model of one task.

    `flat` says that an input is read as one flat vector, so that other numbers can be put beside it.
    """

    flat: ClassVar[bool] = False

    @property
    @abstractmethod
    def head(self) -> tuple[str, ...]:
        """The names of the last layer's parameters."""

    @property
    @abstractmethod
    def body(self) -> tuple[str, ...]:
        """The names of all other parameters; empty where the head is all there is."""

    @property
    def adapting(self) -> tuple[str, ...]:
        """The names of the parameters that a task may change: all, unless some are common to all tasks by design."""
        return (*self.body, *self.head)

    @abstractmethod
    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        """A random start; with `copies`, that many independent ones along a leading axis."""

    @abstractmethod
    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        """What the head sees, ``[task, shot, feature]``, of inputs ``[task, shot, ...]``."""

    def embed(self, theta: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        """`features` with parameters that all tasks share, without a task axis; `seen` is as in `predict`.

        For strategies that compare features. A learner may have a quicker way than one copy a task, or need `seen`.
        """
        tasks = inputs.shape[0]
        return self.features({name: value.expand(tasks, *value.shape) for name, value in theta.items()}, inputs)

    @abstractmethod
    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        """The prediction ``[task, shot, output]``; every parameter carries a leading ``task`` axis.

        `seen` is the support set, for learners that use it at the time of answering; others leave it alone.
        """

    def read(self, parameters: dict[str, Tensor], examples: Examples) -> Tensor:
        """The prediction for `examples` themselves, each without knowing its own target: what adaptation fits."""
        return self.predict(parameters, examples.inputs)

    @property
    def closed_form(self) -> bool:
        """Whether there is `differentiated`; else derivatives are left to automatic differentiation."""
        return False

    def differentiated(self, parameters: Mapping[str, Tensor | Product], inputs: Tensor) -> Differentiated:
        """The prediction with its derivatives in closed form."""
        raise NotImplementedError

    @property
    def remark(self) -> Sentence | None:
        """What must be known to read this learner's results, in one sentence; usually None."""
        return None

    def objection(self, family: TaskFamily) -> Sentence | None:
        """Why this learner cannot work on that family, as one sentence; None where it can."""
        return None


def dense(
    generator: Generator, fan_in: int, fan_out: int, copies: int | None, start: Start = "uniform"
) -> tuple[Tensor, Tensor]:
    """A dense layer's weight ``[in, out]`` and bias ``[1, out]``, drawn uniformly.

    ``uniform``: both within 1 / sqrt(fan_in), PyTorch's default. ``lecun``: the weight has variance
    1 / fan_in (LeCun et al. 1998, "Efficient BackProp", section 4.6), so that signals keep their size.
    The bias keeps a ``shot`` axis of one, so that with a task axis in front it broadcasts as it is.
    """
    lead = () if copies is None else (copies,)
    bound = 1 / math.sqrt(fan_in)
    stretch = math.sqrt(3) if start == "lecun" else 1.0
    weight = torch.empty(*lead, fan_in, fan_out).uniform_(-bound * stretch, bound * stretch, generator=generator)
    bias = torch.empty(*lead, 1, fan_out).uniform_(-bound, bound, generator=generator)
    return weight, bias
