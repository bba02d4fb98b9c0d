"""The user's own family: a formula in ``x``, or in ``x1`` and ``x2``, whose named numbers are drawn for each task.

`expression.py` reads the formula and `distributions.py` the named numbers. Before a family is
accepted its formula is tried, on fixed tasks, over the whole of the inputs: one that has no finite value somewhere is
refused with the part of it that has none. A task too rare to be met there is drawn again when it turns up.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from simulator.declaration import InputError, Range, Sentence, parameter, sentence
from simulator.declaration.parameter import readable
from simulator.deferred import torch
from simulator.tasks.base import (
    Drawing,
    FunctionDrawing,
    PlaneDrawing,
    ScatterDrawing,
    Shape,
    Solution,
    Split,
    TaskBatch,
    TaskFamily,
)
from simulator.tasks.functions.distributions import Distribution, distributions
from simulator.tasks.functions.expression import INPUTS, LARGEST, Node, parsed
from simulator.tasks.functions.text import LONGEST, Text
from simulator.tasks.loss import CrossEntropy, Loss, SquaredError

if TYPE_CHECKING:
    from torch import Generator, Tensor

TRIED = 128  # tasks on which a formula is tried, each at 64 random inputs and at the ends and middles of the domain
REDRAWS = 100
CERTAIN = 30.0  # deviations beyond which the class is certain


class Formula(TaskFamily):
    """y = expression + noise; or, to classify, whether that is above a threshold."""

    title = "Own formula"
    summary = "Each task is a formula that you write, with its own values for the numbers that you name."
    explanation = (
        "You write the formula, and say how the numbers in it that have a name are drawn; every draw of them is one "
        "task. What all tasks share can be learned beforehand, what the named numbers change must be learned from a "
        "few points."
    )
    formula = "y = f(x; a, b, …) + ε,&nbsp; a, b, … drawn for each task,&nbsp; ε ~ N(0, σ<sup>2</sup>)"

    solved = "true formula known"

    kind: Literal["formula"] = "formula"
    expression: str = parameter(
        "a * sin(x - p)",
        "Formula",
        "The function of x, or of x1 and x2, that is to be learned; + - * / **, comparisons, sin, cos, tan, exp, log, "
        "sqrt, abs, sign, tanh, floor, min, max, step and where can be used.",
        le=LONGEST,
    )
    numbers: str = parameter(
        "a = uniform(0.1, 5), p = uniform(0, pi)",
        "Named numbers",
        "How the formula's own numbers are drawn for each task: by uniform, normal, loguniform or choice.",
        le=LONGEST,
    )
    shots: int = parameter(
        10, "Shots", "Points the learner adapts on: more make the task easier.", ge=1, le=200, symbol="K"
    )
    query_shots: int = parameter(
        10, "Query points", "Points on which an adaptation is judged.", ge=1, le=500, advanced=True
    )
    noise: float = parameter(
        0.0, "Noise", "Standard deviation of the error added to every value.", ge=0, le=1000, symbol="sigma"
    )
    domain: Range = parameter(
        [-5.0, 5.0], "Inputs", "Where inputs are drawn, uniformly.", ge=-1000, le=1000, advanced=True
    )
    classify: bool = parameter(
        False, "Classify", "Whether the task is to tell on which side of a threshold the value lies.", advanced=True
    )
    threshold: float = parameter(
        0.0,
        "Threshold",
        "Values above it are class 1, all others class 0; near the middle of the values both are equally frequent.",
        ge=-LARGEST,
        le=LARGEST,
        advanced=True,
        when=("classify", True),
    )

    @property
    def drawing(self) -> Drawing:
        if self.classify:
            return PlaneDrawing(*self.domain) if len(self._inputs) == 2 else ScatterDrawing()
        return FunctionDrawing(*self.domain) if len(self._inputs) == 1 else ScatterDrawing()

    @property
    def shape(self) -> Shape:
        return Shape((len(self._inputs),), 2 if self.classify else 1)

    @property
    def loss(self) -> Loss:
        return CrossEntropy() if self.classify else SquaredError()

    def check(self, section: str) -> None:
        """Read both texts and try the formula. Raises `InputError` with the path of the text at fault."""
        _tried(self.expression, self.numbers, self.domain, section)

    def sample(self, generator: Generator, tasks: int, split: Split = "train") -> TaskBatch:
        """Draw `tasks` tasks. Raises `InputError` where hardly any task has finite values."""
        latents, inputs, values = self._drawn(generator, tasks)
        for _ in range(REDRAWS):
            lost = ~(values.abs() <= LARGEST).flatten(1).all(1)  # [task]
            if not lost.any():
                break
            others, new_inputs, new_values = self._drawn(generator, tasks)
            latents = {name: torch.where(lost, others[name], value) for name, value in latents.items()}
            inputs = torch.where(lost[:, None, None], new_inputs, inputs)
            values = torch.where(lost[:, None, None], new_values, values)
        else:
            raise InputError(sentence("The formula has no finite value in most of its tasks."))
        if self.noise:
            values = values + self.noise * torch.randn(values.shape, generator=generator)
        targets = self._targets(values)
        return TaskBatch.divided(inputs, targets, self.shots, latents)

    def truth(self, batch: TaskBatch, inputs: Tensor) -> Tensor:
        return self._targets(self._values(batch.latents, inputs))

    def solution(self, batch: TaskBatch) -> Solution:
        """The formula itself; of classes, the log-chances that the noise leaves to them."""
        if not self.classify:
            return Solution(lambda inputs: self.truth(batch, inputs))

        def chances(inputs: Tensor) -> Tensor:
            above = self._values(batch.latents, inputs) - self.threshold
            above = above / self.noise if self.noise else above.sign() * CERTAIN
            above = above.clamp(-CERTAIN, CERTAIN)
            return torch.cat([torch.special.log_ndtr(-above), torch.special.log_ndtr(above)], dim=2)

        return Solution(chances)

    def describe(self, batch: TaskBatch, task: int) -> Sentence:
        if not batch.latents:
            return sentence("the same in every task")
        named = ", ".join(f"{name} {float(value[task]):.2f}" for name, value in batch.latents.items())
        return sentence("{numbers}", numbers=named)

    @property
    def _inputs(self) -> tuple[str, ...]:
        return _read(self.expression, self.numbers).inputs

    def _drawn(self, generator: Generator, tasks: int) -> tuple[dict[str, Tensor], Tensor, Tensor]:
        """The named numbers ``[task]``, inputs ``[task, shot, input]`` and values ``[task, shot, 1]`` of new tasks."""
        latents = {}
        for name, drawn in _read(self.expression, self.numbers).numbers.items():
            raw = (torch.randn if drawn.normal else torch.rand)(tasks, generator=generator)
            latents[name] = drawn.values(raw, torch)
        shots = self.shots + self.query_shots
        inputs = torch.empty(tasks, shots, len(self._inputs)).uniform_(*self.domain, generator=generator)
        return latents, inputs, self._values(latents, inputs)

    def _values(self, latents: Mapping[str, Tensor], inputs: Tensor) -> Tensor:
        values: Tensor = _read(self.expression, self.numbers).values(latents, inputs, torch)
        return values

    def _targets(self, values: Tensor) -> Tensor:
        return (values > self.threshold).squeeze(2).long() if self.classify else values


@dataclass(frozen=True)
class _Read:
    """Both texts, read."""

    formula: Node
    numbers: dict[str, Distribution]
    inputs: tuple[str, ...]

    def named(self, latents: Mapping[str, Any], inputs: Any) -> dict[str, Any]:
        """All names' values, which broadcast to ``[task, shot, 1]``, of latents ``[task]`` and inputs."""
        drawn = {name: value[:, None, None] for name, value in latents.items()}
        return drawn | {name: inputs[..., place : place + 1] for place, name in enumerate(self.inputs)}

    def values(self, latents: Mapping[str, Any], inputs: Any, module: ModuleType) -> Any:
        """The formula's values ``[task, shot, 1]``."""
        return self.formula.evaluate(self.named(latents, inputs), module)


