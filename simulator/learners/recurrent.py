"""A gated recurrent unit (Cho et al. 2014) over a task's examples in their order: a student's answers, or a series.

The network reads the support set one example after the other, x beside its target, and answers each query from the
memory that is left (deep knowledge tracing: Piech et al. 2015). To answer, it takes one more step in which the
target's place is empty; a flag beside the target says which of the two it is. While it adapts, it reads the support
set as a teacher would have it: each example is answered from those before it, its own target known only afterwards.

Layers are stacked; all steps have a native task axis. Gates as in PyTorch: reset, update, new.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Literal

from simulator.declaration import Widths, parameter
from simulator.deferred import torch
from simulator.learners.base import Learner, dense
from simulator.tasks.base import Examples, Shape

if TYPE_CHECKING:
    from torch import Generator, Tensor


class Recurrent(Learner):
    """Answers with what it remembers of the examples seen; without any, with an empty memory."""

    title = "Recurrent network"
    summary = "Reads the examples one after the other and answers from what it remembers of them."
    explanation = (
        "The network keeps a memory of a few numbers and changes it a little with every example it reads. "
        "As it learns what is worth remembering, reading a new student's answers is already a way to adapt."
    )
    formula = (
        "h<sub>t</sub> = (1 − z) n + z h<sub>t−1</sub><br>"
        "r, z = σ(W(x, y) + U h<sub>t−1</sub>), n = tanh(W(x, y) + r U h<sub>t−1</sub>)<br>"
        "prediction = V GRU(x, h) + c"
    )
    paper = "Cho et al. 2014, Learning phrase representations using RNN encoder-decoder"

    kind: Literal["recurrent"] = "recurrent"
    hidden: Widths = parameter(
        (32,),
        "Memory",
        "Units in each recurrent layer: more can remember more, and take longer.",
        ge=1,
        le=512,
        items=(1, 3),
    )

    @property
    def head(self) -> tuple[str, ...]:
        return ("weight", "bias")

    @property
    def body(self) -> tuple[str, ...]:
        parts = ("input_weight", "input_bias", "memory_weight", "memory_bias")
        return tuple(f"{part}{layer}" for layer in range(len(self.hidden)) for part in parts)

    def init(self, generator: Generator, shape: Shape, copies: int | None = None) -> dict[str, Tensor]:
        widths = (math.prod(shape.inputs) + shape.outputs + 1, *self.hidden)
        parameters: dict[str, Tensor] = {}
        for layer, (fan_in, size) in enumerate(itertools.pairwise(widths)):
            for part, wide in (("input", fan_in), ("memory", size)):
                weight, bias = dense(generator, wide, 3 * size, copies)
                parameters |= {f"{part}_weight{layer}": weight, f"{part}_bias{layer}": bias}
        weight, bias = dense(generator, self.hidden[-1], shape.outputs, copies)
        return parameters | {"weight": weight, "bias": bias}

    def features(self, parameters: dict[str, Tensor], inputs: Tensor) -> Tensor:
        """What the head sees of each input with an empty memory."""
        return self._asked(parameters, inputs, self._empty(parameters, inputs))

    def predict(self, parameters: dict[str, Tensor], inputs: Tensor, seen: Examples | None = None) -> Tensor:
        memories = self._empty(parameters, inputs)
        if seen is not None:
            memories = [states[:, -1:] for states in self._states(parameters, seen)]
        return self._answered(parameters, self._asked(parameters, inputs, memories))

    def read(self, parameters: dict[str, Tensor], examples: Examples) -> Tensor:
        before = [states[:, :-1] for states in self._states(parameters, examples)]
        return self._answered(parameters, self._asked(parameters, examples.inputs, before))

    def _states(self, parameters: dict[str, Tensor], examples: Examples) -> list[Tensor]:
        """The memory of each layer before the first example and after each, ``[task, 1 + shot, unit]``."""
        below = _beside(examples.inputs, _encoded(examples.targets, self._outputs(parameters)), 1.0)
        found = []
        for layer, memory in enumerate(self._empty(parameters, examples.inputs)):
            drive = _affine(parameters, f"input_{{}}{layer}", below)  # [task, shot, 3 unit]
            states = [memory]
            for shot in range(drive.shape[1]):
                states.append(_step(parameters, layer, drive[:, shot : shot + 1], states[-1]))
            found.append(torch.cat(states, 1))
            below = found[-1][:, 1:]
        return found

    def _asked(self, parameters: dict[str, Tensor], inputs: Tensor, memories: list[Tensor]) -> Tensor:
        """One step from `memories` for each input, its target unknown; ``[task, shot, unit]`` of the last layer."""
        unknown = inputs.new_zeros(*inputs.shape[:2], self._outputs(parameters))
        above = _beside(inputs, unknown, 0.0)
        for layer, memory in enumerate(memories):
            drive = _affine(parameters, f"input_{{}}{layer}", above)
            above = _step(parameters, layer, drive, memory)
        return above

    def _answered(self, parameters: dict[str, Tensor], features: Tensor) -> Tensor:
        return torch.baddbmm(parameters["bias"], features, parameters["weight"])

    def _empty(self, parameters: dict[str, Tensor], inputs: Tensor) -> list[Tensor]:
        return [inputs.new_zeros(len(inputs), 1, size) for size in self.hidden]

    def _outputs(self, parameters: dict[str, Tensor]) -> int:
        return int(parameters["bias"].shape[-1])


def _encoded(targets: Tensor, outputs: int) -> Tensor:
    """Targets as numbers, ``[task, shot, output]``: labels become one-hot, numbers stay as they are."""
    if targets.is_floating_point():
        return targets
    return torch.nn.functional.one_hot(targets, outputs).to(torch.get_default_dtype())


def _beside(inputs: Tensor, targets: Tensor, known: float) -> Tensor:
    """Inputs, targets and the flag that says whether the targets are known, ``[task, shot, feature + output + 1]``."""
    flat = inputs.flatten(2)
    return torch.cat([flat, targets, flat.new_full((*flat.shape[:2], 1), known)], 2)


def _affine(parameters: dict[str, Tensor], name: str, values: Tensor) -> Tensor:
    return torch.baddbmm(parameters[name.format("bias")], values, parameters[name.format("weight")])


def _step(parameters: dict[str, Tensor], layer: int, drive: Tensor, memory: Tensor) -> Tensor:
    """One step of the unit, ``[task, shot, unit]``, of `drive` ``[task, shot, 3 unit]`` and as many memories or one."""
    reset, update, new = drive.chunk(3, 2)
    from_reset, from_update, from_new = _affine(parameters, f"memory_{{}}{layer}", memory).chunk(3, 2)
    r, z = torch.sigmoid(reset + from_reset), torch.sigmoid(update + from_update)
    n = torch.tanh(new + r * from_new)
    return n + z * (memory - n)