@lru_cache(maxsize=64)
def _read(expression: str, numbers: str, section: str = "task") -> _Read:
    """Raises `UnreadableError`."""
    drawn = distributions(Text(numbers, f"{section}.numbers"))
    source = Text(expression, f"{section}.expression")
    formula = parsed(source, (*drawn, *INPUTS))
    used = formula.names().intersection(INPUTS)
    if not used:
        raise source.error(1, sentence("the formula has no input; write x in it, or x1 and x2."))
    if "x" in used and len(used) > 1:
        raise source.error(formula.place("x"), sentence("a formula with x1 or x2 cannot have x too."))
    return _Read(formula, drawn, ("x",) if "x" in used else ("x1", "x2"))


@lru_cache(maxsize=64)
def _tried(expression: str, numbers: str, domain: tuple[float, float], section: str) -> None:
    """Raises `InputError` where the formula cannot be read, or where it has a value that cannot be learned."""
    read = _read(expression, numbers, section)
    generator = np.random.default_rng(0)
    latents = {}
    for name, drawn in read.numbers.items():
        raw = generator.standard_normal(TRIED) if drawn.normal else generator.random(TRIED)
        latents[name] = drawn.values(raw.astype(np.float32), np).astype(np.float32)
    low, high = domain
    marks = sorted({low, high, (low + high) / 2, min(max(0.0, low), high)})
    grid = np.array(list(itertools.product(marks, repeat=len(read.inputs))))
    points = np.concatenate([grid, generator.uniform(low, high, (64, len(read.inputs)))]).astype(np.float32)
    with np.errstate(all="ignore"):
        named = read.named(latents, np.broadcast_to(points, (TRIED, *points.shape)))
        values = np.broadcast_to(read.formula.evaluate(named, np), (TRIED, len(points), 1))
        lost = np.argwhere(~(np.abs(values) <= LARGEST))
        if len(lost):
            first = tuple(lost[0])
            single = {name: np.broadcast_to(value, values.shape)[first] for name, value in named.items()}
            raise _unlearnable(read.formula, single, Text(expression, f"{section}.expression"))


def _unlearnable(formula: Node, single: dict[str, Any], source: Text) -> InputError:
    """Why the formula cannot be learned where its names have these values, at the innermost part to blame."""
    part = formula.cause(single)
    value = abs(float(part.evaluate(single, np)))
    where = ", ".join(f"{name} = {single[name]:.4g}" for name in single if name in part.names())
    if not where:
        why = sentence("this has no value of moderate size.")
    elif np.isfinite(value):
        why = sentence("this is beyond {largest} where {where}.", largest=readable(LARGEST), where=where)
    else:
        why = sentence("this has no finite value where {where}.", where=where)
    return source.error(part.position, why)
